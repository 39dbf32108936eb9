"""GT-15: nobody sleeps here before application, approval and registration; only in a guest room."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import KernelReason, Refused
from houqin.notices.models import Notice
from houqin.people.models import Pupil, User
from houqin.tenancy.models import Space
from houqin.visitors.actions import (
    approve_stay,
    call_off_stay,
    decline_stay,
    depart_guest,
    lodge_guest,
    refuse_entry,
    register_guest,
)
from houqin.visitors.models import GuestStay
from houqin.visitors.reasons import StayReason as Reason
from houqin.visitors.reasons import VisitReason
from houqin.visitors.selectors import guests_tonight, inside_now
from houqin.whereabouts.models import Away
from houqin.whereabouts.reasons import Reason as AwayReason
from tests.builders import NOON, TODAY, a_holder, a_school
from tests.visitors.conftest import ANOTHER, DAY, HOUR, NUMBER


def lodge(scene, stay, *, room=None, at=NOON, **more):
    return lodge_guest(stay=stay, room=room or scene.guest_room, actor=scene.manager, at=at, **more)


def refused(scene, stay, **more) -> list[tuple]:
    """The reasons, each with its gate; and the proof that nobody got a key."""
    before, keys = (
        GuestStay.objects.values().get(pk=stay.pk),
        Entry.objects.filter(kind="visitors.guest_lodged").count(),
    )
    with pytest.raises(Refused) as no:
        lodge(scene, stay, **more)
    assert GuestStay.objects.values().get(pk=stay.pk) == before
    assert Entry.objects.filter(kind="visitors.guest_lodged").count() == keys
    return [(one.reason, one.gate) for one in no.value.refusals]


def test_from_application_to_departure(scene):
    stay = scene.lodged()

    assert (stay.code, stay.state, stay.room, stay.nights) == ("LS260311-01", "lodged", scene.guest_room, 1)
    assert guests_tonight(scene.school, TODAY) == [stay]
    assert [one.thing for one in inside_now(scene.school, NOON)] == [stay]

    depart_guest(stay=stay, actor=scene.leader, at=NOON + 20 * HOUR)

    stay.refresh_from_db()
    assert (stay.state, stay.departed_by) == ("departed", scene.leader)
    assert guests_tonight(scene.school, TODAY) == [stay]
    assert guests_tonight(scene.school, TODAY + DAY) == inside_now(scene.school, NOON + 20 * HOUR) == []
    assert [entry.kind for entry in Entry.objects.about(stay).order_by("sequence")] == [
        "visitors.stay_applied", "visitors.stay_approved", "visitors.stay_registered", "visitors.guest_lodged",
        "visitors.guest_departed",
    ]  # fmt: skip


def test_gt_15_no_key_before_the_school_agrees(scene):
    assert refused(scene, scene.apply()) == [(Reason.NOT_APPROVED, "GT-15"), (Reason.NOT_REGISTERED, "GT-15")]


def test_gt_15_no_key_before_the_document_is_registered(scene):
    assert refused(scene, scene.approved()) == [(Reason.NOT_REGISTERED, "GT-15")]


def test_gt_15_no_document_is_registered_before_the_school_agrees(scene):
    stay = scene.apply()

    with pytest.raises(Refused) as no:
        register_guest(stay=stay, document_number=NUMBER, actor=scene.manager, at=NOON)

    assert [(one.reason, one.gate) for one in no.value.refusals] == [(Reason.NOT_APPROVED, "GT-15")]
    assert GuestStay.objects.get().state == "applied"


@pytest.mark.parametrize("end", [
    lambda scene, stay: decline_stay(stay=stay, note="没有房", actor=scene.leader, at=NOON),
    lambda scene, stay: call_off_stay(stay=stay, note="不来了", actor=scene.manager, at=NOON),
])  # fmt: skip
def test_gt_15_what_was_declined_or_called_off_gets_no_key(scene, end):
    stay = scene.apply()
    end(scene, stay)

    assert Reason.ENDED in {reason for reason, _gate in refused(scene, stay)}


def test_gt_15_nobody_approves_their_own_application(scene):
    stay = scene.apply(actor=scene.leader)

    with pytest.raises(Refused) as no:
        approve_stay(stay=stay, actor=scene.leader, at=NOON)

    assert [(one.reason, one.gate) for one in no.value.refusals] == [(Reason.APPLIED_BY_YOU, "GT-15")]
    assert GuestStay.objects.get().state == "applied"


@pytest.mark.parametrize("post", ["guard", "dorm_manager", "head_teacher", "cook"])
def test_gt_15_only_a_leader_approves(scene, post):
    stay = scene.apply(actor=scene.crew.principal)

    with pytest.raises(NotYours):
        approve_stay(stay=stay, actor=getattr(scene.crew, post), at=NOON)
    assert GuestStay.objects.get().state == "applied"


def test_gt_15_no_machine_approves(scene):
    stay = scene.apply()
    User.objects.filter(pk=scene.leader.pk).update(kind=User.Kind.INTEGRATION)

    with pytest.raises(NotYours):
        approve_stay(stay=stay, actor=User.objects.get(pk=scene.leader.pk).acting(NOON), at=NOON)


def test_gt_15_only_a_guest_room_lodges_a_guest(scene):
    stay = scene.registered()
    places = [scene.space(kind.label, scene.office, kind, positions=8) for kind in Space.Kind]

    said = {place.kind: refused(scene, stay, room=place) for place in places if place.kind != Space.Kind.GUEST_ROOM}

    assert said == {kind: [(Reason.NOT_A_GUEST_ROOM, "GT-15")] for kind in Space.Kind if kind != "guest_room"}


def test_gt_15_a_pupils_room_stays_a_pupils_room_whatever_it_is_called(scene):
    Space.objects.filter(pk=scene.pupils_room.pk).update(kind=Space.Kind.GUEST_ROOM, positions=8)

    assert refused(scene, scene.registered(), room=scene.pupils_room) == [(Reason.NOT_A_GUEST_ROOM, "GT-15")]


def test_gt_15_a_key_given_before_the_document_was_seen_is_no_late_entry(scene):
    """A phone without a network writes the key at 20:00; the approval came at 21:00, the entry arrives at 22:00."""
    stay = scene.registered(at=NOON + 9 * HOUR)

    late = refused(scene, stay, at=NOON + 10 * HOUR, happened_at=NOON + 8 * HOUR)

    assert late == [(Reason.NOT_THEN, "GT-15")]


@pytest.mark.parametrize(("hours", "reason", "gate"), [
    (-1, Reason.NOT_APPROVED_THEN, "GT-15"),
    (2, KernelReason.IN_THE_FUTURE, "GT-18"),
])  # fmt: skip
def test_gt_15_a_document_is_seen_after_the_approval_and_before_now(scene, hours, reason, gate):
    stay = scene.approved()

    with pytest.raises(Refused) as no:
        register_guest(
            stay=stay, document_number=NUMBER, happened_at=NOON + hours * HOUR, actor=scene.manager, at=NOON + HOUR
        )

    assert [(one.reason, one.gate) for one in no.value.refusals] == [(reason, gate)]
    assert GuestStay.objects.get().state == "approved"


@pytest.mark.parametrize(("step", "wrong"), [
    ("apply", {"state": "lodged", "lodged_at": NOON}),
    ("apply", {"state": "approved"}),
    ("apply", {"lodged_at": NOON}),
    ("approved", {"state": "registered"}),
    ("approved", {"state": "lodged", "lodged_at": NOON}),
    ("registered", {"state": "lodged"}),
    ("registered", {"state": "lodged", "lodged_at": NOON}),
    ("lodged", {"state": "departed"}),
])  # fmt: skip
def test_gt_15_the_database_asks_for_every_step_too(scene, step, wrong):
    stay = getattr(scene, step)()

    with pytest.raises(IntegrityError), transaction.atomic():
        GuestStay.objects.filter(pk=stay.pk).update(**wrong)


def test_gt_15_the_database_knows_no_approval_of_ones_own(scene):
    stay = scene.approved()

    with pytest.raises(IntegrityError), transaction.atomic():
        GuestStay.objects.filter(pk=stay.pk).update(decided_by=stay.applied_by)


@pytest.mark.parametrize("nights", [-1, 1])
def test_gt_15_only_the_nights_that_were_approved(scene, nights):
    stay = scene.registered(arrives_on=TODAY + 2 * DAY, leaves_on=TODAY + 3 * DAY)
    at = NOON + timedelta(days=2 + nights)

    assert refused(scene, stay, at=at) == [(Reason.WRONG_NIGHT, "GT-15")]


def test_after_midnight_is_still_the_night_of_the_evening(scene):
    stay = scene.registered()

    assert lodge(scene, stay, at=NOON + 14 * HOUR).state == "lodged"


def test_a_key_is_given_once(scene):
    assert refused(scene, scene.lodged()) == [(Reason.LODGED_ALREADY, "")]


# --- The room ---


def test_a_room_has_as_many_places_as_it_has(scene):
    scene.lodged(heads=2)
    second = scene.registered("帕提古丽", number=ANOTHER, pupil=scene.a_pupil("阿孜古丽"))

    assert refused(scene, second) == [(Reason.ROOM_FULL, "")]


def test_the_pupil_who_comes_along_takes_a_place(scene):
    Pupil.objects.update(is_boarder=False)
    scene.lodged(has_pupil_along=True)
    second = scene.registered("帕提古丽", number=ANOTHER, pupil=scene.a_pupil("阿孜古丽"))

    assert refused(scene, second) == [(Reason.ROOM_FULL, "")]


def test_a_departed_guest_leaves_the_place(scene):
    depart_guest(stay=scene.lodged(heads=2), actor=scene.manager, at=NOON)
    second = scene.registered("帕提古丽", number=ANOTHER, pupil=scene.a_pupil("阿孜古丽"))

    assert lodge(scene, second).room == scene.guest_room


def test_a_boarder_sleeps_along_only_with_leave(scene):
    stay = scene.registered(has_pupil_along=True)

    assert refused(scene, stay) == [(AwayReason.NIGHT_NEEDS_LEAVE, "GT-14")]
    assert not Away.objects.exists()


def test_a_day_pupil_who_sleeps_along_is_with_a_visitor_until_the_key_is_back(scene):
    Pupil.objects.update(is_boarder=False)
    stay = scene.lodged(has_pupil_along=True)

    away = Away.objects.get()
    assert (away.pupil, away.kind, away.place, away.confirmed_by) == (scene.pupil, "visit", "招待室", scene.manager)
    assert away.until_at == NOON + DAY

    depart_guest(stay=stay, actor=scene.manager, at=NOON + 20 * HOUR)

    assert Away.objects.get().ended_at == NOON + 20 * HOUR


@pytest.mark.parametrize(("party", "shared"), [("f", True), ("m", False), ("both", False)])
def test_strangers_share_a_room_only_with_their_own_gender(scene, party, shared):
    scene.lodged()
    second = scene.registered("卡德尔", number=ANOTHER, party=party, pupil=scene.a_pupil("阿孜古丽"))

    if shared:
        assert lodge(scene, second).room == scene.guest_room
    else:
        assert refused(scene, second) == [(Reason.ROOM_NOT_SHARED, "")]


def test_a_family_shares_a_room(scene):
    scene.lodged()

    assert lodge(scene, scene.registered("吐尔逊", number=ANOTHER, party="m")).room == scene.guest_room


@pytest.mark.parametrize(("party", "sleeps"), [("f", True), ("m", False), ("both", False)])
def test_gt_15_no_man_sleeps_in_a_girls_building(scene, party, sleeps):
    room = scene.space("楼层招待室", scene.girls, Space.Kind.GUEST_ROOM, positions=2)
    stay = scene.registered(party=party)

    if sleeps:
        assert lodge(scene, stay, room=room).room == room
    else:
        assert refused(scene, stay, room=room) == [(Reason.GIRLS_BUILDING, "GT-15")]


@pytest.mark.parametrize(("change", "reason"), [
    ({"closed_on": TODAY}, Reason.ROOM_CLOSED),
    ({"positions": 0}, Reason.ROOM_WITHOUT_PLACES),
])  # fmt: skip
def test_a_closed_or_unknown_room_lodges_nobody(scene, change, reason):
    Space.objects.filter(pk=scene.guest_room.pk).update(**change)

    assert refused(scene, scene.registered()) == [(reason, "")]


def test_another_schools_room_lodges_nobody_of_ours(scene):
    other = a_school("邻校")
    scene.guest_room.school = other
    scene.guest_room.building.school = other
    scene.guest_room.building.save()
    scene.guest_room.save()

    assert refused(scene, scene.registered()) == [(KernelReason.OTHER_SCHOOL, "")]


# --- Application and document ---


@pytest.mark.parametrize(("wrong", "reason"), [
    ({"name": ""}, VisitReason.NAME_MISSING),
    ({"relation": " "}, Reason.RELATION_MISSING),
    ({"party": "x"}, Reason.PARTY_UNKNOWN),
    ({"why": ""}, VisitReason.WHY_MISSING),
    ({"heads": 0}, VisitReason.HEADS_OUT_OF_RANGE),
    ({"arrives_on": TODAY - DAY}, Reason.STAY_IN_THE_PAST),
    ({"leaves_on": TODAY}, Reason.STAY_BACKWARDS),
    ({"leaves_on": TODAY + 15 * DAY}, Reason.STAY_TOO_LONG),
])  # fmt: skip
def test_an_application_says_who_of_whom_when_and_why(scene, wrong, reason):
    usual = {"name": "阿依努尔"}

    with pytest.raises(Refused) as no:
        scene.apply(**(usual | wrong))

    assert no.value.reasons == {reason}
    assert not GuestStay.objects.exists()


def test_the_number_is_kept_nowhere_and_whoever_is_listed_is_not_registered(scene):
    refuse_entry(school=scene.school, name="某人", why="保密", document_number=NUMBER, actor=scene.leader, at=NOON)
    stay = scene.approved()

    with pytest.raises(Refused) as no:
        register_guest(stay=stay, document_number=NUMBER, actor=scene.manager, at=NOON)
    kept = register_guest(stay=stay, document_number=ANOTHER, actor=scene.manager, at=NOON)

    assert no.value.reasons == {VisitReason.ASK_THE_LEADER}
    assert kept.document_ending == ANOTHER[-4:]
    assert ANOTHER not in str(list(GuestStay.objects.values())) + str(list(Entry.objects.values()))


@pytest.mark.parametrize("number", [NUMBER, ""])
def test_who_came_onto_the_list_after_registering_gets_no_key(scene, number):
    stay = scene.registered()
    refuse_entry(
        school=scene.school, name=stay.name, why="保护令", document_number=number, actor=scene.leader, at=NOON + HOUR
    )

    assert refused(scene, stay, at=NOON + 2 * HOUR) == [(VisitReason.ASK_THE_LEADER, "")]


def test_who_applied_is_told_what_was_decided(scene):
    scene.approved()

    assert [(one.kind, one.to) for one in Notice.objects.all()] == [("visitors.stay_approved", scene.crew.head_teacher)]


def test_only_a_lodged_guest_departs_and_not_before_the_key(scene):
    stay = scene.registered()
    with pytest.raises(Refused) as no:
        depart_guest(stay=stay, actor=scene.leader, at=NOON)
    assert no.value.reasons == {Reason.NOT_LODGED}

    stay = lodge(scene, stay)
    with pytest.raises(Refused) as no:
        depart_guest(stay=stay, happened_at=NOON - HOUR, actor=scene.leader, at=NOON)
    assert no.value.reasons == {Reason.DEPARTED_BEFORE}


def test_a_cook_neither_applies_nor_lodges(scene):
    cook = a_holder("cook", scene.school)
    with pytest.raises(NotYours):
        scene.apply(actor=cook)
    with pytest.raises(NotYours):
        lodge_guest(stay=scene.registered(), room=scene.guest_room, actor=cook, at=NOON)
