"""Every clause of the plan: what keeps it, who answers for it today, when it last showed, how it stands."""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.apps import apps
from django.urls import NoReverseMatch, reverse

from houqin.duties.declaring import DUTIES, DutyKind
from houqin.duties.models import Duty, DutyState
from houqin.governance.models import Policy, Rule
from houqin.journal.kinds import EntryKind
from houqin.journal.models import Entry
from houqin.kernel.measures import MEASURES, Measure
from houqin.people.selectors import holders
from houqin.tenancy import rulebook
from houqin.tenancy.posts import EVERY_SCHOOL_POST, Post
from houqin.tenancy.rulebook import Clause
from houqin.tenancy.standing import STANDING, Standing

#: Longer than the summer holidays without a sign of life: somebody should ask. A house number.
QUIET_AFTER = timedelta(days=90)

#: How a clause stands at a school; the worst first, what is not built last.
LATE, QUIET, UNPROVEN, STANDS, UNBUILT = "late", "quiet", "unproven", "stands", "unbuilt"


@dataclass(frozen=True)
class Behind:
    """What the program has for one clause, at any school."""

    clause: Clause
    standing: tuple[Standing, ...]
    duties: tuple[DutyKind, ...]
    measures: tuple[Measure, ...] = ()

    @property
    def is_built(self) -> bool:
        return bool(self.standing or self.duties or self.measures)

    @property
    def gates(self) -> list[str]:
        return sorted({gate for one in self.standing for gate in one.gates})

    @property
    def kinds(self) -> list[EntryKind]:
        return list({kind.code: kind for one in self.standing for kind in one.entries}.values())

    @property
    def ledgers(self) -> list[str]:
        return list(dict.fromkeys(code for one in self.standing for code in one.ledgers))

    @property
    def views(self) -> list[str]:
        return list(dict.fromkeys(one.view for one in self.standing if one.view))

    @property
    def posts(self) -> list[Post]:
        """Who answers: whom the plan names, then whom the apps and duties name."""
        named = [*self.clause.posts, *(one.answers for one in self.standing), *(one.owner for one in self.duties)]
        known = {str(getattr(post, "value", post)) for post in named if post} & set(Post.values)
        return [post for post in Post if post.value in known]


def behind(clause: Clause) -> Behind:
    """From the declarations; no query."""
    kinds = tuple(one for one in DUTIES.values() if clause.id in one.clauses)
    measured = tuple(one for one in MEASURES.values() if clause.id in one.clauses)
    return Behind(clause, tuple(STANDING.get(clause.id, ())), kinds, measured)


@dataclass
class ClauseLine:
    """One clause at one school at a moment. `held` pairs each answering post with the names of its holders."""

    behind: Behind
    held: list[tuple[Post, list[str]]] = field(default_factory=list)
    latest: Entry | None = None
    late: int = 0
    written: list = field(default_factory=list)
    state: str = UNBUILT

    @property
    def clause(self) -> Clause:
        return self.behind.clause

    @property
    def vacant(self) -> list[Post]:
        return [post for post, names in self.held if not names and post in EVERY_SCHOOL_POST]


def clause_lines(school, *, at: datetime, only: str = "") -> list[ClauseLine]:
    """Every clause of the plan, or the one with this id, in the order of the plan. Five queries."""
    wanted = [behind(one) for one in rulebook.clauses().values() if not only or one.id == only]
    names = defaultdict(list)
    for held in holders(school, on=school.localdate(at)):
        names[held.post].append(held.user.name)
    kinds = {kind.code for one in wanted for kind in one.kinds}
    latest = {entry.kind: entry for entry in Entry.objects.latest_of(school.pk, sorted(kinds))}
    late = Counter(Duty.objects.of(school).filter(state=DutyState.LATE).values_list("code", flat=True))
    written = defaultdict(list)
    for row in [*Policy.objects.of(school).filter(ended_on=None), *Rule.objects.of(school).filter(ended_on=None)]:
        for clause in row.clauses:
            written[clause].append(row)
    return [_line(one, names, latest, late, written, at) for one in wanted]


def _line(one: Behind, names, latest, late, written, at: datetime) -> ClauseLine:
    entries = [latest[kind.code] for kind in one.kinds if kind.code in latest]
    line = ClauseLine(
        one, [(post, names[post.value]) for post in one.posts], max(entries, key=lambda entry: entry.at, default=None),
        sum(late[kind.code] for kind in one.duties), written[one.clause.id],
    )  # fmt: skip
    if line.late:
        line.state = LATE
    elif not one.is_built:
        line.state = UNBUILT
    elif line.latest is None:
        line.state = UNPROVEN if one.kinds else STANDS
    else:
        line.state = QUIET if at - line.latest.at > QUIET_AFTER else STANDS
    return line


def evidence_of(line: ClauseLine, school, *, count: int = 20) -> list[tuple[Entry, str]]:
    """The newest entries that prove a clause, each with the address of the first thing it speaks of, or "".

    One query, and one more for each kind of thing named.
    """
    codes = [kind.code for kind in line.behind.kinds]
    entries = list(Entry.objects.filter(chain=school.pk, kind__in=codes).order_by("-sequence")[:count])
    named = {entry.pk: json.loads(entry.about)[:1] for entry in entries}
    wanted = defaultdict(set)
    for things in named.values():
        for label, key in things:
            wanted[label].add(key)
    rows = {label: apps.get_model(label)._base_manager.in_bulk(keys) for label, keys in wanted.items()}
    return [(entry, next((_address(rows[label].get(key)) for label, key in named[entry.pk]), "")) for entry in entries]


def _address(thing) -> str:
    return thing.get_absolute_url() if hasattr(thing, "get_absolute_url") else ""


def page_of(view: str) -> str:
    """The address of a page by its name; "" while no app has it."""
    try:
        return reverse(view)
    except NoReverseMatch:
        return ""
