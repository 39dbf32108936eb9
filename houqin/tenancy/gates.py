"""Questions asked before a change of a school's frame."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from houqin.kernel.refusals import KernelReason, Refusal
from houqin.tenancy.models import Space, Term, TimetableEntry
from houqin.tenancy.parameters import ParameterKind
from houqin.tenancy.reasons import Reason


def belongs_to(school, *things) -> Iterator[Refusal]:
    """Why these rows may not be used here: they are another school's. None counts as nothing."""
    for thing in things:
        if thing is not None and thing.school_id != school.pk:
            yield Refusal(KernelReason.OTHER_SCHOOL, {"what": str(thing)})


def may_set(kind: ParameterKind, *, value: Decimal, above: Decimal, scope: str, valid_from: date,
            today: date) -> Iterator[Refusal]:  # fmt: skip
    """Why a scope may not set this number: nonsense, looser than what holds above, or reaching into days gone by."""
    least, most = kind.bounds
    if not least <= value <= most:
        yield Refusal(Reason.OUT_OF_RANGE, {"value": value, "least": least, "most": most})
    if kind.is_looser(value, above):
        facts = {"value": value, "limit": above, "scope": scope, "rule": kind.rule}
        yield Refusal(Reason.LOOSER_THAN_ABOVE, facts)
    if valid_from < today:
        yield Refusal(Reason.IN_FORCE_ALREADY, {"valid_from": valid_from, "today": today})


def may_close(space: Space, *, parts: Iterable[Space]) -> Iterator[Refusal]:
    """Why a space may not go out of use: it is out already, or something inside it (`parts`) is not."""
    if space.closed_on:
        yield Refusal(Reason.CLOSED_ALREADY, {"space": space.name, "closed_on": space.closed_on})
    if inside := [part.name for part in parts]:
        yield Refusal(Reason.SPACE_IN_USE, {"space": space.name, "what": inside})


def may_run(starts_on: date, ends_on: date, *, others: Iterable[Term]) -> Iterator[Refusal]:
    """Why a term may not run on these days. `others` are the school's other terms."""
    if ends_on <= starts_on:
        yield Refusal(Reason.ENDS_BEFORE_START, {"starts_on": starts_on, "ends_on": ends_on})
    for other in others:
        if other.starts_on <= ends_on and other.ends_on >= starts_on:
            yield Refusal(Reason.TERMS_OVERLAP, {"term": other.name})


#: One kitchen cooks for all: a meal has one time.
MEALS = frozenset({"breakfast", "lunch", "dinner", "snack"})


def may_set_time(what: str, *, section: str, season: str, days: tuple[str, str], valid_from: date,
                 today: date) -> Iterator[Refusal]:  # fmt: skip
    """Why the timetable may not say so: days gone by, a meal for one section, a season whose days nobody named."""
    if valid_from < today:
        yield Refusal(Reason.IN_FORCE_ALREADY, {"valid_from": valid_from, "today": today})
    if section and what in MEALS:
        yield Refusal(Reason.MEALS_FOR_ALL, {"what": TimetableEntry.What(what).label})
    if season and not all(days):
        yield Refusal(Reason.SEASON_WITHOUT_DAYS, {"season": TimetableEntry.Season(season).label})
