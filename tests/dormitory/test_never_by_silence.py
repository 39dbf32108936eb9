"""A bed is explained by what holds now: nobody is found by silence, late is not elsewhere, over is over (GT-13)."""

from datetime import timedelta

import pytest

from houqin.dormitory.actions.rolls import BedWord, count_rooms
from houqin.dormitory.forms.rolls import TileFields
from houqin.dormitory.models import BedStay, RollLine, Search
from houqin.dormitory.selectors.rolls import sheet
from houqin.duties.models import Duty
from houqin.kernel.refusals import Refused
from houqin.people.models import Guardian, Staff
from houqin.whereabouts.actions import end_away, note_away, note_many_away, report_illness
from houqin.whereabouts.models import AwayKind, Leave
from tests.dormitory.builders import a_building, a_dorm_room
from tests.dormitory.night import EVENING, MINUTE, NIGHT
from tests.whereabouts.leaving import HOUR, Leaving

BELL = EVENING + 25 * MINUTE  # after lights-out


def tile_of(night, number, *, kind="evening", at=EVENING):
    shown = sheet(night.building, night=NIGHT, kind=kind, at=at)
    return next(tile for tile in shown.tiles if tile.bed == night.beds[number])


def as_the_page_was(night, kind, *, at, on=NIGHT):
    """All rooms, nobody tapped, from a page on which everybody lay in bed."""
    words = [BedWord(bed.pk, pupil.pk, "present") for bed, pupil in zip(night.beds, night.p, strict=True)]
    return count_rooms(building=night.building, night=on, kind=kind, rooms=[night.room.pk], words=words,
                       actor=night.crew.duty_leader.acting(at), at=at)  # fmt: skip


def an_outing(night, number=1, *, until_at):
    """To a match in the county town, since the afternoon."""
    teacher, since = night.crew.head_teacher, EVENING - 7 * HOUR
    return note_away(pupil=night.p[number], kind="activity", confirmed_by=teacher, place="县城比赛", until_at=until_at,
                     actor=teacher.acting(since), at=since)  # fmt: skip


def on_leave(night, number=1, *, until_at, gone_at=EVENING - 7 * HOUR) -> Leave:
    """With the mother, since noon or whenever."""
    pupil, asked_at = night.p[number], EVENING - 7 * HOUR
    school_class = pupil.enrolments.get().school_class
    school_class.head_teacher = Staff.objects.get(user=night.crew.head_teacher)
    school_class.save()
    Guardian.objects.create(school=night.school, pupil=pupil, name="母亲", relation="母亲", phone="139")
    leaving = Leaving(type("House", (), {"school": night.school, "crew": night.crew, "ayi": pupil}))
    leave = leaving.ask(starts_at=asked_at, at=asked_at, until_at=until_at)
    leaving.confirm(leave, at=asked_at)
    leaving.approve(leave, at=asked_at)
    if until_at > EVENING:
        leaving.countersign(leave, at=asked_at)
    night.hand_over = lambda at: leaving.go(leave, at=at)
    if gone_at is not None:
        night.hand_over(gone_at)
    return leave


def test_dr_04_a_recount_in_which_nobody_taps_leaves_the_search_open(night):
    night.count(odd={1: "missing"})

    night.count(by=night.crew.duty_leader, kind="recount", at=BELL)

    assert Search.objects.get().found_at is None
    assert night.said("recount", BELL) == ["present", None, "present", "present"]


@pytest.mark.parametrize(("kind", "days"), [("recount", 0), ("evening", 1)])
def test_dr_04_a_page_made_before_the_child_was_missed_finds_nobody(night, kind, days):
    night.count(odd={1: "missing"})

    as_the_page_was(night, kind, at=BELL + timedelta(days=days), on=NIGHT + timedelta(days=days))

    assert Search.objects.get().found_at is None


def test_whoever_is_searched_for_is_found_by_a_tap(night):
    night.count(odd={1: "missing"})

    night.count(odd={1: "present"}, kind="recount", at=BELL)

    assert Search.objects.get().found_as == "present"


def test_a_searched_child_who_got_a_bed_in_another_building_is_not_assumed_there(night):
    night.count(odd={1: "missing"})
    other = a_building(night.school, "北楼")
    BedStay.objects.filter(pupil=night.p[1]).update(bed=a_dorm_room(other, "401 室").beds.first())

    [tile] = [tile for tile in sheet(other, night=NIGHT, kind="evening", at=BELL).tiles if tile.pupil]

    assert (tile.search, tile.assumed) == (Search.objects.get(), "")


def test_gt_13_sent_back_from_the_sick_room_after_the_count_is_to_be_looked_at_again(night):
    doctor = night.crew.school_doctor.acting(EVENING)
    away = note_away(pupil=night.p[1], kind="sick_room", confirmed_by=doctor, place="", actor=doctor,
                     at=EVENING - HOUR)  # fmt: skip
    night.count()
    end_away(away=away, actor=doctor, at=EVENING + MINUTE)  # sent to bed, not seen there

    with pytest.raises(Refused, match="bed_unexplained"):
        night.close(at=EVENING + 15 * MINUTE)
    night.count(odd={1: "present"}, at=EVENING + 16 * MINUTE)
    night.close(at=EVENING + 17 * MINUTE)

    assert set(RollLine.objects.exclude(pupil=None).values_list("said", flat=True)) == {"present"}


def test_a_closed_roll_stays_as_it_was_when_somebody_comes_back_afterwards(night):
    doctor = night.crew.school_doctor.acting(EVENING)
    away = note_away(pupil=night.p[1], kind="sick_room", confirmed_by=doctor, place="", actor=doctor,
                     at=EVENING - HOUR)  # fmt: skip
    night.count()
    night.close()
    end_away(away=away, actor=doctor, at=EVENING + 10 * MINUTE)

    assert night.said(at=EVENING + 11 * MINUTE)[1] == "sick_room"
    assert tile_of(night, 1, at=EVENING + 11 * MINUTE).said == "sick_room"


def test_gt_13_an_outing_due_back_hours_ago_explains_no_bed(night):
    an_outing(night, until_at=EVENING - 4 * HOUR)

    night.count()

    with pytest.raises(Refused, match="bed_unexplained"):
        night.close()
    assert tile_of(night, 1).assumed == ""


def test_gt_13_an_outing_whose_time_ran_out_between_the_count_and_the_end_explains_no_bed(night):
    an_outing(night, until_at=EVENING + 2 * MINUTE)
    night.count()

    with pytest.raises(Refused, match="bed_unexplained"):
        night.close()


def test_d_18_somebody_vouches_for_an_outing_that_is_late(night):
    an_outing(night, until_at=EVENING - HOUR)

    night.count(odd={1: "activity"}, confirmed_by=night.crew.head_teacher)
    night.close()

    assert RollLine.objects.get(pupil=night.p[1]).said == "activity"


@pytest.mark.parametrize(
    ("is_late", "offered"),
    [(True, ["present", "missing", "activity"]), (False, ["present", "missing"])],
)
def test_the_page_offers_what_can_be_said_of_a_late_child(night, is_late, offered):
    an_outing(night, until_at=EVENING + (-1 if is_late else 1) * HOUR)

    fields, words = TileFields(tile_of(night, 1), None), AwayKind.ACTIVITY.label
    assert [str(one.value) for one in fields.choices] == offered
    assert (fields.state, fields.words) == (("late", f"{words}，逾期未归") if is_late else ("due", words))


def test_gt_14_a_day_leave_from_which_nobody_came_back_is_no_leave_of_the_night(night):
    on_leave(night, until_at=EVENING - 3 * HOUR)

    night.count()

    with pytest.raises(Refused, match="bed_unexplained"):
        night.close()


def test_a_word_that_somebody_has_the_child_ends_the_search(night):
    night.count(odd={1: "missing"})

    night.count(odd={1: "sick_room"}, confirmed_by=night.crew.school_doctor, at=EVENING + 3 * MINUTE)
    night.close()

    search = Search.objects.get()
    assert (search.found_as, search.found_where) == ("sick_room", "在医务室")


def test_a_class_noted_at_an_activity_before_the_count_is_assumed_there(night):
    teacher = night.crew.head_teacher
    note_many_away(pupils=night.p[:2], kind="activity", confirmed_by=teacher, place="礼堂", at=EVENING - HOUR,
                   until_at=EVENING + 10 * MINUTE, actor=teacher.acting(EVENING))  # fmt: skip

    night.count()
    night.close()

    assert [line.said for line in RollLine.objects.filter(pupil__in=night.p).order_by("bed")][:2] == ["activity"] * 2


def test_the_doctor_has_the_child_and_the_ladder_stops(night):
    night.count(odd={1: "missing"})
    doctor = night.crew.school_doctor.acting(EVENING)

    report_illness(pupil=night.p[1], complaint="肚子痛", actor=doctor, at=EVENING + 3 * MINUTE)

    assert Search.objects.get().found_as == "sick_room"
    assert set(Duty.objects.filter(subject_kind="dormitory.search").values_list("state", flat=True)) == {"done"}


def test_a_word_from_before_the_bed_was_empty_finds_nobody(night):
    night.count(odd={1: "missing"})
    doctor = night.crew.school_doctor.acting(EVENING)

    report_illness(pupil=night.p[1], complaint="肚子痛", actor=doctor, happened_at=EVENING - HOUR,
                   at=EVENING + 3 * MINUTE)  # fmt: skip

    assert Search.objects.get().found_at is None
