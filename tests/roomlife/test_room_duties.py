"""What is asked of the rooms, and which records answer it."""

from datetime import date, timedelta

import pytest

from houqin.dormitory.models import BedStay
from houqin.roomlife.actions import appoint_head, check_turns, inspect_rooms, plan_rota, replace_head
from houqin.roomlife.duties import PLAN_BY, WITHOUT_LESSONS_BY
from houqin.roomlife.selectors.heads import rooms_in_use
from houqin.roomlife.selectors.rota import cleaning_days
from houqin.tenancy.models import CalendarDay
from tests.builders import NOON, TODAY, a_school
from tests.duty_rows import answered, done_codes, listed_together, make_duties, occasions
from tests.roomlife.conftest import Scene, leave_school, move_out

DAY = timedelta(days=1)
MONDAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("code", "days"),
    [
        ("roomlife.inspect", [TODAY, TODAY + DAY]),
        ("roomlife.check-turns", [TODAY, TODAY + DAY]),
        ("roomlife.plan-rota", []),
        ("roomlife.elect-heads", []),
        ("roomlife.new-head", []),
    ],
)
def test_only_schools_with_boarders_are_asked(scene, code, days, django_assert_num_queries):
    schools = [scene.school, a_school("走读学校")]

    asked = listed_together(code, schools, TODAY, TODAY + DAY)

    assert [one.on for one in asked] == days


def test_the_rota_is_asked_for_on_mondays_and_heads_in_the_first_fortnight(scene):
    assert [one.on for one in occasions("roomlife.plan-rota", scene.school, MONDAY, MONDAY + 6 * DAY)] == [MONDAY]
    assert [one.on for one in occasions("roomlife.elect-heads", scene.school, MONDAY, MONDAY)] == [MONDAY]


def test_the_last_room_of_the_day_answers(scene):
    other = scene.a_room("302 室")
    make_duties("roomlife.inspect", scene.school)
    by = {"school": scene.school, "actor": scene.manager}

    inspect_rooms(rooms=[scene.room], at=NOON, **by)
    assert done_codes(scene.school) == {}
    inspect_rooms(rooms=[other], at=NOON + timedelta(minutes=5), **by)

    assert done_codes(scene.school) == {"roomlife.inspect": NOON + timedelta(minutes=5)}


def test_a_room_that_nobody_sleeps_in_any_more_or_not_yet_is_not_waited_for(scene):
    make_duties("roomlife.inspect", scene.school)
    given_up, closed, moved_into = (scene.a_room(name, sleepers=1) for name in ("302 室", "303 室", "304 室"))
    move_out(scene.pupils(given_up)[0])
    closed.space.closed_on = TODAY
    closed.space.save()
    BedStay.objects.filter(bed__room=moved_into).update(starts_on=TODAY)

    offered = rooms_in_use(scene.school, TODAY)
    inspect_rooms(school=scene.school, rooms=[scene.room], actor=scene.manager, at=NOON)

    assert list(offered) == [scene.room, moved_into]
    assert done_codes(scene.school) == {"roomlife.inspect": NOON}


def test_on_the_first_day_of_all_the_inspection_is_not_asked_for_yet(scene):
    sunday = MONDAY - DAY
    BedStay.objects.update(starts_on=sunday)

    asked = occasions("roomlife.inspect", scene.school, sunday, MONDAY)

    assert [one.on for one in asked] == [MONDAY]


def test_children_who_change_beds_are_there_on_both_nights(scene):
    other = scene.a_room("302 室", sleepers=1)
    for stay in BedStay.objects.filter(bed__room=scene.room):
        move_out(stay.pupil)
    BedStay.objects.filter(bed__room=other).update(bed=scene.room.beds.first(), starts_on=TODAY)

    assert [one.on for one in occasions("roomlife.inspect", scene.school)] == [TODAY]


def test_when_all_move_out_the_rooms_that_were_looked_at_answer_and_none_is_asked_for(scene):
    other = scene.a_room("302 室")
    make_duties("roomlife.inspect", scene.school)
    by = {"school": scene.school, "actor": scene.manager}
    inspect_rooms(rooms=[scene.room], at=NOON - DAY / 12, **by)
    for pupil in (*scene.pupils(), *scene.pupils(other)):
        move_out(pupil)

    inspect_rooms(rooms=[other], at=NOON, **by)

    assert done_codes(scene.school) == {"roomlife.inspect": NOON}
    assert occasions("roomlife.inspect", scene.school) == []


@pytest.mark.parametrize("code", ["roomlife.inspect", "roomlife.check-turns"])
def test_beds_that_are_only_kept_for_who_has_left_ask_for_nothing(scene, code):
    for pupil in scene.pupils():
        leave_school(pupil, last=TODAY)

    assert [one.on for one in occasions(code, scene.school, TODAY - DAY, TODAY + DAY)] == [TODAY - DAY, TODAY]


def test_rota_and_check_answer_theirs(scene):
    make_duties("roomlife.plan-rota", scene.school, MONDAY, MONDAY + 6 * DAY)
    make_duties("roomlife.check-turns", scene.school)
    by = {"school": scene.school, "actor": scene.manager, "at": NOON}

    turns = plan_rota(rooms=[scene.room], first=TODAY, last=MONDAY + 6 * DAY, **by)
    check_turns(on=TODAY, turns=turns[:1], **by)

    assert done_codes(scene.school) == {"roomlife.plan-rota": NOON, "roomlife.check-turns": NOON}


def test_a_rota_reaches_to_the_last_cleaning_day_of_its_week(scene):
    duties = make_duties("roomlife.plan-rota", scene.school, MONDAY, MONDAY + 6 * DAY)
    by = {"school": scene.school, "rooms": [scene.room], "actor": scene.manager}

    plan_rota(first=MONDAY, last=MONDAY, at=NOON - 2 * DAY, **by)
    assert answered("roomlife.plan-rota", duties) == {}
    plan_rota(first=TODAY, last=MONDAY + 5 * DAY, at=NOON, **by)
    assert answered("roomlife.plan-rota", duties) == {}
    plan_rota(first=TODAY, last=MONDAY + 6 * DAY, at=NOON + DAY / 24, **by)

    assert list(answered("roomlife.plan-rota", duties).values()) == [NOON + DAY / 24]


def test_a_rota_ends_with_the_last_day_of_all_in_a_room(scene):
    [pupil] = scene.pupils(other := scene.a_room("302 室", sleepers=1))
    leave_school(pupil, last=MONDAY + 2 * DAY)
    duties = make_duties("roomlife.plan-rota", scene.school, MONDAY, MONDAY + 6 * DAY)
    by = {"school": scene.school, "first": MONDAY, "last": MONDAY + 6 * DAY, "actor": scene.manager}

    plan_rota(rooms=[scene.room], at=NOON - 2 * DAY, **by)
    assert answered("roomlife.plan-rota", duties) == {}
    plan_rota(rooms=[other], at=NOON - 2 * DAY + DAY / 24, **by)

    assert list(answered("roomlife.plan-rota", duties).values()) == [NOON - 2 * DAY + DAY / 24]


@pytest.mark.parametrize("is_given_up", [True, False])
def test_a_room_that_was_empty_before_the_rota_was_planned_is_not_waited_for(scene, is_given_up):
    [pupil] = scene.pupils(scene.a_room("302 室", sleepers=1))
    duties = make_duties("roomlife.plan-rota", scene.school, MONDAY, MONDAY + 6 * DAY)
    if is_given_up:
        move_out(pupil)
    else:
        leave_school(pupil)

    plan_rota(school=scene.school, rooms=[scene.room], first=TODAY, last=MONDAY + 6 * DAY, actor=scene.manager, at=NOON)

    assert list(answered("roomlife.plan-rota", duties).values()) == [NOON]


def test_a_room_that_the_rota_left_out_is_waited_for_until_it_is_given_up(scene):
    [pupil] = scene.pupils(scene.a_room("302 室", sleepers=1))
    duties = make_duties("roomlife.plan-rota", scene.school, MONDAY, MONDAY + 6 * DAY)
    plan_rota(
        school=scene.school, rooms=[scene.room], first=MONDAY, last=MONDAY + 6 * DAY, actor=scene.manager,
        at=NOON - 2 * DAY,
    )  # fmt: skip
    assert answered("roomlife.plan-rota", duties) == {}

    move_out(pupil)

    assert list(answered("roomlife.plan-rota", duties).values()) == [NOON]


@pytest.mark.parametrize(("starts_on", "is_asked"), [(MONDAY + DAY, True), (MONDAY + 2 * DAY, False)])
def test_a_week_is_planned_for_the_rooms_of_its_first_cleaning_day(scene, starts_on, is_asked):
    CalendarDay.objects.create(school=scene.school, on=MONDAY, kind="holiday")
    BedStay.objects.update(starts_on=starts_on)
    duties = make_duties("roomlife.plan-rota", scene.school, MONDAY, MONDAY + 6 * DAY)

    plan_rota(school=scene.school, rooms=[scene.room], first=TODAY, last=MONDAY + 6 * DAY, actor=scene.manager, at=NOON)

    assert list(answered("roomlife.plan-rota", duties).values()) == [NOON] * is_asked


@pytest.mark.parametrize("code", ["roomlife.inspect", "roomlife.check-turns"])
def test_on_every_day_on_which_rooms_are_cleaned_somebody_looks_and_without_lessons_later(scene, code):
    saturday = MONDAY + 5 * DAY
    CalendarDay.objects.create(school=scene.school, on=saturday, kind="holiday", is_boarding_night=True)

    asked = occasions(code, scene.school, TODAY, saturday + DAY)

    assert [one.on for one in asked] == cleaning_days(scene.school, TODAY, saturday + DAY)
    assert [one.due_at for one in asked if one.on >= saturday] == [
        scene.school.moment(on, WITHOUT_LESSONS_BY) for on in (saturday, saturday + DAY)
    ]  # fmt: skip


def test_a_week_that_begins_with_a_holiday_is_planned_by_its_first_cleaning_day(scene):
    CalendarDay.objects.create(school=scene.school, on=MONDAY, kind="holiday")

    [asked] = occasions("roomlife.plan-rota", scene.school, MONDAY, MONDAY + 6 * DAY)

    assert (asked.on, asked.due_at) == (MONDAY, scene.school.moment(MONDAY + DAY, PLAN_BY))


def test_the_last_room_with_a_head_answers_the_term(scene):
    other = scene.a_room("302 室")
    make_duties("roomlife.elect-heads", scene.school, MONDAY, MONDAY)
    by = {"term": scene.term, "actor": scene.manager, "at": NOON}

    appoint_head(room=scene.room, pupil=scene.pupils()[0], **by)
    assert done_codes(scene.school) == {}
    appoint_head(room=other, pupil=scene.pupils(other)[0], **by)

    assert done_codes(scene.school) == {"roomlife.elect-heads": NOON}


@pytest.mark.parametrize("last_night", [TODAY - DAY, TODAY])
def test_a_room_without_a_head_is_not_waited_for_when_it_is_given_up(scene, last_night):
    other = scene.a_room("302 室", sleepers=1)
    duties = make_duties("roomlife.elect-heads", scene.school, MONDAY, MONDAY)
    appoint_head(room=scene.room, pupil=scene.pupils()[0], term=scene.term, actor=scene.manager, at=NOON - DAY)
    assert answered("roomlife.elect-heads", duties) == {}

    move_out(scene.pupils(other)[0], on=last_night + DAY)

    assert list(answered("roomlife.elect-heads", duties).values()) == [NOON]


@pytest.mark.parametrize(("last_night", "is_answered"), [(MONDAY - DAY, True), (MONDAY, False)])
def test_a_room_that_is_known_to_be_empty_by_the_deadline_needs_no_head(scene, last_night, is_answered):
    other, early = scene.a_room("302 室", sleepers=1), NOON - 9 * DAY
    duties = make_duties("roomlife.elect-heads", scene.school, MONDAY, MONDAY)
    move_out(scene.pupils(other)[0], on=last_night + DAY, at=early - DAY)

    appoint_head(room=scene.room, pupil=scene.pupils()[0], term=scene.term, actor=scene.manager, at=early)

    assert list(answered("roomlife.elect-heads", duties).values()) == [early] * is_answered


def test_a_head_who_moves_out_or_is_ended_is_followed_by_another(scene):
    other = scene.a_room("302 室")
    one, two = scene.pupils(), scene.pupils(other)
    by = {"actor": scene.manager, "at": NOON - 9 * DAY}
    head = appoint_head(room=scene.room, pupil=one[0], term=scene.term, **by)
    appoint_head(room=other, pupil=two[0], term=scene.term, **by)
    assert occasions("roomlife.new-head", scene.school) == []

    replace_head(head=head, why="自己提出", actor=scene.manager, at=NOON - DAY)
    move_out(two[0], on=TODAY)

    lost = occasions("roomlife.new-head", scene.school)
    assert sorted((one.subject.pk, one.on) for one in lost) == [(scene.room.pk, TODAY - DAY), (other.pk, TODAY)]
    duties = make_duties("roomlife.new-head", scene.school)
    appoint_head(room=other, pupil=two[1], term=scene.term, actor=scene.manager, at=NOON)
    assert list(answered("roomlife.new-head", duties).values()) == [NOON]


def test_a_head_who_leaves_the_school_is_followed_although_the_bed_is_not_given_up(scene):
    head = scene.pupils()[0]
    appoint_head(room=scene.room, pupil=head, term=scene.term, actor=scene.manager, at=NOON - 9 * DAY)
    leave_school(head, last=TODAY - DAY)

    assert [(one.subject, one.on) for one in occasions("roomlife.new-head", scene.school)] == [(scene.room, TODAY)]


@pytest.mark.parametrize(
    ("code", "first", "queries"), [("roomlife.inspect", TODAY, 2), ("roomlife.plan-rota", MONDAY, 4)]
)
def test_questions_cost_the_same_for_many_schools(scene, code, first, queries, django_assert_num_queries):
    others = [Scene(), Scene()]
    for here in (scene, *others):
        here.a_room("302 室")
        plan_rota(school=here.school, rooms=[here.room], first=TODAY, last=TODAY, actor=here.manager, at=NOON)
    one = make_duties(code, scene.school, first)
    many = one + [duty for here in others for duty in make_duties(code, here.school, first)]

    for duties in (one, many):
        with django_assert_num_queries(queries):
            assert answered(code, duties) == {}
