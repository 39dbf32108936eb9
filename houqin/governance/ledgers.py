"""The registers of rules, meetings and responsibility."""

from django.db.models import Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.documents.ledgers import Column, Period, Row, ledger
from houqin.governance.models import Meeting, Policy
from houqin.governance.permissions import SEE_GOVERNANCE
from houqin.governance.selectors.matrix import clauses_of_posts, held_between, vacancies
from houqin.governance.selectors.rules import ENDED, readers_of, rules_on
from houqin.governance.words import STATE_WORDS
from houqin.people.events import post_name
from houqin.people.models import PostHolding
from houqin.tenancy.posts import EVERY_SCHOOL_POST, Post

LEADERS_SIGN = [Post.GENERAL_AFFAIRS_DIRECTOR.label, Post.PRINCIPAL.label]


@ledger(
    "policy-register", form_number="HQ-台账-21", title=gettext_lazy("Policy register"), permission=SEE_GOVERNANCE,
    period=Period.RANGE,
    columns=[
        Column("number", gettext_lazy("Number"), 36, "start"), Column("title", gettext_lazy("Title"), 60, "start"),
        Column("issuer", gettext_lazy("Issuer"), 34, "start"),
        Column("issued_on", gettext_lazy("Issued on"), 20, shows="year"),
        Column("clauses", gettext_lazy("Clauses of the plan"), 40, "start"),
        Column("ended_on", gettext_lazy("Ended on"), 20, shows="year"),
        Column("successor", gettext_lazy("Replaced by"), 40, "start"),
    ],
    signatures=LEADERS_SIGN,
)  # fmt: skip
def policy_register(school, span):
    """What was issued by the end of the period and had not ended before it. One query."""
    rows = Policy.objects.of(school).filter(issued_on__lte=span.last).exclude(ended_on__lt=span.first)
    for policy in rows.select_related("superseded_by").order_by("issued_on", "pk"):
        yield {
            "number": policy.number, "title": policy.title, "issuer": policy.issuer, "issued_on": policy.issued_on,
            "clauses": " ".join(policy.clauses), "ended_on": policy.ended_on,
            "successor": str(policy.superseded_by) if policy.superseded_by else None,
        }  # fmt: skip


@ledger(
    "rule-register", form_number="HQ-台账-22", title=gettext_lazy("Register of school rules"),
    permission=SEE_GOVERNANCE, period=Period.RANGE,
    columns=[
        Column("number", gettext_lazy("Number"), 26, "start"), Column("title", gettext_lazy("Title"), 50, "start"),
        Column("kind", gettext_lazy("Kind"), 20), Column("issuer", gettext_lazy("Issuer"), 28, "start"),
        Column("version", gettext_lazy("Version"), 12), Column("approved", gettext_lazy("Approved by"), 24),
        Column("effective_on", gettext_lazy("In force from"), 20, shows="year"),
        Column("review_on", gettext_lazy("Review on"), 20, shows="year"),
        Column("read", gettext_lazy("Read by"), 16), Column("state", gettext_lazy("State"), 18),
    ],
    note=gettext_lazy("Kept for at least three years (EV-12)."), signatures=LEADERS_SIGN,
)  # fmt: skip
def rule_register(school, span):
    """Every rule as it stood on the last day of the period, but those that ended before it. Six queries."""
    statuses = [one for one in rules_on(school, span.last) if not one.rule.ended_on or one.rule.ended_on > span.first]
    readers = readers_of(statuses, school, span.last)
    for one in statuses:
        rule, approval, must = one.rule, one.approval or one.coming, readers[one.rule.pk]
        yield Row(
            {
                "number": rule.number, "title": rule.title, "kind": rule.kind, "issuer": rule.issuer,
                "version": (one.current or one.newest).number,
                "approved": approval.approved_by.name if approval else None,
                "effective_on": approval.effective_on if approval else None,
                "review_on": approval.review_on if approval else None,
                "read": f"{must.read}/{len(must.people)}" if must.people else None,
                "state": str(STATE_WORDS[one.state][1]),
            },
            key=rule.pk, struck=one.state == ENDED,
        )  # fmt: skip


@ledger(
    "meeting-register", form_number="HQ-台账-23", title=gettext_lazy("Meeting register"), permission=SEE_GOVERNANCE,
    period=Period.RANGE,
    columns=[
        Column("held_at", gettext_lazy("Held on"), 24, shows="year"),
        Column("title", gettext_lazy("Meeting"), 40, "start"),
        Column("place", gettext_lazy("Where it was held"), 24, "start"), Column("chair", gettext_lazy("Chair"), 18),
        Column("people", gettext_lazy("Present"), 44, "start"),
        Column("items", gettext_lazy("Action items, who, by when"), 80, "start"),
        Column("signed", gettext_lazy("Signed by"), 24, "start"),
    ],
    signatures=LEADERS_SIGN,
)  # fmt: skip
def meeting_register(school, span):
    """Every meeting of the period with what it decided. Five queries."""
    rows = Meeting.objects.of(school).filter(held_at__gte=span.begins_at, held_at__lt=span.ends_at)
    rows = rows.select_related("chair").prefetch_related("attendees", "items", "minutes__signatures__user")
    for meeting in rows.order_by("held_at", "pk"):
        latest = max(meeting.minutes.all(), key=lambda text: text.number)
        items = sorted(meeting.items.all(), key=lambda one: one.number)
        yield Row(
            {
                "held_at": meeting.held_at, "title": meeting.title, "place": meeting.place,
                "chair": meeting.chair.name,
                "people": _(", ").join([*(one.name for one in meeting.attendees.all()), meeting.guests]).strip(", ，"),
                "items": "\n".join(_decided(one) for one in items),
                "signed": [one.user.name for one in latest.signatures.all()],
            },
            key=meeting.pk, remark=_("corrected: {why}").format(why=latest.why) if latest.number > 1 else "",
        )  # fmt: skip


def _decided(item) -> str:
    state = _("verified") if item.verified_at else _("done") if item.done_at else _("open")
    return f"{item.number}. {item.what} {post_name(item.owner)} {item.due_on:%m-%d} {state}"


def _part(held: PostHolding) -> str:
    if held.is_deputy:
        return _("deputy")
    return _("of the contractor") if held.is_of_contractor else _("holder")


@ledger(
    "responsibility-matrix", form_number="HQ-台账-24", title=gettext_lazy("Responsibility matrix"),
    permission=SEE_GOVERNANCE, period=Period.RANGE,
    columns=[
        Column("post", gettext_lazy("Post"), 34, "start"),
        Column("clauses", gettext_lazy("Clauses of the plan"), 70, "start"),
        Column("person", gettext_lazy("Person"), 30), Column("part", gettext_lazy("As"), 20),
        Column("starts_on", gettext_lazy("From"), 22, shows="year"),
        Column("ends_on", gettext_lazy("Until"), 22, shows="year"),
        Column("appointed", gettext_lazy("Appointed by"), 26),
    ],
    note=gettext_lazy("A post that nobody held is printed as vacant."), signatures=LEADERS_SIGN,
)  # fmt: skip
def responsibility_matrix(school, span):
    """Who held which post in the period, and in words when nobody did. Two queries.

    Before the school appointed anybody at all, nothing was vacant: it was not there yet.
    """
    clauses, by_post = clauses_of_posts(), {}
    for held in held_between(school, span.first, span.last):
        by_post.setdefault(held.post, []).append(held)
    began = PostHolding.objects.of(school).aggregate(day=Min("starts_on"))["day"] or span.first
    for post in Post:
        if post not in EVERY_SCHOOL_POST:
            continue
        words = {"post": post.label, "clauses": " ".join(clauses[post.value]), "part": None, "appointed": None}
        held_rows = by_post.get(post.value, [])
        rows = [
            words | {
                "person": held.user.name, "part": _part(held),
                "starts_on": held.starts_on, "ends_on": held.ends_on, "appointed": held.appointed_by.name,
            } for held in held_rows
        ]  # fmt: skip
        for first, last in vacancies(held_rows, max(span.first, began), span.last):
            rows.append(words | {"person": _("Vacant"), "starts_on": first, "ends_on": last})
        yield from sorted(rows, key=lambda row: row["starts_on"])
