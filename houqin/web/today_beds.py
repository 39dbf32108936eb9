"""What of the night in the dormitories cannot wait: a child who is not found, a building that was not counted."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from houqin.dormitory.permissions import SEE_ROLLS
from houqin.dormitory.selectors.rolls import open_searches
from houqin.duties.models import Duty

ROLLS = ("dormitory.roll", "dormitory.recount")
#: Every step of a search is a duty about it (DR-04).
SEARCH = "dormitory.search"


def hides_a_child(duty: Duty) -> bool:
    """It stands above all else: a step of a search, or a roll, which may hide a missing child as long as it is open."""
    return duty.is_open and (duty.subject_kind == SEARCH or duty.code in ROLLS)


def beds_tonight(actor, school, duties: Iterable[Duty], *, at: datetime) -> str:
    """One sentence when somebody is missing or a roll is late, else nothing. `duties` are those in sight. One query."""
    if not actor.may(SEE_ROLLS, school=school, at=at):
        return ""
    missing = len(open_searches(school))
    late = {duty.pk: duty for duty in duties if duty.code in ROLLS and duty.is_open and duty.due_at < at}
    said = []
    if missing:
        words = ngettext("{number} child is not found.", "{number} children are not found.", missing)
        said.append(words.format(number=missing))
    if late:
        words = ngettext("{number} roll call is late.", "{number} roll calls are late.", len(late))
        said.append(words.format(number=len(late)))
    return _("{first} {second}").format(first=said[0], second=said[1]) if len(said) == 2 else "".join(said)
