"""Where a domain declares what can be brought in. The engine finds the declarations in each app's `imports.py`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from houqin.imports.fields import CHOICE, QUANTITY, Field, Row
from houqin.kernel.permissions import Permission
from houqin.kernel.refusals import Refusal

IMPORTERS: dict[str, "Importer"] = {}


class Problem(NamedTuple):
    """What is wrong in one cell: the row of the file, the field's name ("" for the whole row), and why."""

    row: int
    field: str
    why: Refusal | str


class Bringing(Protocol):
    """What a declared class does. `accept_row` may stand in for `accept`; `may_undo` and `check` may be left out."""

    def check(self, school, rows: Sequence[Row], at: datetime) -> Iterable[Problem]:
        """Everything that needs other rows or the database. Reads only. Run again when the import is accepted."""

    def accept(self, school, rows: Sequence[Row], actor, at: datetime, run) -> list:
        """Create through the app's verbs; return what was created. One transaction around all of it."""

    def accept_row(self, school, row: Row, actor, at: datetime, run) -> list:
        """The same for one row. A Refused from a verb becomes that row's problem instead of ending the import."""

    def may_undo(self, school, created: list, at: datetime) -> Iterable[Refusal]:
        """A gate: why these can no longer be taken back, such as a lot that was issued since."""

    def undo(self, school, created: list, actor, at: datetime) -> None:
        """Take back through the app's verbs, in any order.  Raises Refused with every reason."""


@dataclass(frozen=True)
class Importer:
    code: str
    title: Any
    permission: Permission
    columns: tuple[Field, ...]
    does: Bringing
    note: Any = ""

    @property
    def required_titles(self) -> list:
        return [column.title for column in self.columns if column.required]

    def field(self, name: str) -> Field | None:
        return next((column for column in self.columns if column.name == name), None)


def importer(code: str, *, title, permission: Permission, columns: Iterable[Field], note=""):
    """Declare a class as an importer. Mistakes of ours (a code twice, a unit column that is none) fail at start-up."""

    def declare(bringing):
        declared = Importer(code, title, permission, tuple(columns), bringing(), note)
        names = [column.name for column in declared.columns]
        if code in IMPORTERS:
            raise ValueError(f"importer {code} is declared twice")
        if len(set(names)) != len(names):
            raise ValueError(f"importer {code} declares a column twice")
        for column in declared.columns:
            if column.kind is CHOICE and not column.choices:
                raise ValueError(f"importer {code}: {column.name} has no choices")
            if column.kind is QUANTITY and column.unit_field and column.unit_field not in names:
                raise ValueError(f"importer {code}: {column.unit_field} is not a column")
        if not any(hasattr(declared.does, name) for name in ("accept", "accept_row")):
            raise ValueError(f"importer {code} accepts nothing")
        IMPORTERS[code] = declared
        return bringing

    return declare
