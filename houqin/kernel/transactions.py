"""Locks that mean the same on both databases, and many acts as one."""

from collections.abc import Callable, Iterable

from django.db import transaction

from houqin.kernel.refusals import Refused


def lock(queryset):
    """Lock rows in primary-key order until the transaction ends, and return them as a list.

    PostgreSQL locks the rows. SQLite has one writer at a time: transactions begin IMMEDIATE (see settings), so
    whoever is here already holds the whole file. Sorted order keeps two verbs from waiting on each other.
    """
    if not transaction.get_connection(queryset.db).in_atomic_block:
        raise RuntimeError("lock() outside a transaction holds nothing")
    return list(queryset.order_by("pk").select_for_update(of=("self",)))


def unlocked_first(queryset):
    """The first row that no other transaction holds, locked until this one ends; None when there is none.

    For claiming work: on PostgreSQL two claimers take different rows at once, on SQLite one after the other.
    """
    if not transaction.get_connection(queryset.db).in_atomic_block:
        raise RuntimeError("unlocked_first() outside a transaction holds nothing")
    return queryset.select_for_update(of=("self",), skip_locked=True).first()


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
