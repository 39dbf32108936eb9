"""The statements that append to a chain, written out.

Every verb runs them, and the ORM spends more on composing them than either database on doing them.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import DEFAULT_DB_ALIAS, connection, connections

from houqin.journal.models import Entry, Head
from houqin.kernel.prepared import planned_cursor

HEAD = 'SELECT sequence, hash, "on" FROM journal_head WHERE chain = %s'
FIRST_HEAD = "INSERT INTO journal_head (chain, sequence, hash) VALUES (%s, 0, %s) ON CONFLICT (chain) DO NOTHING"
MOVE_HEAD = 'UPDATE journal_head SET sequence = %s, hash = %s, "on" = %s WHERE chain = %s'
ENTRY = """
INSERT INTO journal_entry
       (chain, sequence, at, happened_at, kind, actor_id, actor_name, post, about, facts, previous_hash, hash)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id
"""
#: All three writes of an entry at once, which SQLite does not have: a statement costs PostgreSQL more than a row.
APPEND = f"""
WITH entry AS ({ENTRY}), moved AS ({MOVE_HEAD}), mentioned AS (
    INSERT INTO journal_mention (entry_id, kind, object_id)
    SELECT entry.id, named.kind, named.key FROM entry, unnest(%s::text[], %s::bigint[]) AS named(kind, key)
)
SELECT id FROM entry
"""
MENTIONS = "INSERT INTO journal_mention (entry_id, kind, object_id) VALUES "
#: Rows in one statement: SQLite takes 32,766 values.
MOST_MENTIONS = 10_000


def locked_head(chain: int) -> Head:
    """Where the chain ends, locked until the transaction ends; a new chain begins here. One query."""
    database = connections[DEFAULT_DB_ALIAS]
    locking = HEAD + (" FOR UPDATE" if database.features.has_select_for_update else "")
    with planned_cursor(database) as cursor:
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


def append(entry: Entry, named: Sequence[tuple[str, int]], on: date) -> None:
    """The entry, which gets its key, what it speaks of, and its chain's new end: one statement, three on SQLite."""
    database = connections[DEFAULT_DB_ALIAS]
    moment, day = database.ops.adapt_datetimefield_value, database.ops.adapt_datefield_value
    said = [entry.chain, entry.sequence, moment(entry.at), moment(entry.happened_at), entry.kind, entry.actor_id,
            entry.actor_name, entry.post, entry.about, entry.facts, entry.previous_hash, entry.hash]  # fmt: skip
    end = [entry.sequence, entry.hash, day(on), entry.chain]
    with planned_cursor(database) as cursor:
        if database.vendor == "postgresql":
            kinds, keys = zip(*named, strict=True) if named else ((), ())
            cursor.execute(APPEND, [*said, *end, list(kinds), list(keys)])
            [entry.pk] = cursor.fetchone()
        else:
            cursor.execute(ENTRY, said)
            [entry.pk] = cursor.fetchone()
            cursor.execute(MOVE_HEAD, end)
            _mention([(entry.pk, label, key) for label, key in named])
    entry._state.adding, entry._state.db = False, database.alias


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
