"""What must always be done for rules, plans and meetings. Each is raised by the verb that made it necessary."""

from datetime import UTC, datetime
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from houqin.duties.declaring import Done, duty, subjects
from houqin.duties.schedules import OnEvent, Termly
from houqin.governance.deadlines import END_OF_DAY
from houqin.governance.models import ActionItem, Meeting, MinutesSignature
from houqin.governance.models.meetings import MeetingKind
from houqin.tenancy.posts import Post

DAY = 24 * 60


@duty(
    "governance.sign-minutes", title=_("Sign the minutes: {subject}"), schedule=OnEvent(), owner=Post.PRINCIPAL,
    ladder=((2 * DAY, Post.PRINCIPAL),), rule="FM-11", clauses=("S-02", "C-03"), view="governance:meeting",
    verb=_("Sign"),
)  # fmt: skip
def minutes_are_signed(duties):
    """Done when the text is signed by who leads, or a newer text took its place. Two queries."""
    signed = {}
    rows = MinutesSignature.objects.filter(minutes__meeting__in={one.subject_id for one in duties})
    for row in rows.select_related("minutes", "user").order_by("-signed_at"):
        signed[row.minutes_id] = row
    newer = {}
    for meeting in Meeting.objects.filter(pk__in={one.subject_id for one in duties}).prefetch_related("minutes"):
        texts = sorted(meeting.minutes.all(), key=lambda one: one.number)
        newer |= {before.pk: after for before, after in pairwise(texts)}
    for one in duties:
        text = int(one.key)
        if text in signed:
            yield Done(one, at=signed[text].signed_at, by=signed[text].user, thing=signed[text])
        elif text in newer:
            yield Done(one, at=newer[text].written_at, thing=newer[text])


@duty(
    "governance.do-item", title=_("Decided at a meeting: {subject}"), schedule=OnEvent(),
    owner=Post.GENERAL_AFFAIRS_DIRECTOR,
    ladder=((DAY, Post.GENERAL_AFFAIRS_DIRECTOR), (3 * DAY, Post.PRINCIPAL)), rule="FM-12", clauses=("S-02",),
    view="governance:item", verb=_("Report"),
)  # fmt: skip
def item_is_done(duties):
    """Done when it is reported as done, with what shows it. One query."""
    for one, item in subjects(duties, ActionItem):
        if item.done_at:
            yield Done(one, at=item.done_at, thing=item)


@duty(
    "governance.verify-item", title=_("Look whether it was done: {subject}"), schedule=OnEvent(),
    owner=Post.PRINCIPAL, ladder=((3 * DAY, Post.PRINCIPAL),), clauses=("S-02",), view="governance:item",
    verb=_("Verify"),
)  # fmt: skip
def item_is_judged(duties):
    """Done when the chair has verified it, or has sent it back. One query."""
    for one, item in subjects(duties, ActionItem):
        if item.verified_at:
            yield Done(one, at=item.verified_at, thing=item)
        elif item.returned_at and item.returned_at >= one.opens_at:
            yield Done(one, at=item.returned_at, thing=item)


@duty(
    "governance.meet-in-canteen", title=_("Meet in the canteen this term"), schedule=Termly(END_OF_DAY, -14),
    owner=Post.PRINCIPAL, ladder=((DAY, Post.DEPUTY_PRINCIPAL), (3 * DAY, Post.PRINCIPAL)), rule="FM-12",
    clauses=("S-02", "C-03", "C-38"), view="governance:new-meeting", verb=_("Record the meeting"),
)  # fmt: skip
def met_in_the_canteen(duties):
    """Done when a meeting in the canteen was held since the term began. One query."""
    duties = list(duties)
    since = min((one.opens_at for one in duties), default=datetime.max.replace(tzinfo=UTC))
    rows = Meeting.objects.filter(kind=MeetingKind.ON_SITE, school__in={one.school_id for one in duties})
    meetings = list(rows.filter(held_at__gte=since).select_related("chair").order_by("held_at"))
    for one in duties:
        for meeting in meetings:
            if meeting.school_id == one.school_id and meeting.held_at >= one.opens_at:
                yield Done(one, at=meeting.held_at, by=meeting.chair, thing=meeting)
                break
