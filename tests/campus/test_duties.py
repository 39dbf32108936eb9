"""Equipment asks for itself: looked at each month, serviced before it is due, its systems tested each year."""

from datetime import date, datetime, timedelta

import pytest

from houqin.campus.actions import Found, check_building, record_test, scrap_equipment, service_equipment
from houqin.campus.kinds import kinds, months_after
from houqin.campus.selectors.pieces import DUE, FINE, OVERDUE, now_standing
from houqin.duties.materialising import make_occasions
from houqin.duties.models import Duty
from houqin.tenancy.rulebook import rules
from tests.builders import NOON, TODAY
from tests.campus.conftest import a_corridor


def duties(scene, code, *, at=NOON):
    make_occasions([scene.school], at=at)
    make_occasions([scene.school], at=at + timedelta(minutes=1))
    return {str(one.subject_name): one for one in Duty.objects.filter(code=code).exclude(state="withdrawn")}


def test_every_building_is_checked_each_month(scene):
    one, other = scene.piece(), scene.piece(space=a_corridor(scene.school, building="食堂楼"))

    found = duties(scene, "campus.monthly-check")
    assert {name: (duty.on, duty.owner) for name, duty in found.items()} == {
        "1 号宿舍楼": (date(2026, 3, 31), "general_affairs_director"),
        "食堂楼": (date(2026, 3, 31), "general_affairs_director"),
    }

    later = scene.piece()
    at = NOON + timedelta(hours=1)
    check_building(building=scene.building, found=[Found(one)], actor=scene.manager, at=at)
    assert {duty.state for duty in Duty.objects.filter(code="campus.monthly-check")} == {"waiting"}
    check_building(building=scene.building, found=[Found(one), Found(later)], actor=scene.manager, at=at)
    assert Duty.objects.get(subject_name="1 号宿舍楼").state == "done"
    assert Duty.objects.get(subject_name="食堂楼").state == "waiting"
    assert other.checks.count() == 0


@pytest.mark.parametrize(
    ("kind", "made_on", "due_on"),
    [
        ("extinguisher_powder", date(2021, 4, 1), date(2026, 4, 1)),
        ("extinguisher_water", date(2023, 4, 1), date(2026, 4, 1)),
        ("gas_hose", date(2024, 10, 1), date(2026, 4, 1)),
        ("hydrant", date(2015, 1, 1), None),
    ],
)
def test_a_new_piece_is_due_as_its_kind_says(scene, kind, made_on, due_on):
    assert now_standing(scene.piece(kind, made_on=made_on), at=NOON).due_on == due_on


def test_after_a_service_the_shorter_interval_counts(scene):
    piece = scene.piece(made_on=date(2021, 2, 1))
    assert now_standing(piece, at=NOON).state == OVERDUE

    service_equipment(equipment=piece, done_on=TODAY, by_whom="消防公司", actor=scene.director, at=NOON)
    assert (now_standing(piece, at=NOON).service_on, now_standing(piece, at=NOON).state) == (date(2028, 3, 11), FINE)

    service_equipment(
        equipment=piece, done_on=TODAY, by_whom="消防公司", next_due_on=date(2026, 4, 1), actor=scene.director, at=NOON
    )
    assert (now_standing(piece, at=NOON).service_on, now_standing(piece, at=NOON).state) == (date(2026, 4, 1), DUE)


def test_what_falls_due_together_is_one_job_of_its_building(scene):
    first, second = scene.piece(made_on=date(2021, 3, 20)), scene.piece(made_on=date(2021, 3, 25))
    scene.piece(made_on=date(2021, 9, 1))

    assert [(name, one.on) for name, one in duties(scene, "campus.service").items()] == [
        ("1 号宿舍楼", date(2026, 3, 20))
    ]

    at = NOON + timedelta(hours=1)
    scrap_equipment(equipment=second, why="锈穿", actor=scene.director, at=at)
    assert Duty.objects.get(code="campus.service").state == "waiting"
    service_equipment(equipment=first, done_on=TODAY, by_whom="消防公司", actor=scene.director, at=at)
    assert Duty.objects.get(code="campus.service").state == "done"


def test_a_system_is_tested_within_a_year_of_its_last_test(scene, a_report):
    scene.piece("smoke_detector", made_on=None)
    record_test(
        school=scene.school, system="fire", tested_on=date(2025, 3, 20), by_whom="检测公司", papers=[a_report()],
        actor=scene.director, at=NOON,
    )  # fmt: skip

    assert [duty.on for duty in duties(scene, "campus.fire-test").values()] == [date(2026, 3, 20)]

    at = NOON + timedelta(hours=1)
    record_test(
        school=scene.school, system="fire", tested_on=TODAY, by_whom="检测公司", papers=[a_report()],
        actor=scene.director, at=at,
    )  # fmt: skip
    assert Duty.objects.get(code="campus.fire-test").state == "done"


def test_electricity_is_tested_before_the_heating_season(scene, a_report):
    summer = scene.school.moment(date(2026, 7, 20), datetime.min.time())

    assert [one.on for one in duties(scene, "campus.electric-test", at=summer).values()] == [date(2026, 10, 10)]

    record_test(
        school=scene.school, system="electricity", tested_on=date(2026, 7, 20), by_whom="供电所", papers=[a_report()],
        actor=scene.director, at=summer + timedelta(hours=1),
    )  # fmt: skip
    assert Duty.objects.get(code="campus.electric-test").state == "done"


def test_every_kind_says_what_is_looked_at_and_by_which_rule():
    assert [kind.code for kind in kinds().values() if not kind.faults or kind.rule not in rules()] == []
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
