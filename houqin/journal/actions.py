"""Verbs of the journal: append, and keep files. There is no verb that changes or removes."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from django.db import transaction

from houqin.journal.arrivals import arriving
from houqin.journal.kinds import EntryKind
from houqin.journal.models import HOUSE, DailyHead, Entry, Head
from houqin.journal.writing import append, append_all, locked_head, locked_heads
from houqin.kernel.rows import update_rows
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


@dataclass(frozen=True)
class Saying:
    """What `record` takes, for recording many things at once."""

    kind: EntryKind
    subject: Any
    about: Iterable = ()
    facts: dict = field(default_factory=dict)
    happened_at: datetime | None = None
    chain: int | None = None

    @property
    def its_chain(self) -> int:
        return chain_of(self.subject) if self.chain is None else self.chain

    @cached_property
    def named(self) -> list[tuple[str, int]]:
        things = [thing for thing in [self.subject, *self.about] if thing is not None]
        return list(dict.fromkeys((thing._meta.label_lower, thing.pk) for thing in things))

    def entry(self, head: Head, *, actor, at: datetime) -> Entry:
        """What comes after this end of the chain."""
        entry = Entry(
            chain=head.chain,
            sequence=head.sequence + 1,
            at=at,
            happened_at=self.happened_at if self.happened_at != at else None,
            kind=self.kind.code,
            actor=actor,
            actor_name=getattr(actor, "name", "") or "",
            post=actor.posts_said(head.chain) if actor is not None else "",
            about=canonical(self.named),
            facts=canonical(self.facts),
            previous_hash=head.hash,
        )
        entry.hash = entry_hash(entry)
        return entry


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

    One write, three on SQLite, whatever their number; on the first entry of a day one more, the head of the day before.
    """
    if arrival := arriving():
        facts["arrival"] = arrival.facts()
        happened_at = happened_at or arrival.recorded_at
    saying = Saying(kind, subject, tuple(about), facts, happened_at, chain)
    head = locked_head(saying.its_chain)
    entry = saying.entry(head, actor=actor, at=at)
    day = at.astimezone(UTC).date()
    append(entry, saying.named, max(day, head.on) if head.on else day)
    if ended := _ended(head, day):
        ended.save(force_insert=True)
    return entry


@transaction.atomic(savepoint=False)
def record_all(*, sayings: Iterable[Saying], actor, at: datetime) -> list[Entry]:
    """Append many entries to any chains, in this order. The number of statements does not grow with the chains.

    All chains are locked at once, in order of their keys, so that two of these never wait in a ring.
    """
    sayings = list(sayings)
    heads = locked_heads({saying.its_chain for saying in sayings})
    day, ended, entries = at.astimezone(UTC).date(), [], []
    for saying in sayings:
        head = heads[saying.its_chain]
        entry = saying.entry(head, actor=actor, at=at)
        entries.append(entry)
        ended += filter(None, [_ended(head, day)])
        head.sequence, head.hash, head.on = entry.sequence, entry.hash, max(day, head.on) if head.on else day
    append_all(entries, [saying.named for saying in sayings])
    DailyHead.objects.bulk_create(ended, batch_size=1000)
    update_rows(list(heads.values()), ("sequence", "hash", "on"))
    return entries


def _ended(head: Head, day: date) -> DailyHead | None:
    """The first entry of a new day writes down where the day before ended; nobody has to remember to."""
    if not head.on or day <= head.on:
        return None
    return DailyHead(chain=head.chain, on=head.on, sequence=head.sequence, hash=head.hash)
