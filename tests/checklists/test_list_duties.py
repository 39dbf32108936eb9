"""A list in use is a duty of its post, done by what was handed in."""

from datetime import date, time, timedelta

import pytest

from houqin.checklists.actions import run_checklist, schedule_list, sign_run
from houqin.checklists.drafts import Draft
from houqin.checklists.duties import list_is_handed_in, lists_of_the_month, lists_of_the_week, lists_to_do
from houqin.duties.actions import raise_duty
from houqin.duties.materialising import make_occasions
from houqin.duties.models import Duty
from houqin.duties.schedules import Window
from houqin.tenancy.calendar import days_between
from houqin.tenancy.models import Term
from tests.builders import NOON, TODAY

DAY = timedelta(days=1)


def window(school, first=date(2026, 3, 1), last=date(2026, 3, 31)):
    return Window(school, days_between(school, first, last), tuple(Term.objects.of(school)))


@pytest.mark.parametrize(
    ("frequency", "source", "days"),
    [
        ("daily", lists_to_do, [TODAY, TODAY + DAY, TODAY + 2 * DAY]),
        ("weekly", lists_of_the_week, [date(2026, 3, 13), date(2026, 3, 20), date(2026, 3, 27)]),
        ("monthly", lists_of_the_month, [date(2026, 3, 31)]),
        ("termly", lists_to_do, [date(2026, 3, 13)]),
        ("none", lists_to_do, []),
    ],
)
def test_a_list_is_asked_for_as_often_as_the_school_says(scene, frequency, source, days, django_assert_num_queries):
    row = scene.publish(Draft("地面"), frequency=frequency, by=time(16), owner_post="cook")
    seen = window(scene.school)

    with django_assert_num_queries(1):
        asked = list(source(seen))

    assert [one.on for one in asked][:3] == days
    assert {(one.subject, one.owner, len(one.ladder), one.due_at.hour) for one in asked} <= {(row, "cook", 2, 8)}


@pytest.mark.parametrize(
    ("frequency", "code", "on"),
    [
        ("daily", "checklists.run", TODAY),
        ("weekly", "checklists.run-weekly", date(2026, 3, 13)),
        ("monthly", "checklists.run-monthly", date(2026, 3, 31)),
        ("termly", "checklists.run", date(2026, 3, 13)),
    ],
)
def test_the_clock_asks_for_it_on_every_day_until_it_is_due(scene, frequency, code, on):
    scene.publish(Draft("地面"), frequency=frequency, by=time(16))

    for day in range(3):
        make_occasions([scene.school], at=NOON + day * DAY)

        rows = Duty.objects.filter(code__startswith="checklists.").order_by("on")
        [first, *_rest] = rows.values_list("code", "on", "state")
        assert first == (code, on, "waiting")


def a_duty(scene, row, on=TODAY):
    [asked] = [one for one in lists_to_do(window(scene.school)) if one.on == on]
    return raise_duty(
        code="checklists.run", key=asked.key, school=scene.school, subject=row, opens_at=asked.opens_at,
        due_at=asked.due_at, closes_at=asked.closes_at, owner=asked.owner, at=NOON - DAY,
    )  # fmt: skip


def test_handing_it_in_answers_the_duty_of_that_day_alone(scene):
    row = scene.publish(Draft("地面"), frequency="daily", by=time(16))
    today, tomorrow = a_duty(scene, row), a_duty(scene, row, TODAY + DAY)

    run = run_checklist(school_list=row, actor=scene.crew.cook, at=NOON)

    assert list(Duty.objects.order_by("pk").values_list("pk", "state", "done_by", "evidence_id")) == [
        (today.pk, "done", scene.crew.cook.pk, run.pk), (tomorrow.pk, "waiting", None, None),
    ]  # fmt: skip


def test_two_persons_have_to_sign_before_it_is_done(scene):
    row = scene.publish(Draft("值班", kind="two_persons"), frequency="daily", by=time(16))
    a_duty(scene, row)
    run = run_checklist(school_list=row, actor=scene.crew.cook, at=NOON)
    assert Duty.objects.get().state == "waiting"

    sign_run(run=run, actor=scene.crew.buyer, at=NOON + timedelta(hours=1))

    duty = Duty.objects.get()
    assert (duty.state, duty.done_at) == ("done", NOON + timedelta(hours=1))


def test_the_question_costs_the_same_for_one_and_for_many(scene, django_assert_num_queries):
    rows = [scene.publish(Draft("地面"), frequency="daily", by=time(16), title=f"清单{n}") for n in range(3)]
    for row in rows:
        run_checklist(school_list=row, actor=scene.crew.cook, at=NOON)
    duties = [
        Duty(subject_kind="checklists.schoollist", subject_id=row.pk, opens_at=NOON - DAY, due_at=NOON, on=TODAY)
        for row in rows
    ]
    for some in (duties[:1], duties):
        with django_assert_num_queries(2):
            assert len(list(list_is_handed_in(some))) == len(some)


def test_a_school_gives_its_list_another_post_and_time(scene):
    row = scene.publish(Draft("地面"), frequency="daily", by=time(16))

    row = schedule_list(
        school_list=row, frequency="weekly", by=time(10), owner_post="cook", ladder=[[30, "principal"]],
        actor=scene.crew.principal, at=NOON,
    )  # fmt: skip

    asked = next(iter(lists_of_the_week(window(scene.school))))
    assert (asked.on, asked.owner, asked.ladder) == (date(2026, 3, 13), "cook", ((30, "principal"),))
