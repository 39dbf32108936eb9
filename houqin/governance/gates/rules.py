"""Writing, approving, ending and reading the written rules (S-01, S-23)."""

from collections.abc import Iterator
from datetime import date

from houqin.governance.models import Policy, Rule, RuleVersion
from houqin.governance.reasons import Reason
from houqin.kernel.refusals import Refusal


def number_is_free(number: str, taken: Policy | Rule | None) -> Iterator[Refusal]:
    """`taken` is whatever has the number already."""
    if taken:
        yield Refusal(Reason.NUMBER_TAKEN, {"number": number, "title": taken.title}, where=taken)


def has_not_ended(rule: Policy | Rule) -> Iterator[Refusal]:
    if rule.ended_on:
        yield Refusal(Reason.RULE_ENDED, {"title": rule.title, "ended_on": rule.ended_on}, where=rule)


def may_approve(version: RuleVersion, *, latest: int, approved_on: date | None, effective_on: date, review_on: date,
                today: date) -> Iterator[Refusal]:  # fmt: skip
    """Why this text may not be approved. `latest` is the newest text's number, `approved_on` when this one was."""
    if approved_on:
        yield Refusal(Reason.APPROVED_ALREADY, {"number": version.number, "day": approved_on})
    if version.number < latest:
        yield Refusal(Reason.NOT_THE_LATEST, {"number": latest}, where=version.rule)
    if effective_on < today:
        yield Refusal(Reason.EFFECT_IN_THE_PAST, {"effective_on": effective_on}, gate="GT-18")
    yield from review_is_later(review_on, than=effective_on)


def review_is_later(review_on: date, *, than: date) -> Iterator[Refusal]:
    if review_on <= than:
        yield Refusal(Reason.REVIEW_TOO_EARLY, {"review_on": review_on, "effective_on": than})


def is_approved(rule: Rule, approvals) -> Iterator[Refusal]:
    if not approvals:
        yield Refusal(Reason.NOT_IN_FORCE, {"title": rule.title}, where=rule)


def may_end(rule: Policy | Rule, *, why: str, successor: Policy | Rule | None) -> Iterator[Refusal]:
    """Why it may not end: it has ended, nobody says why, or it would follow itself."""
    yield from has_not_ended(rule)
    if not why.strip():
        yield Refusal(Reason.WHY_MISSING)
    if successor and successor.pk == rule.pk:
        yield Refusal(Reason.SUPERSEDES_ITSELF, {"title": rule.title})


def may_acknowledge(rule: Rule, *, approvals, has_read: bool) -> Iterator[Refusal]:
    yield from has_not_ended(rule)
    yield from is_approved(rule, approvals)
    if has_read:
        yield Refusal(Reason.READ_ALREADY)
