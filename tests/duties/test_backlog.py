"""The clock stood for two days. What it missed is one word to each person, and nothing over is told as new."""

import pytest

from houqin.duties.actions import answer_about, excuse_duty
from houqin.duties.models import Duty, DutyStep
from houqin.duties.sweeping import sweep
from houqin.journal.models import Entry
from houqin.notices.models import Notice
from houqin.tenancy.models import Building
from tests.duties.toys import prove, shanghai, states, tick

pytestmark = pytest.mark.django_db


def test_two_days_of_silence_are_one_word_for_each_person_oldest_first(crew, school, only, words):
    only("wipe", "air")
    tick(school, shanghai(9, 20))
    prove("wipe", "2026-03-10", school, at=shanghai(10, 7))

    tick(school, shanghai(12, 9))

    assert states(school, "wipe") | {"2026-03-13": "", "2026-03-16": "", "2026-03-17": "", "2026-03-18": "",
                                     "2026-03-19": "", "2026-03-20": ""} == {
        "2026-03-10": "done", "2026-03-11": "missed", "2026-03-12": "late", "2026-03-13": "", "2026-03-16": "",
        "2026-03-17": "", "2026-03-18": "", "2026-03-19": "", "2026-03-20": "",
    }  # fmt: skip
    told = {(one.to_id, one.kind, one.title, one.body) for one in Notice.objects.all()}
    both, oldest = "duties.meanwhile", "由早到晚："
    assert told == {
        (crew.cook.pk, both, "漏办 1 项，已迟 1 项", f"{oldest}Wipe、Wipe。其中漏办的已结束。"),
        (crew.principal.pk, "duties.missed", "Wipe漏办了", "应在 3 月 11 日 07:30 前完成，已结束。"),
        (crew.food_safety_director.pk, "duties.late_below", "Wipe已迟，尚无人处理",
         "厨师应在 3 月 12 日 07:30 前完成。"),
        (crew.dorm_manager.pk, both, "漏办 2 项，已迟 1 项", f"{oldest}Air、Air、Air。其中漏办的已结束。"),
    }  # fmt: skip


def test_only_the_owner_and_the_highest_rung_reached_are_told(crew, school, only, words):
    only("wipe")
    tick(school, shanghai(10, 20))

    tick(school, shanghai(11, 11))

    steps = DutyStep.objects.order_by("number").values_list("number", "is_folded", "told__name")
    assert list(steps) == [(0, False, "厨师"), (1, True, None), (2, False, "校长")]
    assert words(crew.food_safety_director) == []
    tick(school, shanghai(11, 12))
    assert DutyStep.objects.count() == 3


def test_a_day_that_is_over_climbs_no_ladder(school, only, crew):
    only("wipe")
    tick(school, shanghai(10, 20))

    tick(school, shanghai(12, 1))

    assert states(school, "wipe")["2026-03-11"] == "missed"
    assert DutyStep.objects.count() == 0
    assert [one.kind for one in Entry.objects.all()] == ["duties.missed"]


def test_who_was_told_that_it_is_late_is_not_told_that_it_is_over(school, only, crew, words):
    only("wipe")
    tick(school, shanghai(10, 20))
    tick(school, shanghai(11, 7, 30))
    before = Notice.objects.count()

    tick(school, shanghai(12, 0))

    assert (states(school, "wipe")["2026-03-11"], Notice.objects.count()) == ("missed", before)


def test_what_was_done_in_the_dark_is_done(school, only, crew):
    only("wipe")
    tick(school, shanghai(10, 20))
    prove("wipe", "2026-03-11", school, at=shanghai(11, 7))

    tick(school, shanghai(13, 1))

    done = Duty.objects.get(key="2026-03-11")
    assert (done.state, done.done_at) == ("done", shanghai(11, 7))


def test_a_record_that_comes_late_undoes_a_miss_only_when_the_deed_was_in_time(school, only, crew):
    only("wipe")
    tick(school, shanghai(9, 20))
    tick(school, shanghai(10, 1))
    tick(school, shanghai(11, 1))
    tick(school, shanghai(12, 1))
    prove("wipe", "2026-03-10", school, at=shanghai(11, 3))  # done after its day: too late
    prove("wipe", "2026-03-11", school, at=shanghai(11, 23))  # done late, within its day

    assert sweep(at=shanghai(12, 8)) == 1

    assert states(school, "wipe") | {"2026-03-10": "missed", "2026-03-11": "done"} == states(school, "wipe")
    assert Entry.objects.filter(kind="duties.proven").get().sentence == "Wipe"


def test_a_word_about_several_says_only_what_is_left_and_leaves_when_nothing_is(crew, school, only):
    """Four visits were late at once. One is done, one excused, one found out late; then the last."""
    only("visit")
    first, second, third, fourth = [Building.objects.create(school=school, name=name) for name in "ABCD"]
    tick(school, shanghai(10, 20))
    tick(school, shanghai(11, 12))

    def said():
        return [(one.title, one.body) for one in Notice.objects.standing().filter(to=crew.storekeeper)]

    def do(building, at):
        prove("visit", f"b{building.pk}", school, at=at)
        answer_about(building, at=at)

    assert said() == [("已迟 4 项", "由早到晚：Visit A、Visit B、Visit C、Visit D。")]
    do(second, shanghai(11, 12, 10))
    assert said() == [("已迟 3 项", "由早到晚：Visit A、Visit C、Visit D。")]
    excuse_duty(
        duty=Duty.objects.get(subject_id=fourth.pk), reason="停用", actor=crew.principal.acting(shanghai(11, 12, 20)),
        at=shanghai(11, 12, 20),
    )  # fmt: skip
    assert said() == [("已迟 2 项", "由早到晚：Visit A、Visit C。")]
    do(first, shanghai(11, 12, 30))
    assert said() == [("Visit C已迟", "应在 3 月 11 日 12:00 前完成。")]

    prove("visit", f"b{third.pk}", school, at=shanghai(11, 12, 40))
    sweep(at=shanghai(11, 12, 45))

    assert said() == []


def test_a_miss_that_is_undone_leaves_the_word_about_what_passed_meanwhile(crew, school, only):
    only("air")
    tick(school, shanghai(9, 20))
    tick(school, shanghai(12, 1))
    [word] = Notice.objects.filter(to=crew.dorm_manager)
    assert word.title == "漏办 2 项，已迟 0 项"

    prove("air", "2026-03-11", school, at=shanghai(11, 7))
    sweep(at=shanghai(12, 2))

    word.refresh_from_db()
    assert (word.title, word.withdrawn_at) == ("Air漏办了", None)
