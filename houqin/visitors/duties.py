"""What the gate and the guest rooms must always do: see visitors leave, decide about stays, take keys back."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from django.utils.translation import gettext_lazy as _

from houqin.duties.declaring import Done, duty
from houqin.duties.schedules import LEAST_TO_DECIDE, Each, Occasion, Window, decided_by
from houqin.tenancy.parameters import numbers_of
from houqin.tenancy.posts import Post
from houqin.visitors.models import GuestStay, Visit

#: Who is still looking for their coat is not overdue yet.
GRACE = timedelta(minutes=10)


def with_who(duties, model, who: str) -> Iterator[tuple]:
    """Each duty with the row it is about, and with the person who answered it. One query."""
    duties = list(duties)
    rows = model.objects.select_related(who).in_bulk({one.subject_id for one in duties})
    return ((one, rows[one.subject_id]) for one in duties if one.subject_id in rows)


def visits_inside(schools: list, first: date, last: date) -> dict[int, list[Visit]]:
    """Open passes by school. One query."""
    found: dict[int, list[Visit]] = {school.pk: [] for school in schools}
    for visit in Visit.objects.filter(school__in=schools).inside().order_by("pk"):
        found[visit.school_id].append(visit)
    return found


def passes(window: Window) -> Iterator[Occasion]:
    """Each pass that is not back. It opens when they should be out: before, there is nothing to do."""
    school = window.school
    for visit in window.once(visits_inside)[school.pk]:
        opens = visit.expected_out_at
        yield Occasion(visit.code, school.localdate(opens), opens, opens + GRACE, None, visit)


@duty(
    "visitors.overdue", title=_("Still inside: {subject}"), schedule=Each(passes), owner=Post.GUARD,
    ladder=((10, Post.DUTY_LEADER), (30, Post.PRINCIPAL)), rule="DV-02", clauses=("D-26", "E-08"),
    view="visitors:visit", verb=_("Let out"), urgent=True, may_own=(Post.DORM_MANAGER, Post.DUTY_LEADER),
)  # fmt: skip
def visitor_has_left(duties) -> Iterator[Done]:
    """Let out at the gate. One query."""
    for one, visit in with_who(duties, Visit, "let_out_by"):
        if visit.out_at:
            yield Done(one, at=visit.out_at, by=visit.let_out_by, thing=visit)


def stays_in_hand(schools: list, first: date, last: date) -> dict[int, list[GuestStay]]:
    """Stays that wait for a decision or have a key, by school. One query."""
    found: dict[int, list[GuestStay]] = {school.pk: [] for school in schools}
    states = (GuestStay.State.APPLIED, GuestStay.State.LODGED)
    for stay in GuestStay.objects.filter(school__in=schools, state__in=states).order_by("pk"):
        found[stay.school_id].append(stay)
    return found


def applications(window: Window) -> Iterator[Occasion]:
    """Each application nobody has decided about, by the evening of its first night."""
    school = window.school
    for stay in window.once(stays_in_hand)[school.pk]:
        if stay.state == GuestStay.State.APPLIED:
            due = decided_by(school, stay.arrives_on, asked_at=stay.applied_at)
            closes = school.moment(stay.leaves_on, time(0, 0))
            yield Occasion(stay.code, stay.arrives_on, stay.applied_at, due, max(closes, due + LEAST_TO_DECIDE), stay)


@duty(
    "visitors.decide-stay", title=_("Decide about an overnight stay: {subject}"), schedule=Each(applications),
    owner=Post.DUTY_LEADER, ladder=((60, Post.DEPUTY_PRINCIPAL), (120, Post.PRINCIPAL)), rule="DV-01",
    clauses=("D-22", "D-23"), view="visitors:stay", verb=_("Decide"), may_own=(Post.DEPUTY_PRINCIPAL, Post.PRINCIPAL),
)  # fmt: skip
def stay_is_decided(duties) -> Iterator[Done]:
    """Approved, declined or called off. One query."""
    for one, stay in with_who(duties, GuestStay, "decided_by"):
        if stay.decided_at:
            yield Done(one, at=stay.decided_at, by=stay.decided_by, thing=stay)
        elif stay.called_off_at:
            yield Done(one, at=stay.called_off_at, thing=stay)


def leaving_hours(schools: list, first: date, last: date) -> dict[int, dict]:
    return numbers_of(schools, ("guest_leaves_hour",), first, last)


def departures(window: Window) -> Iterator[Occasion]:
    """Each guest with a key, on their day of leaving, by the hour of the school."""
    school, hours = window.school, window.once(leaving_hours)[window.school.pk]
    for stay in window.once(stays_in_hand)[school.pk]:
        if stay.state == GuestStay.State.LODGED:
            on = min(max(stay.leaves_on, window.first), window.last)
            opens = school.moment(stay.leaves_on, time(0, 0))
            due = opens + timedelta(hours=int(hours[on]["guest_leaves_hour"]))
            yield Occasion(stay.code, stay.leaves_on, opens, due, None, stay)


@duty(
    "visitors.departure", title=_("Take the key back: {subject}"), schedule=Each(departures), owner=Post.DORM_MANAGER,
    ladder=((60, Post.DUTY_LEADER), (240, Post.PRINCIPAL)), rule="DV-01", clauses=("D-24",), view="visitors:stay",
    verb=_("Take the key back"), may_own=(Post.DUTY_LEADER,),
)  # fmt: skip
def guest_has_departed(duties) -> Iterator[Done]:
    """The key is back. One query."""
    for one, stay in with_who(duties, GuestStay, "departed_by"):
        if stay.departed_at:
            yield Done(one, at=stay.departed_at, by=stay.departed_by, thing=stay)
