"""One loop at a time works on a school, and no verb of that school is half-way meanwhile."""

from collections.abc import Iterable

from houqin.journal.models import Head
from houqin.kernel.prepared import Prepared
from houqin.kernel.transactions import lock_prepared

KNOWN = Prepared(lambda chains: Head.objects.filter(pk__in=chains).values_list("pk", flat=True))
FREE = Prepared(lambda chains: Head.objects.filter(pk__in=chains).order_by("pk").select_for_update(skip_locked=True))


def claim(school_ids: Iterable[int]) -> dict[int, Head]:
    """Lock the journal's ends of these schools until the transaction ends; those in somebody else's hands are left out.

    A verb takes the end of its school's journal before it answers duties. Whoever climbs ladders takes it first too:
    so a verb and a step wait for each other, two loops never share a school, and no two wait in a ring. On SQLite the
    transaction is the only writer anyway. Two queries.
    """
    school_ids = sorted(school_ids)
    known = set(KNOWN(chains=school_ids))
    if new := [pk for pk in school_ids if pk not in known]:
        Head.objects.bulk_create([Head(pk=pk) for pk in new], ignore_conflicts=True)
    return {head.pk: head for head in lock_prepared(FREE, chains=school_ids)}
