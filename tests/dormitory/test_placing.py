"""GT-15: one pupil, one bed, one room, behind the gender wall; who slept where is known for every night."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from houqin.dormitory.actions import end_stay, place_pupil, place_pupils
from houqin.dormitory.models import Bed, BedStay, Charge
from houqin.dormitory.reasons import Reason
from houqin.journal.models import Entry
from houqin.kernel.refusals import KernelReason
from houqin.people.models import Pupil
from houqin.tenancy.models import ParameterValue, Space
from tests.builders import NOON, TODAY, YEARS_AGO, a_school
from tests.dormitory.conftest import a_boarder, a_building, a_charge, a_dorm_room, a_stay
from tests.refusing import posts_that_may, refused, strangers_that_may

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _charge(building, crew):
    return a_charge(building, crew.dorm_manager)


@pytest.fixture
def bed(room):
    return room.beds.order_by("number").first()


def test_a_pupil_sleeps_in_a_bed_from_tonight_on(school, crew, bed):
    pupil = a_boarder(school)

    stay = place_pupil(bed=bed, pupil=pupil, reason="新生", actor=crew.dorm_manager, at=NOON)

    assert (stay.bed, stay.pupil, stay.starts_on, stay.ends_on) == (bed, pupil, TODAY, None)
    assert [BedStay.objects.on(night).count() for night in (TODAY - DAY, TODAY, TODAY + 99 * DAY)] == [0, 1, 1]
    entry = Entry.objects.get(kind="dormitory.placed")
    assert pupil.name not in entry.facts
    assert f"1 {pupil.number}" in entry.facts


def close_the_bed(bed):
    Bed.objects.filter(pk=bed.pk).update(closed_on=TODAY)


def close_the_room(bed):
    Space.objects.filter(pk=bed.room.space_id).update(closed_on=TODAY)


@pytest.mark.parametrize(
    ("of_pupil", "reasons"),
    [
        ({"is_boarder": False}, [Reason.NOT_A_BOARDER]),
        ({"enrolled_on": TODAY + DAY}, [Reason.NOT_ENROLLED]),
        ({"left_on": TODAY - DAY}, [Reason.NOT_ENROLLED]),
        ({"gender": "m"}, [Reason.WRONG_GENDER]),
        ({"gender": "m", "is_boarder": False}, [Reason.NOT_A_BOARDER, Reason.WRONG_GENDER]),
    ],
)
def test_who_is_not_lodged(school, crew, bed, of_pupil, reasons):
    pupil = a_boarder(school, **of_pupil)

    assert refused(place_pupil, bed=bed, pupil=pupil, actor=crew.dorm_manager, at=NOON) == reasons
    assert not BedStay.objects.exists()


@pytest.mark.parametrize(
    ("change", "reasons"), [(close_the_bed, [Reason.BED_OUT_OF_USE]), (close_the_room, [Reason.ROOM_OUT_OF_USE])]
)
def test_what_is_out_of_use_is_given_to_nobody(school, crew, bed, change, reasons):
    change(bed)

    assert refused(place_pupil, bed=bed, pupil=a_boarder(school), actor=crew.dorm_manager, at=NOON) == reasons


def test_a_bed_and_a_pupil_are_given_once(school, crew, bed, room):
    pupil, other = a_boarder(school, "甲"), a_boarder(school, "乙")
    a_stay(bed, pupil, by=crew.dorm_manager)

    assert refused(place_pupil, bed=bed, pupil=other, actor=crew.dorm_manager, at=NOON) == [Reason.BED_TAKEN]
    free = room.beds.order_by("number").last()
    assert refused(place_pupil, bed=free, pupil=pupil, actor=crew.dorm_manager, at=NOON) == [Reason.HAS_A_BED]


def test_the_database_itself_gives_a_bed_once(school, crew, bed, room):
    pupil = a_boarder(school)
    a_stay(bed, pupil, by=crew.dorm_manager)

    for wrong in ((bed, a_boarder(school)), (room.beds.last(), pupil)):
        with pytest.raises(IntegrityError), transaction.atomic():
            a_stay(*wrong, by=crew.dorm_manager)


def test_a_bed_that_is_free_from_tomorrow_is_given_from_tomorrow(school, crew, bed):
    a_stay(bed, a_boarder(school), by=crew.dorm_manager, ends_on=TODAY)
    pupil = a_boarder(school)

    assert refused(place_pupil, bed=bed, pupil=pupil, actor=crew.dorm_manager, at=NOON) == [Reason.BED_TAKEN]
    stay = place_pupil(bed=bed, pupil=pupil, starts_on=TODAY + DAY, actor=crew.dorm_manager, at=NOON)
    assert stay.starts_on == TODAY + DAY


def test_one_more_than_the_standard_is_refused_until_the_school_sets_its_number(school, crew, building):
    room = a_dorm_room(building, beds=9, section="junior")
    beds = list(room.beds.order_by("number"))
    for one in beds[:8]:
        a_stay(one, a_boarder(school, grade=7), by=crew.dorm_manager)
    last = {"bed": beds[8], "pupil": a_boarder(school, grade=7), "actor": crew.dorm_manager, "at": NOON}

    assert refused(place_pupil, **last) == [Reason.ROOM_FULL]

    ParameterValue.objects.create(key="dorm_secondary_most_beds", school=school, value="9", source="师教育局",
                                  valid_from=YEARS_AGO, set_by=crew.principal, set_at=NOON)  # fmt: skip
    assert place_pupil(**last).bed == beds[8]


def test_nobody_is_lodged_where_nobody_answers(school, crew, bed):
    Charge.objects.all().delete()

    assert refused(place_pupil, bed=bed, pupil=a_boarder(school), actor=crew.dorm_manager, at=NOON) == [
        Reason.NOBODY_IN_CHARGE
    ]


def test_a_child_or_a_bed_of_another_school_stays_there(school, crew, bed):
    elsewhere = a_school("别校")
    stranger = a_boarder(elsewhere)
    far_bed = a_dorm_room(a_building(elsewhere)).beds.first()

    assert refused(place_pupil, bed=bed, pupil=stranger, actor=crew.dorm_manager, at=NOON) == [
        KernelReason.OTHER_SCHOOL
    ]
    assert refused(
        place_pupils, school=school, placings=[(far_bed, a_boarder(school))], actor=crew.dorm_manager, at=NOON
    ) == [KernelReason.OTHER_SCHOOL]


def test_many_are_placed_together_or_not_at_all(school, crew, room):
    beds = list(room.beds.order_by("number"))
    pupils = [a_boarder(school) for _bed in beds]
    boy, twice = a_boarder(school, gender="m"), pupils[0]

    assert refused(
        place_pupils, school=school, placings=[(beds[0], twice), (beds[1], twice), (beds[1], boy)],
        actor=crew.dorm_manager, at=NOON,
    ) == [Reason.PLACED_TWICE, Reason.BED_TWICE, Reason.WRONG_GENDER]  # fmt: skip
    assert not BedStay.objects.exists()

    stays = place_pupils(school=school, placings=zip(beds, pupils, strict=True), actor=crew.dorm_manager, at=NOON)
    assert [(stay.bed, stay.pupil) for stay in stays] == list(zip(beds, pupils, strict=True))
    assert Entry.objects.filter(kind="dormitory.placed").count() == 1


def test_the_queries_of_placing_many_do_not_grow(school, crew, building, django_assert_max_num_queries):
    def placed(count):
        beds = list(a_dorm_room(building, beds=count).beds.order_by("number"))
        placings = [(bed, a_boarder(school)) for bed in beds]
        with django_assert_max_num_queries(30) as asked:
            place_pupils(school=school, placings=placings, actor=crew.dorm_manager, at=NOON)
        return len(asked)

    placed(1)
    assert placed(1) == placed(6)


def test_a_stay_ends_with_its_last_night(school, crew, bed):
    pupil = a_boarder(school)
    a_stay(bed, pupil, by=crew.dorm_manager)

    end_stay(pupil=pupil, last_night=TODAY - DAY, why="转走读", actor=crew.dorm_manager, at=NOON)

    assert [BedStay.objects.on(night).count() for night in (TODAY - DAY, TODAY)] == [1, 0]
    assert BedStay.objects.get().ended_by == crew.dorm_manager


def test_what_has_not_begun_never_begins(school, crew, bed, room):
    pupil = a_boarder(school)
    a_stay(bed, pupil, by=crew.dorm_manager, ends_on=TODAY + DAY)
    a_stay(room.beds.last(), pupil, by=crew.dorm_manager, starts_on=TODAY + 2 * DAY)

    end_stay(pupil=pupil, last_night=TODAY, why="退学", actor=crew.dorm_manager, at=NOON)

    assert [BedStay.objects.on(TODAY + n * DAY).count() for n in range(4)] == [1, 0, 0, 0]
    assert place_pupil(bed=room.beds.last(), pupil=a_boarder(school), actor=crew.dorm_manager, at=NOON)


@pytest.mark.parametrize(
    ("starts_on", "last_night", "why", "reasons"),
    [
        (TODAY - 9 * DAY, TODAY - 11 * DAY, "x", [Reason.NIGHT_BEFORE_FIRST]),
        (TODAY - 9 * DAY, TODAY, " ", [Reason.WHY_MISSING]),
    ],
)
def test_what_was_slept_stays_slept(school, crew, bed, starts_on, last_night, why, reasons):
    pupil = a_boarder(school)
    a_stay(bed, pupil, by=crew.dorm_manager, starts_on=starts_on)

    assert refused(end_stay, pupil=pupil, last_night=last_night, why=why, actor=crew.dorm_manager, at=NOON) == reasons
    assert BedStay.objects.get().ends_on is None


def test_who_has_no_bed_gives_none_up(school, crew):
    assert refused(end_stay, pupil=a_boarder(school), last_night=TODAY, why="x", actor=crew.dorm_manager, at=NOON) == [
        Reason.HAS_NO_BED
    ]


def test_who_gives_beds(school, bed):
    def attempt(actor):
        place_pupil(bed=bed, pupil=Pupil.objects.get(), actor=actor, at=NOON)

    a_boarder(school)
    assert posts_that_may(school, attempt) == {
        "principal", "deputy_principal", "general_affairs_director", "dorm_manager",
    }  # fmt: skip
    assert strangers_that_may(school, attempt) == []
