"""How quiet it was after the bell: rooms and numbers, no children."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.discipline.models import AfterBellRound
from houqin.kernel.shown import shown
from houqin.nightwatch.night_facts import Fact, night_facts


@night_facts(gettext_lazy("After the bell"), place=15, empty=gettext_lazy("Nobody went round after the bell."))
def rounds(school, night: date) -> Iterator[Fact]:
    """One query."""
    rows = AfterBellRound.objects.of(school).filter(night=night).select_related("building")
    for one in rows.order_by("happened_at", "pk"):
        said = _("{loud} of {rooms} rooms not quiet").format(loud=one.loud, rooms=one.rooms) if one.loud else _("quiet")
        yield Fact(one.building.name, one.get_absolute_url(), shown(one.happened_at), "late" if one.loud else "", said)
