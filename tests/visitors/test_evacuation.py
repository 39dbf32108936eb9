"""A child in the guest room is looked for in an evacuation, and counted once."""

import pytest

from houqin.dormitory.actions.emergencies import start_emergency
from houqin.dormitory.beside import others_inside
from houqin.people.models import Guardian, Pupil
from houqin.visitors.actions import depart_guest
from houqin.whereabouts.models import Leave
from tests.builders import NOON
from tests.visitors.conftest import DAY, HOUR

NIGHT = NOON + 10 * HOUR


def fire(scene) -> list[tuple]:
    scene.a_pupil("阿孜古丽")
    found = start_emergency(school=scene.school, what="起火", actor=scene.leader.acting(NIGHT), at=NIGHT)
    return list(found.people.order_by("place", "pk").values_list("pupil__name", "group"))


def on_leave(scene, pupil) -> None:
    guardian = Guardian.objects.create(school=scene.school, pupil=pupil, name="阿依努尔", relation="母亲")
    words = dict.fromkeys(("asked_at", "confirmed_at", "approved_at", "countersigned_at", "handed_over_at"), NOON)
    people = dict.fromkeys(("asked_by", "approved_by", "countersigned_by", "handed_over_by"), scene.leader)
    Leave.objects.create(
        school=scene.school, pupil=pupil, starts_at=NOON, until_at=NOON + DAY, is_overnight=True, reason="探亲",
        guardian=guardian, confirmed_how="link", taken_by="阿依努尔", proof_kind="known", **words, **people,
    )  # fmt: skip


@pytest.mark.parametrize("is_boarder", [False, True], ids=["a day pupil", "a boarder on leave"])
def test_a_child_who_sleeps_along_is_looked_for_in_the_guest_room(scene, is_boarder):
    Pupil.objects.update(is_boarder=is_boarder)
    if is_boarder:
        on_leave(scene, scene.pupil)
    scene.lodged(has_pupil_along=True)

    assert fire(scene) == [
        ("阿孜古丽", "还没有班级，没有床位"), ("古丽", "在校内与来访者一起 招待室"),
    ]  # fmt: skip
    assert [(one.name, one.heads, one.where) for one in others_inside(scene.school, NIGHT)] == [
        ("阿依努尔", 1, "招待室")
    ]


def test_who_left_with_the_guest_is_not_looked_for(scene):
    on_leave(scene, scene.pupil)
    depart_guest(stay=scene.lodged(has_pupil_along=True), actor=scene.manager, at=NOON + HOUR)

    assert [name for name, _where in fire(scene)] == ["阿孜古丽"]
