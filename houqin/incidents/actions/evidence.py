"""Verbs of the scene and of evidence: protect, seal, hand over, take back, release (EP-01 to EP-04)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from houqin.incidents import events
from houqin.incidents.actions.taking import keep, keep_signature, take
from houqin.incidents.case_file import Held, case_file_of
from houqin.incidents.gates import evidence as gates
from houqin.incidents.gates.incidents import happened_since, is_not_closed
from houqin.incidents.models import CustodyEvent, Evidence, Incident, IncidentUpdate
from houqin.incidents.permissions import HAND_OVER_EVIDENCE, HANDLE_INCIDENTS, SEAL_EVIDENCE
from houqin.journal.actions import record
from houqin.kernel.refusals import require
from houqin.tenancy.codes import next_code

What = CustodyEvent.What


@transaction.atomic
def protect_scene(
    *, incident: Incident, checks: Iterable[str], text: str = "", file=None, happened_at: datetime | None = None,
    actor, at: datetime,
) -> IncidentUpdate:  # fmt: skip
    """Cordon it off, with the checklist of what was done (EP-02)."""
    incident = take(incident, HANDLE_INCIDENTS, actor=actor, at=at)
    happened_at, checks = happened_at or at, list(checks)
    require(
        is_not_closed(incident),
        gates.may_protect(case_file_of(incident), checks),
        happened_since(happened_at, incident, at=at),
    )
    attachment = keep(file, incident, actor=actor, at=at)
    update = IncidentUpdate.objects.create(
        school=incident.school, incident=incident, what=IncidentUpdate.What.SCENE_PROTECTED, text=text, checks=checks,
        attachment=attachment, happened_at=happened_at, entered_at=at, by=actor,
    )  # fmt: skip
    record(events.SCENE_PROTECTED, incident, about=[attachment] if attachment else [], actor=actor, at=at,
           happened_at=happened_at, code=incident.code, checks=checks, text=text)  # fmt: skip
    return update


@transaction.atomic
def release_scene(*, incident: Incident, text: str, actor, at: datetime) -> IncidentUpdate:
    """Give the place back, and say on whose word."""
    incident = take(incident, HAND_OVER_EVIDENCE, actor=actor, at=at)
    require(is_not_closed(incident), gates.may_release_scene(case_file_of(incident), text))
    update = IncidentUpdate.objects.create(
        school=incident.school, incident=incident, what=IncidentUpdate.What.SCENE_RELEASED, text=text, happened_at=at,
        entered_at=at, by=actor,
    )  # fmt: skip
    record(events.SCENE_RELEASED, incident, actor=actor, at=at, code=incident.code, text=text)
    return update


@transaction.atomic
def seal_evidence(
    *, incident: Incident, kind: str, item: str, count: str, place: str, photo, witness,
    more_photos: Iterable = (), drawn=None, sealed_at: datetime | None = None, actor, at: datetime,
) -> Evidence:  # fmt: skip
    """Put a thing under seal: label, photos, count, two different signers (EP-01).

    `drawn` is the witness's signature by hand; named without one, the witness answers by name.
    """
    incident = take(incident, SEAL_EVIDENCE, actor=actor, at=at)
    sealed_at = sealed_at or at
    require(
        is_not_closed(incident),
        gates.may_seal(item=item, count=count, place=place, has_photo=bool(photo)),
        gates.two_sign(witness, actor=actor, school=incident.school, at=at),
        happened_since(sealed_at, incident, at=at),
    )
    attachment, *more = [keep(one, incident, actor=actor, at=at) for one in (photo, *more_photos)]
    signature = keep_signature(drawn, incident, actor=actor, at=at)
    evidence = Evidence.objects.create(
        school=incident.school, incident=incident, code=next_code(incident.school, "ZJ", incident.school.localdate(at)),
        kind=kind, item=item, count=count, place=place, photo=attachment, sealed_at=sealed_at, entered_at=at,
        sealed_by=actor, witness=witness, drawn=signature,
    )  # fmt: skip
    evidence.more_photos.set(more)
    record(
        events.EVIDENCE_SEALED, evidence, about=[incident, attachment, *more, signature], actor=actor, at=at,
        happened_at=sealed_at, code=evidence.code, what=kind, item=item, count=count, place=place,
        signers=[actor.name, witness.name], digest=attachment.digest,
    )  # fmt: skip
    return evidence


@transaction.atomic
def hand_over_evidence(
    *, evidence: Evidence, organisation: str, receiver: str, reference: str = "", drawn=None, file=None,
    note: str = "", happened_at: datetime | None = None, actor, at: datetime,
) -> CustodyEvent:  # fmt: skip
    """To an authority, against a signature: drawn here, a photo of the receipt, or its number (EP-03, EP-04)."""
    incident, held = _held(evidence, actor=actor, at=at)
    happened_at = happened_at or at
    is_signed = bool(drawn or file or reference.strip())
    require(
        is_not_closed(incident),
        gates.may_hand_over(held, organisation=organisation, receiver=receiver, is_signed=is_signed),
        happened_since(happened_at, incident, at=at),
    )
    signature = keep(file, incident, actor=actor, at=at)
    drawn = keep_signature(drawn, incident, actor=actor, at=at)
    facts = {"organisation": organisation, "receiver": receiver, "reference": reference}
    return _passed_on(
        held, What.HANDED_OVER, events.EVIDENCE_HANDED_OVER, facts, signature=signature, drawn=drawn,
        note=note,        happened_at=happened_at, actor=actor, at=at,
    )  # fmt: skip


@transaction.atomic
def take_back_evidence(*, evidence: Evidence, organisation: str, note: str = "", actor, at: datetime) -> CustodyEvent:
    """It came back from the authority, and is under our seal again."""
    incident, held = _held(evidence, actor=actor, at=at)
    require(is_not_closed(incident), gates.may_take_back(held))
    facts = {"organisation": organisation}
    return _passed_on(held, What.RETURNED, events.EVIDENCE_RETURNED, facts, note=note, actor=actor, at=at)


@transaction.atomic
def release_evidence(*, evidence: Evidence, reference: str, why: str, actor, at: datetime) -> CustodyEvent:
    """With the written leave of the authority, the seal comes off."""
    incident, held = _held(evidence, actor=actor, at=at)
    require(is_not_closed(incident), gates.may_release(held, reference=reference, why=why))
    facts = {"reference": reference}
    return _passed_on(held, What.RELEASED, events.EVIDENCE_RELEASED, facts, note=why, actor=actor, at=at)


def _held(evidence: Evidence, *, actor, at: datetime) -> tuple[Incident, Held]:
    incident = take(evidence.incident, HAND_OVER_EVIDENCE, actor=actor, at=at)
    return incident, next(held for held in case_file_of(incident).held if held.evidence.pk == evidence.pk)


def _passed_on(held: Held, what: str, kind, facts: dict, *, note: str = "", signature=None, drawn=None,
               happened_at=None, actor, at: datetime) -> CustodyEvent:  # fmt: skip
    evidence = held.evidence
    happened_at = happened_at or at
    event = CustodyEvent.objects.create(
        school=evidence.school, evidence=evidence, what=what, signature=signature, drawn=drawn, note=note,
        happened_at=happened_at, entered_at=at, by=actor, **facts,
    )  # fmt: skip
    record(kind, evidence, about=[evidence.incident, event, signature, drawn], actor=actor, at=at,
           happened_at=happened_at, code=evidence.code, why=note, **facts)  # fmt: skip
    return event
