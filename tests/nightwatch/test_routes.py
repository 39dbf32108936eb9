"""Routes: as often as the rule says by night, and a change that leaves the past alone (DP-01, DP-03)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from houqin.nightwatch.actions import change_route, make_route, plan_rounds, retire_route
from houqin.nightwatch.clockwork import plan_coming_rounds
from houqin.nightwatch.gates.routes import PlannedPoint, Rhythm
from houqin.nightwatch.models import Round, Route
from houqin.nightwatch.reasons import Reason
from houqin.tenancy.models import CalendarDay, ParameterValue
from tests.builders import NOON, YEARS_AGO
from tests.nightwatch.conftest import DAY, NIGHT, NINE, a_route
from tests.refusing import posts_that_may, refused


def rhythm(scene, **more):
    asked = {
        "days": "boarding_nights", "first_start": time(22, 0), "last_end": time(6, 0), "every_minutes": 90,
        "within_minutes": 30, "owner_post": "guard", "points": [PlannedPoint(scene.place("东门"))],
    } | more  # fmt: skip
    return Rhythm(**asked)


def make(scene, **more):
    return make_route(
        school=scene.school, name="夜间巡查", kind="fire", rhythm=rhythm(scene, **more), actor=scene.crew.principal,
        at=NOON,
    )  # fmt: skip


def starts(route, on=NIGHT) -> list[str]:
    rounds = Round.objects.filter(route=route, on=on).order_by("number")
    return [f"{route.school.localtime(one.starts_at):%d %H:%M}" for one in rounds]


def test_a_night_is_planned_every_two_hours_across_midnight(scene):
    route = a_route(scene)

    assert starts(route) == ["11 21:00", "11 23:00", "12 01:00", "12 03:00", "12 05:00"]
    assert [len(starts(route, NIGHT + number * DAY)) for number in (-1, 0, 1, 2)] == [0, 5, 5, 0]


def test_every_round_asks_a_photo_at_a_point_drawn_by_chance(scene):
    route = a_route(scene, points=12)

    drawn = list(Round.objects.filter(route=route).values_list("photo_at", flat=True))
    assert {len(numbers) for numbers in drawn} == {2}
    assert {number for numbers in drawn for number in numbers} <= set(range(1, 13))


@pytest.mark.parametrize(
    ("more", "reasons"),
    [
        ({"every_minutes": 121}, [Reason.TOO_SELDOM]),
        ({"every_minutes": 120}, []),
        ({"days": "school_days", "first_start": time(8, 0), "last_end": time(17, 0), "every_minutes": 180}, []),
        ({"points": []}, [Reason.NO_POINTS]),
        ({"within_minutes": 91}, [Reason.NO_RHYTHM]),
        ({"within_minutes": 4}, [Reason.NO_RHYTHM]),
        ({"last_end": time(22, 0)}, [Reason.NO_TIME_FOR_A_ROUND]),
        ({"owner_post": "cook"}, [Reason.POST_DOES_NOT_WALK]),
    ],
)
def test_what_a_route_may_ask(scene, more, reasons):
    if reasons:
        assert refused(make, scene=scene, **more) == reasons
        assert not Route.objects.exists()
    else:
        assert make(scene, **more).versions.count() == 1


def test_a_school_may_only_tighten(scene):
    ParameterValue.objects.create(
        key="night_patrol_max_minutes", school=scene.school, value="60", source="校规", valid_from=YEARS_AGO,
        set_by=scene.crew.principal, set_at=NOON,
    )  # fmt: skip

    assert refused(make, scene=scene, every_minutes=90) == [Reason.TOO_SELDOM]


def test_a_place_twice_or_closed_and_a_name_taken_are_refused(scene):
    gate, shed = scene.place("东门"), scene.place("库房")
    shed.closed_on = date(2026, 1, 1)
    make(scene)

    reasons = refused(make, scene=scene, points=[PlannedPoint(gate), PlannedPoint(gate), PlannedPoint(shed)])

    assert reasons == [Reason.ROUTE_NAME_TAKEN, Reason.POINT_TWICE, Reason.PLACE_CLOSED]


def test_a_change_moves_what_is_to_come_and_leaves_what_has_begun(scene):
    route = a_route(scene)

    change_route(route=route, rhythm=rhythm(scene, every_minutes=60), actor=scene.crew.principal.acting(NINE), at=NINE)

    versions = dict(Round.objects.filter(route=route, on=NIGHT).values_list("number", "version__number"))
    assert (versions.pop(1), set(versions.values())) == (1, {2})
    assert starts(route)[:3] == ["11 21:00", "11 22:00", "11 23:00"]


def test_fewer_rounds_from_now_on_leave_no_hole_in_the_night(scene):
    """At 00:30, when four of every hour have begun: none of those stands for one to come (DP-01)."""
    route, at = a_route(scene, every_minutes=60), NINE + timedelta(hours=3, minutes=30)
    seldom = rhythm(scene, first_start=time(21, 0), every_minutes=120)

    change_route(route=route, rhythm=seldom, actor=scene.crew.principal.acting(at), at=at)

    assert starts(route)[3:] == ["12 00:00", "12 01:00", "12 03:00", "12 05:00"]
    for later in (at, NINE + timedelta(hours=6)):
        assert plan_rounds([scene.school], at=later) == []


def test_a_round_of_the_new_times_that_is_walked_already_is_planned_too(scene):
    """At 00:45 the last of the old times began at 23:00, the next of the new ones at 02:30: too long (DP-01)."""
    route, at = a_route(scene), NINE + timedelta(hours=3, minutes=45)

    change_route(
        route=route, rhythm=rhythm(scene, first_start=time(22, 30), every_minutes=120),
        actor=scene.crew.principal.acting(at), at=at,
    )  # fmt: skip

    assert starts(route) == ["11 21:00", "11 23:00", "12 00:30", "12 02:30", "12 04:30"]


def test_a_route_that_ends_is_walked_no_more(scene):
    route = a_route(scene)

    retire_route(route=route, why="楼已停用", actor=scene.crew.principal.acting(NINE), at=NINE)

    assert starts(route) == ["11 21:00"]
    assert refused(retire_route, route=route, actor=scene.crew.principal, at=NINE) == [Reason.ROUTE_RETIRED]


def test_a_holiday_declared_late_takes_back_what_has_not_begun(scene):
    route = a_route(scene)
    CalendarDay.objects.create(school=scene.school, on=NIGHT + DAY, kind="holiday", note="停课")

    plan_rounds([scene.school], at=NINE)

    assert starts(route) == ["11 21:00"]


def test_planning_again_plans_nothing_new_and_never_the_past(scene):
    route = a_route(scene)

    assert plan_rounds([scene.school], at=NINE) == []
    Round.objects.all().delete()
    plan_rounds([scene.school], at=datetime(2026, 3, 11, 17, 30, tzinfo=UTC))
    assert starts(route) == ["12 01:00", "12 03:00", "12 05:00"]


def test_the_clock_plans_the_next_night_of_every_school_that_walks(scene):
    route = a_route(scene)

    assert plan_coming_rounds(at=NINE + DAY) == 0
    assert starts(route, NIGHT + 4 * DAY) == []
    assert plan_coming_rounds(at=NINE + 3 * DAY) == 5
    assert len(starts(route, NIGHT + 4 * DAY)) == 5


def test_leaders_and_the_dormitory_manager_set_up_routes(scene):
    points = [PlannedPoint(scene.place("东门"))]
    may = posts_that_may(
        scene.school,
        lambda actor: make_route(
            school=scene.school, name="夜间", kind="fire", rhythm=rhythm(scene, points=points), actor=actor, at=NOON
        ),
    )
    assert may == {"principal", "deputy_principal", "general_affairs_director", "dorm_manager"}
