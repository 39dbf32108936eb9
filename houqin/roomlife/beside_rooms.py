"""The head of a room, beside its name on the roll."""

from datetime import date

from django.utils.translation import gettext as _

from houqin.dormitory.beside import beside_room
from houqin.roomlife.selectors.heads import heads_of


@beside_room
def heads(school, night: date) -> dict[int, str]:
    return {room: _("Head {name}").format(name=pupil.name) for room, pupil in heads_of(school, night).items()}
