"""Who is not let in. The journal says that the list changed, and neither who nor why."""

from datetime import datetime

from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import refuse, require
from houqin.tenancy.school_rows import lock_one
from houqin.visitors import events
from houqin.visitors.gates.visits import reason_is_said
from houqin.visitors.identity import identity_of
from houqin.visitors.models import DocumentKind, NoEntry
from houqin.visitors.permissions import KEEP_NO_ENTRY
from houqin.visitors.reasons import VisitReason as Reason


@transaction.atomic
def refuse_entry(
    *, school, name: str, why: str, document_kind: str = DocumentKind.IDENTITY_CARD, document_number: str = "",
    actor, at: datetime,
) -> NoEntry:  # fmt: skip
    """Put somebody on the list. With a document number they are known by it, else by their name alone.

    Raises Refused: NAME_MISSING, WHY_MISSING.
    """
    authorise(actor, KEEP_NO_ENTRY, school=school, at=at)
    name, why = name.strip()[:80], why.strip()[:200]
    require(reason_is_said(why))
    if not name:
        refuse(Reason.NAME_MISSING)
    known = identity_of(school, document_kind, document_number)
    listed = NoEntry.objects.create(
        school=school, name=name, why=why, document_ending=known.ending, document_digest=known.digest, added_by=actor,
        added_at=at,
    )  # fmt: skip
    record(events.NO_ENTRY_ADDED, listed, actor=actor, at=at)
    return listed


@transaction.atomic
def end_no_entry(*, listed: NoEntry, actor, at: datetime) -> NoEntry:
    """Take somebody off the list.  Raises Refused: NO_ENTRY_ENDED."""
    authorise(actor, KEEP_NO_ENTRY, school=listed.school, at=at)
    listed = lock_one(NoEntry, listed.pk, school=listed.school)
    if listed.ended_at:
        refuse(Reason.NO_ENTRY_ENDED)
    listed.ended_at, listed.ended_by = at, actor
    listed.save(update_fields=["ended_at", "ended_by"])
    record(events.NO_ENTRY_ENDED, listed, actor=actor, at=at)
    return listed
