"""Nobody cooks in a kitchen that is out of use (FM-13)."""

import pytest

from houqin.incidents.models import Hazard, StopUse
from houqin.incidents.reasons import HazardReason
from houqin.kernel.refusals import Refused
from houqin.kitchen.actions import open_canteen_day
from houqin.kitchen.models import CanteenDay
from houqin.kitchen.selectors.places import no_kitchen_left
from tests.builders import NOON, TODAY, Crew, a_school, a_space

pytestmark = pytest.mark.django_db


def stop(space, by):
    hazard = Hazard.objects.create(
        school=space.school, code=f"YH-{space.pk}", what="燃气味", category="electricity_gas", suggested_grade="major",
        grade="major", found_at=NOON, received_at=NOON, found_by=by,
    )  # fmt: skip
    return StopUse.objects.create(
        school=space.school, hazard=hazard, space=space, name=space.name, since=NOON, stopped_by=by
    )


def test_the_day_does_not_open_without_a_kitchen_and_opens_in_another_one(django_assert_num_queries):
    school = a_school()
    crew, first = Crew(school), a_space(school, "kitchen", "一号厨房")
    stopped = stop(first, crew.cook)

    with pytest.raises(Refused) as refused:
        open_canteen_day(school=school, on=TODAY, actor=crew.food_safety_officer, at=NOON)

    assert (refused.value.reasons, CanteenDay.objects.count()) == ({HazardReason.OUT_OF_USE}, 0)
    assert no_kitchen_left(school) == [stopped]
    a_space(school, "kitchen", "二号厨房")
    assert no_kitchen_left(school) == []
    open_canteen_day(school=school, on=TODAY, actor=crew.food_safety_officer, at=NOON)


def test_a_canteen_that_is_out_of_use_stops_all_of_it(django_assert_num_queries):
    school = a_school()
    a_space(school, "kitchen", "一号厨房")
    stopped = stop(a_space(school, "canteen", "食堂"), Crew(school).cook)

    with django_assert_num_queries(1):
        assert no_kitchen_left(school) == [stopped]
