"""Verbs of policies: what somebody above issued, kept by a school or published by its bureau (S-01)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from houqin.governance import events
from houqin.governance.gates.entering import clauses_are_known, has_a_text, is_given
from houqin.governance.gates.rules import may_end, number_is_free
from houqin.governance.models import Policy
from houqin.governance.permissions import PUBLISH_POLICIES, WRITE_RULES
from houqin.journal.actions import record
from houqin.journal.attachments import store_attachment
from houqin.journal.models import HOUSE
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock
from houqin.tenancy.schools import Bureau


@transaction.atomic
def keep_policy(
    *, school, number: str, title: str, issuer: str, issued_on: date, actor, at: datetime, text: str = "",
    clauses: Iterable[str] = (), file: UploadedFile | None = None,
) -> Policy:  # fmt: skip
    """Keep an opinion or notice that was issued to the school, with its number, issuer and day.

    Raises Refused: NAME_MISSING, TEXT_MISSING, CLAUSE_UNKNOWN, NUMBER_TAKEN.
    """
    authorise(actor, WRITE_RULES, school=school, at=at)
    clauses, number = list(clauses), number.strip()
    taken = Policy.objects.of(school).filter(number=number).first()
    require(
        is_given(**{_("Number"): number, _("Title"): title, _("Issuer"): issuer}), has_a_text(text, file),
        clauses_are_known(clauses), number_is_free(number, taken),
    )  # fmt: skip
    attachment = store_attachment(file, chain=school.pk, actor=actor, at=at) if file else None
    policy = Policy.objects.create(
        school=school, number=number, title=title.strip(), issuer=issuer.strip(), issued_on=issued_on,
        text=text.strip(), attachment=attachment, clauses=clauses, recorded_by=actor, recorded_at=at,
    )  # fmt: skip
    record(
        events.POLICY_KEPT, policy, about=[attachment], actor=actor, at=at, title=policy.title, number=number,
        issuer=policy.issuer, issued_on=issued_on, clauses=clauses,
    )  # fmt: skip
    return policy


@transaction.atomic
def publish_policy(
    *, bureau: Bureau, number: str, title: str, text: str, issued_on: date, actor, at: datetime, issuer: str = "",
    clauses: Iterable[str] = (),
) -> Policy:  # fmt: skip
    """Publish to every school under the bureau. Its text is in the page: files stay in a school's own chain.

    Raises Refused: NAME_MISSING, TEXT_MISSING, CLAUSE_UNKNOWN, NUMBER_TAKEN.
    """
    authorise(actor, PUBLISH_POLICIES, school=None, bureau=bureau, at=at)
    clauses, number = list(clauses), number.strip()
    taken = Policy.objects.filter(bureau=bureau, number=number).first()
    require(
        is_given(**{_("Number"): number, _("Title"): title}), has_a_text(text, None), clauses_are_known(clauses),
        number_is_free(number, taken),
    )  # fmt: skip
    policy = Policy.objects.create(
        bureau=bureau, number=number, title=title.strip(), issuer=issuer.strip() or bureau.name, issued_on=issued_on,
        text=text.strip(), clauses=clauses, recorded_by=actor, recorded_at=at,
    )  # fmt: skip
    record(
        events.POLICY_PUBLISHED, policy, chain=HOUSE, about=[bureau], actor=actor, at=at, title=policy.title,
        number=number, issuer=policy.issuer, issued_on=issued_on, clauses=clauses,
    )  # fmt: skip
    return policy


@transaction.atomic
def end_policy(
    *, policy: Policy, ended_on: date, why: str, actor, at: datetime, superseded_by: Policy | None = None
) -> Policy:
    """Say from which day it no longer holds, and what took its place.

    Raises Refused: RULE_ENDED, WHY_MISSING, SUPERSEDES_ITSELF.
    """
    where = {"school": policy.school} if policy.school_id else {"school": None, "bureau": policy.bureau}
    authorise(actor, WRITE_RULES if policy.school_id else PUBLISH_POLICIES, at=at, **where)
    [policy] = lock(Policy.objects.filter(pk=policy.pk))
    require(may_end(policy, why=why, successor=superseded_by))
    policy.ended_on, policy.superseded_by = ended_on, superseded_by
    policy.save(update_fields=["ended_on", "superseded_by"])
    record(
        events.POLICY_ENDED, policy, about=[superseded_by], chain=policy.school_id or HOUSE, actor=actor, at=at,
        title=policy.title, ended_on=ended_on, why=why.strip(),
    )  # fmt: skip
    return policy
