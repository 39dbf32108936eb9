"""Verbs of meetings: hold, sign, correct, and see that what was decided is done (S-02, FM-11, FM-12)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from houqin.duties.actions import answer_about, raise_duty
from houqin.governance import events
from houqin.governance.deadlines import END_OF_DAY, LOOK_WITHIN, SIGN_WITHIN
from houqin.governance.gates.entering import is_given, why_is_given
from houqin.governance.gates.meetings import items_are_sane, may_hold, may_sign, may_verify
from houqin.governance.gates.work import may_judge, may_report
from houqin.governance.models import ActionItem, Meeting, Minutes, MinutesSignature
from houqin.governance.models.meetings import MeetingKind
from houqin.governance.permissions import ACCEPT_WORK, KEEP_MINUTES, REPORT_WORK, SIGN_MINUTES
from houqin.journal.actions import record
from houqin.journal.attachments import store_attachment
from houqin.journal.kinds import EntryKind
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.spoken import spoken
from houqin.kernel.transactions import lock
from houqin.people.models import User
from houqin.people.selectors import holders
from houqin.tenancy.codes import next_code
from houqin.tenancy.posts import Post


@dataclass(frozen=True)
class NewItem:
    """What somebody is to do after a meeting: the post answers; `person` names one of its holders."""

    what: str
    owner: str
    due_on: date
    person: User | None = None


@transaction.atomic
def hold_meeting(
    *, school, kind: str, held_at: datetime, place: str, chair: User, minutes: str, actor, at: datetime,
    title: str = "", attendees: Iterable[User] = (), guests: str = "", items: Sequence[NewItem] = (),
    files: Iterable[UploadedFile] = (),
) -> Meeting:  # fmt: skip
    """Record a meeting that was held, with its minutes and what is to be done after it.

    `title` defaults to the kind and the day. The minutes count once `sign_minutes` was called on
    `meeting.minutes`; until then a duty asks for the signature. Each item becomes a duty of its post.
    Raises Refused: KIND_UNKNOWN, MEETING_LATER, NAME_MISSING, NOT_ON_STAFF, POST_UNKNOWN, ITEM_DUE_BEFORE.
    """
    authorise(actor, KEEP_MINUTES, school=school, at=at)
    attendees = list({person.pk: person for person in attendees}.values())
    on = school.localdate(held_at)
    in_office = {held.user_id for held in holders(school, on=on)}
    require(
        may_hold(school=school, kind=kind, held_at=held_at, people=[chair, *attendees], in_office=in_office,
                 items=items, at=at),
        is_given(**{_("Where it was held"): place, _("Minutes"): minutes}),
    )  # fmt: skip
    meeting = Meeting.objects.create(
        school=school, code=next_code(school, "HY", on), kind=kind, held_at=held_at, place=place.strip(), chair=chair,
        title=title.strip() or spoken(lambda: f"{MeetingKind(kind).label} {on:%Y-%m-%d}"), guests=guests.strip(),
        recorded_by=actor, recorded_at=at,
    )  # fmt: skip
    meeting.attendees.set({chair.pk, *(person.pk for person in attendees)})
    kept = [store_attachment(one, chain=school.pk, actor=actor, at=at) for one in files]
    meeting.attachments.set(kept)
    text = Minutes.objects.create(
        school=school, meeting=meeting, number=1, text=minutes.strip(), written_by=actor, written_at=at
    )
    made = [_add(meeting, item, number) for number, item in enumerate(items, start=1)]
    record(
        _held(kind), meeting, about=[text, *made, *kept], actor=actor, at=at, happened_at=held_at, meeting_kind=kind,
        title=meeting.title, place=meeting.place, items=len(made), people=[person.name for person in attendees],
        decided=[{"what": one.what, "post": one.owner, "due_on": one.due_on} for one in made],
    )  # fmt: skip
    for one in made:
        _ask_for(one, at=at)
    _ask_to_sign(text, at=at)
    return meeting


def _held(kind: str) -> EntryKind:
    special = {MeetingKind.DISPATCH: events.DISPATCH_HELD, MeetingKind.ON_SITE: events.CANTEEN_MEETING_HELD}
    return special.get(kind, events.MEETING_HELD)


def _add(meeting: Meeting, item: NewItem, number: int) -> ActionItem:
    return ActionItem.objects.create(
        school=meeting.school, meeting=meeting, number=number, what=item.what.strip(), owner=item.owner,
        person=item.person, due_on=item.due_on,
    )  # fmt: skip


def _ask_for(item: ActionItem, *, at: datetime) -> None:
    """The owner's duty; asked anew each time that the chair sends it back."""
    school = item.school
    raise_duty(
        code="governance.do-item", key=f"{item.pk}/{at:%Y%m%dT%H%M%S}", school=school, subject=item, opens_at=at,
        due_at=max(at, school.moment(item.due_on, END_OF_DAY)), subject_name=item.what, owner=item.owner, at=at,
    )  # fmt: skip


def _ask_to_sign(text: Minutes, *, at: datetime) -> None:
    meeting = text.meeting
    raise_duty(
        code="governance.sign-minutes", key=f"{text.pk}", school=meeting.school, subject=meeting, opens_at=at,
        due_at=at + SIGN_WITHIN, subject_name=meeting.title, owner=_post_of_chair(meeting), at=at,
    )  # fmt: skip


def _post_of_chair(meeting: Meeting) -> str:
    """The post by which the chair may sign; the principal's over the monthly dispatch, and when the chair has none."""
    if meeting.kind == MeetingKind.DISPATCH:
        return Post.PRINCIPAL
    on = meeting.school.localdate(meeting.held_at)
    held = {one.post for one in holders(meeting.school, on=on) if one.user_id == meeting.chair_id}
    return next((post for post in Post if post in held & SIGN_MINUTES.posts), Post.PRINCIPAL)


@transaction.atomic
def sign_minutes(*, minutes: Minutes, actor, at: datetime) -> MinutesSignature:
    """Stand for the newest text: the chair or the principal; the monthly dispatch takes the principal (FM-11).

    Raises Refused: NOT_THE_CHAIR, PRINCIPAL_SIGNS, NEWER_TEXT, SIGNED_ALREADY.
    """
    school = minutes.school
    authorise(actor, SIGN_MINUTES, school=school, at=at)
    [meeting] = lock(Meeting.objects.filter(pk=minutes.meeting_id).select_related("chair"))
    texts = {one.pk: one for one in Minutes.objects.filter(meeting=meeting).prefetch_related("signatures")}
    minutes = texts[minutes.pk]
    minutes.meeting = meeting
    signed_by = {one.user_id for one in minutes.signatures.all()}
    latest = max(one.number for one in texts.values())
    require(may_sign(minutes, actor=actor, posts=actor.posts_in(school, at), latest=latest, signed_by=signed_by))
    signature = MinutesSignature.objects.create(school=school, minutes=minutes, user=actor, signed_at=at)
    record(
        events.MINUTES_SIGNED, meeting, about=[minutes, signature], actor=actor, at=at, title=meeting.title,
        number=minutes.number,
    )  # fmt: skip
    answer_about(meeting, at=at)
    return signature


@transaction.atomic
def correct_minutes(*, meeting: Meeting, text: str, why: str, actor, at: datetime) -> Minutes:
    """Write the minutes anew, with the reason. The text before stays, and so do its signatures; this one needs its own.

    Raises Refused: NAME_MISSING, WHY_MISSING.
    """
    authorise(actor, KEEP_MINUTES, school=meeting.school, at=at)
    [meeting] = lock(Meeting.objects.filter(pk=meeting.pk).select_related("school", "chair"))
    require(is_given(**{_("Minutes"): text}), why_is_given(why))
    number = meeting.minutes.count() + 1
    minutes = Minutes.objects.create(
        school=meeting.school, meeting=meeting, number=number, text=text.strip(), why=why.strip(), written_by=actor,
        written_at=at,
    )  # fmt: skip
    record(
        events.MINUTES_CORRECTED, meeting, about=[minutes], actor=actor, at=at, title=meeting.title, number=number,
        why=why.strip(),
    )  # fmt: skip
    answer_about(meeting, at=at)
    _ask_to_sign(minutes, at=at)
    return minutes


@transaction.atomic
def add_item(
    *, meeting: Meeting, what: str, owner: str, due_on: date, actor, at: datetime, person: User | None = None
) -> ActionItem:
    """Add what somebody is to do, found later.  Raises Refused: as hold_meeting."""
    school = meeting.school
    authorise(actor, KEEP_MINUTES, school=school, at=at)
    [meeting] = lock(Meeting.objects.filter(pk=meeting.pk).select_related("school"))
    item = NewItem(what, owner, due_on, person)
    today = school.localdate(at)
    in_office = {held.user_id for held in holders(school, on=today)}
    require(items_are_sane([item], in_office=in_office, not_before=today))
    made = _add(meeting, item, meeting.items.count() + 1)
    record(
        events.ITEM_ADDED, made, about=[meeting], actor=actor, at=at, what=made.what, post=made.owner,
        due_on=made.due_on,
    )  # fmt: skip
    _ask_for(made, at=at)
    return made


@transaction.atomic
def report_item(
    *, item: ActionItem, evidence: str, actor, at: datetime, file: UploadedFile | None = None
) -> ActionItem:
    """Say that it is done, and what shows it. The chair then looks.  Raises Refused: EVIDENCE_MISSING, DONE_ALREADY."""
    authorise(actor, REPORT_WORK, school=item.school, at=at)
    item = _locked(item)
    require(may_report(item, evidence=evidence))
    item.attachment = store_attachment(file, chain=item.school_id, actor=actor, at=at) if file else None
    item.done_at, item.done_by, item.evidence = at, actor, evidence.strip()
    item.save(update_fields=["done_at", "done_by", "evidence", "attachment"])
    record(
        events.ITEM_DONE, item, about=[item.meeting, item.attachment], actor=actor, at=at, what=item.what,
        evidence=item.evidence,
    )  # fmt: skip
    answer_about(item, at=at)
    raise_duty(
        code="governance.verify-item", key=f"{item.pk}/{at:%Y%m%dT%H%M%S}", school=item.school, subject=item,
        opens_at=at, due_at=at + LOOK_WITHIN, subject_name=item.what, owner=_post_of_chair(item.meeting), at=at,
    )  # fmt: skip
    return item


@transaction.atomic
def verify_item(*, item: ActionItem, actor, at: datetime) -> ActionItem:
    """The chair or the principal has seen that it is done.

    Raises Refused: NOT_DONE_YET, ACCEPTED_ALREADY, OWN_WORK, NOT_THE_CHAIR.
    """
    item = _judged(item, actor=actor, at=at)
    item.verified_at, item.verified_by = at, actor
    item.save(update_fields=["verified_at", "verified_by"])
    record(events.ITEM_VERIFIED, item, about=[item.meeting], actor=actor, at=at, what=item.what)
    answer_about(item, at=at)
    return item


@transaction.atomic
def return_item(*, item: ActionItem, why: str, actor, at: datetime) -> ActionItem:
    """Send it back: it is not done yet. Its post owes it again; the journal keeps what was reported.

    Raises Refused: as verify_item, and WHY_MISSING.
    """
    item = _judged(item, actor=actor, at=at, more=why_is_given(why))
    was = {"evidence": item.evidence, "done_by": item.done_by.name, "done_at": item.done_at}
    item.done_at, item.done_by, item.evidence, item.attachment, item.returned_at = None, None, "", None, at
    item.save(update_fields=["done_at", "done_by", "evidence", "attachment", "returned_at"])
    record(
        events.ITEM_RETURNED, item, about=[item.meeting], actor=actor, at=at, what=item.what, why=why.strip(), was=was
    )
    answer_about(item, at=at)
    _ask_for(item, at=at)
    return item


def _judged(item: ActionItem, *, actor, at: datetime, more=()) -> ActionItem:
    authorise(actor, ACCEPT_WORK, school=item.school, at=at)
    item = _locked(item)
    posts = actor.posts_in(item.school, at)
    require(may_judge(item, actor=actor, judged_at=item.verified_at), may_verify(item, actor=actor, posts=posts), more)
    return item


def _locked(item: ActionItem) -> ActionItem:
    rows = ActionItem.objects.filter(pk=item.pk)
    rows = rows.select_related("school", "meeting__chair", "meeting__school", "done_by")
    return lock(rows)[0]
