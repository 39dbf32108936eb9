"""Out of use, and in use again (FM-13)."""

from datetime import timedelta

import pytest

from houqin.incidents.actions import fix_hazard, release_stop, stop_use, verify_hazard
from houqin.incidents.gates.stops import place_is_usable, thing_is_usable
from houqin.incidents.models import StopUse
from houqin.incidents.reasons import HazardReason as Reason
from houqin.incidents.selectors import stops_of
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from tests.builders import NOON, a_space
from tests.incidents.finding import report

HOUR = timedelta(hours=1)


def stopped(scene, **more):
    return report(scene, **({"grade": "major", "source": scene.kitchen, "place": scene.kitchen} | more))


def test_a_place_and_what_lies_in_it_are_out_of_use(scene, django_assert_num_queries):
    inside = a_space(scene.school, "chiller", "冷藏柜")
    inside.within = scene.kitchen
    inside.save()
    elsewhere = a_space(scene.school)
    stopped(scene)

    with django_assert_num_queries(1):
        stops = stops_of(scene.school)
        said = [[one.reason for one in place_is_usable(space, stops)] for space in (inside, elsewhere, None)]

    assert said == [[Reason.OUT_OF_USE], [], []]
    assert (stops_of(scene.school, kinds=("store",)), len(stops_of(scene.school, kinds=("kitchen",)))) == ([], 1)


def test_a_thing_is_out_of_use(scene):
    stopped(scene, place=None, thing=scene.crew.cook.staff, category="people")

    stops = stops_of(scene.school)
    assert [one.reason for one in thing_is_usable(scene.crew.cook.staff, stops)] == [Reason.OUT_OF_USE]
    assert list(thing_is_usable(scene.crew.buyer.staff, stops)) == []


def test_only_the_principal_releases_it_and_only_after_it_is_closed(scene):
    hazard = stopped(scene)
    stop = StopUse.objects.get()
    principal = scene.crew.principal

    with pytest.raises(Refused) as early:
        release_stop(stop=stop, why="", actor=principal, at=NOON + HOUR)
    fix_hazard(hazard=hazard, note="修好", actor=scene.crew.cook, at=NOON + HOUR)
    verify_hazard(hazard=hazard, actor=scene.crew.food_safety_director, at=NOON + HOUR)
    with pytest.raises(NotYours):
        release_stop(stop=stop, why="看过了", actor=scene.crew.food_safety_director, at=NOON + HOUR)
    assert len(stops_of(scene.school)) == 1
    stop = release_stop(stop=stop, why="看过了", actor=principal, at=NOON + 2 * HOUR)

    assert early.value.reasons == {Reason.STOP_NOT_VERIFIED, Reason.WHY_MISSING}
    assert (stop.released_by, stops_of(scene.school)) == (principal, [])
    with pytest.raises(Refused) as again:
        release_stop(stop=stop, why="看过了", actor=principal, at=NOON + 2 * HOUR)
    assert again.value.reasons == {Reason.STOP_RELEASED_ALREADY}


def test_one_more_place_is_stopped_once(scene):
    hazard, hall = stopped(scene), a_space(scene.school, "dining_hall", "餐厅")
    stop_use(hazard=hazard, thing=hall, actor=scene.crew.principal, at=NOON)

    with pytest.raises(Refused) as refused:
        stop_use(hazard=hazard, thing=hall, actor=scene.crew.principal, at=NOON)

    assert refused.value.reasons == {Reason.IN_STOP_ALREADY}
    assert [stop.name for stop in stops_of(scene.school)] == ["热加工间", "餐厅"]
