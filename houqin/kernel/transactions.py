"""Locks that mean the same on both databases, and many acts as one."""

from collections.abc import Callable, Iterable
from functools import cache, wraps

from django.db import connection, transaction

from houqin.kernel.prepared import Prepared
from houqin.kernel.refusals import Refused


def lock(queryset):
    """Lock rows in primary-key order until the transaction ends, and return them as a list.

    PostgreSQL locks the rows. SQLite has one writer at a time: transactions begin IMMEDIATE (see settings), so
    whoever is here already holds the whole file. Sorted order keeps two verbs from waiting on each other.

    Keys never change, so a row that points at a locked one may be written meanwhile (`no_key`). Otherwise whoever marks
    a child present waits at the commit, with the journal in hand, for whoever hands over that child and needs the
    journal.
    """
    if not transaction.get_connection(queryset.db).in_atomic_block:
        raise RuntimeError("lock() outside a transaction holds nothing")
    return list(queryset.order_by("pk").select_for_update(no_key=True, of=("self",)))


def lock_row(model, key: int, *related: str):
    """Lock the row with this key until the transaction ends, and return it with its `related` rows.

    Raises ValueError when there is none.
    """
    [row] = lock_prepared(_one(model, related), key=key)
    return row


def lock_prepared(rows: Prepared, **values) -> list:
    """As `lock`, for rows that `locking` prepared."""
    if not connection.in_atomic_block:
        raise RuntimeError("lock_prepared() outside a transaction holds nothing")
    return rows(**values)


def locking(build) -> Prepared:
    """The rows of a queryset, to be locked in primary-key order by a statement that is composed once."""
    return Prepared(
        wraps(build)(lambda **slots: build(**slots).order_by("pk").select_for_update(no_key=True, of=("self",)))
    )


@cache
def _one(model, related: tuple[str, ...]) -> Prepared:
    def build(key):
        rows = model.objects.filter(pk=key)
        return rows.select_related(*related) if related else rows

    return Prepared(lambda key: build(key).select_for_update(no_key=True, of=("self",)))


def unlocked_first(queryset):
    """The first row that no other transaction holds, locked until this one ends; None when there is none.

    For claiming work: on PostgreSQL two claimers take different rows at once, on SQLite one after the other.
    """
    if not transaction.get_connection(queryset.db).in_atomic_block:
        raise RuntimeError("unlocked_first() outside a transaction holds nothing")
    return queryset.select_for_update(no_key=True, of=("self",), skip_locked=True).first()


def do_all(acts: Iterable[Callable[[], object]]) -> None:
    """Do every act or none. All reasons of all acts at once: nobody should mend one line to be told of the next."""
    refusals = []
    for act in acts:
        try:
            with transaction.atomic():
                act()
        except Refused as refused:
            refusals += refused.refusals
    if refusals:
        raise Refused(refusals)
