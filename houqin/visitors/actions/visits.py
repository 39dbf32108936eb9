"""Visitors and workers, in and out (DV-02, DV-04, DV-05)."""

from datetime import datetime, timedelta

from django.db import transaction

from houqin.duties.actions import answer_about
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.tenancy.codes import next_code
from houqin.tenancy.parameters import parameters_of
from houqin.tenancy.school_rows import lock_one
from houqin.visitors import events
from houqin.visitors.gates import visits as gates
from houqin.visitors.identity import Identity, identity_of, kept_of
from houqin.visitors.models import DocumentKind, Visit
from houqin.visitors.permissions import LET_IN
from houqin.visitors.selectors.gate import girls_buildings, inside_with, is_listed, pupils_in, used_by, visiting_hours


@transaction.atomic
def let_in(
    *, school, name: str, gender: str, why: str, document_kind: str = DocumentKind.IDENTITY_CARD,
    document_number: str = "", like: Visit | None = None, host_staff=None, host_pupil=None, building=None,
    heads: int = 1, phone: str = "", items: str = "", items_checked: bool = False, minutes: int | None = None,
    approval=None, happened_at: datetime | None = None, actor, at: datetime,
) -> Visit:  # fmt: skip
    """Write a pass. Of the document number only its end and a digest are kept.

    `like` is an earlier pass of the same person, whose document is not written again when no number is given; `minutes`
    is how long they mean to stay, the school's usual when missing; `approval` what a duty leader approved beforehand.
    Raises Refused: see gates.visits.
    """
    authorise(actor, LET_IN, school=school, at=at)
    in_at = happened_at or at
    on, name, why = school.localdate(in_at), name.strip()[:80], why.strip()[:200]
    # Taken first: it holds the gate's book, so that nobody comes in twice at once.
    code = next_code(school, "FK", on)
    identity = _identity(school, document_kind, document_number, like, name)
    numbers = parameters_of(school, on=on)
    hours = visiting_hours(school, in_at, numbers)
    leaves = _expected(in_at, minutes, usual=int(numbers["visit_usual_minutes"]), ends=hours[1])
    escort = approval.escort if approval else None
    require(
        gates.who_is_said(name=name, gender=gender, identity=identity, heads=heads),
        gates.reason_is_said(why),
        gates.host_is_said(host_staff, host_pupil),
        gates.host_is_here(host_staff, host_pupil, on=on),
        gates.escort_works_here(escort, on=on),
        gates.are_ours(school, host_staff, host_pupil, building, approval, like),
        gates.items_are_checked(items_checked),
        gates.times_make_sense(in_at=in_at, expected_out_at=leaves, at=at),
        gates.is_visiting_time(in_at=in_at, expected_out_at=leaves, hours=hours, approval=approval),
        gates.may_enter_building(building, gender=gender, girls_buildings=girls_buildings(school), approval=approval),
        gates.approval_fits(approval, name=name, on=on, used_by=used_by(approval)),
        gates.is_not_listed(is_listed(school, name=name, identity=identity)),
        gates.is_not_inside(inside_with(school, identity)),
    )
    visit = Visit.objects.create(
        school=school, code=code, kind=Visit.Kind.VISITOR, name=name, gender=gender, phone=phone.strip()[:20],
        heads=heads, document_kind=identity.kind, document_ending=identity.ending, document_digest=identity.digest,
        why=why, host_staff=host_staff, host_pupil=host_pupil, building=building, items=items.strip()[:120],
        escort=escort, approval=approval, in_at=in_at, expected_out_at=leaves,
        received_at=at, let_in_by=actor,
    )  # fmt: skip
    record(
        events.VISITOR_LET_IN, visit, about=[host_staff, host_pupil, building, escort, approval], actor=actor,
        at=at, happened_at=in_at, code=code, heads=heads, host=str(host_pupil or host_staff),
        where=building.name if building else "", escort=escort.name if escort else "",
    )  # fmt: skip
    return visit


@transaction.atomic
def let_workers_in(
    *, school, name: str, gender: str, company: str, why: str, document_kind: str = DocumentKind.IDENTITY_CARD,
    document_number: str = "", escort=None, building=None, work_order: str = "", urgent_why: str = "", heads: int = 1,
    phone: str = "", items: str = "", items_checked: bool = False, minutes: int | None = None, approval=None,
    happened_at: datetime | None = None, actor, at: datetime,
) -> Visit:  # fmt: skip
    """Write a pass for people who come to work: whose they are, the job, and the colleague who goes along.

    Where pupils sleep they work while pupils are out; `urgent_why` says why it cannot wait, at any hour (DV-04).
    Raises Refused: see gates.visits.
    """
    authorise(actor, LET_IN, school=school, at=at)
    in_at = happened_at or at
    on, name, company = school.localdate(in_at), name.strip()[:80], company.strip()[:80]
    why, urgent_why = why.strip()[:200], urgent_why.strip()[:200]
    code = next_code(school, "FK", on)
    identity = identity_of(school, document_kind, document_number)
    numbers = parameters_of(school, on=on)
    hours = visiting_hours(school, in_at, numbers)
    leaves = _expected(in_at, minutes, usual=int(numbers["visit_usual_minutes"]), ends=hours[1])
    girls = girls_buildings(school)
    goes_along = approval.escort if approval and approval.escort_id else escort
    require(
        gates.who_is_said(name=name, gender=gender, identity=identity, heads=heads),
        gates.workers_are_said(company=company, escort=goes_along, on=on),
        gates.reason_is_said(why),
        gates.are_ours(school, goes_along, building, approval),
        gates.items_are_checked(items_checked),
        gates.times_make_sense(in_at=in_at, expected_out_at=leaves, at=at),
        gates.pupils_are_out(
            building, hours=pupils_in(school, building, first=in_at, last=leaves), urgent_why=urgent_why
        ),
        () if urgent_why else
        gates.is_visiting_time(in_at=in_at, expected_out_at=leaves, hours=hours, approval=approval),
        gates.may_enter_building(building, gender=gender, girls_buildings=girls, approval=approval),
        gates.approval_fits(approval, name=name, on=on, used_by=used_by(approval)),
        gates.is_not_listed(is_listed(school, name=name, identity=identity)),
        gates.is_not_inside(inside_with(school, identity)),
    )  # fmt: skip
    visit = Visit.objects.create(
        school=school, code=code, kind=Visit.Kind.WORKER, name=name, gender=gender, phone=phone.strip()[:20],
        heads=heads, document_kind=identity.kind, document_ending=identity.ending, document_digest=identity.digest,
        why=why, company=company, work_order=work_order.strip()[:40], escort=goes_along, urgent_why=urgent_why,
        building=building, items=items.strip()[:120], approval=approval, in_at=in_at, expected_out_at=leaves,
        received_at=at, let_in_by=actor,
    )  # fmt: skip
    record(
        events.WORKERS_LET_IN, visit, about=[goes_along, building, approval], actor=actor, at=at, happened_at=in_at,
        code=code, heads=heads, company=company, where=building.name if building else "", escort=goes_along.name,
        urgent=urgent_why,
    )  # fmt: skip
    return visit


@transaction.atomic
def let_out(*, visit: Visit, happened_at: datetime | None = None, actor, at: datetime) -> Visit:
    """They have left.  Raises Refused: LEFT_ALREADY, OUT_BEFORE_IN, IN_THE_FUTURE."""
    authorise(actor, LET_IN, school=visit.school, at=at)
    visit = lock_one(Visit, visit.pk, school=visit.school)
    out_at = happened_at or at
    require(gates.may_leave(visit, out_at=out_at, at=at))
    visit.out_at, visit.let_out_by = out_at, actor
    visit.save(update_fields=["out_at", "let_out_by"])
    record(events.LET_OUT, visit, actor=actor, at=at, happened_at=out_at, code=visit.code, in_at=visit.in_at)
    answer_about(visit, at=at)
    return visit


def _identity(school, kind: str, number: str, like: Visit | None, name: str) -> Identity:
    """The document shown now; with no number, the one of an earlier pass of the same name."""
    if not number.strip() and like is not None and like.school_id == school.pk and like.name == name:
        return kept_of(like)
    return identity_of(school, kind, number)


def _expected(in_at: datetime, minutes: int | None, *, usual: int, ends: datetime) -> datetime:
    """When they should be out. Without a word of theirs, the usual time, and before visits end."""
    if minutes is not None:
        return in_at + timedelta(minutes=minutes)
    leaves = in_at + timedelta(minutes=usual)
    return ends if in_at < ends < leaves else leaves
