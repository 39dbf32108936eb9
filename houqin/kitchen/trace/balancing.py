"""Where every gram of a lot is: what came equals what went and what is left, or the page says what is missing."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from houqin.kernel.quantities import BaseUnit, Quantity
from houqin.supply.models import Lot, Movement

#: How a correction names the movement that it mends (supply.actions.correct_movement).
NAMED = re.compile(r"#(\d+)")


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


def balances_of(lots: Iterable[Lot], *, in_pots: Iterable[tuple[int, Quantity]]) -> dict[int, Balance]:
    """One balance per lot. One query over the lots' own movements; `in_pots` is what went into dish batches."""
    lots = list(lots)
    balances = {lot.pk: Balance(BaseUnit(lot.article.base_unit)) for lot in lots}
    rows = list(
        Movement.objects.filter(lot__in=balances)
        .order_by("pk")
        .values_list("pk", "lot_id", "kind", "amount", "preparation_id", "preparation__made_id", "note")
    )
    kinds = {row[0]: row[2] for row in rows}
    for pk, lot, kind, amount, _preparation, made, note in rows:
        balance = balances[lot]
        balance.left += amount
        if kind == "corrected":
            kind = kinds[pk] = kinds.get(corrects(note), "counted")
        if kind in {"received", "opening", "produced"}:
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
