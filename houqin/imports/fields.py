"""What a column of an importer may hold, declared by the domain that owns it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any

from django.conf import settings
from django.utils.translation import override

from houqin.kernel.quantities import to_base


class Kind(Enum):
    TEXT = "text"
    DATE = "date"
    INTEGER = "integer"
    QUANTITY = "quantity"
    CHOICE = "choice"
    PHONE = "phone"
    CODE = "code"


TEXT, DATE, INTEGER, QUANTITY, CHOICE, PHONE, CODE = Kind

#: A merged cell means “the same for all these rows” for a class or a date; for a weight it would count it twice.
FILLED_WHEN_MERGED = frozenset({TEXT, DATE, CHOICE})


@dataclass(frozen=True)
class Amount:
    """A number and the unit written with it, as found. Only the importer knows the article it belongs to."""

    number: Decimal
    unit: str

    def to_base(self, base: str, *, conversions: dict[str, int] | None = None, article: str = "", zero=False) -> int:
        """Whole base units.  Raises Refused, see kernel.quantities.to_base."""
        return to_base(self.number, self.unit, base=base, conversions=conversions, article=article, zero=zero)

    def __str__(self) -> str:
        return f"{self.number:f} {self.unit}"


@dataclass(frozen=True)
class Field:
    """One column. `headings` are further words that schools use for it; `title` and brackets need no mention.

    `choices`: a Choices class, or a mapping word → value; several words may mean one value. `synonyms`: further words,
    understood but not named when we ask for one.
    `unit_field`: the name of the column that holds the unit of a quantity; `unit`: the unit when none is written.
    `unique`: a value may stand only once in the file. `fill_merged`: read a merged cell as its upper-left one for
    every row it covers; otherwise each such row is a problem. `pattern`: what a code must match as a whole.
    """

    name: str
    title: Any
    headings: tuple[str, ...] | list[str] = ()
    kind: Kind = TEXT
    required: bool = False
    longest: int = 200
    least: int | None = None
    most: int | None = None
    choices: Any = None
    synonyms: Mapping[str, Any] = field(default_factory=dict)
    unit_field: str = ""
    unit: str = ""
    pattern: str = ""
    unique: bool = False
    fill_merged: bool | None = None
    example: str = ""
    note: Any = ""

    @property
    def fills_merged(self) -> bool:
        return self.kind in FILLED_WHEN_MERGED if self.fill_merged is None else self.fill_merged

    def in_each_language(self) -> list[str]:
        """The title as every reader sees it: a template in English is understood by a Chinese reader's server."""
        titles = []
        for code, _name in settings.LANGUAGES:
            with override(code):
                titles.append(str(self.title))
        return titles

    @property
    def other_words(self) -> list[str]:
        """The further headings, without the title itself: what the reader sees need not stand there twice."""
        return [heading for heading in self.headings if heading != str(self.title)]

    def words(self) -> dict[str, Any]:
        """Word → value for a choice: labels in each language and the stored values themselves."""
        if isinstance(self.choices, Mapping):
            return {**self.synonyms, **{str(word): value for word, value in self.choices.items()}}
        found: dict[str, Any] = dict(self.synonyms)
        for code, _name in settings.LANGUAGES:
            with override(code):
                found |= {str(label): value for value, label in self.choices.choices}
        return found | {str(value): value for value in self.choices.values}

    def known_words(self) -> list[str]:
        """The words to name in a sentence, in the reader's language."""
        if isinstance(self.choices, Mapping):
            return list(self.choices)
        return [str(label) for label in self.choices.labels]


@dataclass
class Row:
    """One checked line of the file. `number` is its row there; a column that is empty or absent is None."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def get(self, name: str, default=None) -> Any:
        value = self.values.get(name)
        return default if value is None else value
