"""What the pages show."""

from datetime import datetime

from houqin.imports.checking import sentence_of
from houqin.imports.importers import IMPORTERS, Importer
from houqin.imports.models import ImportRun, State

SHOWN_ROWS = 200  # a page of mistakes is enough to see what is wrong; the file has them all

#: Which of the house's seven state shapes a run wears.
SHAPES = {State.CHECKED: "due", State.ACCEPTED: "done", State.REFUSED: "waiting", State.UNDONE: "held"}


def grouped(number: int) -> str:
    """1 187: thousands apart by a thin space that does not break."""
    return f"{number:,}".replace(",", "\u202f")


def importers_for(actor, school, at: datetime) -> list[Importer]:
    """What this person may bring in here, by title's order of declaration."""
    return [one for one in IMPORTERS.values() if actor.may(one.permission, school=school, at=at)]


def recent_runs(actor, school, at: datetime, *, importer: Importer | None = None) -> list[ImportRun]:
    """The last runs that this person may see.  One query."""
    allowed = [one.code for one in importers_for(actor, school, at) if importer in (None, one)]
    return list(ImportRun.objects.of(school).by_codes(allowed).newest_first().select_related("created_by")[:20])


def bad_rows(run: ImportRun) -> list[dict]:
    """The first rows to change: number, and for each problem the column's title, the value and the sentence."""
    titles = {column.name: column.title for column in run.importer.columns}
    return [
        {
            "number": row.number,
            "problems": [
                {**one, "column": titles.get(one["field"], ""), "sentence": sentence_of(one)} for one in row.problems
            ],
        }
        for row in run.rows.filter(is_good=False).order_by("number")[:SHOWN_ROWS]
    ]
