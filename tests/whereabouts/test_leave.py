"""Leave from the asking to the return; GT-14 at every step."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from houqin.journal.models import Entry
from houqin.people.models import Guardian, StaffAbsence, User
from houqin.tenancy.models import CalendarDay
from houqin.tenancy.posts import Post
from houqin.whereabouts.actions import (
    Brought,
    Taken,
    approve_leaves,
    ask_leaves,
    call_off_leave,
    confirm_on_paper,
    countersign_leaves,
    end_away,
    hand_over,
    note_away,
    refuse_leave,
    take_back,
)
from houqin.whereabouts.models import Leave
from houqin.whereabouts.reasons import Reason
from houqin.whereabouts.selectors import expected_heads, whereabouts
from tests.builders import NOON, TODAY, a_holder
from tests.refusing import not_yours, refused
from tests.whereabouts.conftest import a_guardian, a_pupil, elsewhere
from tests.whereabouts.leaving import HOUR, TOMORROW, a_paper, a_signature

pytestmark = pytest.mark.django_db


def test_only_who_was_handed_over_is_away_and_only_until_the_return(house, leaving):
    leave = leaving.ask()
    leaving.confirm(leave)
    leaving.approve(leave)
    leaving.countersign(leave)

    assert elsewhere(house, NOON) == {}

    leave = leaving.go(leave, proof_kind="id_card", proof_last4="123x")

    known = elsewhere(house, NOON)[house.ayi.pk]
    assert (known.kind, known.until, known.confirmed_by, known.thing) == (
        "leave", TOMORROW, house.crew.head_teacher, leave,
    )  # fmt: skip
    assert (leave.taken_by, leave.proof_last4, leave.confirmed_how) == ("王外婆", "123X", "paper")

    back = [Brought(leave, "王外婆")]
    take_back(brought=back, signature=a_signature(), actor=house.crew.dorm_manager, at=TOMORROW)

    assert elsewhere(house, TOMORROW) == {}
    assert set(elsewhere(house, NOON)) == {house.ayi.pk}
    assert [entry.kind for entry in Entry.objects.about(leave)] == [
        "whereabouts.returned", "whereabouts.handed_over", "whereabouts.leave_countersigned",
        "whereabouts.leave_approved", "whereabouts.leave_confirmed_on_paper", "whereabouts.leave_asked",
    ]  # fmt: skip


def test_gt_14_nobody_goes_overnight_while_one_word_is_missing(house, leaving):
    leave = leaving.ask()
    go = {"taken": [Taken(leave, "王外婆")], "signature": a_signature(), "actor": house.crew.dorm_manager, "at": NOON}

    assert refused(hand_over, **go) == [Reason.NOT_CONFIRMED, Reason.NOT_APPROVED, Reason.NOT_COUNTERSIGNED]
    assert refused(approve_leaves, leaves=[leave], actor=house.crew.head_teacher, at=NOON) == [Reason.NOT_CONFIRMED]
    leaving.confirm(leave)
    assert refused(countersign_leaves, leaves=[leave], actor=house.crew.duty_leader, at=NOON) == [Reason.NOT_APPROVED]
    assert refused(hand_over, **go) == [Reason.NOT_APPROVED, Reason.NOT_COUNTERSIGNED]
    leaving.approve(leave)
    assert refused(hand_over, **go) == [Reason.NOT_COUNTERSIGNED]
    assert whereabouts(house.school, at=NOON) == {}


def test_gt_14_nobody_went_before_the_last_word_whatever_a_phone_says_late(house, leaving):
    leave = leaving.ask()
    leaving.confirm(leave)
    leaving.approve(leave)
    leaving.countersign(leave, at=NOON + HOUR)
    go = {"taken": [Taken(leave, "王外婆")], "actor": house.crew.dorm_manager, "at": NOON + 2 * HOUR}

    assert refused(hand_over, signature=a_signature(), happened_at=NOON, **go) == [Reason.NOT_THEN]
    assert whereabouts(house.school, at=NOON + 2 * HOUR) == {}
    hand_over(signature=a_signature(), happened_at=NOON + HOUR, **go)


@pytest.mark.parametrize("missing", ["confirmed_at", "approved_at", "countersigned_at"])
def test_gt_14_the_database_itself_keeps_a_child_without_leave_here(house, leaving, missing):
    leave = leaving.gone()

    with pytest.raises(IntegrityError), transaction.atomic():
        Leave.objects.filter(pk=leave.pk).update(**{missing: None})


def test_gt_14_a_call_alone_is_no_confirmation(house, leaving):
    leave = leaving.ask()

    rows = [(leave, house.mother)]
    assert refused(confirm_on_paper, rows=rows, paper=None, actor=house.crew.dorm_manager, at=NOON) == [Reason.NO_PAPER]
    rows = [(leave, None)]
    assert refused(confirm_on_paper, rows=rows, paper=a_paper(), actor=house.crew.dorm_manager, at=NOON) == [
        Reason.NO_GUARDIAN
    ]
    rows = [(leave, a_guardian(house.bai))]
    assert refused(confirm_on_paper, rows=rows, paper=a_paper(), actor=house.crew.dorm_manager, at=NOON) == [
        Reason.NOT_THE_GUARDIAN
    ]


def test_the_head_teacher_of_that_class_approves_and_a_leader_only_in_their_absence(house, leaving):
    leave = leaving.ask()
    leaving.confirm(leave)
    other = a_holder(Post.HEAD_TEACHER, house.school, "别班班主任")

    for stranger in (other, house.crew.principal):
        assert refused(approve_leaves, leaves=[leave], actor=stranger, at=NOON) == [Reason.NOT_YOUR_CLASS]

    StaffAbsence.objects.create(
        school=house.school, staff=house.school_class.head_teacher, starts_at=NOON - HOUR, ends_at=NOON + HOUR,
        reason="培训", approved_by=house.crew.principal, approved_at=NOON - HOUR,
    )  # fmt: skip
    leaving.approve(leave, actor=house.crew.principal)

    same = refused(countersign_leaves, leaves=[leave], actor=house.crew.principal, at=NOON)
    assert same == [Reason.SAME_PERSON]


def test_no_machine_approves(house, leaving):
    leave = leaving.ask()
    leaving.confirm(leave)
    machine = house.crew.head_teacher
    machine.kind = User.Kind.INTEGRATION

    assert not_yours(approve_leaves, leaves=[leave], actor=machine, at=NOON) == "whereabouts.approve_leave"


def test_a_day_without_a_night_needs_no_countersignature(house, leaving):
    leave = leaving.ask(until_at=NOON + 5 * HOUR)
    leaving.confirm(leave)
    leaving.approve(leave)

    assert refused(countersign_leaves, leaves=[leave], actor=house.crew.duty_leader, at=NOON) == [Reason.NOT_OVERNIGHT]
    assert leaving.go(leave).handed_over_at == NOON


def test_gt_14_a_night_that_became_a_boarding_night_is_countersigned_after_all(house, leaving):
    friday = NOON + timedelta(days=2)
    leave = leaving.ask(starts_at=friday, until_at=friday + timedelta(days=1))
    leaving.confirm(leave)
    leaving.approve(leave)
    saturday = TODAY + timedelta(days=3)
    CalendarDay.objects.create(school=house.school, on=saturday, kind="teaching", is_boarding_night=False)

    go = {"taken": [Taken(leave, "王外婆")], "signature": a_signature(), "actor": house.crew.dorm_manager}
    assert refused(hand_over, **go, at=friday) == [Reason.NOT_COUNTERSIGNED]
    leaving.countersign(leave)
    assert leaving.go(leave, at=friday).is_overnight is True


def test_a_weekend_is_no_boarding_night_and_a_day_pupil_sleeps_at_home(house, leaving):
    friday = NOON + timedelta(days=2)
    weekend = leaving.ask(starts_at=friday, until_at=friday + timedelta(days=2))
    day_pupil = leaving.ask(house.day_pupil)

    assert (weekend.is_overnight, day_pupil.is_overnight) == (False, False)


@pytest.mark.parametrize(("more", "reason"), [
    ({"taken_by": " "}, Reason.NOBODY_COLLECTS),
    ({"proof_kind": "id_card", "proof_last4": "65"}, Reason.PROOF_UNCLEAR),
    ({"at": NOON - 24 * HOUR}, Reason.TOO_EARLY),
    ({"at": TOMORROW + HOUR}, Reason.LEAVE_IS_OVER),
])  # fmt: skip
def test_a_hand_over_says_to_whom_and_when(house, leaving, more, reason):
    leave = leaving.ask()
    leaving.confirm(leave)
    leaving.approve(leave)
    leaving.countersign(leave)

    taken = [Taken(leave, **({"taken_by": "王外婆"} | {k: v for k, v in more.items() if k != "at"}))]
    asked = {"taken": taken, "signature": a_signature(), "actor": house.crew.dorm_manager}
    assert refused(hand_over, **asked, at=more.get("at", NOON)) == [reason]


UNPROVEN, UNASKED = Reason.STRANGER_NEEDS_PROOF, Reason.STRANGER_NEEDS_CONSENT
SHOWN = {"proof_kind": "id_card", "proof_last4": "123x"}


@pytest.mark.parametrize(("more", "reasons"), [
    ({}, [UNPROVEN, UNASKED]), ({"consent": "母亲甲电话同意"}, [UNPROVEN]), (SHOWN, [UNASKED]),
    (SHOWN | {"consent": " "}, [UNASKED]),
])  # fmt: skip
def test_gt_14_nobody_whom_no_one_named_takes_the_child_unproven_and_unasked(house, leaving, more, reasons):
    leave = leaving.ask(until_at=NOON + 5 * HOUR)
    leaving.confirm(leave)
    leaving.approve(leave)

    taken = [Taken(leave, "李舅舅", **more)]
    go = {"signature": a_signature(), "actor": house.crew.dorm_manager, "at": NOON}
    assert refused(hand_over, taken=taken, **go) == reasons
    assert Leave.objects.get().handed_over_at is None


@pytest.mark.parametrize(("taken_by", "more"), [
    ("王外婆", {}), ("母亲甲", {}), (" 母亲 甲 ", {}), ("李舅舅", SHOWN | {"consent": "母亲甲 12:05 电话同意"}),
])  # fmt: skip
def test_whom_leave_or_guardian_names_takes_the_child_and_who_agreed_is_kept(leaving, taken_by, more):
    leave = leaving.ask(until_at=NOON + 5 * HOUR)
    leaving.confirm(leave)
    leaving.approve(leave)

    leaving.go(leave, taken_by=taken_by, **more)

    gone = Leave.objects.get()
    assert (gone.taken_by, gone.consent) == (taken_by.strip(), more.get("consent", ""))


def test_who_is_in_hospital_is_not_handed_over_and_who_is_gone_is_in_no_sick_room(house, leaving):
    leave = leaving.ask()
    leaving.confirm(leave)
    leaving.approve(leave)
    leaving.countersign(leave)
    sick = {"confirmed_by": house.crew.school_doctor, "place": "", "actor": house.crew.dorm_manager, "at": NOON}
    note_away(pupil=house.ayi, kind="hospital", happened_at=NOON, **sick)

    taken = [Taken(leave, "王外婆")]
    assert refused(hand_over, taken=taken, signature=a_signature(), actor=house.crew.dorm_manager, at=NOON) == [
        Reason.AWAY_ALREADY
    ]
    a_guardian(house.bai)
    leaving.gone(house.bai)
    assert refused(note_away, pupil=house.bai, kind="sick_room", happened_at=NOON, **sick) == [Reason.AWAY_ALREADY]


def test_a_sick_room_written_down_late_does_not_lie_across_a_leave(house, leaving):
    leave = leaving.gone(until_at=NOON + 3 * HOUR)
    take_back(brought=[Brought(leave)], signature=a_signature(), actor=house.crew.dorm_manager, at=NOON + 2 * HOUR)

    doctor = house.crew.school_doctor
    given = {"pupil": house.ayi, "kind": "sick_room", "confirmed_by": doctor, "place": "", "actor": doctor}
    late = {"at": NOON + 3 * HOUR}
    assert refused(note_away, happened_at=NOON + HOUR, **given, **late) == [Reason.AWAY_THEN]
    assert note_away(happened_at=NOON + 2 * HOUR, **given, **late).starts_at == NOON + 2 * HOUR


def test_a_hand_over_that_comes_late_does_not_lie_across_the_sick_room(house, leaving):
    leave = leaving.ask()
    leaving.confirm(leave)
    leaving.approve(leave)
    leaving.countersign(leave)
    doctor = house.crew.school_doctor
    sick = note_away(pupil=house.ayi, kind="sick_room", confirmed_by=doctor, place="", actor=doctor, at=NOON + HOUR)
    end_away(away=sick, actor=doctor, at=NOON + 2 * HOUR)
    go = {"taken": [Taken(leave, "王外婆")], "actor": house.crew.dorm_manager, "at": NOON + 3 * HOUR}

    assert refused(hand_over, signature=a_signature(), happened_at=NOON, **go) == [Reason.AWAY_THEN]
    hand_over(signature=a_signature(), happened_at=NOON + 2 * HOUR, **go)


def test_what_is_called_off_or_refused_ends_there(house, leaving):
    first = call_off_leave(leave=leaving.ask(), why="不去了", actor=house.crew.dorm_manager, at=NOON)
    second = refuse_leave(leave=leaving.ask(), why="考试", actor=house.crew.head_teacher, at=NOON)

    assert (first.called_off_by, second.refused_by) == (house.crew.dorm_manager, house.crew.head_teacher)
    rows = [(first, house.mother)]
    assert refused(confirm_on_paper, rows=rows, paper=a_paper(), actor=house.crew.dorm_manager, at=NOON) == [
        Reason.LEAVE_CLOSED
    ]


def test_two_leaves_of_one_child_do_not_overlap(house, leaving):
    leaving.ask()

    assert refused(leaving.ask, starts_at=NOON + HOUR) == [Reason.LEAVE_ALREADY]
    assert leaving.ask(starts_at=TOMORROW, until_at=TOMORROW + HOUR).pupil == house.ayi


def a_weekend(house, heads):
    """Asked, confirmed, approved, gone and back, for so many at once; returns the statements of each step."""
    friday, sunday = NOON + timedelta(days=2), NOON + timedelta(days=4)
    pupils = [a_pupil(house.school, house.school_class, f"生{heads}-{n}", f"W{heads}-{n}") for n in range(heads)]
    Guardian.objects.bulk_create(
        Guardian(school=house.school, pupil=one, name="家长", relation="父亲", phone="139") for one in pupils
    )
    found = []

    def step(verb, **more):
        with CaptureQueriesContext(connection) as caught:
            verb(at=more.pop("at", friday), **more)
        found.append(len(caught))
        return list(Leave.objects.filter(pupil__in=pupils).select_related("pupil"))

    crew = house.crew
    leaves = step(ask_leaves, pupils=pupils, starts_at=friday, until_at=sunday, reason="回家", actor=crew.dorm_manager)
    guardians = {one.pupil_id: one for one in Guardian.objects.filter(pupil__in=pupils)}
    rows = [(one, guardians[one.pupil_id]) for one in leaves]
    step(confirm_on_paper, rows=rows, paper=a_paper(), actor=crew.dorm_manager)
    step(approve_leaves, leaves=leaves, actor=crew.head_teacher)
    taken = [Taken(one, "家长") for one in leaves]
    step(hand_over, taken=taken, signature=a_signature(), actor=crew.head_teacher)
    step(
        take_back, brought=[Brought(one) for one in leaves], signature=a_signature(), actor=crew.head_teacher, at=sunday
    )
    return found


def test_a_weekend_costs_the_same_for_two_and_for_forty(house):
    few, many = a_weekend(house, 2), a_weekend(house, 40)

    assert [more - less for less, more in zip(few, many, strict=True) if more > less] == []
    assert Leave.objects.exclude(returned_at=None).count() == 42


def test_one_wrong_child_stops_the_whole_class_and_says_which(house, leaving):
    leaving.ask(house.bai, starts_at=NOON + HOUR)
    given = {"starts_at": NOON, "until_at": TOMORROW, "reason": "回家", "actor": house.crew.dorm_manager, "at": NOON}

    assert refused(ask_leaves, pupils=[house.ayi, house.bai], **given) == [Reason.LEAVE_ALREADY]
    assert Leave.objects.count() == 1


def test_a_meal_ahead_expects_nobody_who_has_approved_leave_then(house, leaving):
    leave = leaving.ask(starts_at=NOON + 2 * HOUR)
    leaving.confirm(leave)
    dinner = NOON + 6 * HOUR

    before = expected_heads(house.school, at=dinner, seen_at=NOON)
    leaving.approve(leave)

    after = [expected_heads(house.school, at=at, seen_at=NOON) for at in (NOON + HOUR, dinner, TOMORROW + HOUR)]
    assert (before, after) == (3, [3, 2, 3])
    assert expected_heads(house.school, at=dinner, boarders_only=True) == 2
