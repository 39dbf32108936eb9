"""Exact amounts. A quantity is a whole number of base units (gram, millilitre, piece): sums never drift."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from houqin.kernel.refusals import KernelReason, refuse


class BaseUnit(models.TextChoices):
    """What an article is counted in. Every stored amount is a whole number of these."""

    GRAM = "g", _("g")
    MILLILITRE = "mL", _("mL")
    PIECE = "piece", _("pcs")


class Unit(models.TextChoices):
    """What people write on a delivery note. `CASE` needs the article's own conversion."""

    KG = "kg", _("kg")
    G = "g", _("g")
    JIN = "jin", _("jin")
    L = "L", _("L")
    ML = "mL", _("mL")
    PIECE = "piece", _("pcs")
    CASE = "case", _("case")


#: Base units in one unit. 1 jin (市斤) = 500 g: State Council decree on units of measurement, 1959 and 1984.
IN_BASE = {
    BaseUnit.GRAM: {Unit.KG: 1000, Unit.G: 1, Unit.JIN: 500},
    BaseUnit.MILLILITRE: {Unit.L: 1000, Unit.ML: 1},
    BaseUnit.PIECE: {Unit.PIECE: 1},
}

#: Words found on paper and in spreadsheets, folded to lower case, and the unit they mean.
SPELLINGS = {
    "kg": Unit.KG, "千克": Unit.KG, "公斤": Unit.KG, "㎏": Unit.KG,
    "g": Unit.G, "克": Unit.G,
    "jin": Unit.JIN, "斤": Unit.JIN, "市斤": Unit.JIN,
    "l": Unit.L, "升": Unit.L,
    "ml": Unit.ML, "毫升": Unit.ML,
    "piece": Unit.PIECE, "pcs": Unit.PIECE, "个": Unit.PIECE, "枚": Unit.PIECE, "只": Unit.PIECE,
    "盒": Unit.PIECE, "袋": Unit.PIECE, "瓶": Unit.PIECE, "份": Unit.PIECE, "包": Unit.PIECE,
    "case": Unit.CASE, "箱": Unit.CASE, "件": Unit.CASE,
}  # fmt: skip

#: One entry holds at most 100 t, 100 kL or 100 million pieces: more is a slip of the unit.
MOST_BASE = 100_000_000


@dataclass(frozen=True, order=True)
class Quantity:
    """`amount` whole base units. Adds and subtracts only with its own kind."""

    amount: int
    unit: BaseUnit

    def __add__(self, other: "Quantity") -> "Quantity":
        self._same(other)
        return Quantity(self.amount + other.amount, self.unit)

    def __sub__(self, other: "Quantity") -> "Quantity":
        self._same(other)
        return Quantity(self.amount - other.amount, self.unit)

    def __bool__(self) -> bool:
        return self.amount != 0

    def _same(self, other: "Quantity") -> None:
        if self.unit != other.unit:
            raise TypeError(f"{self.unit} and {other.unit} do not add up")

    def __str__(self) -> str:
        """As people say it: kg and L with one to three places, pieces whole."""
        if self.unit == BaseUnit.PIECE:
            return f"{self.amount} {BaseUnit.PIECE.label}"
        big = "kg" if self.unit == BaseUnit.GRAM else "L"
        if 0 < abs(self.amount) < 1000 and self.amount % 100:
            return f"{self.amount} {self.unit.value}"
        number = Decimal(self.amount) / 1000
        text = f"{number:.3f}".rstrip("0")
        return f"{text}0 {big}" if text.endswith(".") else f"{text} {big}"

    def plain(self) -> dict[str, Any]:
        return {"amount": self.amount, "unit": str(self.unit.value)}

    @property
    def major(self) -> Decimal:
        """The number alone, in kg, L or pieces: what a spreadsheet cell or a form field holds."""
        if self.unit == BaseUnit.PIECE:
            return Decimal(self.amount)
        return (Decimal(self.amount) / 1000).quantize(Decimal("0.001"))


def major_unit(base: BaseUnit) -> Unit:
    """The unit that people use by default for this base: kg, L or piece."""
    return {BaseUnit.GRAM: Unit.KG, BaseUnit.MILLILITRE: Unit.L, BaseUnit.PIECE: Unit.PIECE}[BaseUnit(base)]


def read_number(text: Any) -> Decimal:
    """A finite decimal from what a person typed; full-width digits and thousands commas are understood.

    Raises Refused(NOT_A_NUMBER).
    """
    folded = str(text).strip().translate(str.maketrans("０１２３４５６７８９．，－", "0123456789.,-"))
    if len(folded) > 24:
        refuse(KernelReason.NOT_A_NUMBER, text=f"{folded[:24]}…")
    try:
        number = Decimal(folded.replace(",", ""))
    except InvalidOperation:
        refuse(KernelReason.NOT_A_NUMBER, text=str(text))
    if not number.is_finite() or (number and abs(number.adjusted()) > 24):
        refuse(KernelReason.NOT_A_NUMBER, text=str(text))
    return number


def to_base(text: Any, unit: str, *, base: str, conversions: dict[str, int] | None = None, article: str = "",
            zero: bool = False) -> int:  # fmt: skip
    """Whole base units for a number in `unit`.

    `conversions` are the article's own (unit → base units), such as {"case": 12000}; they win over the
    general ones.  Raises Refused: UNKNOWN_UNIT, NOT_A_NUMBER, NOT_EXACT, NOT_POSITIVE (unless `zero`), TOO_MUCH.
    """
    base = BaseUnit(base)
    known = {str(key.value): factor for key, factor in IN_BASE[base].items()} | dict(conversions or {})
    spelled = str(unit).strip()
    code = spelled if spelled in known else SPELLINGS.get(spelled.lower())
    code = str(code.value) if isinstance(code, Unit) else code
    if code not in known:
        labels = [str(Unit(key).label) if key in Unit.values else key for key in known]
        refuse(KernelReason.UNKNOWN_UNIT, unit=spelled, article=article or base.label, known=labels)
    number = read_number(text)
    amount = number * known[code]
    if amount < 0 or (amount == 0 and not zero):
        refuse(KernelReason.NOT_POSITIVE)
    if amount > MOST_BASE:
        refuse(KernelReason.TOO_MUCH, text=number, unit=spelled)
    if amount != amount.to_integral_value():
        refuse(KernelReason.NOT_EXACT, text=number, unit=spelled, smallest=f"1 {base.label}")
    return int(amount)
