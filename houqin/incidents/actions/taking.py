"""The first two beats of every verb on an incident: who, and the lock."""

from datetime import datetime

from houqin.incidents.models import Incident
from houqin.incidents.permissions import SEE_CONFIDENTIAL
from houqin.journal.attachments import store_attachment, store_signature
from houqin.kernel.permissions import NotYours, Permission, authorise
from houqin.kernel.transactions import lock


def take(incident: Incident, needs: Permission, *, actor, at: datetime) -> Incident:
    """The incident as it is now, locked.  Raises NotYours, also for a confidential one that is not theirs to see."""
    authorise(actor, needs, school=incident.school, at=at)
    rows = lock(Incident.objects.visible_to(actor).filter(pk=incident.pk).select_related("school__bureau"))
    if not rows:
        raise NotYours(SEE_CONFIDENTIAL)
    return rows[0]


def keep(file, incident: Incident, *, actor, at: datetime):
    """The file as an attachment of the school; None for none."""
    return store_attachment(file, chain=incident.school_id, actor=actor, at=at) if file else None


def keep_signature(drawn, incident: Incident, *, actor, at: datetime):
    """What was drawn by hand as an attachment of the school; None for none."""
    return store_signature(drawn, chain=incident.school_id, actor=actor, at=at) if drawn else None
