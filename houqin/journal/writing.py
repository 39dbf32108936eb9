"""The statements that append to a chain, written out.

Every verb runs them, and the ORM spends more on composing them than either database on doing them.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import connection

from houqin.journal.models import Entry, Head

HEAD = 'SELECT sequence, hash, "on" FROM journal_head WHERE chain = %s'
FIRST_HEAD = "INSERT INTO journal_head (chain, sequence, hash) VALUES (%s, 0, %s) ON CONFLICT (chain) DO NOTHING"
MOVE_HEAD = 'UPDATE journal_head SET sequence = %s, hash = %s, "on" = %s WHERE chain = %s'
ENTRY = """
INSERT INTO journal_entry
       (chain, sequence, at, happened_at, kind, actor_id, actor_name, post, about, facts, previous_hash, hash)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id
"""
MENTIONS = "INSERT INTO journal_mention (entry_id, kind, object_id) VALUES "
#: Rows in one statement: SQLite takes 32,766 values.
MOST_MENTIONS = 10_000


def locked_head(chain: int) -> Head:
    """Where the chain ends, locked until the transaction ends; a new chain begins here. One query."""
    locking = HEAD + (" FOR UPDATE" if connection.features.has_select_for_update else "")
    with connection.cursor() as cursor:
        cursor.execute(locking, [chain])
        row = cursor.fetchone()
        if row is None:
            cursor.execute(FIRST_HEAD, [chain, "0" * 64])
            cursor.execute(locking, [chain])
            row = cursor.fetchone()
    return Head(chain, *row)


def locked_heads(chains: Iterable[int]) -> dict[int, Head]:
    """The same of many chains, locked in the order of their keys. One query, two more where a chain begins."""
    chains = sorted(chains)
    ends = Head.objects.filter(pk__in=chains).order_by("pk").select_for_update()
    heads = {head.pk: head for head in ends}
    if len(heads) < len(chains):
        Head.objects.bulk_create([Head(pk=pk) for pk in chains if pk not in heads], ignore_conflicts=True)
        heads = {head.pk: head for head in ends.all()}
    return heads


def append(entry: Entry, named: Sequence[tuple[str, int]]) -> None:
    """The entry, which gets its key, and what it speaks of. Two writes."""
    moment = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.execute(
            ENTRY,
            [entry.chain, entry.sequence, moment(entry.at), moment(entry.happened_at), entry.kind, entry.actor_id,
             entry.actor_name, entry.post, entry.about, entry.facts, entry.previous_hash, entry.hash],
        )  # fmt: skip
        [entry.pk] = cursor.fetchone()
        entry._state.adding, entry._state.db = False, connection.alias
    _mention([(entry.pk, label, key) for label, key in named])


def append_all(entries: Sequence[Entry], named: Sequence[Sequence[tuple[str, int]]]) -> None:
    """Many entries, which get their keys, each with what it speaks of."""
    Entry.objects.bulk_create(entries, batch_size=1000)
    spoken_of = zip(entries, named, strict=True)
    _mention([(entry.pk, label, key) for entry, things in spoken_of for label, key in things])


def _mention(rows: list[tuple[int, str, int]]) -> None:
    with connection.cursor() as cursor:
        for first in range(0, len(rows), MOST_MENTIONS):
            some = rows[first : first + MOST_MENTIONS]
            values = [value for row in some for value in row]
            cursor.execute(MENTIONS + ", ".join(["(%s, %s, %s)"] * len(some)), values)


def move_head(entry: Entry, on: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(MOVE_HEAD, [entry.sequence, entry.hash, connection.ops.adapt_datefield_value(on), entry.chain])
