"""Counting rooms by exception, by several people, with the page behind the times."""

from datetime import timedelta

import pytest

from houqin.dormitory.actions.rolls import BedWord, count_rooms
from houqin.dormitory.models import Charge, Mark, Roll, RoomCount, Search
from houqin.dormitory.reasons import Reason
from houqin.dormitory.selectors.rolls import sheet
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import KernelReason, Refused
from houqin.tenancy.posts import Post
from houqin.whereabouts.actions import note_away
from houqin.whereabouts.models import Away
from houqin.whereabouts.reasons import Reason as OfWhereabouts
from tests.builders import a_holder, a_school
from tests.dormitory.builders import a_boarder, a_building, a_dorm_room, a_stay
from tests.dormitory.night import EVENING, MINUTE, NIGHT, Night

#: The page itself asks some of them: what a phone sends was read before.
MOST_QUERIES = 40


def test_everybody_not_tapped_is_in_bed(night):
    night.count()

    assert night.said() == ["present"] * 4
    assert {mark.confirmed_by for mark in Mark.objects.all()} == {night.warden}


def test_who_is_known_to_be_elsewhere_is_confirmed_by_whoever_said_so(night):
    doctor = night.crew.school_doctor
    note_away(pupil=night.p[1], kind="sick_room", confirmed_by=doctor, place="", happened_at=EVENING - MINUTE,
              actor=doctor.acting(EVENING), at=EVENING)  # fmt: skip

    night.count()

    assert night.said() == ["present", "sick_room", "present", "present"]
    assert Mark.objects.get(pupil=night.p[1]).confirmed_by == doctor


@pytest.mark.parametrize("is_known", [False, True])
@pytest.mark.parametrize("last_day", [NIGHT - timedelta(days=1), None])
def test_only_a_colleague_in_office_confirms_where_a_child_is(night, last_day, is_known):
    """Neither who left yesterday nor somebody of another school, also where somebody else has said it before."""
    former = a_holder(Post.SCHOOL_DOCTOR, night.school if last_day else a_school("邻校"), ends_on=last_day)
    if is_known:
        doctor = night.crew.school_doctor
        note_away(pupil=night.p[1], kind="sick_room", confirmed_by=doctor, place="", happened_at=EVENING - MINUTE,
                  actor=doctor.acting(EVENING), at=EVENING)  # fmt: skip

    with pytest.raises(Refused) as refused:
        night.count(odd={1: "sick_room"}, confirmed_by=former)

    assert refused.value.reasons == {OfWhereabouts.VOUCHER_NOT_IN_OFFICE}
    assert not Mark.objects.exists()


def test_who_came_back_since_the_page_was_made_is_looked_at_again(night):
    doctor = night.crew.school_doctor
    note_away(pupil=night.p[1], kind="sick_room", confirmed_by=doctor, place="", happened_at=EVENING - 60 * MINUTE,
              actor=doctor.acting(EVENING), at=EVENING - 60 * MINUTE)  # fmt: skip
    shown = sheet(night.building, night=NIGHT, kind="evening", at=EVENING)
    Away.objects.update(ended_at=EVENING - 5 * MINUTE, ended_by=doctor)

    # The page says “sick room” and nobody taps the empty bed.
    _send_as_shown(night, shown)

    assert night.said() == ["present", "look", "present", "present"]


def _send_as_shown(night, shown):
    words = [BedWord(tile.bed.pk, tile.pupil.pk, tile.assumed, tile.bedside.last) for tile in shown.tiles if tile.pupil]
    count_rooms(building=night.building, night=NIGHT, kind="evening", rooms=[night.room.pk], words=words,
                actor=night.warden, at=EVENING)  # fmt: skip


def test_who_moved_meanwhile_does_not_explain_the_bed_of_another(night):
    shown = sheet(night.building, night=NIGHT, kind="evening", at=EVENING)
    stay = night.p[0].bed_stays.get()
    type(stay).objects.filter(pk=stay.pk).update(ends_on=NIGHT - timedelta(days=1), ended_by=night.warden)
    a_stay(night.beds[0], a_boarder(night.school), by=night.warden, starts_on=NIGHT)

    _send_as_shown(night, shown)

    assert night.said() == [None, "present", "present", "present"]


def test_a_tap_says_not_here_and_the_search_begins_at_once(night):
    night.count(odd={2: "missing"})

    search = Search.objects.get()
    assert (search.pupil, search.bed, search.missing_since) == (night.p[2], night.beds[2], EVENING)
    assert night.said() == ["present", "present", "missing", "present"]


def test_a_tap_for_the_sick_room_makes_it_known_everywhere(night):
    night.count(odd={2: "sick_room"}, confirmed_by=night.crew.school_doctor)

    assert night.said() == ["present", "present", "sick_room", "present"]
    away = Away.objects.get()
    assert (away.pupil, away.kind, away.confirmed_by) == (night.p[2], "sick_room", night.crew.school_doctor)


def test_elsewhere_without_a_person_who_confirms_is_refused_and_nothing_is_counted(night):
    with pytest.raises(Refused) as refused:
        night.count(odd={2: "hospital"})

    assert refused.value.reasons == {Reason.CONFIRMER_MISSING}
    assert [one.gate for one in refused.value.refusals] == ["GT-13"]
    assert (Mark.objects.count(), RoomCount.objects.count(), Roll.objects.count()) == (0, 0, 0)


def test_two_people_who_did_not_know_of_each_other_are_shown_both(night):
    night.count(at=EVENING)
    night.count(by=night.crew.duty_leader, at=EVENING + MINUTE, odd={0: "missing"}, seen=0)

    assert night.said() == ["look", "present", "present", "present"]
    assert Search.objects.filter(found_at=None).count() == 1


def test_a_third_look_settles_it_and_ends_the_search(night):
    night.count(at=EVENING)
    night.count(by=night.crew.duty_leader, at=EVENING + MINUTE, odd={0: "missing"}, seen=0)

    night.count(at=EVENING + 2 * MINUTE, odd={0: "present"})

    assert night.said() == ["present"] * 4
    assert Search.objects.get().found_by == night.warden


def test_what_was_looked_at_before_the_bed_was_found_empty_does_not_end_the_search(night):
    night.count(by=night.crew.duty_leader, at=EVENING + 2 * MINUTE, odd={0: "missing"}, seen=0)
    night.count(at=EVENING + 3 * MINUTE, happened_at=EVENING, seen=0, odd={0: "present"})

    assert night.said()[0] == "look"
    assert Search.objects.get().found_at is None


@pytest.mark.parametrize(("at", "reason"), [
    (EVENING - timedelta(hours=3), Reason.NOT_YET_NIGHT),
    (EVENING + timedelta(hours=16), Reason.ROLL_IS_OVER),
])  # fmt: skip
def test_outside_the_night_it_is_refused(night, at, reason):
    with pytest.raises(Refused) as refused:
        night.count(at=at)

    assert refused.value.reasons == {reason}
    assert not Mark.objects.exists()


def test_not_before_it_has_happened(night):
    with pytest.raises(Refused) as refused:
        night.count(happened_at=EVENING + MINUTE)

    assert refused.value.reasons == {KernelReason.IN_THE_FUTURE}


def test_a_building_without_a_named_manager_is_not_counted(night):
    Charge.objects.all().delete()

    with pytest.raises(Refused) as refused:
        night.count()

    assert {one.gate for one in refused.value.refusals} == {"GT-16"}
    assert not Mark.objects.exists()


def test_a_room_of_another_building_is_refused(night):
    other = a_dorm_room(a_building(night.school, "2 号宿舍楼"))

    with pytest.raises(Refused) as refused:
        night.count(rooms=[other])

    assert refused.value.reasons == {Reason.ROOM_ELSEWHERE}


def test_a_cook_takes_no_roll(night):
    with pytest.raises(NotYours):
        night.count(by=night.crew.cook)

    assert not Roll.objects.exists()


@pytest.mark.parametrize("sleepers", [1, 8])
def test_the_number_of_queries_does_not_grow_with_the_beds(school, crew, sleepers, django_assert_max_num_queries):
    night = Night(school, crew, sleepers=sleepers)
    night.count()

    with django_assert_max_num_queries(MOST_QUERIES):
        night.count(at=EVENING + MINUTE)
