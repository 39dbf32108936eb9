"""A ladder: the owner at the deadline, then up, each rung once, until somebody acts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from houqin.duties.actions import answer_about, raise_duty
from houqin.duties.declaring import DUTIES
from houqin.duties.models import Duty, DutyStep, VacantPost
from houqin.duties.passing import settle_what_is_due
from houqin.journal.models import Entry
from houqin.notices.models import Notice
from houqin.people.models import PostHolding, StaffAbsence
from houqin.tenancy.models import Building
from houqin.tenancy.posts import Post
from tests.duties.toys import live, prove, shanghai, states, tick

pytestmark = pytest.mark.django_db
EVENING = shanghai(10, 20)


def steps(**filters):
    rows = DutyStep.objects.filter(**filters).order_by("fired_at", "number")
    return [(one.number, one.post, one.fired_at) for one in rows]


def test_the_owner_is_told_at_the_deadline_and_the_ladder_climbs_by_its_minutes(crew, school, only, words):
    only("wipe")
    tick(school, EVENING)

    live(school, shanghai(11, 0), shanghai(11, 12))

    assert steps() == [
        (0, "cook", shanghai(11, 7, 30)),
        (1, "food_safety_director", shanghai(11, 8)),
        (2, "principal", shanghai(11, 9, 30)),
    ]
    assert words(crew.cook) == ["duties.late"]
    assert words(crew.food_safety_director) == ["duties.late_below"]
    assert words(crew.principal) == ["duties.late_below"]
    assert words(crew.storekeeper) == []
    assert states(school, "wipe")["2026-03-11"] == "late"


def test_an_answer_stops_the_ladder_in_the_same_transaction_and_withdraws_what_was_told(crew, school, only, words):
    only("visit")
    building = Building.objects.create(school=school, name="A")
    tick(school, EVENING)
    live(school, shanghai(11, 8), shanghai(11, 12, 30))
    assert words(crew.storekeeper) == ["duties.late"]

    proof = prove("visit", f"b{building.pk}", school, at=shanghai(11, 12, 40))
    answer_about(building, at=shanghai(11, 12, 40))

    duty = Duty.objects.get()
    assert (duty.state, duty.done_at, duty.next_at) == ("done", shanghai(11, 12, 40), None)
    assert (duty.evidence_kind, duty.evidence_id) == ("tenancy.codeseries", proof.pk)
    assert words(crew.storekeeper) == []
    live(school, shanghai(11, 12, 45), shanghai(11, 15))
    assert [number for number, _post, _at in steps()] == [0]


def test_the_records_are_asked_again_before_every_step(crew, school, only, words):
    only("wipe")
    tick(school, EVENING)
    live(school, shanghai(11, 0), shanghai(11, 7, 45))

    prove("wipe", "2026-03-11", school, at=shanghai(11, 7, 50))  # a verb that told nobody
    live(school, shanghai(11, 8), shanghai(11, 12))

    assert [number for number, _post, _at in steps()] == [0]
    assert states(school, "wipe")["2026-03-11"] == "done"
    assert words(crew.cook) == []


def test_what_is_done_before_the_deadline_is_told_to_nobody(crew, school, only):
    only("wipe")
    tick(school, EVENING)
    prove("wipe", "2026-03-11", school, at=shanghai(11, 6))

    live(school, shanghai(11, 0), shanghai(11, 12))

    assert (states(school, "wipe")["2026-03-11"], Notice.objects.count(), steps()) == ("done", 0, [])


def test_yesterdays_duty_closes_as_missed_and_does_not_pile_up(crew, school, only, words):
    only("wipe")
    tick(school, shanghai(9, 20))

    for day in (10, 11, 12):
        live(school, shanghai(day, 0), shanghai(day, 23), minutes=60)
    tick(school, shanghai(13, 0))

    closed = {key: state for key, state in states(school, "wipe").items() if key <= "2026-03-13"}
    assert closed == {
        "2026-03-10": "missed", "2026-03-11": "missed", "2026-03-12": "missed", "2026-03-13": "due",
    }  # fmt: skip
    assert Duty.objects.filter(state="late").count() == 0


def test_a_late_duty_without_an_end_stays_late_until_somebody_acts(school, only):
    only("visit")
    Building.objects.create(school=school, name="A")
    tick(school, EVENING)

    for day in (11, 12, 13):
        tick(school, shanghai(day, 12))

    assert list(states(school, "visit").values()) == ["late"]
    assert Duty.objects.get().next_at is None


def test_a_vacant_post_sends_the_word_to_the_next_at_once_and_is_a_fact(crew, school, only, words):
    only("wipe")
    tick(school, EVENING)
    PostHolding.objects.filter(post__in=[Post.COOK, Post.FOOD_SAFETY_DIRECTOR]).update(ends_on=shanghai(9, 12).date())

    tick(school, shanghai(11, 7, 30))

    assert steps() == [(number, post, shanghai(11, 7, 30)) for number, post in
                       ((0, "cook"), (1, "food_safety_director"), (2, "principal"))]  # fmt: skip
    assert list(DutyStep.objects.order_by("number").values_list("is_vacant", flat=True)) == [True, True, False]
    assert words(crew.principal) == ["duties.late_below"]
    vacant = VacantPost.objects.order_by("post").values_list("post", "found_at", "filled_at")
    assert list(vacant) == [(post, shanghai(11, 7, 30), None) for post in ("cook", "food_safety_director")]


def test_a_post_stays_one_vacancy_until_somebody_holds_it(crew, school, only):
    only("wipe")
    tick(school, shanghai(9, 20))
    PostHolding.objects.filter(post=Post.COOK).update(ends_on=shanghai(9, 12).date())

    live(school, shanghai(10, 7), shanghai(10, 9))
    live(school, shanghai(11, 7), shanghai(11, 9))

    assert VacantPost.objects.count() == 1


def test_going_back_and_forth_an_hour_tells_nothing_twice(crew, school, only, words):
    only("wipe")
    tick(school, EVENING)
    live(school, shanghai(11, 0), shanghai(11, 8))
    before = steps()

    for minute in (0, 60, 0, 55, 65):
        settle_what_is_due(at=shanghai(11, 7, 5) + timedelta(minutes=minute))

    assert steps() == before
    assert states(school, "wipe")["2026-03-11"] == "late"


def test_each_pass_writes_one_entry_for_all_that_fell_late(crew, school, only):
    only("visit")
    for name in ("A", "B", "C"):
        Building.objects.create(school=school, name=name)
    tick(school, EVENING)

    live(school, shanghai(11, 8), shanghai(11, 13))

    entries = Entry.objects.of_chain(school.pk).order_by("sequence")
    assert [(one.kind, one.sentence) for one in entries] == [
        ("duties.late", "Visit A、Visit B、Visit C"),
        ("duties.told", "校长（校长）：Visit A、Visit B、Visit C"),
    ]
    assert [Entry.objects.about(one).count() for one in Duty.objects.all()] == [2, 2, 2]


def test_more_than_three_at_once_are_one_word(crew, school, only, words):
    only("visit")
    for name in ("A", "B", "C", "D"):
        Building.objects.create(school=school, name=name)
    tick(school, EVENING)

    live(school, shanghai(11, 8), shanghai(11, 12))

    assert words(crew.storekeeper) == ["duties.several"]
    assert steps() == [(0, "storekeeper", shanghai(11, 12))] * 4


def test_an_urgent_duty_says_so_to_whoever_holds_back_words_at_night(crew, school, only):
    only("alarm")
    building = Building.objects.create(school=school, name="A")
    at = shanghai(11, 2)
    raise_duty(code="alarm", key="1", school=school, subject=building, opens_at=at, due_at=at, at=at)

    tick(school, at + timedelta(minutes=5))

    assert set(Notice.objects.values_list("to", "is_urgent")) == {
        (crew.cook.pk, True), (crew.food_safety_director.pk, True),
    }  # fmt: skip


def test_a_question_that_fails_stops_nobody_elses_and_tells_nobody(crew, school, only, caplog):
    only("wipe", "air")

    def broken(duties):
        raise ValueError

    DUTIES["wipe"] = replace(DUTIES["wipe"], evidence=broken)
    tick(school, EVENING)

    live(school, shanghai(11, 0), shanghai(11, 9))

    assert (states(school, "wipe")["2026-03-11"], states(school, "air")["2026-03-11"]) == ("due", "late")
    assert "duty wipe cannot be asked" in caplog.text


def test_whoever_is_on_leave_is_replaced_by_the_deputy_from_that_minute(crew, school, only, words):
    only("wipe")
    tick(school, EVENING)
    PostHolding.objects.filter(user=crew.buyer).update(post=Post.COOK, is_deputy=True)
    StaffAbsence.objects.create(
        school=school, staff=crew.cook.staff, starts_at=shanghai(11, 7, 30), ends_at=shanghai(12, 7, 30), reason="病",
        approved_by=crew.principal, approved_at=EVENING,
    )  # fmt: skip

    live(school, shanghai(11, 0), shanghai(11, 7, 30))
    live(school, shanghai(12, 0), shanghai(12, 7, 30))

    told = DutyStep.objects.order_by("fired_at").values_list("fired_at", "told__name")
    assert [name for at, name in told if at in (shanghai(11, 7, 30), shanghai(12, 7, 30))] == ["采购员", "厨师"]
