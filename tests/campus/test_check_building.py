"""The monthly check of a building: one page, one button; a fault is a hazard (DP-04)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from houqin.campus.actions import Found, check_building, check_equipment, correct_check
from houqin.campus.models import CheckRound, EquipmentCheck
from houqin.campus.reasons import Reason
from houqin.incidents.models import Hazard
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import KernelReason, Refused
from tests.builders import NOON, TODAY
from tests.campus.conftest import a_corridor


def close(scene, *found, **more):
    more = {"actor": scene.manager} | more
    return check_building(building=scene.building, found=found, at=NOON, **more)


def test_a_fault_becomes_a_hazard_about_the_piece(scene):
    fine, broken, door = scene.piece(), scene.piece(), scene.piece("exit_door", made_on=None)

    made = close(scene, Found(fine), Found(broken, ("seal", "pressure")), Found(door, ("opens",), "上了链锁"))

    assert [(one.equipment, one.faults) for one in made.checks.order_by("pk")] == [
        (fine, []), (broken, ["seal", "pressure"]), (door, ["opens"]),
    ]  # fmt: skip
    hazards = Hazard.objects.order_by("pk")
    assert [(one.thing, one.place, one.grade, one.category) for one in hazards] == [
        (broken, scene.corridor, "general", "fire"), (door, scene.corridor, "major", "fire"),
    ]  # fmt: skip
    assert str(hazards[1].what) == f"安全出口 {door.code}：从里面不用钥匙打不开 上了链锁"


def test_a_fault_that_is_known_is_not_reported_again(scene):
    piece = scene.piece()

    close(scene, Found(piece, ("seal",)))
    close(scene, Found(piece, ("seal",)))

    assert Hazard.objects.count() == 1


def test_a_check_says_what_was_seen_of_what_is_there(scene):
    piece, elsewhere = scene.piece(), scene.piece(space=a_corridor(scene.school, building="食堂楼"))

    with pytest.raises(Refused) as refused:
        close(scene, Found(piece, ("wings",)), Found(piece), Found(elsewhere), checked_at=NOON + timedelta(minutes=1))

    assert refused.value.reasons == {
        Reason.FAULT_UNKNOWN, Reason.FOUND_TWICE, Reason.NOT_OF_BUILDING, KernelReason.IN_THE_FUTURE,
    }  # fmt: skip
    with pytest.raises(Refused) as refused:
        close(scene)
    assert refused.value.reasons == {Reason.NOTHING_TO_CHECK}
    assert not CheckRound.objects.exists()


def test_nothing_is_looked_at_before_it_hung_there(scene):
    """Nor does a look on paper of last month stand for a piece that was hung up this week (DP-04)."""
    known, new = scene.piece(), scene.piece(in_service_on=TODAY)

    with pytest.raises(Refused) as refused:
        close(scene, Found(known), Found(new), checked_at=NOON - timedelta(days=1))
    with pytest.raises(Refused) as refused_alone:
        check_equipment(equipment=new, checked_at=NOON - timedelta(days=1), actor=scene.manager, at=NOON)

    assert refused.value.reasons == refused_alone.value.reasons == {Reason.NOT_THERE_YET}
    assert not EquipmentCheck.objects.exists()
    close(scene, Found(known), Found(new), checked_at=NOON - timedelta(hours=3))
    assert EquipmentCheck.objects.count() == 2


def test_it_is_led_by_a_responsible_person(scene):
    piece = scene.piece()

    with pytest.raises(NotYours):
        close(scene, Found(piece), actor=scene.crew.cook)

    assert not EquipmentCheck.objects.exists()


def test_whoever_stands_before_a_piece_says_what_is_wrong(scene):
    piece = scene.piece("gas_hose")

    check = check_equipment(equipment=piece, faults=["leak"], actor=scene.crew.cook, at=NOON)

    assert (check.round, Hazard.objects.get().grade) == (None, "major")


def test_a_slip_is_followed_by_a_row_that_names_it(scene):
    piece = scene.piece()
    made = close(scene, Found(piece, ("seal",)))
    old = made.checks.get()

    new = correct_check(check=old, note="点错了，铅封完好", actor=scene.manager, at=NOON)

    assert (new.corrects, new.round, new.faults) == (old, made, [])
    assert list(EquipmentCheck.objects.standing()) == [new]
    with pytest.raises(Refused) as refused:
        correct_check(check=old, note="", actor=scene.manager, at=NOON)
    assert refused.value.reasons == {Reason.CORRECTED_ALREADY, Reason.WHY_MISSING}


def test_a_check_is_sealed(scene):
    check = check_equipment(equipment=scene.piece(), actor=scene.manager, at=NOON)

    with pytest.raises(DatabaseError), transaction.atomic():
        EquipmentCheck.objects.filter(pk=check.pk).update(note="改")


def test_the_queries_do_not_grow_with_what_is_in_order(scene):
    counts = []
    close(scene, Found(scene.piece()))  # from here on the posts are known
    for number in (1, 3):
        pieces = [scene.piece() for _ in range(number)]
        with CaptureQueriesContext(connection) as queries:
            close(scene, *map(Found, pieces))
        counts.append(len(queries))

    assert counts[0] == counts[1]
