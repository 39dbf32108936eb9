"""GT-15 at the page, at the API and out of a phone's outbox: 409, exactly these reasons, and nobody has a key."""

import pytest
from django.test import Client
from django.urls import reverse

from houqin.journal.models import Entry
from houqin.kernel import clock
from houqin.people.models import User
from houqin.visitors.actions import refuse_entry, register_guest
from houqin.visitors.models import GuestStay, Visit, VisitApproval
from tests.api.conftest import Caller, key_of
from tests.attacks.world import AT_NIGHT, differences, picture
from tests.builders import NOON
from tests.visitors.conftest import HOUR, NUMBER

NEAR_MISS = {"journal.Entry", "journal.Head", "journal.Mention"}
KEY, DOCUMENT, APPROVAL = "lodge", "register", "approve"
PAGES = {KEY: "visitors:lodge-guest", DOCUMENT: "visitors:register-guest", APPROVAL: "visitors:approve-stay"}

#: What is tried → (how far the stay is, who tries, the reasons)
WRONGS = {
    "a key without approval": (KEY, "apply", "dorm_manager", ["stay_not_approved", "stay_not_registered"]),
    "a key without a document": (KEY, "approved", "dorm_manager", ["stay_not_registered"]),
    "a key of a pupil's room": (KEY, "registered", "dorm_manager", ["not_a_guest_room"]),
    "a document without approval": (DOCUMENT, "apply", "guard", ["stay_not_approved"]),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)


def sent(scene, act, wrong) -> dict:
    room = scene.pupils_room if wrong.endswith("pupil's room") else scene.guest_room
    return {KEY: {"room": room.pk}, DOCUMENT: {"document_kind": "passport", "document_number": NUMBER}}[act]


def outbox(client, user, school, address, data, *, waited=0, key="k1"):
    """As the phone of this person posts what was written so many seconds ago without a network."""
    now = int(clock.now().timestamp() * 1000)
    headers = {
        "Houqin-Outbox": "later", "Houqin-Person": str(user.pk), "Houqin-School": school.code,
        "Houqin-Pressed-At": str(now - waited * 1000), "Houqin-Sent-At": str(now),
    }  # fmt: skip
    return client.post(address, data | {"entry_key": key}, headers=headers)


def send(scene, door, act, stay, user, data):
    if door == "API":
        return Caller(key_of(user, scene.school)), lambda caller: caller.post(f"/visitors/guests/{stay.pk}/{act}", data)
    client = Client()
    client.force_login(user)
    address = reverse(PAGES[act], args=[stay.pk])
    if door == "outbox":
        return client, lambda client: outbox(client, user, scene.school, address, data)
    return client, lambda client: client.post(address, data)


@pytest.mark.parametrize("door", ["page", "API", "outbox"])
@pytest.mark.parametrize("wrong", WRONGS)
def test_gt_15_holds_at_every_door(scene, wrong, door):
    act, step, post, reasons = WRONGS[wrong]
    stay = getattr(scene, step)()
    sender, go = send(scene, door, act, stay, getattr(scene.crew, post), sent(scene, act, wrong))
    before = picture(AT_NIGHT)

    answer = go(sender)

    assert answer.status_code == 409, answer.content.decode()
    near_miss = Entry.objects.get(kind="journal.attempt_refused").revived_facts
    assert (near_miss["codes"], near_miss["gates"]) == (reasons, ["GT-15"])
    assert set(differences(before, picture(AT_NIGHT))) <= NEAR_MISS


@pytest.mark.parametrize("door", ["page", "API", "outbox"])
def test_with_nothing_wrong_the_same_key_is_given(scene, door):
    stay = scene.registered()
    sender, go = send(scene, door, KEY, stay, scene.manager, {"room": scene.guest_room.pk})

    assert go(sender).status_code in (200, 303)
    assert GuestStay.objects.get().state == "lodged"


@pytest.mark.parametrize("door", ["page", "API", "outbox"])
def test_who_came_onto_the_list_after_registering_gets_a_key_at_no_door(scene, door):
    stay = scene.registered()
    refuse_entry(school=scene.school, name="化名", why="保护令", document_number=NUMBER, actor=scene.leader, at=NOON)
    sender, go = send(scene, door, KEY, stay, scene.manager, {"room": scene.guest_room.pk})

    answer = go(sender)

    assert answer.status_code == 409, answer.content.decode()
    assert Entry.objects.get(kind="journal.attempt_refused").revived_facts["codes"] == ["ask_the_leader"]
    assert GuestStay.objects.get().state == "registered"
    assert "保护令" not in answer.content.decode()


def test_gt_15_what_a_phone_brings_late_is_judged_by_its_own_time(scene, monkeypatch):
    """The key was given at 12:00 without a network, the document seen at 13:00; the phone speaks at 14:00."""
    stay = scene.approved()
    register_guest(stay=stay, document_number=NUMBER, actor=scene.manager, at=NOON + HOUR)
    monkeypatch.setattr(clock, "now", lambda: NOON + 2 * HOUR)
    client = Client()
    client.force_login(scene.manager)

    answer = outbox(
        client, scene.manager, scene.school, reverse("visitors:lodge-guest", args=[stay.pk]),
        {"room": scene.guest_room.pk}, waited=2 * 60 * 60,
    )  # fmt: skip

    assert (answer.status_code, answer.json()["state"]) == (409, "refused")
    assert Entry.objects.get(kind="journal.attempt_refused").revived_facts["codes"] == ["stay_not_then"]
    assert GuestStay.objects.get().state == "registered"


@pytest.mark.parametrize("door", ["page", "API", "outbox"])
def test_gt_15_a_document_seen_before_the_approval_is_registered_at_no_door(scene, door):
    stay, seen_at = scene.approved(), NOON - HOUR
    said = seen_at.isoformat() if door == "API" else f"{scene.school.localtime(seen_at):%Y-%m-%dT%H:%M}"
    paper = {"document_kind": "identity_card", "document_number": NUMBER, "happened_at": said}
    sender, go = send(scene, door, DOCUMENT, stay, scene.guard, paper)

    answer = go(sender)

    assert answer.status_code == 409, answer.content.decode()
    near_miss = Entry.objects.get(kind="journal.attempt_refused").revived_facts
    assert (near_miss["codes"], near_miss["gates"]) == (["stay_not_approved_then"], ["GT-15"])
    assert GuestStay.objects.get().state == "approved"


def test_document_and_key_in_the_right_order_without_a_network_are_both_accepted(scene, monkeypatch):
    stay = scene.approved()
    monkeypatch.setattr(clock, "now", lambda: NOON + 3 * HOUR)
    client = Client()
    client.force_login(scene.manager)
    paper = {"document_kind": "identity_card", "document_number": NUMBER}
    steps = [(DOCUMENT, paper, 2), (KEY, {"room": scene.guest_room.pk}, 1)]

    answers = [
        outbox(
            client, scene.manager, scene.school, reverse(PAGES[act], args=[stay.pk]), data, waited=hours * 60 * 60,
            key=act,
        )
        for act, data, hours in steps
    ]  # fmt: skip

    assert [answer.json()["state"] for answer in answers] == ["accepted", "accepted"]
    stay = GuestStay.objects.get()
    assert (stay.registered_at, stay.lodged_at) == (NOON + HOUR, NOON + 2 * HOUR)


def test_a_pass_written_without_a_network_keeps_its_time_and_counts_once(scene, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON + HOUR)
    client = Client()
    client.force_login(scene.guard)
    form = {
        "name": "王建国", "gender": "m", "document_kind": "identity_card", "document_number": NUMBER,
        "host": scene.pupil.number, "why": "送棉衣", "items_checked": "on", "heads": 1,
    }  # fmt: skip

    first = outbox(client, scene.guard, scene.school, reverse("visitors:let-in"), form, waited=3600)
    monkeypatch.setattr(clock, "now", lambda: NOON + 2 * HOUR)
    again = outbox(client, scene.guard, scene.school, reverse("visitors:let-in"), form, waited=7200)

    assert [answer.json()["state"] for answer in (first, again)] == ["accepted", "known"]
    [visit] = Visit.objects.all()
    assert (visit.in_at, visit.received_at) == (NOON, NOON + HOUR)


def test_out_without_a_network_is_out_when_the_button_was_pressed(scene, monkeypatch):
    visit = scene.let_in()
    monkeypatch.setattr(clock, "now", lambda: NOON + 2 * HOUR)
    client = Client()
    client.force_login(scene.guard)

    outbox(client, scene.guard, scene.school, reverse("visitors:let-out", args=[visit.pk]), {}, waited=3600)

    assert Visit.objects.get().out_at == NOON + HOUR


def test_the_api_lets_in_and_out(scene):
    caller = Caller(key_of(scene.guard, scene.school))
    body = {"name": "王建国", "gender": "m", "document_number": NUMBER, "why": "送棉衣", "host_pupil": scene.pupil.pk,
            "building": scene.office.pk, "items_checked": True}  # fmt: skip

    made = caller.post("/visitors/visits", body)
    inside = caller.get("/visitors/visits?inside=true").json()["items"]
    out = caller.post(f"/visitors/visits/{made.json()['id']}/out", {})

    assert (made.status_code, [one["code"] for one in inside]) == (201, ["FK260311-01"])
    assert (NUMBER in made.content.decode(), made.json()["document_ending"]) == (False, NUMBER[-4:])
    assert (out.status_code, caller.get("/visitors/visits?inside=true").json()["items"]) == (200, [])


def test_no_key_of_a_machine_approves(scene):
    stay = scene.apply()
    key = key_of(scene.leader, scene.school)
    User.objects.filter(pk=scene.leader.pk).update(kind=User.Kind.INTEGRATION)

    answers = [
        Caller(key).post(f"/visitors/guests/{stay.pk}/approve", {}),
        Caller(key).post("/visitors/visits/approvals", {"name": "王", "why": "急", "is_after_hours": True}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert (GuestStay.objects.get().state, VisitApproval.objects.count()) == ("applied", 0)
