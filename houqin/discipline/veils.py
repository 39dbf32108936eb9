"""Signatures for an envelope are seen by those who keep it: they stand beside what a child owns."""

from django.db.models import Q

from houqin.discipline.models import EnvelopeMovement
from houqin.discipline.permissions import SEE_KEPT
from houqin.journal.models import Attachment
from houqin.journal.veils import veil


@veil
def of_envelopes(attachment, actor) -> bool:
    """Nothing is asked of a photo or a paper; one query for a signature, and one more for that of an envelope."""
    if attachment.kind != Attachment.Kind.SIGNATURE:
        return False
    signed = Q(signed_by_pupil=attachment) | Q(signed_by_keeper=attachment)
    movement = EnvelopeMovement.objects.filter(signed, school=attachment.chain).select_related("school").first()
    return movement is not None and not actor.may(SEE_KEPT, school=movement.school, at=actor.as_of)
