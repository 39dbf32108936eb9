"""Out again; workers with somebody along (DV-02, DV-04)."""

from datetime import timedelta

import pytest

from houqin.kernel.refusals import KernelReason, Refused
from houqin.tenancy.models import Term
from houqin.visitors.actions import approve_visit, let_out
from houqin.visitors.models import Visit
from houqin.visitors.reasons import VisitReason as Reason
from houqin.visitors.selectors import inside_now
from houqin.visitors.selectors.gate import known_visitors
from tests.builders import NOON, TODAY
from tests.visitors.conftest import ANOTHER, HOUR


def test_out_at_the_gate(scene):
    visit = let_out(visit=scene.let_in(), actor=scene.guard, at=NOON + HOUR)

    assert (visit.out_at, visit.let_out_by) == (NOON + HOUR, scene.guard)


@pytest.mark.parametrize(("happened_at", "reason"), [
    (NOON - HOUR, Reason.OUT_BEFORE_IN),
    (NOON + 3 * HOUR, KernelReason.IN_THE_FUTURE),
])  # fmt: skip
def test_a_time_of_leaving_makes_sense(scene, happened_at, reason):
    visit = scene.let_in()

    with pytest.raises(Refused) as no:
        let_out(visit=visit, happened_at=happened_at, actor=scene.guard, at=NOON + 2 * HOUR)

    assert no.value.reasons == {reason}
    assert Visit.objects.get().is_inside


def test_nobody_leaves_twice(scene):
    visit = let_out(visit=scene.let_in(), actor=scene.guard, at=NOON)

    with pytest.raises(Refused) as no:
        let_out(visit=visit, actor=scene.guard, at=NOON + HOUR)

    assert no.value.reasons == {Reason.LEFT_ALREADY}
    assert Visit.objects.get().out_at == NOON


def test_who_is_inside_at_a_moment(scene):
    early = scene.let_in(at=NOON - HOUR)
    workers = scene.let_workers_in(heads=3)
    let_out(visit=early, actor=scene.guard, at=NOON + HOUR)

    assert [(one.thing, one.heads, one.where) for one in inside_now(scene.school, NOON)] == [
        (early, 1, "办公楼"), (workers, 3, "办公楼"),
    ]  # fmt: skip
    assert [one.thing for one in inside_now(scene.school, NOON + HOUR)] == [workers]


def test_who_came_before_is_known_by_name_or_phone_once(scene):
    for day in (9, 2):
        visit = scene.let_in(at=NOON - timedelta(days=day), phone="13900001234")
        let_out(visit=visit, actor=scene.guard, at=NOON - timedelta(days=day))

    assert known_visitors(scene.school, "王建", at=NOON) == known_visitors(scene.school, "1234", at=NOON) == [visit]
    assert known_visitors(scene.school, "王", at=NOON) == known_visitors(scene.school, "李四", at=NOON) == []


# --- Workers ---


def refused(scene, **wrong) -> set:
    with pytest.raises(Refused) as no:
        scene.let_workers_in(**wrong)
    assert not Visit.objects.exists()
    return no.value.reasons


def test_workers_come_with_company_job_and_a_colleague(scene):
    visit = scene.let_workers_in(work_order="GD-17")

    assert (visit.kind, visit.company, visit.why, visit.work_order, visit.host) == (
        "worker", "天山水暖", "修暖气", "GD-17", scene.teacher,
    )  # fmt: skip


@pytest.mark.parametrize(("wrong", "reason"), [
    ({"company": ""}, Reason.COMPANY_MISSING),
    ({"why": ""}, Reason.WHY_MISSING),
    ({"escort": None}, Reason.ESCORT_MISSING),
    ({"document_number": ""}, Reason.DOCUMENT_MISSING),
])  # fmt: skip
def test_one_thing_wrong_lets_no_worker_in(scene, wrong, reason):
    assert refused(scene, **wrong) == {reason}


def test_a_colleague_who_has_left_goes_along_with_nobody(scene):
    scene.teacher.left_on = TODAY - timedelta(days=1)

    assert refused(scene) == {Reason.ESCORT_GONE}


@pytest.mark.parametrize(("hours", "minutes", "reasons"), [
    (0, 60, set()),
    (6, 30, set()),
    (6, 31, {Reason.PUPILS_ARE_IN}),
    (7, 30, {Reason.PUPILS_ARE_IN}),
    (-4.75, 30, {Reason.PUPILS_ARE_IN}),
    (-4.5, 30, set()),
])  # fmt: skip
def test_work_where_pupils_sleep_waits_until_they_are_out(scene, hours, minutes, reasons):
    at = NOON + timedelta(hours=hours)

    if reasons:
        assert refused(scene, at=at, minutes=minutes, building=scene.boys) == reasons
    else:
        assert scene.let_workers_in(at=at, minutes=minutes, building=scene.boys).is_inside


def test_on_a_night_without_boarders_work_goes_on(scene):
    Term.objects.update(ends_on=TODAY)

    assert scene.let_workers_in(at=NOON + 7 * HOUR, building=scene.boys).is_inside


def test_a_burst_pipe_does_not_wait(scene):
    visit = scene.let_workers_in(at=NOON + 11 * HOUR, building=scene.boys, urgent_why="三楼水管爆裂")

    assert visit.urgent_why == "三楼水管爆裂"


def test_a_plumber_in_a_girls_building_needs_a_woman_along_at_any_hour(scene):
    urgent = {"building": scene.girls, "urgent_why": "水管爆裂"}
    assert refused(scene, **urgent) == {Reason.GIRLS_BUILDING}
    approval = approve_visit(
        school=scene.school, name="赵师傅", why="水管爆裂", building=scene.girls, escort=scene.matron,
        escort_is_woman=True, actor=scene.leader, at=NOON,
    )  # fmt: skip

    assert scene.let_workers_in(approval=approval, document_number=ANOTHER, **urgent).escort == scene.matron
