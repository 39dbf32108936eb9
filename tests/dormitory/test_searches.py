"""A child is missing: the ladder, its minutes, and its end."""

from datetime import timedelta

import pytest

from houqin.dormitory.actions.searches import find_child, log_search_step
from houqin.dormitory.models import Search, SearchStep
from houqin.dormitory.reasons import Reason
from houqin.dormitory.selectors.searches import contacts, rungs
from houqin.duties.models import Duty
from houqin.duties.passing import settle_what_is_due
from houqin.kernel.refusals import Refused
from houqin.notices.models import Notice
from houqin.people.models import Guardian, Staff
from houqin.whereabouts.actions import note_away
from houqin.whereabouts.selectors import whereabouts
from tests.dormitory.night import EVENING, MINUTE


@pytest.fixture
def search(night):
    night.count(odd={1: "missing"})
    return Search.objects.get()


def due_minutes() -> dict[str, int]:
    rows = Duty.objects.filter(code__startswith="dormitory.", subject_kind="dormitory.search")
    return {duty.code: int((duty.due_at - EVENING).total_seconds() // 60) for duty in rows}


def test_the_ladder_has_its_minutes(search):
    assert due_minutes() == {
        "dormitory.call_head_teacher": 5, "dormitory.call_guardian": 10, "dormitory.call_duty_leader": 15,
        "dormitory.call_principal": 30, "dormitory.call_police": 30, "dormitory.inform_bureau": 60,
    }  # fmt: skip


def test_the_clock_starts_at_the_empty_bed_and_not_when_the_phone_had_signal(night):
    night.count(odd={1: "missing"}, happened_at=EVENING, at=EVENING + 20 * MINUTE)

    assert due_minutes()["dormitory.call_guardian"] == 10


def test_the_head_teacher_of_the_child_s_class_hears_at_once_and_no_other(night):
    teacher = Staff.objects.get(user=night.crew.head_teacher)
    school_class = night.p[1].enrolments.get().school_class
    school_class.head_teacher = teacher
    school_class.save()

    night.count(odd={1: "missing"})

    told = Notice.objects.filter(kind="dormitory.child_missing")
    assert [one.to for one in told] == [night.crew.head_teacher]


def test_a_child_is_searched_for_once(night, search):
    night.count(by=night.crew.duty_leader, odd={1: "missing"}, at=EVENING + MINUTE)

    assert Search.objects.count() == 1


def test_a_step_answers_its_duty(night, search):
    log_search_step(search=search, step="guardian", whom="母亲", actor=night.warden, at=EVENING + 4 * MINUTE)

    states = dict(Duty.objects.filter(subject_kind="dormitory.search").values_list("code", "state"))
    assert states.pop("dormitory.call_guardian") == "done"
    assert "done" not in states.values()


def test_the_find_ends_every_step_in_the_same_moment(night, search):
    find_child(search=search, found_as="present", where="三楼楼梯", actor=night.warden, at=EVENING + 12 * MINUTE)

    assert set(Duty.objects.filter(subject_kind="dormitory.search").values_list("state", flat=True)) == {"done"}
    assert night.said() == ["present"] * 4
    assert not Notice.objects.filter(kind="dormitory.child_missing", withdrawn_at=None, read_at=None).exists()


def test_nobody_is_told_after_the_find(night, search):
    find_child(search=search, found_as="present", where="三楼楼梯", actor=night.warden, at=EVENING + 4 * MINUTE)
    before = Notice.objects.count()

    settle_what_is_due(at=EVENING + timedelta(hours=2))

    assert Notice.objects.count() == before


def test_when_nobody_calls_the_next_one_hears(night, search):
    for minute in (0, 5, 10, 15):
        settle_what_is_due(at=EVENING + minute * MINUTE)

    told = Notice.objects.filter(to=night.crew.duty_leader, withdrawn_at=None)
    assert told.filter(kind__startswith="duties", is_urgent=True).exists()


def test_found_twice_is_refused(night, search):
    find_child(search=search, found_as="present", where="三楼楼梯", actor=night.warden, at=EVENING + 4 * MINUTE)

    with pytest.raises(Refused) as refused:
        find_child(search=search, found_as="present", where="操场", actor=night.crew.guard.acting(EVENING),
                   at=EVENING + 5 * MINUTE)  # fmt: skip

    assert refused.value.reasons == {Reason.FOUND_ALREADY}
    assert Search.objects.get().found_where == "三楼楼梯"


@pytest.mark.parametrize(("more", "reason"), [
    ({"where": " "}, Reason.WHERE_MISSING),
    ({"happened_at": EVENING - MINUTE}, Reason.BEFORE_IT_BEGAN),
])  # fmt: skip
def test_how_it_cannot_end(night, search, more, reason):
    with pytest.raises(Refused) as refused:
        find_child(**({"search": search, "found_as": "present", "where": "楼梯", "actor": night.warden,
                       "at": EVENING + 5 * MINUTE} | more))  # fmt: skip

    assert refused.value.reasons == {reason}
    assert Search.objects.get().found_at is None


def test_in_hospital_is_known_everywhere(night, search):
    find_child(search=search, found_as="hospital", where="县医院", actor=night.crew.duty_leader.acting(EVENING),
               at=EVENING + 5 * MINUTE)  # fmt: skip

    assert night.said(at=EVENING + 6 * MINUTE)[1] == "hospital"
    away = night.p[1].absences.get()
    assert (away.kind, away.place) == ("hospital", "县医院")


def test_a_call_before_the_find_may_be_written_down_after_it(night, search):
    find_child(search=search, found_as="present", where="楼梯", actor=night.warden, at=EVENING + 5 * MINUTE)

    log_search_step(search=search, step="guardian", happened_at=EVENING + 2 * MINUTE, actor=night.warden,
                    at=EVENING + 9 * MINUTE)  # fmt: skip

    assert SearchStep.objects.count() == 1


def test_the_ladder_says_who_is_next(night, search):
    log_search_step(search=search, step="head_teacher", actor=night.warden, at=EVENING + 2 * MINUTE)

    assert [(str(one.step), bool(one.taken), one.is_next) for one in rungs(search)] == [
        ("head_teacher", True, False), ("guardian", False, True), ("duty_leader", False, False),
        ("principal", False, False), ("police", False, False), ("bureau", False, False),
    ]  # fmt: skip


def test_whom_to_call_has_the_numbers(night, search):
    Guardian.objects.create(school=night.school, pupil=night.p[1], name="古丽", relation="母亲", phone="139")

    found = [(one.step, one.name, one.phone) for one in contacts(search, at=EVENING)]

    assert ("guardian", "古丽", "139") in found
    assert {step for step, _name, _phone in found} == {"guardian", "duty_leader", "principal"}


def test_an_empty_bed_that_is_told_of_after_the_find_raises_nobody(night, search):
    find_child(search=search, found_as="present", where="楼梯", actor=night.warden, at=EVENING + 5 * MINUTE)

    night.count(by=night.crew.duty_leader, odd={1: "missing"}, happened_at=EVENING + MINUTE, at=EVENING + 9 * MINUTE,
                seen=0)  # fmt: skip

    assert Search.objects.count() == 1
    assert night.said()[1] == "look"


def test_gt_14_at_home_explains_no_bed_while_the_school_knows_of_the_sick_room_only(night, search):
    doctor = night.crew.school_doctor
    note_away(pupil=night.p[1], kind="sick_room", confirmed_by=doctor, place="", happened_at=EVENING - MINUTE,
              actor=doctor.acting(EVENING), at=EVENING)  # fmt: skip

    find_child(search=search, found_as="leave", where="家", actor=night.warden, at=EVENING + 5 * MINUTE)

    assert night.said(at=EVENING + 6 * MINUTE)[1] == "missing"


@pytest.mark.parametrize("step", ["guardian", "duty_leader", "police"])
def test_a_call_that_nobody_answered_leaves_its_duty_to_the_next(night, step):
    night.count(odd={1: "missing"})
    search = Search.objects.get()

    log_search_step(search=search, step=step, was_reached=False, actor=night.warden, at=EVENING + 4 * MINUTE)

    assert Duty.objects.get(code=f"dormitory.call_{step}").state != "done"
    assert [rung.taken for rung in rungs(search) if rung.step == step] == [None]


def test_found_in_hospital_is_in_hospital_for_everybody_though_an_outing_was_never_ended(night):
    teacher, since = night.crew.head_teacher, EVENING - 6 * 60 * MINUTE
    note_away(pupil=night.p[1], kind="activity", confirmed_by=teacher, place="县城", actor=teacher.acting(since),
              at=since, until_at=EVENING - 120 * MINUTE)  # fmt: skip
    night.count(odd={1: "missing"})

    find_child(search=Search.objects.get(), found_as="hospital", where="县医院", actor=night.warden,
               at=EVENING + 5 * MINUTE)  # fmt: skip

    assert whereabouts(night.school, at=EVENING + 6 * MINUTE)[night.p[1].pk].kind == "hospital"
