"""An item while it is being composed: plain data, as it lies in a draft and in the lists that come with the house."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from houqin.checklists.models import Item, ItemKind
from houqin.checklists.models.lists import range_words, said
from houqin.incidents.models import Category, Grade


@dataclass(frozen=True)
class Draft:
    """One item. `choices` are (words, means failed) and maybe the English; limits are text, to stay exact."""

    text: str
    key: str = ""
    text_en: str = ""
    kind: str = ItemKind.YES_NO.value
    is_required: bool = True
    low: str = ""
    high: str = ""
    unit: str = ""
    choices: list = field(default_factory=list)
    grade: str = Grade.GENERAL.value
    category: str = Category.OTHER.value
    rule: str = ""

    def __str__(self) -> str:
        return said(self.text, self.text_en)

    @property
    def limits(self) -> tuple[Decimal | None, Decimal | None]:
        return as_number(self.low), as_number(self.high)

    @property
    def range_words(self) -> str:
        return range_words(self.low or None, self.high or None, self.unit) if self.low or self.high else ""

    @property
    def kind_word(self) -> str:
        return str(ItemKind(self.kind).label)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def as_item(self, version, number: int) -> Item:
        low, high = self.limits
        return Item(
            version=version, key=self.key, number=number, kind=self.kind, text=self.text[:200],
            text_en=self.text_en[:200], is_required=self.is_required, low=low, high=high, unit=self.unit[:12],
            choices=self.choices, grade=self.grade, category=self.category, rule=self.rule,
        )  # fmt: skip


def drafts(rows: Iterable[dict]) -> list[Draft]:
    return [Draft(**row) for row in rows]


def as_number(text: str) -> Decimal | None:
    try:
        return Decimal(text) if str(text).strip() else None
    except InvalidOperation:
        return None


def published(items: Iterable[Item]) -> Iterator[Draft]:
    """Published items as they were composed, to see whether a draft differs."""
    for item in items:
        yield Draft(
            key=item.key, text=item.text, text_en=item.text_en, kind=item.kind, is_required=item.is_required,
            low=_text(item.low), high=_text(item.high), unit=item.unit, choices=item.choices, grade=item.grade,
            category=item.category, rule=item.rule,
        )  # fmt: skip


def _text(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"
