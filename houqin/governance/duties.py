"""What must always be done for rules, plans and meetings. Each is raised by the verb that made it necessary."""

from datetime import UTC, datetime, time
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from houqin.duties.declaring import Done, duty, subjects
from houqin.duties.schedules import Each, Occasion, OnEvent, Termly
from houqin.governance.deadlines import END_OF_DAY, READ_WITHIN
from houqin.governance.models import (
    ActionItem,
    Meeting,
    Milestone,
    MinutesSignature,
    Reading,
    Rule,
    RuleApproval,
    RuleVersion,
)
from houqin.governance.models.meetings import MeetingKind
from houqin.governance.models.plans import PlanState
from houqin.governance.selectors.rules import new_readers, read_by_all
from houqin.people.models import PostHolding
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
    clauses=("C-03",), view="governance:new-meeting", verb=_("Record the meeting"),
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


def _rules_with_approvals(duties) -> tuple[dict[int, Rule], dict[int, list[RuleApproval]]]:
    """The rules that the duties are about, and each one's approvals in the order they were given. Two queries."""
    rules = Rule.objects.in_bulk({one.subject_id for one in duties})
    given: dict[int, list[RuleApproval]] = {key: [] for key in rules}
    rows = RuleApproval.objects.filter(version__rule__in=rules).select_related("version", "approved_by")
    for row in rows.order_by("pk"):
        given[row.version.rule_id].append(row)
    return rules, given


@duty(
    "governance.approve-rule", title=_("Approve or rewrite: {subject}"), schedule=OnEvent(), owner=Post.PRINCIPAL,
    ladder=((7 * DAY, Post.PRINCIPAL),), rule="EV-12", clauses=("S-23",), view="governance:rule", verb=_("Approve"),
)  # fmt: skip
def rule_is_approved(duties):
    """Done when this text or a newer one is approved, a newer one is written, or the rule has ended. Three queries."""
    duties = list(duties)
    rules, given = _rules_with_approvals(duties)
    newest = {one.rule_id: one for one in RuleVersion.objects.filter(rule__in=rules).order_by("number")}
    for one in duties:
        rule, text = rules.get(one.subject_id), int(one.key)
        if rule is None:
            continue
        approval = next((row for row in given[rule.pk] if row.version_id >= text), None)
        if approval:
            yield Done(one, at=approval.approved_at, by=approval.approved_by, thing=approval)
        elif newest[rule.pk].pk > text:
            yield Done(one, at=newest[rule.pk].drafted_at, thing=newest[rule.pk])
        elif rule.ended_at:
            yield Done(one, at=rule.ended_at, thing=rule)


@duty(
    "governance.review-rule", title=_("Look again at: {subject}"), schedule=OnEvent(),
    owner=Post.GENERAL_AFFAIRS_DIRECTOR, ladder=((DAY, Post.DEPUTY_PRINCIPAL), (7 * DAY, Post.PRINCIPAL)),
    rule="EV-12", clauses=("S-23",), view="governance:rule", verb=_("Look again"),
)  # fmt: skip
def rule_is_reviewed(duties):
    """Done when the principal has approved again, the same text or a newer one, or the rule has ended. Two queries."""
    duties = list(duties)
    rules, given = _rules_with_approvals(duties)
    for one in duties:
        rule = rules.get(one.subject_id)
        if rule is None:
            continue
        later = next((row for row in given[rule.pk] if row.pk > int(one.key)), None)
        if later:
            yield Done(one, at=later.approved_at, by=later.approved_by, thing=later)
        elif rule.ended_at:
            yield Done(one, at=rule.ended_at, thing=rule)


@duty(
    "governance.read-rule", title=_("Read and understand: {subject}"), schedule=OnEvent(), owner=Post.COOK,
    ladder=((DAY, Post.GENERAL_AFFAIRS_DIRECTOR), (7 * DAY, Post.PRINCIPAL)), rule="EV-12", clauses=("S-23", "C-12"),
    view="governance:rule", verb=_("Read and acknowledge"),
)  # fmt: skip
def rule_is_read(duties):
    """Done when every holder of the post has read the text, its readers changed, or a newer text is approved.

    Four queries.
    """
    duties = list(duties)
    rules, given = _rules_with_approvals(duties)
    read = read_by_all({_text_and_post(one) for one in duties})
    for one in duties:
        rule, (text, post) = rules.get(one.subject_id), _text_and_post(one)
        if rule is None:
            continue
        newer = next((row for row in given[rule.pk] if row.version_id > text), None)
        if readings := read[text, post]:
            last = max(readings, key=lambda row: row.read_at)
            yield Done(one, at=last.read_at, by=last.user, thing=last)
        elif newer:
            yield Done(one, at=newer.approved_at, thing=newer)
        elif rule.ended_at:
            yield Done(one, at=rule.ended_at, thing=rule)
        elif post not in rule.readers:
            yield Done(one, at=one.opens_at, thing=rule)


def _starts_in_a_reading_post(window):
    """Whoever takes a post after the text was approved for it. While the post is still asked, they are among its
    holders; who has read the text before, in another post, has read it.
    """
    for version, holding in window.once(new_readers).get(window.school.pk, ()):
        if window.first <= holding.starts_on <= window.last:
            school, on = window.school, holding.starts_on
            yield Occasion(
                f"{version.pk}/{holding.pk}", on, school.moment(on, time(0)),
                school.moment(on + READ_WITHIN, END_OF_DAY), None, version.rule, owner=holding.post,
            )  # fmt: skip


@duty(
    "governance.read-rule-in-new-post", title=_("New in the post, read and understand: {subject}"),
    schedule=Each(_starts_in_a_reading_post), owner=Post.COOK,
    ladder=((DAY, Post.GENERAL_AFFAIRS_DIRECTOR), (7 * DAY, Post.PRINCIPAL)), rule="EV-12", clauses=("S-23", "C-12"),
    view="governance:rule", verb=_("Read and acknowledge"),
)  # fmt: skip
def rule_is_read_in_a_new_post(duties):
    """Done when the one who came has read the text, or left; or as for everybody when it is not asked any more.

    Five queries.
    """
    duties = list(duties)
    rules, given = _rules_with_approvals(duties)
    asked = {one.pk: tuple(map(int, one.key.split("/"))) for one in duties}
    came = PostHolding.objects.in_bulk({holding for _text, holding in asked.values()})
    rows = Reading.objects.filter(version__in={text for text, _holding in asked.values()}).select_related("user")
    read = {(row.version_id, row.user_id): row for row in rows}
    for one in duties:
        rule, (text, key) = rules.get(one.subject_id), asked[one.pk]
        holding = came.get(key)
        if rule is None or holding is None:
            continue
        newer = next((row for row in given[rule.pk] if row.version_id > text), None)
        if reading := read.get((text, holding.user_id)):
            yield Done(one, at=reading.read_at, by=reading.user, thing=reading)
        elif newer:
            yield Done(one, at=newer.approved_at, thing=newer)
        elif rule.ended_at:
            yield Done(one, at=rule.ended_at, thing=rule)


def _text_and_post(one) -> tuple[int, str]:
    text, _slash, post = one.key.partition("/")
    return int(text), post


@duty(
    "governance.reach-milestone", title=_("Milestone: {subject}"), schedule=OnEvent(),
    owner=Post.GENERAL_AFFAIRS_DIRECTOR,
    ladder=((DAY, Post.GENERAL_AFFAIRS_DIRECTOR), (3 * DAY, Post.DEPUTY_PRINCIPAL), (7 * DAY, Post.PRINCIPAL)),
    rule="EV-09", clauses=("S-08", "S-18", "P-02"), view="governance:milestone", verb=_("Report"),
)  # fmt: skip
def milestone_is_reached(duties):
    """Done when it is reported, with what shows it, or when its plan was reviewed without it. One query."""
    rows = Milestone.objects.select_related("plan", "done_by").in_bulk({one.subject_id for one in duties})
    for one in duties:
        milestone = rows.get(one.subject_id)
        if milestone and milestone.done_at:
            yield Done(one, at=milestone.done_at, by=milestone.done_by, thing=milestone)
        elif milestone and milestone.plan.state in (PlanState.REVIEWED, PlanState.ARCHIVED):
            yield Done(one, at=milestone.plan.reviewed_at, thing=milestone.plan)


@duty(
    "governance.accept-milestone", title=_("Accept or send back: {subject}"), schedule=OnEvent(),
    owner=Post.PRINCIPAL, ladder=((3 * DAY, Post.DEPUTY_PRINCIPAL), (7 * DAY, Post.PRINCIPAL)), rule="EV-09",
    clauses=("S-18",), view="governance:milestone", verb=_("Verify"),
)  # fmt: skip
def milestone_is_judged(duties):
    """Done when another person has accepted it or sent it back, or its plan was reviewed. One query."""
    rows = Milestone.objects.select_related("plan", "accepted_by").in_bulk({one.subject_id for one in duties})
    for one in duties:
        milestone = rows.get(one.subject_id)
        if milestone is None:
            continue
        if milestone.accepted_at:
            yield Done(one, at=milestone.accepted_at, by=milestone.accepted_by, thing=milestone)
        elif milestone.returned_at and milestone.returned_at >= one.opens_at:
            yield Done(one, at=milestone.returned_at, thing=milestone)
        elif milestone.plan.reviewed_at:
            yield Done(one, at=milestone.plan.reviewed_at, thing=milestone.plan)
