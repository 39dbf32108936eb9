"""A meeting is held, signed, corrected; what it decided is done, looked at, sent back (S-02, FM-11, FM-12)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from houqin.duties.models import Duty
from houqin.governance import actions
from houqin.governance.models import ActionItem, Meeting, Minutes, MinutesSignature
from houqin.governance.reasons import Reason
from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY, a_holder, a_school
from tests.refusing import DAY, not_yours, refused

HOUR = timedelta(hours=1)


def asked(code=None):
    """(code, post, state) of every duty, in the order they were raised."""
    rows = Duty.objects.order_by("pk")
    return [(one.code.removeprefix("governance."), one.owner, one.state) for one in rows if code in (None, one.code)]


def test_a_meeting_keeps_who_was_there_and_asks_for_its_signature_and_its_items(a_meeting, an_item, crew):
    meeting = a_meeting(attendees=[crew.cook, crew.cook, crew.buyer], items=[an_item()], guests="张科长")

    assert list(meeting.attendees.order_by("pk")) == [crew.general_affairs_director, crew.buyer, crew.cook]
    assert [one.text for one in meeting.minutes.all()] == ["一、通报上周情况。"]
    assert asked() == [("do-item", "storekeeper", "waiting"), ("sign-minutes", "general_affairs_director", "waiting")]
    due = Duty.objects.get(code="governance.do-item").due_at
    assert meeting.school.localtime(due).isoformat() == "2026-03-12T18:00:00+08:00"
    assert Entry.objects.last().kind == "governance.meeting_held"


@pytest.mark.parametrize(
    ("more", "reasons"),
    [
        ({"kind": "gossip"}, [Reason.KIND_UNKNOWN]),
        ({"held_at": NOON + HOUR}, [Reason.MEETING_LATER]),
        ({"place": " ", "minutes": ""}, [Reason.NAME_MISSING, Reason.NAME_MISSING]),
        ({"items": [actions.NewItem("扫雪", "bureau_officer", TODAY - DAY)]},
         [Reason.POST_UNKNOWN, Reason.ITEM_DUE_BEFORE]),
    ],
)  # fmt: skip
def test_a_meeting_is_refused(a_meeting, crew, more, reasons):
    assert refused(a_meeting, **more) == reasons
    assert not Meeting.objects.exists()


def test_who_holds_no_post_here_is_a_guest(a_meeting, crew):
    stranger = a_holder(Post.COOK, a_school("邻校"))

    assert refused(a_meeting, attendees=[stranger]) == [Reason.NOT_ON_STAFF]


def test_a_cook_keeps_no_minutes(a_meeting, crew):
    assert not_yours(a_meeting, actor=crew.cook) == "governance.keep_minutes"


def test_the_chair_signs_and_the_duty_is_done(a_meeting, crew):
    minutes = a_meeting().minutes.get()

    actions.sign_minutes(minutes=minutes, actor=crew.general_affairs_director, at=NOON)

    assert asked() == [("sign-minutes", "general_affairs_director", "done")]
    again = refused(actions.sign_minutes, minutes=minutes, actor=crew.general_affairs_director, at=NOON)
    assert again == [Reason.SIGNED_ALREADY]


def test_another_leader_does_not_sign_for_the_chair(a_meeting, crew):
    minutes = a_meeting().minutes.get()

    assert refused(actions.sign_minutes, minutes=minutes, actor=crew.deputy_principal, at=NOON) == [
        Reason.NOT_THE_CHAIR
    ]


def test_the_monthly_dispatch_takes_the_principal(a_meeting, crew):
    minutes = a_meeting(kind="dispatch", chair=crew.food_safety_director).minutes.get()

    assert refused(actions.sign_minutes, minutes=minutes, actor=crew.food_safety_director, at=NOON) == [
        Reason.PRINCIPAL_SIGNS
    ]
    actions.sign_minutes(minutes=minutes, actor=crew.principal, at=NOON)

    assert asked() == [("sign-minutes", "principal", "done")]


def test_a_correction_is_a_further_text_that_needs_its_own_signature(a_meeting, crew):
    meeting = a_meeting()
    first = meeting.minutes.get()
    actions.sign_minutes(minutes=first, actor=crew.general_affairs_director, at=NOON)

    second = actions.correct_minutes(
        meeting=meeting, text="一、通报本周情况。", why="写错了一个字", actor=crew.deputy_principal, at=NOON + HOUR
    )

    assert [one.text for one in meeting.minutes.order_by("number")] == ["一、通报上周情况。", "一、通报本周情况。"]
    assert [one[2] for one in asked()] == ["done", "waiting"]
    assert refused(actions.sign_minutes, minutes=first, actor=crew.principal, at=NOON) == [Reason.NEWER_TEXT]
    actions.sign_minutes(minutes=second, actor=crew.principal, at=NOON + HOUR)
    assert [one[2] for one in asked()] == ["done", "done"]


def test_a_text_that_was_corrected_before_it_was_signed_asks_no_longer(a_meeting, crew):
    meeting = a_meeting()

    actions.correct_minutes(meeting=meeting, text="新", why="漏了一项", actor=crew.deputy_principal, at=NOON + HOUR)

    assert [one[2] for one in asked()] == ["done", "waiting"]
    assert refused(
        actions.correct_minutes, meeting=meeting, text=" ", why="", actor=crew.deputy_principal, at=NOON
    ) == [Reason.NAME_MISSING, Reason.WHY_MISSING]


@pytest.mark.parametrize("model", [Meeting, Minutes, MinutesSignature])
def test_the_database_refuses_to_change_what_was_said_and_signed(a_meeting, crew, model):
    actions.sign_minutes(minutes=a_meeting().minutes.get(), actor=crew.principal, at=NOON)

    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        model.objects.update(school=crew.school)
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_an_item_is_reported_by_whoever_did_it_and_verified_by_the_chair(a_meeting, an_item, crew):
    item = a_meeting(items=[an_item()]).items.get()

    actions.report_item(item=item, evidence="4 具已到位", actor=crew.storekeeper, at=NOON)
    actions.verify_item(item=item, actor=crew.general_affairs_director, at=NOON + HOUR)

    item.refresh_from_db()
    assert (item.done_by, item.verified_by) == (crew.storekeeper, crew.general_affairs_director)
    assert asked() == [
        ("do-item", "storekeeper", "done"), ("sign-minutes", "general_affairs_director", "waiting"),
        ("verify-item", "general_affairs_director", "done"),
    ]  # fmt: skip
    assert not ActionItem.objects.open().exists()


def test_an_item_that_was_sent_back_is_owed_again(a_meeting, an_item, crew):
    item = a_meeting(items=[an_item()]).items.get()
    actions.report_item(item=item, evidence="已办", actor=crew.storekeeper, at=NOON)

    actions.return_item(item=item, why="还差两具", actor=crew.principal, at=NOON + HOUR)

    item.refresh_from_db()
    assert (item.done_at, item.evidence) == (None, "")
    assert [one for one in asked() if one[0] != "sign-minutes"] == [
        ("do-item", "storekeeper", "done"), ("verify-item", "general_affairs_director", "done"),
        ("do-item", "storekeeper", "waiting"),
    ]  # fmt: skip


def test_nobody_verifies_their_own_work(a_meeting, an_item, crew):
    item = a_meeting(items=[an_item(owner=Post.GENERAL_AFFAIRS_DIRECTOR)]).items.get()
    actions.report_item(item=item, evidence="已办", actor=crew.general_affairs_director, at=NOON)

    assert refused(actions.verify_item, item=item, actor=crew.general_affairs_director, at=NOON) == [Reason.OWN_WORK]


def test_only_who_led_the_meeting_says_that_it_is_done(a_meeting, an_item, crew):
    item = a_meeting(items=[an_item()]).items.get()

    assert refused(actions.verify_item, item=item, actor=crew.deputy_principal, at=NOON) == [
        Reason.NOT_DONE_YET, Reason.NOT_THE_CHAIR
    ]  # fmt: skip
    assert refused(actions.report_item, item=item, evidence=" ", actor=crew.cook, at=NOON) == [Reason.EVIDENCE_MISSING]


def test_what_was_found_later_is_added_to_the_meeting(a_meeting, crew):
    meeting = a_meeting()

    facts = {"meeting": meeting, "what": "补签", "owner": "cook", "actor": crew.deputy_principal, "at": NOON}
    item = actions.add_item(due_on=TODAY, **facts)

    assert (item.number, item.owner) == (1, "cook")
    assert refused(actions.add_item, due_on=TODAY - DAY, **facts) == [Reason.ITEM_DUE_BEFORE]


def test_an_integration_signs_nothing(a_meeting, crew):
    minutes = a_meeting().minutes.get()
    crew.principal.kind = "integration"

    with pytest.raises(NotYours):
        actions.sign_minutes(minutes=minutes, actor=crew.principal, at=NOON)
