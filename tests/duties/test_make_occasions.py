"""Rows for what is asked: days ahead, moved with the calendar, never rewritten behind anybody's back."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from houqin.duties.declaring import DUTIES
from houqin.duties.materialising import make_occasions, schools_to_make
from houqin.duties.models import Duty, DutyTuning
from houqin.duties.passing import settle_what_is_due
from houqin.journal.actions import record
from houqin.journal.events import ATTACHMENT_STORED
from houqin.journal.models import Entry
from houqin.tenancy.models import Building, CalendarDay, Term
from tests.builders import a_school
from tests.duties.toys import TOYS, live, prove, shanghai, states, tick

pytestmark = pytest.mark.django_db
FRIDAY_EVENING = shanghai(6, 20)


def holiday(school, day: int, *, night=False):
    return CalendarDay.objects.create(school=school, on=date(2026, 3, day), kind="holiday", is_boarding_night=night)


def test_school_days_of_the_next_eight_days_are_asked_for(school, only):
    only("wipe")

    tick(school, FRIDAY_EVENING)

    assert states(school, "wipe") == {f"2026-03-{day:02}": "waiting" for day in (9, 10, 11, 12, 13)}
    one = Duty.objects.order_by("on").first()
    assert (one.opens_at, one.due_at, one.closes_at) == (shanghai(9, 0), shanghai(9, 7, 30), shanghai(10, 0))
    assert (one.owner, one.ladder, one.next_at) == (
        "cook", [[30, "food_safety_director"], [120, "principal"]], shanghai(9, 0)
    )  # fmt: skip


def test_the_second_time_makes_nothing(school):
    make_occasions([school], at=FRIDAY_EVENING)
    before = list(Duty.objects.values())

    assert make_occasions([school], at=FRIDAY_EVENING + timedelta(minutes=1)) == 0
    assert list(Duty.objects.values()) == before


def test_a_new_day_brings_one_more_day(school, only):
    only("wipe", "air")
    make_occasions([school], at=shanghai(9, 20))

    assert make_occasions([school], at=shanghai(10, 1)) == 2  # the 18th, a Wednesday
    assert max(states(school, "wipe")) == "2026-03-18"


def test_weeks_and_months_are_asked_for_by_their_last_school_day(school, only):
    only("count", "review")
    holiday(school, 13)  # a Friday
    holiday(school, 31)

    make_occasions([school], at=FRIDAY_EVENING - timedelta(hours=4))

    rows = Duty.objects.order_by("due_at").values_list("key", "on", "opens_at", "due_at", "closes_at")
    assert list(rows) == [
        ("2026-03-02/w", date(2026, 3, 6), shanghai(2, 0), shanghai(6, 17), shanghai(9, 0)),
        ("2026-03-09/w", date(2026, 3, 12), shanghai(9, 0), shanghai(12, 17), shanghai(16, 0)),
        ("2026-03", date(2026, 3, 30), shanghai(1, 0), shanghai(30, 17), shanghai(31, 0) + timedelta(days=1)),
    ]


def test_a_night_counts_to_the_day_it_begins_on(school, only):
    only("beds")

    make_occasions([school], at=shanghai(9, 12))

    one = Duty.objects.order_by("on").first()
    assert (one.on, one.opens_at, one.due_at, one.closes_at) == (
        date(2026, 3, 9), shanghai(9, 18), shanghai(10, 0, 30), shanghai(10, 12)
    )  # fmt: skip


def test_a_first_day_asks_for_nothing_that_was_late_already(school, only):
    only("wipe", "air", "visit")
    Building.objects.create(school=school, name="A")

    tick(school, shanghai(11, 13))

    assert Duty.objects.filter(due_at__lte=shanghai(11, 13)).count() == 0
    assert Duty.objects.filter(state="late").count() == 0


def test_a_holiday_declared_late_withdraws_what_is_not_done_from_today_on(school, only, crew, words):
    only("wipe")
    tick(school, shanghai(9, 20))
    prove("wipe", "2026-03-10", school, at=shanghai(10, 6))
    live(school, shanghai(10, 0), shanghai(10, 9), minutes=30)
    live(school, shanghai(11, 0), shanghai(11, 8), minutes=30)
    assert words(crew.cook) == ["duties.late"]

    for day in (10, 11, 12):
        holiday(school, day)
    tick(school, shanghai(11, 9))
    live(school, shanghai(11, 9), shanghai(12, 9), minutes=60)

    assert {key: state for key, state in states(school, "wipe").items() if key < "2026-03-14"} == {
        "2026-03-10": "done", "2026-03-11": "withdrawn", "2026-03-12": "withdrawn", "2026-03-13": "waiting",
    }  # fmt: skip
    assert words(crew.cook) == words(crew.principal) == []
    assert Entry.objects.filter(kind="duties.withdrawn").get().sentence == "Wipe"


def test_a_holiday_taken_back_brings_the_duty_back(school, only):
    only("wipe")
    tick(school, shanghai(9, 20))
    day = holiday(school, 11)
    tick(school, shanghai(10, 9))
    assert states(school, "wipe")["2026-03-11"] == "withdrawn"

    day.delete()
    tick(school, shanghai(10, 10))

    assert states(school, "wipe")["2026-03-11"] == "waiting"
    tick(school, shanghai(11, 1))
    assert states(school, "wipe")["2026-03-11"] == "due"


def test_a_holiday_cannot_make_a_late_duty_vanish_for_an_hour(school, only):
    only("wipe")
    tick(school, shanghai(9, 20))
    live(school, shanghai(10, 0), shanghai(10, 8), minutes=30)
    day = holiday(school, 10)
    tick(school, shanghai(10, 9))

    day.delete()
    tick(school, shanghai(10, 10))

    assert states(school, "wipe")["2026-03-10"] == "late"


def test_a_holiday_at_the_end_of_a_week_moves_its_deadline_back_but_never_into_the_past(school, only):
    only("count")
    tick(school, shanghai(9, 8))
    holiday(school, 13)

    tick(school, shanghai(11, 8))
    assert Duty.objects.get(key="2026-03-09/w").due_at == shanghai(12, 17)

    holiday(school, 12)
    tick(school, shanghai(12, 8))
    assert Duty.objects.get(key="2026-03-09/w").due_at == shanghai(12, 17)


def test_a_changed_schedule_moves_what_waits_and_rewrites_nothing_that_was_asked(school, only, crew):
    only("wipe")
    tick(school, shanghai(9, 20))
    live(school, shanghai(10, 0), shanghai(10, 8), minutes=30)
    tick(school, shanghai(11, 1))
    asked = list(Duty.objects.filter(on__lte=date(2026, 3, 11)).values())

    DutyTuning.objects.create(
        school=school, code="wipe", owner="storekeeper", by=time(7), ladder=[[10, "principal"]], reason="R",
        valid_from=date(2026, 3, 10), set_by=crew.principal, set_at=shanghai(11, 2),
    )  # fmt: skip
    make_occasions([school], at=shanghai(11, 3))

    assert list(Duty.objects.filter(on__lte=date(2026, 3, 11)).values()) == asked
    after = Duty.objects.get(key="2026-03-12")
    assert (after.owner, after.due_at, after.ladder) == ("storekeeper", shanghai(12, 7), [[10, "principal"]])


def test_a_thing_that_is_gone_withdraws_its_duty_and_a_new_one_brings_its_own(school, only):
    only("visit")
    first = Building.objects.create(school=school, name="A")
    tick(school, shanghai(10, 20))

    Building.objects.filter(pk=first.pk).update(name="closed A")
    second = Building.objects.create(school=school, name="B")
    tick(school, shanghai(10, 21))

    assert states(school, "visit") == {f"b{first.pk}": "withdrawn", f"b{second.pk}": "waiting"}


def test_a_thing_found_after_its_deadline_is_still_asked_for(school, only):
    only("visit")
    tick(school, shanghai(10, 20))
    Building.objects.create(school=school, name="A")

    tick(school, shanghai(11, 13))

    assert list(states(school, "visit").values()) == ["late"]


def test_days_that_passed_while_the_clock_stood_for_weeks_are_on_record(school, only):
    only("wipe")
    tick(school, shanghai(2, 1))

    tick(school, shanghai(20, 9))

    assert list(states(school, "wipe").values())[:15] == ["missed"] * 14 + ["late"]


def test_walls_have_their_own_clocks_and_some_countries_change_them(db, only):
    only("wipe")
    zones = ("Asia/Urumqi", "Asia/Shanghai", "Europe/Berlin")
    schools = [a_school(zone=zone) for zone in zones]

    make_occasions(schools, at=shanghai(25, 12))

    due = {school.zone: set() for school in schools}
    for one in Duty.objects.select_related("school"):
        due[one.school.zone].add(f"{one.due_at:%H:%M}")
    assert due == {"Asia/Urumqi": {"01:30"}, "Asia/Shanghai": {"23:30"}, "Europe/Berlin": {"06:30", "05:30"}}


def test_a_school_that_moves_to_another_zone_moves_what_waits(school, only):
    only("wipe")
    tick(school, shanghai(10, 20))
    tick(school, shanghai(11, 1))

    type(school).objects.filter(pk=school.pk).update(zone="Asia/Urumqi")
    school.refresh_from_db()
    make_occasions([school], at=shanghai(11, 3))

    due = dict(Duty.objects.values_list("key", "due_at"))
    assert (due["2026-03-11"], due["2026-03-12"]) == (shanghai(11, 7, 30), shanghai(12, 9, 30))


def test_no_question_more_for_more_schools(db):
    def cost(schools):
        with CaptureQueriesContext(connection) as asked:
            make_occasions(schools, at=FRIDAY_EVENING)
        return len([query for query in asked if query["sql"].startswith("SELECT")])

    assert cost([a_school()]) == cost([a_school() for _ in range(3)])


def test_only_schools_where_something_happened_are_looked_at(school):
    other = a_school()
    make_occasions([school, other], at=FRIDAY_EVENING)
    settle_what_is_due(at=FRIDAY_EVENING)
    assert schools_to_make(FRIDAY_EVENING, most=9) == []

    record(ATTACHMENT_STORED, other, actor=None, at=FRIDAY_EVENING, name="x")

    assert schools_to_make(FRIDAY_EVENING, most=9) == [other]
    assert schools_to_make(shanghai(7, 1), most=1) == [school]


def test_a_term_that_ends_ends_what_it_asks(school, only):
    only("wipe")
    tick(school, shanghai(9, 20))

    Term.objects.filter(school=school).update(ends_on=date(2026, 3, 11))
    tick(school, shanghai(10, 1))

    assert states(school, "wipe") == {
        "2026-03-10": "due", "2026-03-11": "waiting", "2026-03-12": "withdrawn", "2026-03-13": "withdrawn",
        "2026-03-16": "withdrawn", "2026-03-17": "withdrawn",
    }  # fmt: skip


def test_four_hundred_duties_a_day_are_asked_one_by_one_and_told_in_one_word(school, crew, words):
    DUTIES.clear()
    DUTIES.update({f"w{n}": replace(TOYS["wipe"], code=f"w{n}") for n in range(400)})
    make_occasions([school], at=shanghai(10, 20))
    with CaptureQueriesContext(connection) as asked:
        settle_what_is_due(at=shanghai(11, 7, 30))

    assert Duty.objects.filter(state="late").count() == 400
    assert len([query for query in asked if query["sql"].startswith("SELECT")]) < 420
    assert words(crew.cook) == ["duties.several"]
