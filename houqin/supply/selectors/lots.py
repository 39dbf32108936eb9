"""One lot: what it was made from, what was made from it, who held it."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Sum

from houqin.journal.models import Entry
from houqin.kernel.prepared import Prepared
from houqin.kernel.refusals import Refusal
from houqin.supply import events
from houqin.supply.gates.receiving import line_may_be_accepted
from houqin.supply.models import DeliveryLine, Lot, Movement
from houqin.tenancy.parameters import parameters_of

# A lot made from lots is a preparation whose inputs are `consumed` movements. Both walks ask the same link in the
# two directions; UNION (not UNION ALL) drops what was seen, so shared inputs cost once and nothing can loop.
# SQLite takes the growing table for a million rows, and reads every movement there ever was to build an index or a
# filter for it: 80 ms where 1 will do. `{few_above}` and `{few_below}` tell it otherwise.
UP = """
up(lot_id, ancestor_id) AS (
    SELECT p.made_id, m.lot_id
      FROM supply_preparation p
      JOIN supply_movement m ON m.preparation_id = p.id AND m.kind = 'consumed'
     WHERE p.made_id IN ({places})
    UNION
    SELECT up.lot_id, m.lot_id
      FROM up
      JOIN supply_preparation p ON p.made_id = up.ancestor_id AND {few_above}
      JOIN supply_movement m ON m.preparation_id = p.id AND m.kind = 'consumed'
)
"""
DOWN = """
down(lot_id) AS (
    SELECT p.made_id
      FROM supply_movement m
      JOIN supply_preparation p ON p.id = m.preparation_id
     WHERE m.kind = 'consumed' AND m.lot_id IN ({places})
    UNION
    SELECT p.made_id
      FROM down
      JOIN supply_movement m ON m.lot_id = down.lot_id AND m.kind = 'consumed' AND {few_below}
      JOIN supply_preparation p ON p.id = m.preparation_id
)
"""


def _walk(walks: list[str], lot_ids: Iterable[int], rest: str) -> list[tuple]:
    wanted = sorted(set(lot_ids))
    if not wanted:
        return []

    def few(column: str) -> str:
        return f"likelihood({column} <> 0, 0.00001)" if connection.vendor == "sqlite" else "TRUE"

    sql = f"WITH RECURSIVE {', '.join(walks)} {rest}".format(
        places=", ".join(["%s"] * len(wanted)), few_above=few("up.ancestor_id"), few_below=few("down.lot_id")
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, wanted * len(walks))
        return cursor.fetchall()


def ancestor_ids(lot_ids: Iterable[int]) -> set[int]:
    """Keys of every lot that these were made from, at any depth. One query, none for no lots."""
    return {ancestor for (ancestor,) in _walk([UP], lot_ids, "SELECT DISTINCT ancestor_id FROM up")}


def descendant_ids(lot_ids: Iterable[int]) -> set[int]:
    """Keys of every lot made with any of these in it, at any depth. One query, none for no lots."""
    return {made for (made,) in _walk([DOWN], lot_ids, "SELECT lot_id FROM down")}


def lots_above(lot_ids: Iterable[int]) -> set[int]:
    """These lots and all they were made from. A slip that was corrected to nothing is still among them."""
    wanted = set(lot_ids)
    return wanted | ancestor_ids(wanted)


def lots_around(lot_ids: Iterable[int]) -> set[int]:
    """These lots, all they were made from, and all that was made of them; slips as in `lots_above`. One query."""
    wanted = set(lot_ids)
    rest = "SELECT ancestor_id FROM up UNION SELECT lot_id FROM down"
    return wanted.union(key for (key,) in _walk([UP, DOWN], wanted, rest))


def held_ancestors(lot_ids: Iterable[int]) -> dict[int, str]:
    """Of these lots, those made from a lot that is now held or rejected: its code. One query, none for no lots."""
    rest = """
    SELECT up.lot_id, lot.code FROM up JOIN supply_lot lot ON lot.id = up.ancestor_id
     WHERE lot.held_at IS NOT NULL OR lot.rejected_at IS NOT NULL ORDER BY lot.id DESC
    """
    return dict(_walk([UP], lot_ids, rest))


def made_here(lots: Iterable[Lot]) -> list[int]:
    """Keys of those that can have ancestors: spares the walk for bought goods."""
    return [lot.pk for lot in lots if lot.origin == Lot.Origin.PREPARED]


def ancestor_lots(lot: Lot):
    """Every lot that went into this one, at any depth, itself not included."""
    return Lot.objects.filter(pk__in=ancestor_ids([lot.pk])).select_related("article").order_by("pk")


def descendant_lots(lot: Lot):
    """Every lot made with this one in it, at any depth, itself not included."""
    return Lot.objects.filter(pk__in=descendant_ids([lot.pk])).select_related("article").order_by("pk")


def balances(lot_ids: Iterable[int]) -> dict[int, int]:
    """What is left of each lot, in base units. One query; a lot that never moved is missing."""
    return dict(BALANCES(lots=list(lot_ids)))


BALANCES = Prepared(
    lambda lots: Movement.objects.filter(lot__in=lots).order_by().values_list("lot").annotate(Sum("amount"))
)


def held_by(lot: Lot) -> int | None:
    """Key of the person who set the present hold, as the journal has it. None when nobody holds it."""
    if not lot.held_at:
        return None
    entry = Entry.objects.about(lot).filter(kind=events.LOT_HELD.code).first()
    return entry.actor_id if entry else None


def refusals_at_the_door(lot: Lot) -> list[Refusal]:
    """Why the goods of this lot could not be accepted as they came: setting aside is no way round GT-02 and GT-04.

    Asked again with the papers as they are now. Nothing for lots that did not come by delivery. Four queries.
    """
    if lot.line_id is None:
        return []
    line = DeliveryLine.objects.select_related("article", "delivery").prefetch_related("papers").get(pk=lot.line_id)
    on = lot.school.localdate(line.delivery.arrived_at)
    return list(line_may_be_accepted(line, line.papers.all(), on=on, parameters=parameters_of(lot.school, on=on)))
