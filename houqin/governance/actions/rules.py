"""Verbs of the school's written rules: write, approve, read, review, end (S-23, C-36, EV-12)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from houqin.duties.actions import answer_about, raise_duty
from houqin.governance import events
from houqin.governance.deadlines import END_OF_DAY, LOOK_WITHIN, READ_WITHIN, REVIEW_AHEAD
from houqin.governance.gates.entering import clauses_are_known, has_a_text, is_given, posts_are_known
from houqin.governance.gates.rules import (
    has_not_ended,
    is_approved,
    may_acknowledge,
    may_approve,
    may_end,
    number_is_free,
    review_is_later,
)
from houqin.governance.models import Policy, Reading, Rule, RuleApproval, RuleVersion
from houqin.governance.permissions import ACKNOWLEDGE, APPROVE_RULES, WRITE_RULES
from houqin.journal.actions import record
from houqin.journal.attachments import store_attachment
from houqin.kernel.permissions import Permission, authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock
from houqin.tenancy.codes import next_code
from houqin.tenancy.posts import Post


@transaction.atomic
def write_rule(
    *, school, title: str, kind: str, actor, at: datetime, number: str = "", issuer: str = "", text: str = "",
    clauses: Iterable[str] = (), readers: Iterable[str] = (), policies: Iterable[Policy] = (),
    file: UploadedFile | None = None,
) -> Rule:  # fmt: skip
    """Write a rule of the school with its first text. It binds nobody before the principal approves it.

    `kind` is any word (C-36). Raises Refused: NAME_MISSING, TEXT_MISSING, CLAUSE_UNKNOWN, POST_UNKNOWN, NUMBER_TAKEN.
    """
    authorise(actor, WRITE_RULES, school=school, at=at)
    clauses, readers, number = list(clauses), list(readers), number.strip()
    require(
        is_given(**{_("Title"): title, _("Kind"): kind}), has_a_text(text, file), clauses_are_known(clauses),
        posts_are_known(readers), number_is_free(number, Rule.objects.of(school).filter(number=number).first()),
    )  # fmt: skip
    rule = Rule.objects.create(
        school=school, number=number or next_code(school, "ZD", school.localdate(at)), title=title.strip(),
        kind=kind.strip(), issuer=issuer.strip() or school.name, clauses=clauses, readers=readers,
    )  # fmt: skip
    rule.policies.set(policies)
    record(
        events.RULE_WRITTEN, rule, about=list(policies), actor=actor, at=at, title=rule.title, number=rule.number,
        rule_kind=rule.kind, clauses=clauses, readers=readers,
    )  # fmt: skip
    _write(rule, number=1, text=text, file=file, what_changed="", actor=actor, at=at)
    return rule


@transaction.atomic
def write_version(
    *, rule: Rule, actor, at: datetime, text: str = "", what_changed: str = "", file: UploadedFile | None = None
) -> RuleVersion:
    """Write the rule anew. The text in force stays until this one is approved and its day has come.

    Raises Refused: TEXT_MISSING, NAME_MISSING, RULE_ENDED.
    """
    rule = _locked(rule, WRITE_RULES, actor=actor, at=at)
    require(has_a_text(text, file), is_given(**{_("What changed"): what_changed}), has_not_ended(rule))
    number = rule.versions.count() + 1
    return _write(rule, number=number, text=text, file=file, what_changed=what_changed, actor=actor, at=at)


def _write(rule: Rule, *, number: int, text: str, file, what_changed: str, actor, at: datetime) -> RuleVersion:
    attachment = store_attachment(file, chain=rule.school_id, actor=actor, at=at) if file else None
    version = RuleVersion.objects.create(
        school=rule.school, rule=rule, number=number, text=text.strip(), attachment=attachment,
        what_changed=what_changed.strip(), drafted_by=actor, drafted_at=at,
    )  # fmt: skip
    record(
        events.RULE_VERSION_WRITTEN, rule, about=[version, attachment], actor=actor, at=at, title=rule.title,
        version=number, what_changed=version.what_changed,
    )  # fmt: skip
    if number > 1:
        answer_about(rule, at=at)
    raise_duty(
        code="governance.approve-rule", key=f"{version.pk}", school=rule.school, subject=rule, opens_at=at,
        due_at=at + LOOK_WITHIN, subject_name=rule.title, owner=Post.PRINCIPAL, at=at,
    )  # fmt: skip
    return version


@transaction.atomic
def approve_version(
    *, version: RuleVersion, effective_on: date, review_on: date, actor, at: datetime, note: str = ""
) -> RuleApproval:
    """The principal's word that this text holds from a day. Its readers are asked to read it.

    Raises Refused: APPROVED_ALREADY, NOT_THE_LATEST, EFFECT_IN_THE_PAST, REVIEW_TOO_EARLY, RULE_ENDED.
    """
    rule = _locked(version.rule, APPROVE_RULES, actor=actor, at=at)
    latest = max(rule.versions.values_list("number", flat=True))
    known = version.approvals.order_by("pk").first()
    require(
        may_approve(
            version, latest=latest, approved_on=rule.school.localdate(known.approved_at) if known else None,
            effective_on=effective_on, review_on=review_on, today=rule.school.localdate(at),
        ),
        has_not_ended(rule),
    )  # fmt: skip
    approval = _approve(version, effective_on=effective_on, review_on=review_on, note=note, actor=actor, at=at)
    record(
        events.RULE_APPROVED, rule, about=[version, approval], actor=actor, at=at, title=rule.title,
        version=version.number, effective_on=effective_on, review_on=review_on, note=approval.note,
    )  # fmt: skip
    answer_about(rule, at=at)
    _ask_to_review(rule, approval, at=at)
    for post in rule.readers:
        _ask_to_read(rule, version, post, effective_on, at=at)
    return approval


def _approve(version, *, effective_on: date, review_on: date, note: str, actor, at: datetime) -> RuleApproval:
    return RuleApproval.objects.create(
        school=version.school, version=version, effective_on=effective_on, review_on=review_on, note=note.strip(),
        approved_by=actor, approved_at=at,
    )  # fmt: skip


def _ask_to_review(rule: Rule, approval: RuleApproval, *, at: datetime) -> None:
    due_at = rule.school.moment(approval.review_on, END_OF_DAY)
    raise_duty(
        code="governance.review-rule", key=f"{approval.pk}", school=rule.school, subject=rule,
        opens_at=max(at, due_at - REVIEW_AHEAD), due_at=due_at, subject_name=rule.title, at=at,
    )  # fmt: skip


def _ask_to_read(rule: Rule, version: RuleVersion, post: str, effective_on: date, *, at: datetime) -> None:
    raise_duty(
        code="governance.read-rule", key=f"{version.pk}/{post}", school=rule.school, subject=rule, opens_at=at,
        due_at=rule.school.moment(effective_on + READ_WITHIN, END_OF_DAY), subject_name=rule.title, owner=post, at=at,
    )  # fmt: skip


@transaction.atomic
def set_readers(*, rule: Rule, readers: Iterable[str], actor, at: datetime) -> Rule:
    """Say which posts must read the rule; those that come new are asked to.

    Raises Refused: POST_UNKNOWN, RULE_ENDED.
    """
    readers = list(dict.fromkeys(readers))
    rule = _locked(rule, WRITE_RULES, actor=actor, at=at)
    require(posts_are_known(readers), has_not_ended(rule))
    fresh = [post for post in readers if post not in rule.readers]
    rule.readers = readers
    rule.save(update_fields=["readers"])
    record(events.RULE_READERS_SET, rule, actor=actor, at=at, title=rule.title, posts=readers)
    approval = RuleApproval.objects.filter(version__rule=rule).select_related("version").order_by("-pk").first()
    for post in fresh if approval else ():
        day = max(approval.effective_on, rule.school.localdate(at))
        _ask_to_read(rule, approval.version, post, day, at=at)
    answer_about(rule, at=at)
    return rule


@transaction.atomic
def review_rule(*, rule: Rule, review_on: date, actor, at: datetime, note: str = "") -> RuleApproval:
    """The principal has looked again and the text stays; the next look is on another day.

    Raises Refused: RULE_ENDED, NOT_IN_FORCE, REVIEW_TOO_EARLY.
    """
    rule = _locked(rule, APPROVE_RULES, actor=actor, at=at)
    today = rule.school.localdate(at)
    last = RuleApproval.objects.filter(version__rule=rule).select_related("version").order_by("-pk").first()
    require(has_not_ended(rule), is_approved(rule, last), review_is_later(review_on, than=today))
    effective_on = max(last.effective_on, today)
    approval = _approve(last.version, effective_on=effective_on, review_on=review_on, note=note, actor=actor, at=at)
    record(
        events.RULE_REVIEWED, rule, about=[last.version, approval], actor=actor, at=at, title=rule.title,
        version=last.version.number, review_on=review_on, note=approval.note,
    )  # fmt: skip
    answer_about(rule, at=at)
    _ask_to_review(rule, approval, at=at)
    return approval


@transaction.atomic
def end_rule(*, rule: Rule, ended_on: date, why: str, actor, at: datetime, superseded_by: Rule | None = None) -> Rule:
    """Say from which day the rule no longer holds, and which took its place.

    Raises Refused: RULE_ENDED, WHY_MISSING, SUPERSEDES_ITSELF.
    """
    rule = _locked(rule, APPROVE_RULES, actor=actor, at=at)
    require(may_end(rule, why=why, successor=superseded_by))
    rule.ended_on, rule.ended_at, rule.ended_by, rule.superseded_by = ended_on, at, actor, superseded_by
    rule.save(update_fields=["ended_on", "ended_at", "ended_by", "superseded_by"])
    record(
        events.RULE_ENDED, rule, about=[superseded_by], actor=actor, at=at, title=rule.title, ended_on=ended_on,
        why=why.strip(),
    )  # fmt: skip
    answer_about(rule, at=at)
    return rule


@transaction.atomic
def acknowledge(*, version: RuleVersion, actor, at: datetime) -> Reading:
    """“I have read and understood this text.” Nobody says it for somebody else.

    Raises Refused: READ_ALREADY, NOT_IN_FORCE, RULE_ENDED.
    """
    rule = _locked(version.rule, ACKNOWLEDGE, actor=actor, at=at)
    has_read = Reading.objects.filter(version=version, user=actor).exists()
    require(may_acknowledge(rule, approvals=version.approvals.exists(), has_read=has_read))
    reading = Reading.objects.create(school=rule.school, version=version, user=actor, read_at=at)
    record(
        events.RULE_READ, rule, about=[version, reading], actor=actor, at=at, title=rule.title, version=version.number
    )
    answer_about(rule, at=at)
    return reading


def _locked(rule: Rule, needed: Permission, *, actor, at: datetime) -> Rule:
    authorise(actor, needed, school=rule.school, at=at)
    return lock(Rule.objects.filter(pk=rule.pk).select_related("school"))[0]
