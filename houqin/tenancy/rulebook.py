"""The rules, clauses and gates that code cites, read from `data/`.

`python -m houqin.tenancy.rulebook` prints docs/domain/rules.md; with `charter`, docs/domain/charter.md.
"""

import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True)
class Rule:
    """One row of what practitioners and inspectors work by. `confidence`: see the head of rules.toml."""

    id: str
    section: int
    topic: str
    zh: str
    text: str
    source: str
    confidence: tuple[str, ...]

    @property
    def settled(self) -> bool:
        """False when nothing better than a weak page or a guess stands behind it."""
        return not {code[0] for code in self.confidence} <= {"U", "W"}


@dataclass(frozen=True)
class Clause:
    """One demand of the plan. `rules` are ids or patterns ("SQ-01..SQ-09", "CL-*", "*"): see `rules_of`."""

    id: str
    phrases: tuple[str, ...]
    demand: str
    zh: str
    kinds: tuple[str, ...]
    how: str = ""
    posts: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()
    home: str = ""
    inferred: bool = False
    seen_at: str = ""


@dataclass(frozen=True)
class ForbiddenAct:
    """One gate of the charter, GT-01 to GT-22."""

    id: str
    forbids: str
    clauses: tuple[str, ...]
    home: str
    overridable: bool
    first_release: bool


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def _rows(kind, table: list[dict]) -> dict[str, Any]:
    frozen = ({key: tuple(value) if isinstance(value, list) else value for key, value in row.items()} for row in table)
    made = [kind(**row) for row in frozen]
    found = {one.id: one for one in made}
    if len(found) != len(made):
        raise ValueError(f"an id of {kind.__name__} occurs twice")
    return found


@cache
def rules() -> dict[str, Rule]:
    """Every rule by id, in the order of the book."""
    return _rows(Rule, _file("rules.toml")["rules"])


@cache
def sections() -> dict[int, dict[str, str]]:
    """The title of each section of the rules, by number: {"en": …, "zh": …}."""
    return {section["number"]: section["title"] for section in _file("rules.toml")["sections"]}


@cache
def clauses() -> dict[str, Clause]:
    """Every clause of the plan by id, those inferred from its siblings included."""
    return _rows(Clause, _file("clauses.toml")["clauses"])


@cache
def parts() -> dict[str, dict[str, str]]:
    """The title of each part of the charter, by the letter of its clauses: {"en": …, "zh": …}."""
    return {part["letter"]: part["title"] for part in _file("clauses.toml")["parts"]}


@cache
def gates() -> dict[str, ForbiddenAct]:
    """Every forbidden act by gate id."""
    return _rows(ForbiddenAct, _file("clauses.toml")["gates"])


def rules_of(clause: Clause) -> list[Rule]:
    """The rules a clause points to, patterns spelled out.  Raises KeyError for an id that does not exist."""
    found = []
    for pattern in clause.rules:
        first, _, last = pattern.partition("..")
        if last:
            found += [rule for rule in rules().values() if first <= rule.id <= last]
        elif pattern.endswith("*"):
            found += [rule for rule in rules().values() if rule.id.startswith(pattern[:-1])]
        else:
            found.append(rules()[pattern])
    return found


RULES_HEAD = """\
# Rules

Printed from `houqin/tenancy/data/rules.toml` by `python -m houqin.tenancy.rulebook`; edit the data, not
this page. Every row was checked on {checked_on}.

Evidence: `L` article text read; `V` stated on a public page; `W` only on a weak page: practice, not law;
`K` own knowledge, confident; `U` unsure, kept configurable; `C` demanded by the charter. Keys after the
colon are in the list of sources."""

CHARTER_HEAD = """\
# Charter

What the plan “三个创建” demands and which acts it forbids. Printed from
`houqin/tenancy/data/clauses.toml` by `python -m houqin.tenancy.rulebook charter`; edit the data, not this
page. *Home* is the app that keeps a clause; an app in italics is still to come.

## Gates

A kitchen can always be run off the record, so a gate also detects (late entry, missing link) and the
breach is scored. Where an override exists it is named, logged, limited in time and visible to the bureau.
"""

CHARTER_FOOT = "¹ inferred from a plan of its kind; the page is named in the data."


def _line(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _table(headings: list[str], rows) -> list[str]:
    return [_line(*headings), "|" + "---|" * len(headings), *(_line(*row) for row in rows)]


def _rule_row(rule: Rule) -> list[str]:
    return [rule.id, rule.topic, rule.text, rule.zh, rule.source, ", ".join(rule.confidence)]


def _gate_row(gate: ForbiddenAct) -> list[str]:
    override = "named" if gate.overridable else "none"
    since = "first release" if gate.first_release else "later"
    return [gate.id, gate.forbids, ", ".join(gate.clauses), _home(gate.home), override, since]


def _clause_row(clause: Clause) -> list[str]:
    number = clause.id + ("¹" if clause.inferred else "")
    cited = ", ".join(clause.rules).replace("*", "\\*")
    kinds, held = ", ".join(clause.kinds), ", ".join(clause.gates)
    return [
        number,
        " · ".join(clause.phrases),
        clause.demand,
        clause.zh,
        clause.how,
        kinds,
        cited,
        held,
        _home(clause.home),
    ]


def _home(app: str) -> str:
    exists = (DATA.parent.parent / app).is_dir()
    return app if exists else f"*{app}*"


def rules_as_markdown() -> str:
    """docs/domain/rules.md."""
    book = _file("rules.toml")
    lines = [RULES_HEAD.format(checked_on=book["checked_on"])]
    for section in book["sections"]:
        rows = [_rule_row(rule) for rule in rules().values() if rule.section == section["number"]]
        lines += ["", f"## {section['number']} {section['title']['en']} {section['title']['zh']}", ""]
        lines += _table(["id", "topic", "rule", "中文", "source", "evidence"], rows)
    settled = [(row["topic"], row["resolution"]) for row in book["conflicts"]]
    lines += ["", "## Where sources disagree or changed", "", *_table(["question", "what we do"], settled)]
    lines += [
        "",
        "## Names of instruments",
        "",
        *_table(["short", "instrument"], book["instruments"].items()),
    ]
    pages = [(key, f"<{address}>") for key, address in book["sources"].items()]
    lines += ["", "## Sources", "", *_table(["key", "address"], pages)]
    return "\n".join(lines) + "\n"


def charter_as_markdown() -> str:
    """docs/domain/charter.md."""
    book = _file("clauses.toml")
    headings = ["gate", "forbidden act", "clauses", "home", "override", "holds from"]
    lines = [CHARTER_HEAD, *_table(headings, map(_gate_row, gates().values()))]
    for part in book["parts"]:
        rows = [_clause_row(clause) for clause in clauses().values() if clause.id[0] == part["letter"]]
        headings = ["id", "words of the plan", "demand", "中文", "how it is built", "kind", "rules", "gates", "home"]
        lines += ["", f"## {part['title']['en']} {part['title']['zh']}", "", *_table(headings, rows)]
    read_as = [(row["point"], row["reading"]) for row in book["readings"]]
    lines += [
        "",
        CHARTER_FOOT,
        "",
        "## Silent or doubtful places",
        "",
        *_table(["place", "how we read it"], read_as),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(charter_as_markdown() if sys.argv[1:] == ["charter"] else rules_as_markdown())
