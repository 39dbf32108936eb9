"""Where every gram of a lot is: what came equals what went and what is left, or the page says what is missing."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Q

from houqin.kernel.prepared import Prepared
from houqin.kernel.quantities import BaseUnit, Quantity
from houqin.supply.models import Lot, Movement

#: How a correction names the movement that it mends (supply.actions.correct_movement).
NAMED = re.compile(r"#(\d+)")


#: How a lot begins.
BEGINNINGS = ("received", "opening", "produced")


class Moved(NamedTuple):
    """A movement as the walk reads it; `made` is the lot of its preparation."""

    pk: int
    lot: int
    kind: str
    amount: int
    note: str
    issue: int | None
    made: int | None
    unit: str


@dataclass
class Balance:
    """Amounts of one lot in base units. `counted` is what counts found (+) or missed (-)."""

    unit: BaseUnit
    came: int = 0
    cooked: int = 0
    prepared: int = 0
    elsewhere: int = 0
    disposed: int = 0
    sent_back: int = 0
    counted: int = 0
    left: int = 0
    made: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def quantity(self, amount: int) -> Quantity:
        return Quantity(amount, self.unit)

    @property
    def went(self) -> int:
        return self.cooked + self.prepared + self.elsewhere + self.disposed + self.sent_back

    @property
    def adds_up(self) -> bool:
        """The book agrees with the goods: no count differed, nothing was taken twice, nothing left unknown."""
        return self.counted == 0 and self.left >= 0 and self.came == self.went + self.left


def corrects(note: str) -> int:
    """The key of the movement that a correction mends; 0 when it names none."""
    named = NAMED.match(note)
    return int(named[1]) if named else 0


def movements_of(lots: Collection[int], *, all_of: Collection[int]) -> list[Moved]:
    """What moved of some lots, in the order of writing: all of it, of the others what brought them and what linked
    them to one another. One query."""
    return [Moved(*row) for row in MOVED(lots=list(lots), all_of=list(all_of))] if lots else []


COLUMNS = ("pk", "lot_id", "kind", "amount", "note", "issue_id", "preparation__made_id", "lot__article__base_unit")
MOVED = Prepared(
    lambda lots, all_of: (
        Movement.objects.filter(
            Q(lot__in=all_of) | Q(kind__in=[*BEGINNINGS, "corrected"]) | Q(kind="consumed", preparation__made__in=lots),
            lot__in=lots,
        )
        .order_by("pk")
        .values_list(*COLUMNS)
    )
)


def came_of(moved: Iterable[Moved]) -> dict[int, int]:
    """What each lot once was, in base units, before anything left it; slips of its receipt mended."""
    came: dict[int, int] = defaultdict(int)
    begun = set()
    for one in moved:
        if one.kind in BEGINNINGS or (one.kind == "corrected" and one.issue is None and corrects(one.note) in begun):
            begun.add(one.pk)
            came[one.lot] += one.amount
    return dict(came)


def balances_of(
    lots: Iterable[Lot], moved: Iterable[Moved], *, in_pots: Iterable[tuple[int, Quantity]]
) -> dict[int, Balance]:
    """One balance per lot. `moved` has all movements of these lots; `in_pots` is what went into dish batches."""
    balances = {lot.pk: Balance(BaseUnit(lot.article.base_unit)) for lot in lots}
    rows = [one for one in moved if one.lot in balances]
    kinds = {one.pk: one.kind for one in rows}
    for pk, lot, kind, amount, note, _issue, made, _unit in rows:
        balance = balances[lot]
        balance.left += amount
        if kind == "corrected":
            kind = kinds[pk] = kinds.get(corrects(note), "counted")
        if kind in BEGINNINGS:
            balance.came += amount
        elif kind in {"issued", "returned"}:
            balance.elsewhere -= amount
        elif kind == "consumed":
            balance.prepared -= amount
            balance.made[made] -= amount
        elif kind == "disposed":
            balance.disposed -= amount
        elif kind == "sent_back":
            balance.sent_back -= amount
        else:
            balance.counted += amount
    for lot, quantity in in_pots:
        if lot in balances:
            balances[lot].cooked += quantity.amount
            balances[lot].elsewhere -= quantity.amount
    return balances
