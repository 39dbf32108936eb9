"""Hand the night over, take it over: two people, two signatures, one picture of what was read."""

import hashlib
from datetime import date, datetime

from django.db import transaction

from houqin.duties.actions import answer_codes
from houqin.journal.actions import canonical, record
from houqin.journal.attachments import store_signature
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock
from houqin.nightwatch import events
from houqin.nightwatch.gates import handover as gates
from houqin.nightwatch.models import ShiftHandover, ShiftTaken
from houqin.nightwatch.night_facts import facts_of
from houqin.nightwatch.permissions import HAND_OVER
from houqin.tenancy.calendar import night_of
from houqin.tenancy.schools import School

HANDOVER = "nightwatch.handover"


@transaction.atomic
def hand_over(
    *, school, night: date, remarks: str = "", signature=None, signs_by_name: bool = False, actor, at: datetime
) -> ShiftHandover:
    """Whoever leaves signs what the night was: every app's part of it as it stands now, kept as it was read.

    A second report of the same night is a correction of the first, and has to be taken over again.
    Raises Refused: NIGHT_NOT_BEGUN, NOT_SIGNED; those of attachments.
    """
    authorise(actor, HAND_OVER, school=school, at=at)
    lock(School.objects.filter(pk=school.pk))
    require(
        gates.may_hand_over(night, tonight=night_of(school, at), is_signed=bool(signature) or signs_by_name),
    )
    earlier = ShiftHandover.objects.of(school).filter(night=night, corrected_by=None).order_by("-pk").first()
    drawn = store_signature(signature, chain=school.pk, actor=actor, at=at) if signature else None
    made = ShiftHandover.objects.create(
        school=school, night=night, facts=facts_of(school, night), remarks=remarks.strip()[:1000], left_by=actor,
        left_at=at, signature=drawn, corrects=earlier,
    )  # fmt: skip
    record(
        events.HANDED_OVER, made, about=[earlier, drawn], actor=actor, at=at, night=night, name=actor.name,
        remarks=made.remarks, digest=digest_of(made),
    )  # fmt: skip
    return made


def digest_of(handover: ShiftHandover) -> str:
    """The hash of what was read, so that the journal's chain vouches for it too."""
    return hashlib.sha256(canonical(handover.facts).encode()).hexdigest()


@transaction.atomic
def take_over(
    *, handover: ShiftHandover, note: str = "", signature=None, signs_by_name: bool = False, actor, at: datetime
) -> ShiftTaken:
    """Whoever comes has read it and signs under their own account.

    Raises Refused: TAKEN_BY_LEAVER, TAKEN_ALREADY, HANDOVER_CORRECTED, NOT_SIGNED; those of attachments.
    """
    school = handover.school
    authorise(actor, HAND_OVER, school=school, at=at)
    lock(School.objects.filter(pk=school.pk))
    taken = ShiftTaken.objects.filter(handover=handover).select_related("by").first()
    newer = ShiftHandover.objects.filter(corrects=handover).exists()
    require(
        gates.may_take_over(handover, actor=actor, taken=taken, newer=newer),
        gates.signed(bool(signature) or signs_by_name),
    )
    drawn = store_signature(signature, chain=school.pk, actor=actor, at=at) if signature else None
    made = ShiftTaken.objects.create(
        school=school, handover=handover, by=actor, at=at, signature=drawn, note=note.strip()[:200]
    )
    record(
        events.TAKEN_OVER, handover, about=[made, drawn], actor=actor, at=at, night=handover.night, name=actor.name,
        other=handover.left_by.name,
    )  # fmt: skip
    answer_codes(school, HANDOVER, at=at)
    return made
