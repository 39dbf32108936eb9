from datetime import time, timedelta

import pytest

from houqin.discipline.actions import DoorHeard, make_round
from houqin.discipline.duties import ROUND, _nights, round_is_made
from houqin.discipline.measures import quiet_rooms
from houqin.discipline.models import AfterBellRound, RoomHeard
from houqin.discipline.reasons import Reason
from houqin.discipline.selectors.rounds import houses
from houqin.dormitory.models import BedStay, DormRoom
from houqin.duties.materialising import make_occasions
from houqin.duties.models import Duty
from houqin.duties.schedules import Window
from houqin.journal.arrivals import Arrival, comes_as
from houqin.kernel.refusals import KernelReason
from houqin.people.models import Pupil
from houqin.tenancy.calendar import days_between
from houqin.tenancy.models import Building, TimetableEntry
from tests.builders import NOON, TODAY, YEARS_AGO, a_class
from tests.discipline.conftest import NIGHT
from tests.duty_rows import answered, make_duties
from tests.refusing import posts_that_may, refused

MINUTE = timedelta(minutes=1)


def go_round(scene, *heard, at=NIGHT, actor=None, **more):
    doors = [DoorHeard(room, *said) for room, said in zip(scene.rooms, heard or [()] * len(scene.rooms), strict=False)]
    return make_round(building=scene.building, doors=doors, actor=actor or scene.warden, at=at, **more)


def test_a_round_keeps_a_word_for_every_door(scene):
    made = go_round(scene, (), ("talking", "两人"))

    assert (made.night, made.rooms, made.of_rooms, made.loud) == (TODAY, 2, 2, 1)
    assert list(RoomHeard.objects.order_by("pk").values_list("room", "heard", "note")) == [
        (scene.rooms[0].pk, "", ""),
        (scene.rooms[1].pk, "talking", "两人"),
    ]


def test_illness_is_no_disturbance(scene):
    assert go_round(scene, ("illness", "发烧，已量体温"), ()).loud == 0


def test_after_midnight_it_is_still_the_night_before(scene):
    assert go_round(scene, at=NIGHT + timedelta(hours=4)).night == TODAY


def test_the_second_word_on_a_door_is_the_one_that_holds(scene):
    go_round(scene, ("talking",), ())
    go_round(scene, (), at=NIGHT + 20 * MINUTE)

    [house] = houses(scene.school, TODAY)

    assert (house.loud, house.open, len(house.rounds)) == ([], [], 2)


def quiet(scene, nights=0):
    measured = quiet_rooms(scene.school, first=TODAY, last=TODAY + timedelta(days=nights))
    return measured.value, measured.of


def test_walking_again_makes_the_night_no_quieter(scene):
    go_round(scene, ("talking",), ())
    for number in (1, 2, 3):
        doors = [DoorHeard(scene.rooms[1])]
        make_round(building=scene.building, doors=doors, actor=scene.warden, at=NIGHT + number * MINUTE)

    assert quiet(scene) == (50, 2)


def test_how_quiet_it_was_goes_by_the_last_word_on_each_door_and_night(scene):
    go_round(scene, ("talking",), ("talking",))
    go_round(scene, (), ("illness", "发烧"), at=NIGHT + 20 * MINUTE)
    go_round(scene, ("talking",), (), at=NIGHT + timedelta(days=1))

    assert quiet(scene) == (100, 2)
    assert quiet(scene, nights=1) == (75, 4)


def test_a_door_passed_before_its_own_bell_says_nothing_of_how_quiet_it_was(scene):
    scene.rooms[0].section = "primary"
    scene.rooms[0].save(update_fields=["section"])
    TimetableEntry.objects.create(
        school=scene.school, what="lights_out", section="primary", at_time=time(21), valid_from=YEARS_AGO
    )

    go_round(scene, ("talking",), (), at=NIGHT - timedelta(hours=1))

    assert quiet(scene) == (0, 1)


@pytest.mark.parametrize(
    ("state", "reasons"),
    [
        ({"happened_at": NIGHT - 11 * MINUTE}, [Reason.BEFORE_THE_BELL]),
        ({"happened_at": NIGHT + MINUTE}, [KernelReason.IN_THE_FUTURE]),
        ({"doors": []}, [Reason.NO_ROOMS]),
        ({"at": NIGHT + timedelta(days=3), "happened_at": NIGHT + timedelta(days=2)}, [Reason.NO_BOARDING_NIGHT]),
    ],
)
def test_a_round_is_refused(scene, state, reasons):
    said = {"building": scene.building, "doors": [DoorHeard(scene.rooms[0])], "actor": scene.warden, "at": NIGHT}

    assert refused(make_round, **(said | state)) == reasons
    assert not AfterBellRound.objects.exists()


def test_a_door_of_another_building_or_without_a_word_is_refused(scene):
    away = scene.a_room("201", building=Building.objects.create(school=scene.school, name="二号楼"))
    doors = [DoorHeard(away), DoorHeard(scene.rooms[0], "other")]

    found = refused(make_round, building=scene.building, doors=doors, actor=scene.warden, at=NIGHT)

    assert found == [Reason.ROOM_ELSEWHERE, Reason.HEARD_UNSAID]


def test_who_makes_rounds(scene):
    assert posts_that_may(scene.school, lambda actor: go_round(scene, actor=actor)) == {
        "dorm_manager", "duty_leader", "principal", "deputy_principal", "general_affairs_director",
    }  # fmt: skip


def occasions(scene, nights=2):
    return list(_nights(Window(scene.school, days_between(scene.school, TODAY, TODAY + timedelta(days=nights)))))


def test_the_round_is_due_half_an_hour_after_the_last_bell_of_the_building(scene):
    TimetableEntry.objects.filter(what="lights_out").update(section="junior")
    found = [(one.on, one.opens_at, one.due_at, one.subject) for one in occasions(scene)]

    bell = NIGHT - 10 * MINUTE
    day = timedelta(days=1)
    assert found == [
        (TODAY, bell, bell + 30 * MINUTE, scene.building),
        (TODAY + day, bell + day, bell + day + 30 * MINUTE, scene.building),
    ]


def test_no_round_is_asked_in_a_night_in_which_nobody_sleeps_there(scene):
    """The first building is emptied after this night; in another, somebody moves in the night after."""
    other = Building.objects.create(school=scene.school, name="二号楼")
    stay = scene.a_stay(scene.a_room("201", building=other), scene.newcomer())
    BedStay.objects.filter(pk=stay.pk).update(starts_on=TODAY + timedelta(days=1))
    BedStay.objects.exclude(pk=stay.pk).update(ends_on=TODAY, ended_by=scene.warden, ended_at=NIGHT)

    asked = [(one.on, one.subject) for one in occasions(scene)]

    assert asked == [(TODAY, scene.building), (TODAY + timedelta(days=1), other)]


def test_a_round_is_asked_no_more_when_the_building_is_emptied(scene):
    make_occasions([scene.school], at=NOON)
    BedStay.objects.update(ends_on=TODAY - timedelta(days=1), ended_by=scene.warden, ended_at=NOON)

    make_occasions([scene.school], at=NOON + MINUTE)

    assert set(Duty.objects.filter(code=ROUND, on__gte=TODAY).values_list("state", flat=True)) == {"withdrawn"}


def test_who_moves_in_later_does_not_move_the_bell_of_tonight(scene):
    """Tonight only the little ones sleep here, from 21:00 on; a junior comes tomorrow, who sleeps at 22:00."""
    DormRoom.objects.update(section="primary")
    TimetableEntry.objects.create(
        school=scene.school, what="lights_out", section="primary", at_time=time(21), valid_from=YEARS_AGO
    )
    stay = scene.a_stay(scene.a_room("109"), scene.newcomer())
    BedStay.objects.filter(pk=stay.pk).update(starts_on=TODAY + timedelta(days=1))

    opened = [scene.school.localtime(one.opens_at).hour for one in occasions(scene)]

    assert opened == [21, 22]


def a_duty(scene):
    [occasion] = [one for one in occasions(scene) if one.on == TODAY]
    return Duty.objects.create(
        school=scene.school, code=ROUND, key=occasion.key, on=TODAY, subject_kind="tenancy.building",
        subject_id=scene.building.pk, subject_name="一号楼", opens_at=occasion.opens_at, due_at=occasion.due_at,
        closes_at=occasion.closes_at, owner="dorm_manager", state="due",
    )  # fmt: skip


def test_the_duty_waits_for_every_room(scene):
    duty = a_duty(scene)
    make_round(building=scene.building, doors=[DoorHeard(scene.rooms[0])], actor=scene.warden, at=NIGHT)
    assert list(round_is_made([duty])) == []

    make_round(building=scene.building, doors=[DoorHeard(scene.rooms[1])], actor=scene.leader, at=NIGHT + MINUTE)

    duty.refresh_from_db()
    assert (duty.state, duty.done_at) == ("done", NIGHT + MINUTE)


def test_a_round_that_is_typed_in_the_next_morning_is_entered_then(scene):
    duty, morning = a_duty(scene), NIGHT + timedelta(hours=12)

    go_round(scene, happened_at=NIGHT, at=morning)

    assert answered(ROUND, [duty]) == {duty.pk: morning}


def test_a_round_that_waited_on_a_phone_keeps_the_moment_of_the_press(scene):
    duty, morning = a_duty(scene), NIGHT + timedelta(hours=12)

    with comes_as(Arrival(NIGHT, 0)):
        made = go_round(scene, happened_at=NIGHT, at=morning)

    assert (made.received_at, made.pressed_at, answered(ROUND, [duty])) == (morning, NIGHT, {duty.pk: NIGHT})


def test_an_empty_room_stands_for_none_in_which_somebody_sleeps(scene):
    duty, empty = a_duty(scene), scene.a_room("109")

    make_round(
        building=scene.building, doors=[DoorHeard(scene.rooms[0]), DoorHeard(empty)], actor=scene.warden, at=NIGHT
    )

    assert list(round_is_made([duty])) == []


def test_a_room_passed_before_its_own_bell_is_still_to_be_heard(scene):
    """The little ones sleep at 21:00, the juniors of the second room at 22:00; somebody goes round at 21:10."""
    scene.rooms[0].section = "primary"
    scene.rooms[0].save(update_fields=["section"])
    TimetableEntry.objects.create(
        school=scene.school, what="lights_out", section="primary", at_time=time(21), valid_from=YEARS_AGO
    )
    duty, early = a_duty(scene), NIGHT - timedelta(hours=1)

    go_round(scene, (), ("talking",), at=early)

    [house] = houses(scene.school, TODAY)
    assert (house.open, house.loud, list(round_is_made([duty]))) == ([scene.rooms[1]], [], [])
    make_round(building=scene.building, doors=[DoorHeard(scene.rooms[1])], actor=scene.warden, at=NIGHT)
    duty.refresh_from_db()
    assert (duty.state, duty.done_at) == ("done", NIGHT)


def test_three_buildings_cost_as_many_questions_as_one(scene, django_assert_num_queries):
    lived_in = [(scene.building, scene.rooms)]
    for number in (2, 3):
        building = Building.objects.create(school=scene.school, name=f"{number} 号楼")
        rooms = [scene.a_room(f"{number}01", building=building)]
        lived_in.append((building, rooms))
        a_class(scene.school, 8, number, pupils=1)
        scene.a_stay(rooms[0], Pupil.objects.latest("pk"))
    duties = make_duties(ROUND, scene.school)
    for building, rooms in lived_in:
        make_round(building=building, doors=[DoorHeard(room) for room in rooms], actor=scene.warden, at=NIGHT)

    for asked in (duties[:1], duties):
        with django_assert_num_queries(5):
            assert len(list(round_is_made(asked))) == len(asked)
