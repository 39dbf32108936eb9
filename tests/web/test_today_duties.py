"""Duties on Today: in front of the work that fulfils them, and the school's late ones with their ladder."""

from datetime import timedelta

import pytest
from django.utils import translation

from houqin.dormitory.models import Search
from houqin.duties.models import Duty, DutyStep
from houqin.kernel.next_actions import Action
from houqin.people.answering import Answering
from houqin.tenancy.posts import Post
from houqin.web.today import today_for
from houqin.web.today_duties import MOST_LATE, duties_in_sight, is_decision, place_of, state_at, with_duties
from tests.builders import NOON, TODAY, Crew, a_holder, a_meal, a_school
from tests.dormitory.night import EVENING, Night

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _in_chinese():
    with translation.override("zh-hans"):
        yield


def a_duty(
    school, meal=None, *, due_at=NOON, code="kitchen.taste", owner=Post.FOOD_SAFETY_OFFICER, state="due", **more
):
    more = {"key": f"{code}{due_at}", "opens_at": due_at - 3 * HOUR, "closes_at": due_at + 9 * HOUR} | more
    return Duty.objects.create(
        school=school, code=code, on=TODAY, due_at=due_at, owner=owner, state=state, subject_name="午餐",
        subject_kind="kitchen.meal" if meal else "", subject_id=meal.pk if meal else None,
        ladder=[[30, "food_safety_director"], [120, "principal"]], **more,
    )  # fmt: skip


@pytest.fixture
def meal(school):
    return a_meal(school=school)


@pytest.fixture
def officer(school):
    return a_holder(Post.FOOD_SAFETY_OFFICER, school, "古丽娜")


def an_action(duty, **more):
    return Action(**{"code": "taste", "title": "尝", "state": "due", "url": place_of(duty), "verb": "尝"} | more)


def test_an_action_at_the_place_of_a_duty_takes_its_deadline_and_its_lateness(school, meal):
    duty = a_duty(school, meal)

    [line] = with_duties([an_action(duty, by=NOON + HOUR)], [duty], at=NOON + timedelta(minutes=1))

    assert (line.title, line.state, line.by) == ("尝", "late", NOON)


def test_a_blocked_action_stays_blocked_however_late(school, meal):
    duty = a_duty(school, meal)

    [line] = with_duties([an_action(duty, state="blocked")], [duty], at=NOON + HOUR)

    assert line.state == "blocked"


def test_a_duty_without_an_action_is_a_line_of_its_own_and_leads_to_its_place(school, meal):
    duty = a_duty(school, meal)

    [line] = with_duties([], [duty], at=NOON - HOUR)

    assert (line.title, line.state, line.url, line.by) == (duty.title, "due", place_of(duty), NOON)
    assert line.verb != ""


def test_a_missed_duty_is_told_beside_the_action_and_has_no_verb(school, meal):
    duty = a_duty(school, meal, state="missed")

    lines = with_duties([an_action(duty)], [duty], at=NOON + 10 * HOUR)

    assert [(line.state, line.verb) for line in lines] == [("due", "尝"), ("missed", "")]


def test_the_wall_clock_says_late_before_the_loop_does(school):
    duty = a_duty(school, state="waiting")

    moments = [NOON - 4 * HOUR, NOON - HOUR, NOON + HOUR]

    assert [state_at(duty, at) for at in moments] == ["waiting", "due", "late"]


def test_what_is_due_in_days_waits_but_can_be_done(school):
    duty = a_duty(school, due_at=NOON + timedelta(days=9), opens_at=NOON - HOUR)

    [line] = with_duties([], [duty], at=NOON)

    assert line.state == "waiting"
    assert line.verb != ""


def test_one_sees_the_duties_of_one_s_posts_and_yesterdays_misses_for_a_day(school, officer, meal):
    mine = a_duty(school, meal)
    missed = a_duty(school, meal, due_at=NOON - 30 * HOUR, state="missed")  # closed 21 hours ago
    a_duty(school, meal, due_at=NOON - 60 * HOUR, state="missed")
    a_duty(school, meal, due_at=NOON + HOUR, owner=Post.COOK)
    a_duty(school, meal, due_at=NOON + 2 * HOUR, state="done", done_at=NOON)

    answering = Answering([school], at=NOON)

    assert duties_in_sight(officer, school, NOON, answering=answering) == ([missed, mine], [])


def test_leaders_see_what_is_late_at_the_school_and_who_was_told(school, officer, meal):
    principal = a_holder(Post.PRINCIPAL, school, "王建国")
    duty = a_duty(school, meal, state="late", due_at=NOON - HOUR)
    step = DutyStep.objects.create(
        school=school, duty=duty, number=0, due_at=NOON, fired_at=NOON, post=Post.FOOD_SAFETY_OFFICER
    )
    step.told.add(officer)

    page = today_for(principal, school=school, at=NOON)

    [line] = page.late
    assert (page.late_title, line.state, line.title) == ("已迟 1", "late", duty.title)
    assert [(rung.state, rung.name) for rung in line.ladder] == [
        ("told", "古丽娜"), ("next", "食品安全总监（空缺）"), ("later", "王建国"),
    ]  # fmt: skip
    assert today_for(officer, school=school, at=NOON).duties[0].state == "late"


def test_what_cannot_wait_stands_before_a_pile_of_older_ones_and_all_are_counted(school, meal):
    principal = a_holder(Post.PRINCIPAL, school, "王建国")
    for number in range(MOST_LATE):
        a_duty(school, code="governance.read-rule", key=str(number), state="late", due_at=NOON - 30 * HOUR)
    tasting = a_duty(school, meal, state="late", due_at=NOON - HOUR)

    page = today_for(principal, school=school, at=NOON)

    assert (page.late_title, len(page.late)) == (f"已迟 {MOST_LATE + 1}", MOST_LATE)
    assert (page.late[0].title, page.late[0].urgent) == (tasting.title, True)


def test_only_what_an_event_asks_of_somebody_is_a_decision(school, meal):
    assert not is_decision(a_duty(school, meal))
    assert is_decision(a_duty(school, code="governance.sign-minutes", due_at=NOON + HOUR))


def a_search(school):
    night = Night(school, Crew(school), sleepers=2)
    night.count(odd={0: "missing"})
    return Search.objects.get()


def test_a_missing_child_opens_the_page_and_their_steps_stand_on_top_of_all():
    school = a_school()
    principal = a_holder(Post.PRINCIPAL, school, "王建国")
    for number in range(2):
        a_duty(school, code="governance.read-rule", key=str(number), owner=Post.PRINCIPAL, state="late",
               due_at=NOON - 30 * HOUR)  # fmt: skip
    search = a_search(school)
    step = a_duty(school, code="dormitory.inform_bureau", owner=Post.PRINCIPAL, due_at=EVENING + HOUR)
    Duty.objects.filter(pk=step.pk).update(subject_kind="dormitory.search", subject_id=search.pk)

    page = today_for(principal, school=school, at=EVENING + HOUR / 2)

    assert page.sentence.startswith("1 名学生没有找到。")
    assert (page.duties[0].verb_url, page.duties[0].state) == (search.get_absolute_url(), "due")
    assert {one.verb_url for one in page.decisions} & {search.get_absolute_url()} == set()


def test_a_late_roll_opens_the_page_and_a_night_in_order_says_nothing(school):
    principal = a_holder(Post.PRINCIPAL, school, "王建国")
    quiet = today_for(principal, school=school, at=NOON).sentence
    a_duty(school, code="dormitory.roll", owner=Post.DORM_MANAGER, state="late", due_at=NOON - HOUR)

    assert (quiet, today_for(principal, school=school, at=NOON).sentence) == (
        "今天没有安排供餐。", "1 次点名已迟。今天没有安排供餐。"
    )  # fmt: skip


def test_who_has_no_part_in_the_meals_reads_of_their_own_work_first(school, meal):
    guard = a_holder(Post.GUARD, school, "吐尔逊江")
    nothing = today_for(guard, school=school, at=NOON)
    a_duty(school, code="visitors.still-inside", owner=Post.GUARD, state="late", due_at=NOON - HOUR)

    page = today_for(guard, school=school, at=NOON)

    assert (nothing.sentence, page.sentence, page.work_first) == (
        "您现在没有待办的事。", "您有 1 件事已迟。", True
    )  # fmt: skip
