"""Whatever happened to a child, there is a true word for its bed, and with it the roll closes."""

from datetime import timedelta

import pytest

from houqin.dormitory.actions.rolls import BedWord, count_rooms
from houqin.dormitory.actions.searches import find_child
from houqin.dormitory.forms.rolls import TileFields
from houqin.dormitory.models import BedStay, RollLine, Search
from houqin.kernel.refusals import Refused
from houqin.people.models import PostHolding
from houqin.whereabouts.actions import Taken, hand_over, note_away, note_many_away, report_illness, take_to_hospital
from houqin.whereabouts.models import Away
from tests.dormitory.builders import a_building, a_charge, a_dorm_room, a_stay
from tests.dormitory.night import EVENING, MINUTE, NIGHT
from tests.dormitory.test_never_by_silence import BELL, HOUR, on_leave, tile_of
from tests.whereabouts.leaving import Leaving, a_signature

SOON, LATER = EVENING + 5 * MINUTE, EVENING + 10 * MINUTE


def offered(night, *, at, kind="evening") -> list[str]:
    return [str(one.value) for one in TileFields(tile_of(night, 1, kind=kind, at=at), None).choices]


def away(night, kind, *, since, until_at=None) -> Away:
    teacher = night.crew.head_teacher
    return note_away(pupil=night.p[1], kind=kind, confirmed_by=teacher, place="某处", until_at=until_at,
                     actor=teacher.acting(since), at=since)  # fmt: skip


def late(night, said="") -> None:
    """A count of EVENING that arrives at SOON: one word about the second bed."""
    words = [BedWord(bed.pk, pupil.pk, "present") for bed, pupil in zip(night.beds, night.p, strict=True)]
    words[1] = BedWord(night.beds[1].pk, night.p[1].pk, "present", 0, said)
    count_rooms(building=night.building, night=NIGHT, kind="evening", rooms=[night.room.pk], words=words,
                happened_at=EVENING, actor=night.warden, at=SOON)  # fmt: skip


def line(night) -> RollLine:
    return RollLine.objects.get(roll__kind="evening", pupil=night.p[1])


def test_the_doctor_took_in_who_was_missed(night):
    night.count(odd={1: "missing"})
    doctor = night.crew.school_doctor.acting(EVENING)
    report_illness(pupil=night.p[1], complaint="肚子痛", actor=doctor, at=EVENING + 3 * MINUTE)

    night.count(at=SOON)
    night.close(at=LATER)

    assert (line(night).said, line(night).confirmed_by) == ("sick_room", doctor)


def test_from_the_sick_room_to_hospital_between_the_count_and_the_end(night):
    doctor = night.crew.school_doctor.acting(EVENING)
    illness = report_illness(pupil=night.p[1], complaint="肚子痛", actor=doctor, at=EVENING - HOUR)
    night.count()
    take_to_hospital(
        illness=illness, place="县医院", person="李老师", escort="f", actor=doctor, at=EVENING + 3 * MINUTE
    )

    night.count(at=SOON)
    night.close(at=LATER)

    assert line(night).said == "hospital"


def test_late_from_leave_and_found_in_hospital(night):
    on_leave(night, until_at=EVENING - 3 * HOUR)
    night.count(odd={1: "missing"})

    find_child(search=Search.objects.get(), found_as="hospital", where="县医院", actor=night.warden, at=SOON)
    night.close(at=LATER)

    assert line(night).said == "hospital"


def test_late_from_leave_and_at_home_is_vouched_for_by_who_asked_not_by_who_approved_the_day(night):
    leave = on_leave(night, until_at=EVENING - 3 * HOUR)
    night.count(odd={1: "missing"})

    find_child(search=Search.objects.get(), found_as="leave", where="家里", actor=night.warden, at=SOON)
    night.close(at=LATER)

    leave.refresh_from_db()
    assert line(night).confirmed_by == night.warden != leave.approved_by


def test_gt_14_whose_guardian_keeps_the_child_is_vouched_for_without_a_second_search(night):
    on_leave(night, until_at=EVENING - 3 * HOUR)
    assert offered(night, at=BELL, kind="recount") == ["present", "missing", "leave"]

    night.count(odd={1: "leave"}, confirmed_by=night.crew.head_teacher, kind="recount", at=BELL)
    night.close(kind="recount", at=BELL + MINUTE)

    assert RollLine.objects.get(pupil=night.p[1]).confirmed_by == night.crew.head_teacher
    assert not Search.objects.exists()


def prolonged(night, leave, *, at):
    """The grandmother is ill: with every word at night, each given as it is."""
    leaving, until_at = Leaving(type("House", (), {"crew": night.crew})), EVENING + 20 * HOUR
    longer = leaving.prolong(leave, until_at=until_at, actor=night.warden, at=at)
    leaving.confirm(longer, at=at)
    leaving.approve(longer, at=at)
    leaving.countersign(longer, at=at)


def test_gt_14_late_from_leave_and_prolonged_with_every_word_at_night_is_on_leave_again(night):
    leave = on_leave(night, until_at=EVENING - 3 * HOUR)
    assert tile_of(night, 1).assumed == ""

    prolonged(night, leave, at=EVENING)

    night.count(at=SOON)
    night.close(at=LATER)
    assert line(night).said == "leave"
    assert not Search.objects.exists()


def test_gt_14_whoever_is_searched_for_is_found_by_the_last_word_on_a_longer_leave(night):
    leave = on_leave(night, until_at=EVENING - 3 * HOUR)
    night.count(odd={1: "missing"})

    prolonged(night, leave, at=EVENING + 3 * MINUTE)

    assert (Search.objects.get().found_as, Search.objects.get().found_by) == ("leave", night.crew.duty_leader)
    night.count(odd={1: "leave"}, confirmed_by=night.crew.head_teacher, at=SOON)
    night.close(at=LATER)


def test_handed_to_a_guardian_while_searched_for(night):
    on_leave(night, until_at=EVENING + 20 * HOUR, gone_at=None)
    night.count(odd={1: "missing"})
    night.hand_over(EVENING + 3 * MINUTE)

    assert Search.objects.get().found_as == "leave"
    night.count(at=SOON)
    night.close(at=LATER)


def missed_on_a_page_that_knew(night, shown, *, happened_at=None, at=SOON):
    words = [BedWord(night.beds[1].pk, night.p[1].pk, shown, said="missing")]
    return count_rooms(building=night.building, night=NIGHT, kind="evening", rooms=[night.room.pk], words=words,
                       happened_at=happened_at, actor=night.warden.acting(at), at=at)  # fmt: skip


@pytest.mark.parametrize("happened_at", [SOON, EVENING], ids=["after the hand-over", "before it, and told later"])
def test_who_went_with_the_mother_meanwhile_is_looked_for_in_bed_and_nowhere_else(night, happened_at):
    on_leave(night, until_at=EVENING + 20 * HOUR, gone_at=EVENING + MINUTE)

    missed_on_a_page_that_knew(night, "present", happened_at=happened_at)

    assert (night.said(at=SOON)[1], Search.objects.exists()) == ("look", False)


def test_who_is_missed_by_somebody_who_knew_of_the_leave_is_searched_for(night):
    on_leave(night, until_at=EVENING + 20 * HOUR, gone_at=EVENING + MINUTE)

    missed_on_a_page_that_knew(night, "leave")

    assert Search.objects.get().found_at is None


def test_who_went_by_exception_with_a_class_is_searched_for_all_the_same(night):
    leaves = [on_leave(night, number, until_at=EVENING + 20 * HOUR, gone_at=None) for number in (1, 2)]
    hand_over(taken=[Taken(one, "王外婆") for one in leaves], signature=a_signature(), actor=night.warden,
              at=EVENING + MINUTE)  # fmt: skip

    missed_on_a_page_that_knew(night, "present")

    assert Search.objects.get().found_at is None


def test_with_a_visitor_longer_than_said_somebody_vouches(night):
    away(night, "visit", since=EVENING - 2 * HOUR, until_at=EVENING - 5 * MINUTE)
    assert offered(night, at=EVENING) == ["present", "missing", "visit"]

    night.count(odd={1: "visit"}, confirmed_by=night.crew.head_teacher)
    night.close()


def test_late_from_an_activity_and_found_in_the_sick_room(night):
    away(night, "activity", since=EVENING - 7 * HOUR, until_at=EVENING - HOUR)
    night.count(odd={1: "missing"})

    find_child(search=Search.objects.get(), found_as="sick_room", where="医务室", actor=night.warden, at=SOON)
    night.close(at=LATER)


def test_a_name_that_a_late_word_lacked_is_given_afterwards(night):
    late(night, "sick_room")
    assert "sick_room" in offered(night, at=LATER)

    night.count(odd={1: "sick_room"}, confirmed_by=night.crew.school_doctor, at=LATER)
    night.close(at=LATER + MINUTE)


def test_whoever_was_told_of_the_hand_over_and_misses_the_child_all_the_same_is_heard(night):
    """The mother says that it never came. The first word was said before a page that knew nothing of it."""
    on_leave(night, until_at=EVENING + 20 * HOUR, gone_at=None)
    night.hand_over(EVENING - 5 * MINUTE)
    late(night, "missing")
    assert (night.said()[1], Search.objects.exists()) == ("look", False)

    night.count(odd={1: "missing"}, at=LATER)

    assert night.said()[1] == "missing"
    assert Search.objects.get().pupil == night.p[1]


def test_an_outing_by_exception_finds_nobody(night):
    night.count(odd={1: "missing"})
    teacher, morning = night.crew.head_teacher, EVENING + 10 * HOUR

    note_many_away(pupils=night.p, kind="activity", confirmed_by=teacher, place="礼堂", until_at=morning + 4 * HOUR,
                   actor=teacher.acting(morning), at=morning)  # fmt: skip

    assert Search.objects.get().found_at is None


def test_who_lost_the_bed_while_the_word_waited_is_searched_for(night):
    ended = {"ends_on": NIGHT - timedelta(days=1), "ended_by": night.warden, "ended_at": EVENING}
    BedStay.objects.filter(pupil=night.p[1]).update(**ended)

    late(night, "missing")

    assert Search.objects.get().pupil == night.p[1]


def test_who_was_seen_in_the_new_bed_since_is_not_searched_for(night):
    other = a_building(night.school, "北楼")
    a_charge(other, night.warden)
    room = a_dorm_room(other, "401 室")
    bed = room.beds.first()
    ended = {"ends_on": NIGHT - timedelta(days=1), "ended_by": night.warden, "ended_at": EVENING}
    BedStay.objects.filter(pupil=night.p[1]).update(**ended)
    a_stay(bed, night.p[1], by=night.warden, starts_on=NIGHT)
    count_rooms(building=other, night=NIGHT, kind="evening", rooms=[room.pk], actor=night.warden, at=EVENING + MINUTE,
                words=[BedWord(bed.pk, night.p[1].pk, "present")])  # fmt: skip

    late(night, "missing")

    assert not Search.objects.exists()


def test_found_elsewhere_is_refused_whole_or_not_at_all(night):
    night.count(odd={1: "missing"})
    doctor = night.crew.school_doctor
    Away.objects.create(school=night.school, pupil=night.p[1], kind="hospital", starts_at=EVENING + 8 * MINUTE,
                        confirmed_by=doctor, recorded_by=doctor, recorded_at=EVENING + 8 * MINUTE)  # fmt: skip

    with pytest.raises(Refused):
        find_child(search=Search.objects.get(), found_as="sick_room", where="医务室", happened_at=SOON,
                   actor=night.warden, at=LATER)  # fmt: skip

    assert Search.objects.get().found_at is None


def test_the_doctor_who_sent_the_child_to_hospital_has_left_since(night):
    """A word of somebody who is not there any more explains no bed: the warden asks, and the duty leader vouches."""
    doctor, leader = night.crew.school_doctor, night.crew.duty_leader
    since = EVENING - HOUR
    note_away(
        pupil=night.p[1], kind="hospital", confirmed_by=doctor, place="县医院", actor=doctor.acting(since), at=since
    )
    PostHolding.objects.filter(user=doctor).update(ends_on=NIGHT - timedelta(days=1))
    night.count()
    assert night.said()[1] is None
    assert offered(night, at=EVENING) == ["present", "missing", "hospital"]
    with pytest.raises(Refused):
        night.close()
    late(night)  # a phone whose page knew nothing of it
    assert night.said()[1] == "look"

    night.count(odd={1: "hospital"}, confirmed_by=leader, at=SOON)
    night.close(at=LATER)

    assert (line(night).said, line(night).confirmed_by) == ("hospital", leader)
    assert Away.objects.get().confirmed_by == leader
