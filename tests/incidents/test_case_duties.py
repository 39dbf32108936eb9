"""What must always be done about open cases, plans and drills."""

from datetime import date, timedelta

import pytest

from houqin.duties.declaring import DUTIES
from houqin.duties.models import Duty
from houqin.duties.schedules import Window
from houqin.incidents.actions import approve_plan, end_incident, record_drill, review_plan, send_report
from houqin.incidents.models import ContingencyPlan
from houqin.tenancy.calendar import days_between
from houqin.tenancy.models import Term
from tests.builders import NOON, TODAY
from tests.incidents.happening import DAY, HOUR, do_all_steps, it_happens
from tests.incidents.test_plans_and_drills import NIGHT, a_drill, a_plan


def a_window(scene, first=TODAY - timedelta(days=2), days=40):
    last = first + timedelta(days=days)
    terms = tuple(Term.objects.of(scene.school))
    return Window(scene.school, days_between(scene.school, first, last), terms)


def occasions(scene, code, **window):
    return list(DUTIES[code].schedule.occasions(a_window(scene, **window)))


def a_duty(scene, code, occasion) -> Duty:
    return Duty.objects.create(
        school=scene.school, code=code, key=occasion.key, on=occasion.on, opens_at=occasion.opens_at,
        due_at=occasion.due_at, closes_at=occasion.closes_at, owner=DUTIES[code].owner,
        subject_kind=occasion.subject._meta.label_lower if occasion.subject else "",
        subject_id=occasion.subject.pk if occasion.subject else None,
    )  # fmt: skip


def answered(duty) -> list:
    return [(done.at, done.by) for done in DUTIES[duty.code].evidence([duty])]


def test_an_open_case_is_continued_every_day_after_its_discovery(scene):
    incident = it_happens(scene)
    found = occasions(scene, "incidents.continuing-report", days=5)
    assert [(one.on, one.subject) for one in found] == [(TODAY + timedelta(days=n), incident) for n in (1, 2, 3)]

    duty = a_duty(scene, "incidents.continuing-report", found[0])
    assert answered(duty) == []
    send_report(incident=incident, addressee="education", form="continuing", how="phone", receiver="王", reference="1",
                actor=scene.crew.principal, at=NOON + DAY)  # fmt: skip
    assert answered(duty) == [(NOON + DAY, scene.crew.principal)]
    duty.refresh_from_db()
    assert duty.state == "done"


def test_a_case_that_is_over_is_not_continued(scene):
    incident = it_happens(scene)
    do_all_steps(incident, scene.crew.principal)
    end_incident(incident=incident, text="好了", actor=scene.crew.principal, at=NOON)

    assert occasions(scene, "incidents.continuing-report") == []


def test_a_plan_is_reviewed_a_year_after_it_was_last_looked_at(scene):
    crew = scene.crew
    plan = approve_plan(plan=a_plan(scene), actor=crew.principal, at=NOON)
    a_plan(scene, steps="未批准的新稿")
    assert occasions(scene, "incidents.plan-review") == []

    [found] = occasions(scene, "incidents.plan-review", first=date(2027, 3, 1))
    assert (found.subject, found.on, found.opens_at < found.due_at) == (plan, date(2027, 3, 11), True)
    duty = a_duty(scene, "incidents.plan-review", found)
    assert answered(duty) == []
    review_plan(plan=plan, remark="仍适用", actor=crew.deputy_principal, at=NOON + 350 * DAY)

    assert answered(duty) == [(NOON + 350 * DAY, crew.deputy_principal)]
    assert occasions(scene, "incidents.plan-review", first=date(2027, 3, 1)) == []


def test_a_newer_version_answers_the_review(scene):
    crew = scene.crew
    approve_plan(plan=a_plan(scene), actor=crew.principal, at=NOON)
    [found] = occasions(scene, "incidents.plan-review", first=date(2027, 3, 1))
    duty = a_duty(scene, "incidents.plan-review", found)

    approve_plan(plan=a_plan(scene), actor=crew.principal, at=NOON + 360 * DAY)

    duty.refresh_from_db()
    assert (duty.state, ContingencyPlan.objects.count()) == ("done", 2)


@pytest.mark.parametrize(
    ("code", "kind", "first", "days"),
    [
        ("incidents.evacuation-drill", "evacuation", date(2026, 3, 1), 31),
        ("incidents.evacuation-drill", "night", date(2026, 3, 1), 31),
        ("incidents.food-drill", "food", date(2026, 6, 1), 40),
        ("incidents.night-drill", "night", date(2026, 4, 1), 40),
    ],
)
def test_a_drill_of_its_kind_within_the_time_answers(scene, code, kind, first, days):
    [found] = occasions(scene, code, first=first, days=days)
    duty = a_duty(scene, code, found)
    a_drill(scene, kind="other")
    assert answered(duty) == []

    drill = a_drill(scene, kind=kind, happened_at=NIGHT)

    assert answered(duty) == [(drill.entered_at, scene.crew.dorm_manager)]


def test_a_drill_entered_after_its_month_is_a_late_answer(scene):
    [march] = occasions(scene, "incidents.evacuation-drill", first=date(2026, 3, 1), days=30)
    duty = a_duty(scene, "incidents.evacuation-drill", march)

    a_drill(scene, happened_at=NOON, at=march.due_at + DAY)

    assert answered(duty) == [(march.due_at + DAY, scene.crew.dorm_manager)]


def test_the_drill_of_last_month_does_not_answer_for_this_month(scene):
    [april] = occasions(scene, "incidents.evacuation-drill", first=date(2026, 4, 1), days=30)
    duty = a_duty(scene, "incidents.evacuation-drill", april)
    record_drill(
        school=scene.school,
        kind="evacuation",
        place="教学楼",
        happened_at=NOON - HOUR,
        planned_seconds=120,
        actual_seconds=90,
        heads_expected=9,
        heads_counted=9,
        actor=scene.crew.dorm_manager,
        at=NOON,
    )

    assert (april.on, answered(duty)) == (date(2026, 4, 30), [])


def test_asking_costs_the_same_for_one_duty_and_for_three(scene, django_assert_max_num_queries):
    incidents = [it_happens(scene) for _ in range(3)]
    for code, most in (("incidents.step", 1), ("incidents.report", 1)):
        duties = list(Duty.objects.filter(code=code, subject_id__in=[one.pk for one in incidents]))
        with django_assert_max_num_queries(most):
            assert list(DUTIES[code].evidence(duties)) == []
