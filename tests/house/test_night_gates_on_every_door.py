"""GT-13 to GT-16 at night, at the page, at the API and out of a phone's outbox: these reasons, and nothing changes."""

import pytest
from django.test import Client
from django.urls import reverse

from houqin.dormitory.models import Charge
from houqin.journal.models import Entry
from houqin.kernel import clock as kernel_clock
from houqin.people.models import Guardian, Staff
from houqin.tenancy.models import Space
from houqin.visitors.models import GuestStay
from houqin.whereabouts.models import Leave
from tests.api.conftest import Caller, key_of
from tests.attacks.world import AT_NIGHT, differences, picture
from tests.builders import Crew, a_school, a_space
from tests.dormitory.builders import a_boarder
from tests.dormitory.night import EVENING, NIGHT, Night
from tests.house.test_gates_on_every_door import NEAR_MISS, Deed
from tests.visitors.test_gt_15_on_every_door import outbox
from tests.whereabouts.leaving import HOUR, TOMORROW, a_signature

pytestmark = pytest.mark.django_db
WHICH = {"night": NIGHT.isoformat(), "kind": "evening"}


@pytest.fixture(autouse=True)
def _evening(monkeypatch):
    monkeypatch.setattr(kernel_clock, "now", lambda: EVENING)


@pytest.fixture
def night(db):
    school = a_school()
    night = Night(school, Crew(school), sleepers=2)
    its_class = night.p[0].enrolments.get().school_class
    its_class.head_teacher = Staff.objects.get(user=night.crew.head_teacher)
    its_class.save()
    return night


def close_a_roll(night) -> Deed:
    night.count(odd={0: "missing"})
    key = night.building.pk
    page, path = reverse("dormitory:close-roll", args=[key]), f"/dormitory/buildings/{key}/roll/close"
    return Deed(night.warden, page, path, WHICH, WHICH)


def a_leave(night) -> Leave:
    Guardian.objects.create(school=night.school, pupil=night.p[0], name="母亲", relation="母亲", phone="139")
    return Leave.objects.create(
        school=night.school, pupil=night.p[0], starts_at=EVENING - HOUR, until_at=TOMORROW, is_overnight=True,
        reason="探亲", collector_name="王外婆", asked_by=night.warden, asked_at=EVENING - HOUR,
    )  # fmt: skip


def hand_over_a_child(night) -> Deed:
    """It takes a signature, so the API has no such door."""
    form = {"taken_by": "王外婆", "proof_kind": "known", "signature": a_signature()}
    return Deed(night.warden, reverse("whereabouts:hand-over", args=[a_leave(night).pk]), "", form)


def approve_leave(night) -> Deed:
    key = a_leave(night).pk
    page = reverse("whereabouts:approve", args=[key])
    return Deed(night.crew.head_teacher, page, f"/whereabouts/leaves/{key}/approve", {}, {})


def send_out_through_the_night(night) -> Deed:
    doctor, key = night.crew.school_doctor, night.p[0].pk
    body = {
        "pupil": key,
        "kind": "activity",
        "confirmed_by": doctor.pk,
        "place": "营地",
        "until_at": TOMORROW.isoformat(),
    }
    form = {"kind": "activity", "confirmed_by": doctor.pk, "place": "营地", "until_at": "2026-03-12T18:00"}
    return Deed(doctor, reverse("whereabouts:note-away", args=[key]), "/whereabouts/away", form, body)


def place_in_a_bed_that_is_taken(night) -> Deed:
    bed, girl = night.beds[0].pk, a_boarder(night.school)
    form = {"pupil": girl.pk, "starts_on": NIGHT.isoformat()}
    return Deed(night.warden, reverse("dormitory:place-pupil", args=[bed]), f"/dormitory/beds/{bed}/place", form, form)


def lodge_a_guest(night) -> Deed:
    stay = GuestStay.objects.create(
        school=night.school, code="LS-1", pupil=night.p[0], name="阿依努尔", party="f", relation="母亲",
        arrives_on=NIGHT, leaves_on=TOMORROW.date(), why="末班车已过", applied_by=night.crew.guard, applied_at=EVENING,
    )  # fmt: skip
    form = {"room": a_space(night.school, Space.Kind.GUEST_ROOM, "招待室", positions=2).pk}
    page = reverse("visitors:lodge-guest", args=[stay.pk])
    return Deed(night.warden, page, f"/visitors/guests/{stay.pk}/lodge", form, form)


def count_a_house_of_nobody(night) -> Deed:
    Charge.objects.all().delete()
    key, beds = night.building.pk, list(zip(night.beds, night.p, strict=True))
    form = WHICH | {"room": [night.room.pk], "bed": [f"{bed.pk}.{pupil.pk}.present.0" for bed, pupil in beds]}
    said = [{"bed": bed.pk, "pupil": pupil.pk, "shown": "present"} for bed, pupil in beds]
    body = WHICH | {"rooms": [night.room.pk], "beds": said}
    return Deed(night.warden, reverse("dormitory:take", args=[key]), f"/dormitory/buildings/{key}/roll", form, body)


WRONGS = {
    close_a_roll: ("GT-13", ["bed_unexplained"]),
    hand_over_a_child: ("GT-14", ["not_confirmed", "not_approved", "not_countersigned"]),
    approve_leave: ("GT-14", ["not_confirmed"]),
    send_out_through_the_night: ("GT-14", ["night_needs_leave"]),
    place_in_a_bed_that_is_taken: ("GT-15", ["bed_taken"]),
    lodge_a_guest: ("GT-15", ["stay_not_approved", "stay_not_registered"]),
    count_a_house_of_nobody: ("GT-16", ["nobody_in_charge"]),
}
DOORS = [(wish, door) for wish in WRONGS for door in ("page", "API", "outbox")]
DOORS.remove((hand_over_a_child, "API"))


def opened(deed: Deed, school, door: str):
    """What to call: sessions and keys are written before the picture is taken."""
    if door == "API":
        caller = Caller(key_of(deed.who, school))
        return lambda: caller.post(deed.path, deed.body)
    client = Client()
    client.force_login(deed.who)
    if door == "outbox":
        return lambda: outbox(client, deed.who, school, deed.page, deed.form)
    return lambda: client.post(deed.page, deed.form)


@pytest.mark.parametrize(("wish", "door"), DOORS)
def test_a_gate_of_the_night_holds_at_every_door(night, wish, door):
    gate, reasons = WRONGS[wish]
    deed = wish(night)
    knock = opened(deed, night.school, door)
    before = picture(AT_NIGHT)

    answer = knock()

    assert answer.status_code == 409, answer.content.decode()
    near_miss = Entry.objects.get(kind="journal.attempt_refused").revived_facts
    assert (near_miss["codes"], near_miss["gates"]) == (reasons, [gate])
    assert set(differences(before, picture(AT_NIGHT))) <= NEAR_MISS
