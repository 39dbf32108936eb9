"""Putting a piece on the register, moving it, correcting its plate (AS-01)."""

from datetime import date, timedelta

import pytest

from houqin.campus.actions import change_equipment, move_equipment, register_equipment, remove_equipment
from houqin.campus.models import Equipment
from houqin.campus.reasons import Reason
from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import KernelReason, Refused
from houqin.people.reasons import Reason as PeopleReason
from tests.builders import NOON, TODAY, a_school
from tests.campus.conftest import a_corridor

MADE = date(2025, 1, 10)


def register(scene, kind="extinguisher_powder", **more):
    more = {"made_on": MADE, "space": scene.corridor, "actor": scene.director} | more
    return register_equipment(school=scene.school, kind=kind, at=NOON, **more)


def test_pieces_are_numbered_for_good(scene):
    first, second = register(scene, spot=" 楼梯左侧 "), register(scene, "exit_door", made_on=None)

    assert [first.code, second.code] == ["E-0001", "E-0002"]
    assert (first.spot, first.in_service_on) == ("楼梯左侧", TODAY)
    assert Entry.objects.about(first).get().kind == "campus.equipment_registered"


@pytest.mark.parametrize(
    ("more", "reasons"),
    [
        ({"kind": "cannon"}, {Reason.KIND_UNKNOWN}),
        ({"made_on": None}, {Reason.MADE_ON_MISSING}),
        ({"in_service_on": MADE - timedelta(days=1)}, {Reason.NOT_MADE_YET}),
        ({"in_service_on": TODAY + timedelta(days=1)}, {Reason.DAY_TO_COME}),
        ({"serial": "A1"}, {Reason.SERIAL_TAKEN}),
    ],
)
def test_a_piece_that_cannot_be_is_not_registered(scene, more, reasons):
    scene.piece(serial="A1")

    with pytest.raises(Refused) as refused:
        register(scene, **more)

    assert refused.value.reasons == reasons
    assert Equipment.objects.count() == 1


def test_it_hangs_in_an_open_place_of_the_school(scene):
    closed = a_corridor(scene.school, "旧走廊")
    closed.closed_on = TODAY
    closed.save()

    for space, reason in ((closed, Reason.SPACE_CLOSED), (a_corridor(a_school("邻校")), KernelReason.OTHER_SCHOOL)):
        with pytest.raises(Refused) as refused:
            register(scene, space=space)
        assert refused.value.reasons == {reason}
    assert not Equipment.objects.exists()


def test_a_cook_registers_nothing(scene):
    with pytest.raises(NotYours):
        register(scene, actor=scene.crew.cook)


def test_a_piece_moves_and_its_history_says_from_where(scene):
    piece, hall = scene.piece(), a_corridor(scene.school, "一楼大厅")

    move_equipment(equipment=piece, space=hall, spot="门右", actor=scene.manager, at=NOON)

    piece.refresh_from_db()
    assert (piece.space, piece.spot) == (hall, "门右")
    with pytest.raises(Refused) as refused:
        move_equipment(equipment=piece, space=hall, spot="门右", actor=scene.manager, at=NOON)
    assert refused.value.reasons == {Reason.STAYS_THERE}


def test_a_plate_copied_wrong_is_put_right(scene):
    piece = scene.piece()

    change_equipment(equipment=piece, maker="天山消防", serial="B7", made_on=MADE, actor=scene.director, at=NOON)

    piece.refresh_from_db()
    assert (piece.maker, piece.serial, piece.made_on) == ("天山消防", "B7", MADE)


def test_what_an_import_brought_goes_while_nothing_hangs_on_it(scene):
    piece, serviced = scene.piece(), scene.piece()
    serviced.services.create(
        school=scene.school, done_on=TODAY, by_whom="消防公司", recorded_by=scene.director, recorded_at=NOON
    )

    with pytest.raises(Refused) as refused:
        remove_equipment(school=scene.school, equipment=[piece, serviced], actor=scene.director, at=NOON)
    assert refused.value.reasons == {PeopleReason.IN_USE}
    assert Equipment.objects.count() == 2

    remove_equipment(school=scene.school, equipment=[piece], actor=scene.director, at=NOON)
    assert Equipment.objects.get() == serviced
