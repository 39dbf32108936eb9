"""Who has not left, what waits for a decision, which key is out; and what is forgotten."""

from datetime import time, timedelta

import pytest

from houqin.duties.materialising import make_occasions
from houqin.duties.models import Duty
from houqin.duties.passing import settle_what_is_due
from houqin.visitors.actions import approve_stay, call_off_stay, decline_stay, depart_guest, let_out
from houqin.visitors.clockwork import forget_by_the_clock
from houqin.visitors.models import GuestStay, Visit
from tests.builders import NOON, TODAY
from tests.visitors.conftest import DAY, HOUR

TEN = timedelta(minutes=10)


def duties(code):
    rows = Duty.objects.filter(code=f"visitors.{code}").order_by("pk")
    return [(one.owner, one.opens_at, one.due_at, one.state) for one in rows]


def test_a_pass_that_is_not_back_becomes_the_guards_duty(scene):
    visit = scene.let_in()
    make_occasions([scene.school], at=NOON)
    assert duties("overdue") == [("guard", NOON + HOUR, NOON + HOUR + TEN, "waiting")]

    settle_what_is_due(at=NOON + 2 * HOUR)
    assert [state for *_rest, state in duties("overdue")] == ["late"]

    let_out(visit=visit, actor=scene.guard, at=NOON + 2 * HOUR)
    [duty] = Duty.objects.filter(code="visitors.overdue")
    assert (duty.state, duty.done_by) == ("done", scene.guard)


def test_an_application_is_the_duty_leaders_until_it_is_decided(scene):
    stay = scene.apply()
    make_occasions([scene.school], at=NOON)
    evening = scene.school.moment(TODAY, time(18, 0))
    assert duties("decide-stay") == [("duty_leader", NOON, evening, "waiting")]

    approve_stay(stay=stay, actor=scene.leader, at=NOON + HOUR)
    make_occasions([scene.school], at=NOON + HOUR)

    assert [state for *_rest, state in duties("decide-stay")] == ["done"]


def test_a_key_is_back_by_noon_of_the_last_day(scene):
    stay = scene.lodged()
    make_occasions([scene.school], at=NOON)
    tomorrow = scene.school.moment(TODAY + DAY, time(0, 0))
    assert duties("departure") == [("dorm_manager", tomorrow, NOON + DAY, "waiting")]

    depart_guest(stay=stay, actor=scene.manager, at=NOON + 20 * HOUR)

    assert [state for *_rest, state in duties("departure")] == ["done"]


def test_documents_and_phones_are_forgotten_after_a_year_and_the_register_stays(scene):
    visit = let_out(visit=scene.let_in(phone="13900001234"), actor=scene.guard, at=NOON)
    depart_guest(stay=scene.lodged(phone="13900001234"), actor=scene.manager, at=NOON)
    inside = scene.let_workers_in()
    year = timedelta(days=365)

    assert forget_by_the_clock(at=NOON + year) == 0
    assert forget_by_the_clock(at=NOON + year + TEN) == 2
    assert forget_by_the_clock(at=NOON + year + TEN) == 0

    for row in (Visit.objects.get(pk=visit.pk), GuestStay.objects.get()):
        assert (row.phone, row.document_ending, row.document_digest) == ("", "", "")
        assert row.name
    assert Visit.objects.get(pk=inside.pk).document_digest


def forgotten(*, after) -> list[int]:
    """How many rows the house forgets ten minutes before and after a year from a moment."""
    year = timedelta(days=365)
    return [forget_by_the_clock(at=after + year + lag) for lag in (-TEN, TEN)]


@pytest.mark.parametrize(("step", "end"), [
    ("apply", lambda scene, stay: decline_stay(stay=stay, note="没有空房", actor=scene.leader, at=NOON)),
    ("registered", lambda scene, stay: call_off_stay(stay=stay, note="不来了", actor=scene.manager, at=NOON)),
])  # fmt: skip
def test_a_stay_that_was_declined_or_called_off_is_forgotten_too(scene, step, end):
    end(scene, getattr(scene, step)(phone="13900001234"))

    assert forgotten(after=NOON) == [0, 1]
    kept = GuestStay.objects.get()
    assert (kept.phone, kept.document_ending, kept.document_digest, kept.name) == ("", "", "", "阿依努尔")


@pytest.mark.parametrize("step", ["apply", "approved", "registered"])
def test_a_guest_who_never_came_is_forgotten_from_the_day_of_leaving_on(scene, step):
    getattr(scene, step)(phone="13900001234")

    assert forgotten(after=scene.school.moment(TODAY + 2 * DAY, time(0, 0))) == [0, 1]
    kept = GuestStay.objects.get()
    assert (kept.phone, kept.document_ending, kept.document_digest, kept.name) == ("", "", "", "阿依努尔")


def test_a_guest_who_still_has_the_key_is_not_forgotten(scene):
    scene.lodged(phone="13900001234")

    assert forgotten(after=NOON + 3650 * DAY) == [0, 0]
    assert GuestStay.objects.get().document_digest
