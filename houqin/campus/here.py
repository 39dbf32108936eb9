"""What hangs and stands at a place, and how it stands."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from houqin.campus.models import Equipment
from houqin.campus.permissions import KEEP_EQUIPMENT, SEE_EQUIPMENT
from houqin.campus.selectors.pieces import DUE, FINE, standings
from houqin.campus.words import SHAPES, WORDS
from houqin.tenancy.here import MOST_LINES, Part, Verb, here
from houqin.tenancy.models import Space


@here(gettext_lazy("Equipment here"), place=28)
def equipment(space: Space, *, actor, at: datetime) -> Part | None:
    """What is not in order first. Three queries; None where nothing hangs."""
    school = space.school
    if not actor.may(SEE_EQUIPMENT, school=school, at=at):
        return None
    found = standings(school, Equipment.objects.of(school).kept().filter(space=space), on=school.localdate(at))
    if not found:
        return None
    found.sort(key=lambda one: (one.state in (FINE, DUE), one.state == FINE))
    odd = [one for one in found if one.state not in (FINE, DUE)]
    lines = [
        {"label": str(one.piece.kind_of), "url": one.piece.get_absolute_url(), "state": SHAPES[one.state],
         "quiet": f"{one.piece.code} {one.piece.spot}".strip(), "end": "" if one.state == FINE else WORDS[one.state]}
        for one in found[:MOST_LINES]
    ]  # fmt: skip
    verbs = []
    if actor.may(KEEP_EQUIPMENT, school=school, at=at):
        verbs = [Verb(_("Register equipment"), f"{reverse('campus:register')}?space={space.pk}", "plus")]
    said = ngettext("{number} piece is not in order.", "{number} pieces are not in order.", len(odd))
    more = f"{reverse('campus:equipment')}?q={space.code}" if len(found) > MOST_LINES else ""
    return Part(
        lines, said=said.format(number=len(odd)) if odd else "", state="late" if odd else "", more=more, verbs=verbs
    )
