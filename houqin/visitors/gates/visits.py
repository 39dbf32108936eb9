"""May they come in, may they go? DV-02, DV-04, DV-05. Pure: what is known of the school is given."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from houqin.kernel.refusals import KernelReason, Refusal
from houqin.visitors.identity import LEAST_SIGNS, Identity
from houqin.visitors.models import DocumentKind, Gender, Visit, VisitApproval
from houqin.visitors.reasons import VisitReason as Reason

#: On one pass; a class outing of parents gets several.
MOST_HEADS = 60
#: Longer is no day visit.
MOST_HOURS = 12


def who_is_said(*, name: str, gender: str, identity: Identity, heads: int) -> Iterator[Refusal]:
    if not name:
        yield Refusal(Reason.NAME_MISSING)
    if gender not in Gender.values:
        yield Refusal(Reason.GENDER_UNKNOWN)
    yield from document_is_said(identity)
    if not 1 <= heads <= MOST_HEADS:
        yield Refusal(Reason.HEADS_OUT_OF_RANGE, {"heads": heads, "most": MOST_HEADS})


def document_is_said(identity: Identity) -> Iterator[Refusal]:
    if identity.kind not in DocumentKind.values:
        yield Refusal(Reason.DOCUMENT_KIND_UNKNOWN, {"kind": identity.kind})
    if not identity:
        yield Refusal(Reason.DOCUMENT_MISSING, {"least": LEAST_SIGNS})


def reason_is_said(why: str) -> Iterator[Refusal]:
    if not why:
        yield Refusal(Reason.WHY_MISSING)


def host_is_said(staff, pupil) -> Iterator[Refusal]:
    if staff is None and pupil is None:
        yield Refusal(Reason.HOST_MISSING)
    if staff is not None and pupil is not None:
        yield Refusal(Reason.TWO_HOSTS)


def host_is_here(staff, pupil, *, on: date) -> Iterator[Refusal]:
    """Employed or enrolled on the day: whoever left receives nobody at school."""
    if staff is not None and not _lies_between(on, staff.joined_on, staff.left_on):
        yield Refusal(Reason.HOST_NOT_HERE, {"name": staff.name, "on": on})
    if pupil is not None and not _lies_between(on, pupil.enrolled_on, pupil.left_on):
        yield Refusal(Reason.HOST_NOT_HERE, {"name": pupil.name, "on": on})


def _lies_between(on: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= on) and (last is None or on <= last)


def escort_works_here(escort, *, on: date) -> Iterator[Refusal]:
    if escort is not None and escort.left_on and escort.left_on < on:
        yield Refusal(Reason.ESCORT_GONE, {"name": escort.name})


def are_ours(school, *things) -> Iterator[Refusal]:
    for thing in things:
        if thing is not None and thing.school_id != school.pk:
            yield Refusal(KernelReason.OTHER_SCHOOL, {"what": str(thing)})


def items_are_checked(checked: bool) -> Iterator[Refusal]:
    if not checked:
        yield Refusal(Reason.ITEMS_NOT_CHECKED)


def times_make_sense(*, in_at: datetime, expected_out_at: datetime, at: datetime) -> Iterator[Refusal]:
    if in_at > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": in_at}, "GT-18")
    if expected_out_at <= in_at:
        yield Refusal(Reason.EXPECTED_BEFORE_IN)
    if expected_out_at - in_at > timedelta(hours=MOST_HOURS):
        yield Refusal(Reason.STAYS_TOO_LONG, {"most": MOST_HOURS})


def is_visiting_time(
    *, in_at: datetime, expected_out_at: datetime, hours: tuple[datetime, datetime], approval: VisitApproval | None
) -> Iterator[Refusal]:
    """None after evening study, unless a duty leader approved it beforehand (DV-02)."""
    begins, ends = hours
    if (in_at < begins or expected_out_at > ends) and not (approval and approval.is_after_hours):
        yield Refusal(Reason.AFTER_HOURS, {"begins": begins, "ends": ends})


def may_enter_building(
    building, *, gender: str, girls_buildings: frozenset[int], approval: VisitApproval | None
) -> Iterator[Refusal]:
    """DV-05: no man, father or teacher, in a girls' building without approval and a woman who goes along."""
    if building is None or building.pk not in girls_buildings or gender == Gender.WOMAN:
        return
    if approval is None or approval.building_id != building.pk or approval.escort_id is None:
        yield Refusal(Reason.GIRLS_BUILDING, {"building": building.name})


def approval_fits(approval: VisitApproval | None, *, name: str, on: date, used_by: Visit | None) -> Iterator[Refusal]:
    """For this person, on this day, once."""
    if approval is None:
        return
    if approval.name.casefold() != name.casefold() or approval.on != on:
        yield Refusal(Reason.APPROVAL_FOR_ANOTHER, {"name": approval.name, "on": approval.on})
    if used_by is not None:
        yield Refusal(Reason.APPROVAL_USED, {"code": used_by.code}, where=used_by)


def is_not_listed(is_listed: bool) -> Iterator[Refusal]:
    if is_listed:
        yield Refusal(Reason.ASK_THE_LEADER)


def is_not_inside(inside: Visit | None) -> Iterator[Refusal]:
    if inside is not None:
        yield Refusal(Reason.INSIDE_ALREADY, {"name": inside.name, "code": inside.code}, where=inside)


def workers_are_said(*, company: str, escort, on: date) -> Iterator[Refusal]:
    """DV-04: whose they are, and who goes along."""
    if not company:
        yield Refusal(Reason.COMPANY_MISSING)
    if escort is None:
        yield Refusal(Reason.ESCORT_MISSING)
    yield from escort_works_here(escort, on=on)


def pupils_are_out(building, *, hours: tuple[datetime, datetime] | None, urgent_why: str) -> Iterator[Refusal]:
    """DV-04: where pupils sleep, work waits until they are out, unless it is urgent. `hours` they are in, if any."""
    if hours and not urgent_why:
        yield Refusal(Reason.PUPILS_ARE_IN, {"building": building.name, "begins": hours[0], "ends": hours[1]})


def may_leave(visit: Visit, *, out_at: datetime, at: datetime) -> Iterator[Refusal]:
    if visit.out_at is not None:
        yield Refusal(Reason.LEFT_ALREADY, {"code": visit.code, "out_at": visit.out_at}, where=visit)
    if out_at < visit.in_at:
        yield Refusal(Reason.OUT_BEFORE_IN, {"code": visit.code, "in_at": visit.in_at})
    if out_at > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": out_at}, "GT-18")


def may_approve(
    *, name: str, why: str, on: date, today: date, is_after_hours: bool, building, escort, escort_is_woman: bool
) -> Iterator[Refusal]:
    if not name:
        yield Refusal(Reason.NAME_MISSING)
    yield from reason_is_said(why)
    if on < today:
        yield Refusal(Reason.DAY_OVER, {"on": on})
    if not is_after_hours and building is None:
        yield Refusal(Reason.NOTHING_APPROVED)
    if building is not None and (escort is None or not escort_is_woman):
        yield Refusal(Reason.ESCORT_NOT_A_WOMAN)
    yield from escort_works_here(escort, on=on)
