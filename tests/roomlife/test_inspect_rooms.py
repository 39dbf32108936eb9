"""Rooms are looked at by exception, dangers are hazards, who does badly is helped first (CL-05, DR-08, D-16)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from houqin.duties.models import Duty
from houqin.incidents.models import Hazard
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import KernelReason, Refused
from houqin.roomlife.actions import Seen, correct_inspection, draw_rooms, help_room, inspect_rooms
from houqin.roomlife.inspection_items import FULL_POINTS, INSPECTION_ITEMS
from houqin.roomlife.models import HelpNote, Inspection, RoomDraw
from houqin.roomlife.reasons import Reason
from houqin.roomlife.selectors.drawing import drawn_from, holds
from houqin.roomlife.selectors.ratings import month_of, ratings, week_of
from tests.builders import NOON, TODAY
from tests.journal.test_attachments import a_photo

DAY = timedelta(days=1)
BAD = ("beds", "floor", "windows")


def look(scene, seen=None, *, rooms=None, at=NOON, **more):
    rooms = rooms or [scene.room]
    return inspect_rooms(school=scene.school, rooms=rooms, seen=seen, actor=scene.manager, at=at, **more)


def test_the_points_of_the_list_are_those_of_a_room_in_order():
    assert sum(item.points for item in INSPECTION_ITEMS.values()) == FULL_POINTS
    assert {item.code for item in INSPECTION_ITEMS.values() if item.danger} == {"appliance", "wiring", "fire"}


def test_what_is_not_named_is_in_order_and_the_score_follows(scene):
    other = scene.a_room("302 室")

    look(scene, {other.pk: Seen(("beds", "rubbish"), "两床未整理", [a_photo()])}, rooms=[scene.room, other])

    rows = Inspection.objects.scored().order_by("room")
    assert [(row.room, row.score, row.note, row.photos.count()) for row in rows] == [
        (scene.room, 100, "", 0), (other, 75, "两床未整理", 1),
    ]  # fmt: skip
    assert not Hazard.objects.exists()


def test_a_danger_is_a_hazard_of_the_room_with_its_photo(scene):
    [inspection] = look(scene, {scene.room.pk: Seen(("appliance",), "热得快", [a_photo()])})

    hazard = Hazard.objects.get()
    finding = inspection.findings.get()
    assert (hazard.place, hazard.grade, hazard.category, hazard.source_id) == (
        scene.room.space, "general", "electricity_gas", finding.pk,
    )  # fmt: skip
    assert hazard.steps.first().photos.count() == 1


def test_who_does_badly_is_talked_to_first_and_once_a_week(scene):
    look(scene, {scene.room.pk: Seen((*BAD, "rubbish"))})
    look(scene, {scene.room.pk: Seen((*BAD, "rubbish"))}, at=NOON + DAY)
    duty = Duty.objects.get(code="roomlife.help")

    note = help_room(room=scene.room, kind="shown", text="一起叠了被子。", actor=scene.crew.head_teacher, at=NOON + DAY)

    duty.refresh_from_db()
    assert (duty.subject_id, duty.state, duty.evidence_id) == (scene.room.pk, "done", note.pk)
    assert {field.name for field in HelpNote._meta.fields} & {"pupil", "points"} == set()


def asked_to_help():
    return list(Duty.objects.filter(code="roomlife.help").order_by("pk").values_list("state", "due_at"))


def test_a_correction_that_makes_it_bad_asks_for_help_from_then_on(scene):
    [seen] = look(scene)

    correct_inspection(inspection=seen, items=(*BAD, "rubbish"), why="漏记", actor=scene.manager, at=NOON + DAY)

    assert asked_to_help() == [("waiting", NOON + 4 * DAY)]


def test_a_correction_that_makes_it_good_asks_for_help_no_more_and_a_bad_look_after_it_does(scene):
    last_week, this_week = NOON - 7 * DAY, NOON
    bad = {scene.room.pk: Seen((*BAD, "rubbish"))}
    look(scene, bad, at=last_week)
    [seen] = look(scene, bad, at=this_week)

    correct_inspection(inspection=seen, items=[], why="记错宿舍", actor=scene.manager, at=NOON)
    assert [state for state, _due_at in asked_to_help()] == ["waiting", "withdrawn"]
    look(scene, bad, at=NOON + DAY)

    assert [state for state, _due_at in asked_to_help()] == ["waiting", "withdrawn", "waiting"]


def test_a_correction_leaves_the_help_that_another_look_of_the_week_asks_for(scene):
    bad = {scene.room.pk: Seen((*BAD, "rubbish"))}
    [seen] = look(scene, bad)
    look(scene, bad, at=NOON + DAY)

    correct_inspection(inspection=seen, items=[], why="记错宿舍", actor=scene.manager, at=NOON + DAY)

    assert [state for state, _due_at in asked_to_help()] == ["waiting"]


def test_a_note_says_something(scene):
    with pytest.raises(Refused) as refused:
        help_room(room=scene.room, kind="talk", text=" ", happened_at=NOON + DAY, actor=scene.manager, at=NOON)

    assert refused.value.reasons == {Reason.NOTE_MISSING, KernelReason.IN_THE_FUTURE}
    assert not HelpNote.objects.exists()


def test_inspecting_is_refused_for_all_rooms_together(scene):
    closed = scene.a_room("302 室")
    closed.space.closed_on = TODAY
    closed.space.save()

    with pytest.raises(Refused) as refused:
        look(scene, {scene.room.pk: Seen(("ghost",))}, rooms=[scene.room, closed], happened_at=NOON + DAY)
    with pytest.raises(NotYours):
        inspect_rooms(school=scene.school, rooms=[scene.room], actor=scene.crew.cook, at=NOON)

    assert refused.value.reasons == {KernelReason.IN_THE_FUTURE, Reason.ITEM_UNKNOWN, Reason.ROOM_NOT_IN_USE}
    assert not Inspection.objects.exists()


def test_a_correction_stands_beside_the_old_entry_and_reports_no_hazard_twice(scene):
    [old] = look(scene, {scene.room.pk: Seen(("appliance", *BAD))})

    new = correct_inspection(inspection=old, items=["appliance"], why="看错房间", actor=scene.manager, at=NOON + DAY)
    with pytest.raises(Refused) as refused:
        correct_inspection(inspection=old, items=[], why="", actor=scene.manager, at=NOON + DAY)

    assert (new.on, new.happened_at, new.corrects) == (TODAY, NOON, old)
    assert refused.value.reasons == {Reason.CORRECTED_ALREADY, Reason.WHY_MISSING}
    assert [row.score for row in Inspection.objects.standing().scored()] == [95]
    assert Hazard.objects.count() == 1


def test_what_was_seen_is_sealed(scene):
    [inspection] = look(scene)

    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        Inspection.objects.filter(pk=inspection.pk).update(note="好")


def test_week_and_month_are_means_of_what_was_seen(scene, django_assert_num_queries):
    other = scene.a_room("302 室")
    look(scene, {scene.room.pk: Seen(("beds",))}, at=NOON - 9 * DAY)
    look(scene, {scene.room.pk: Seen(("fire", "beds"))}, at=NOON)
    look(scene, at=NOON + DAY)
    look(scene, at=NOON + 2 * DAY)

    with django_assert_num_queries(3):
        week = ratings(scene.school, *week_of(TODAY))
    month = ratings(scene.school, *month_of(TODAY))

    assert week_of(TODAY) == (date(2026, 3, 9), date(2026, 3, 15))
    assert (week[scene.room.pk].score, week[scene.room.pk].danger_on) == (Decimal("93.3"), TODAY)
    assert (month[scene.room.pk].score, month[scene.room.pk].found["beds"]) == (Decimal("91.3"), 2)
    assert (week[other.pk].score, week[other.pk].danger_on) == (None, None)


def test_a_day_counts_with_its_first_look_and_a_danger_whenever_it_was_seen(scene):
    def rating():
        return ratings(scene.school, *week_of(TODAY))[scene.room.pk]

    [first] = look(scene, {scene.room.pk: Seen(BAD)})
    for minutes in range(1, 4):
        look(scene, at=NOON + timedelta(minutes=minutes))
    assert rating().scores == [60]
    look(scene, {scene.room.pk: Seen(("fire",))}, at=NOON + timedelta(minutes=4))
    assert (rating().scores, rating().danger_on) == ([60], TODAY)

    correct_inspection(inspection=first, items=["beds"], why="看错房间", actor=scene.manager, at=NOON + DAY)
    assert rating().scores == [85]
    # What a phone brings late was seen first all the same.
    look(scene, {scene.room.pk: Seen(("floor", "windows"))}, happened_at=NOON - DAY / 24, at=NOON + DAY)
    assert rating().scores == [75]


# The draw.


def draw(scene, wanted=2, *, why=""):
    return draw_rooms(school=scene.school, wanted=wanted, why=why, actor=scene.crew.duty_leader, at=NOON)


@pytest.fixture
def five_rooms(scene):
    return [scene.room, *(scene.a_room(f"40{number} 室") for number in range(1, 5))]


def test_a_draw_can_be_repeated_by_anybody(scene, five_rooms):
    drawn = draw(scene, 3)

    assert len(set(drawn.rooms)) == 3
    assert drawn.among == sorted(room.pk for room in five_rooms)
    assert holds(drawn)
    drawn.rooms = drawn.rooms[::-1]
    assert not holds(drawn)


def test_the_seed_alone_decides(five_rooms):
    keys = list(range(1, 41))

    assert drawn_from(keys, wanted=3, seed="a") == drawn_from(keys[::-1], wanted=3, seed="a")
    assert len({tuple(drawn_from(keys, wanted=3, seed=str(number))) for number in range(50)}) > 40


def test_nobody_draws_until_it_suits(scene, five_rooms):
    first = draw(scene)

    with pytest.raises(Refused) as refused:
        draw(scene)
    second = draw(scene, why="抽中的楼层停水")

    assert refused.value.reasons == {Reason.REDRAW_UNEXPLAINED}
    assert [(row.number, row.why) for row in RoomDraw.objects.order_by("pk")] == [(1, ""), (2, "抽中的楼层停水")]
    assert first.seed != second.seed


@pytest.mark.parametrize("wanted", [0, 6])
def test_a_draw_has_as_many_rooms_as_there_are(scene, five_rooms, wanted):
    with pytest.raises(Refused) as refused:
        draw(scene, wanted)

    assert refused.value.reasons == {Reason.DRAW_COUNT}
    assert not RoomDraw.objects.exists()


def test_a_spot_check_looks_at_rooms_of_its_draw(scene, five_rooms):
    drawn = draw(scene, 1)
    [chosen] = [room for room in five_rooms if room.pk in drawn.rooms]
    spared = next(room for room in five_rooms if room.pk not in drawn.rooms)

    with pytest.raises(Refused) as refused:
        look(scene, rooms=[chosen, spared], draw=drawn)
    [inspection] = look(scene, rooms=[chosen], draw=drawn)

    assert refused.value.reasons == {Reason.NOT_DRAWN}
    assert list(drawn.inspections.all()) == [inspection]


def test_a_spot_check_does_not_come_before_its_draw(scene):
    drawn = draw_rooms(school=scene.school, wanted=1, actor=scene.crew.duty_leader, at=NOON + timedelta(seconds=40))

    with pytest.raises(Refused) as refused:
        look(scene, draw=drawn, happened_at=NOON - timedelta(minutes=1), at=NOON + DAY)
    [inspection] = look(scene, draw=drawn, happened_at=NOON, at=NOON + DAY)

    assert refused.value.reasons == {Reason.BEFORE_DRAW}
    assert list(drawn.inspections.all()) == [inspection]
