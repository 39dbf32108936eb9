"""May this be signed now, by what it shows? Rules FM-08 to FM-11; GT-18."""

from collections.abc import Iterable, Iterator
from datetime import date

from houqin.foodsafety.reasons import Reason
from houqin.foodsafety.scopes import Scope
from houqin.foodsafety.selectors.day_facts import Fact
from houqin.foodsafety.selectors.periods import MonthSeen, WeekSeen
from houqin.kernel.refusals import Refusal


def is_not_ahead(on: date, *, today: date) -> Iterator[Refusal]:
    if on > today:
        yield Refusal(Reason.DAY_AHEAD, {"on": on}, gate="GT-18")


def is_the_first(known, corrects, reason: str) -> Iterator[Refusal]:
    """One record of a period; a further one names the one that stands and says why (GT-18)."""
    if corrects is None:
        if known is not None:
            yield Refusal(Reason.SIGNED_ALREADY, {"name": known.signed_by.name}, "GT-18", known)
        return
    if known is None or known.pk != corrects.pk:
        yield Refusal(Reason.CORRECTED_ALREADY, {}, "GT-18", known)
    if not reason.strip():
        yield Refusal(Reason.WHY_MISSING, {}, "GT-18")


def every_part_is_looked_at(confirmed: Iterable[str], findings: Iterable) -> Iterator[Refusal]:
    """FM-08: the officer confirms each part, or found something in it."""
    confirmed, found = set(confirmed), {one.scope for one in findings}
    for name in sorted((confirmed | found) - set(Scope.values)):
        yield Refusal(Reason.SCOPE_UNKNOWN, {"name": name})
    if left := [str(scope.label) for scope in Scope if scope not in confirmed | found]:
        yield Refusal(Reason.NOT_CONFIRMED, {"names": left})
    if any(not one.what.strip() for one in findings):
        yield Refusal(Reason.FINDING_EMPTY)


def what_is_out_of_order_is_answered(facts: Iterable[Fact], remarks: dict, findings: Iterable) -> Iterator[Refusal]:
    """Nobody signs over what the rows show: it is explained, or becomes a hazard."""
    found = {one.scope for one in findings}
    late = {fact.scope for fact in facts if fact.is_late}
    for scope in Scope:
        if scope in late and scope not in found and not remarks.get(scope.value, "").strip():
            yield Refusal(Reason.SAY_WHAT_WAS_DONE, {"name": str(scope.label)})


def week_may_be_signed(seen: WeekSeen, *, missing_reason: str, today: date) -> Iterator[Refusal]:
    """FM-10: after its last school day, from its days, or saying which are missing and why."""
    if seen.monday.weekday() != 0:
        yield Refusal(Reason.NOT_A_MONDAY, {"on": seen.monday})
    last = seen.last_taught or seen.monday
    if today < last:
        yield Refusal(Reason.WEEK_NOT_OVER, {"on": last}, gate="GT-18")
    missing = [on for on in seen.missing if on <= today]
    if missing and not missing_reason.strip():
        yield Refusal(Reason.DAYS_MISSING, {"days": missing})


def month_may_be_held(seen: MonthSeen, *, missing_reason: str, from_on: date, held_on: date) -> Iterator[Refusal]:
    """FM-11: near the end of its month, from its weeks, or saying which are missing and why."""
    if seen.month.day != 1:
        yield Refusal(Reason.NOT_A_MONTH, {"on": seen.month})
    if held_on < from_on:
        yield Refusal(Reason.MONTH_NOT_OVER, {"on": from_on}, gate="GT-18")
    if seen.missing and not missing_reason.strip():
        yield Refusal(Reason.WEEKS_MISSING, {"weeks": seen.missing})


def is_written(**texts: str) -> Iterator[Refusal]:
    for what, text in texts.items():
        if not text.strip():
            yield Refusal(Reason.TEXT_MISSING, {"what": what})
