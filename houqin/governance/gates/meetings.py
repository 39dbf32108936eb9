"""Holding a meeting, correcting and signing its minutes, and what follows from it."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from houqin.governance.models import ActionItem, Meeting, Minutes
from houqin.governance.models.meetings import MeetingKind
from houqin.governance.reasons import Reason
from houqin.kernel.refusals import Refusal
from houqin.tenancy.posts import EVERY_SCHOOL_POST, Post


def may_hold(*, school, kind: str, held_at: datetime, people: Iterable, in_office: set[int], items,
             at: datetime) -> Iterator[Refusal]:  # fmt: skip
    """Why this meeting may not be recorded. `in_office`: keys of those with a post here on the day of the meeting."""
    if kind not in MeetingKind.values:
        yield Refusal(Reason.KIND_UNKNOWN, {"kind": kind})
    if held_at > at:
        yield Refusal(Reason.MEETING_LATER, {"held_at": held_at}, gate="GT-18")
    for person in people:
        if person.pk not in in_office:
            yield Refusal(Reason.NOT_ON_STAFF, {"name": person.name})
    yield from items_are_sane(items, in_office=in_office, not_before=school.localdate(held_at))


def items_are_sane(items, *, in_office: set[int], not_before) -> Iterator[Refusal]:
    """Each action item says what, has a post that owns it, and a day that can still be kept."""
    for item in items:
        if not item.what.strip():
            yield Refusal(Reason.NAME_MISSING, {"what": "—"})
        if item.owner not in EVERY_SCHOOL_POST:
            yield Refusal(Reason.POST_UNKNOWN, {"post": item.owner})
        if item.person and item.person.pk not in in_office:
            yield Refusal(Reason.NOT_ON_STAFF, {"name": item.person.name})
        if item.due_on < not_before:
            yield Refusal(Reason.ITEM_DUE_BEFORE, {"what": item.what, "due_on": item.due_on})


def may_sign(minutes: Minutes, *, actor, posts: frozenset[str], latest: int, signed_by: set[int]) -> Iterator[Refusal]:
    """Why this person may not sign this text. `posts` are theirs at the school, `latest` the newest text's number."""
    meeting = minutes.meeting
    yield from leads(meeting, actor=actor, posts=posts)
    if minutes.number < latest:
        yield Refusal(Reason.NEWER_TEXT, {"number": latest}, where=meeting)
    if actor.pk in signed_by:
        yield Refusal(Reason.SIGNED_ALREADY, {"name": actor.name})


def leads(meeting: Meeting, *, actor, posts: frozenset[str]) -> Iterator[Refusal]:
    """The chair or the principal; over the monthly dispatch the principal alone (FM-11)."""
    if Post.PRINCIPAL.value in posts:
        return
    if meeting.kind == MeetingKind.DISPATCH:
        yield Refusal(Reason.PRINCIPAL_SIGNS)
    elif actor.pk != meeting.chair_id:
        yield Refusal(Reason.NOT_THE_CHAIR, {"chair": meeting.chair.name})


def may_verify(item: ActionItem, *, actor, posts: frozenset[str]) -> Iterator[Refusal]:
    """Only who led the meeting, or the principal, says that its decision was carried out."""
    if Post.PRINCIPAL.value not in posts and actor.pk != item.meeting.chair_id:
        yield Refusal(Reason.NOT_THE_CHAIR, {"chair": item.meeting.chair.name})
