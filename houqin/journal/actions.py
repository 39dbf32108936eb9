"""Verbs of the journal: append, and keep files. There is no verb that changes or removes."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import transaction

from houqin.journal.arrivals import arriving
from houqin.journal.kinds import EntryKind
from houqin.journal.models import HOUSE, DailyHead, Entry
from houqin.journal.writing import append, locked_head, move_head
from houqin.kernel.spoken import kept


def canonical(value) -> str:
    """The one way a value is written under a hash: sorted keys, no spaces, real characters, every language."""
    return json.dumps(kept(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def entry_hash(entry: Entry) -> str:
    """SHA-256 over the previous hash and everything the entry says."""
    said = [
        entry.chain,
        entry.sequence,
        entry.at.astimezone(UTC).isoformat(),
        entry.happened_at.astimezone(UTC).isoformat() if entry.happened_at else None,
        entry.kind,
        entry.actor_id,
        entry.actor_name,
        entry.post,
        entry.about,
        entry.facts,
    ]
    text = entry.previous_hash + json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def chain_of(thing) -> int:
    """The chain a row belongs to: its own `chain`, its school's key, or the house's."""
    for name in ("chain", "school_id"):
        if (chain := getattr(thing, name, None)) is not None:
            return chain
    return HOUSE


# Without a savepoint of its own: a verb whose entry cannot be written must fail as a whole.
@transaction.atomic(savepoint=False)
def record(
    kind: EntryKind,
    subject,
    *,
    actor,
    at: datetime,
    about: Iterable = (),
    happened_at: datetime | None = None,
    chain: int | None = None,
    **facts,
) -> Entry:
    """Append one entry about `subject` and any further rows in `about`.

    Three writes, whatever their number; on the first entry of a day a fourth, the head of the day before.
    """
    if arrival := arriving():
        facts["arrival"] = arrival.facts()
        happened_at = happened_at or arrival.recorded_at
    things = [thing for thing in [subject, *about] if thing is not None]
    named = list(dict.fromkeys((thing._meta.label_lower, thing.pk) for thing in things))
    chain = chain_of(subject) if chain is None else chain
    head = locked_head(chain)
    entry = Entry(
        chain=chain,
        sequence=head.sequence + 1,
        at=at,
        happened_at=happened_at if happened_at != at else None,
        kind=kind.code,
        actor=actor,
        actor_name=getattr(actor, "name", "") or "",
        post=actor.posts_said(chain) if actor is not None else "",
        about=canonical(named),
        facts=canonical(facts),
        previous_hash=head.hash,
    )
    entry.hash = entry_hash(entry)
    append(entry, named)
    day = at.astimezone(UTC).date()
    if head.on and day > head.on:
        # The first entry of a new day writes down where the day before ended; nobody has to remember to.
        DailyHead.objects.create(chain=chain, on=head.on, sequence=head.sequence, hash=head.hash)
    move_head(entry, max(day, head.on) if head.on else day)
    return entry
