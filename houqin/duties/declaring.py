"""How a duty is declared. Apps do it in their own `duties.py`; the engine finds them at start-up.

@duty(
    "kitchen.taste",
    title=_("Taste {subject}"),
    schedule=Each(meals_to_taste),
    owner=Post.FOOD_SAFETY_OFFICER,
    ladder=((30, Post.FOOD_SAFETY_DIRECTOR), (120, Post.PRINCIPAL)),
    rule="TD-06", clauses=("C-15",), view="kitchen:taste",
)
def tasted(duties):
    \"\"\"Done when every pot of the meal has a passing tasting. One query for all of them.\"\"\"
    for duty, meal in subjects(duties, Meal):
        if meal.tasted_at:
            yield Done(duty, at=meal.tasted_at, by=None, thing=meal)

A duty is data plus one question: is it done? The answer comes from the records of the work, never from a tick.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from houqin.duties.schedules import Schedule
from houqin.tenancy.posts import Post

#: Every declared duty by code.
DUTIES: dict[str, "DutyKind"] = {}


@dataclass(frozen=True)
class Done:
    """One duty is answered: when, by whom (None for several or the house), and by which row."""

    duty: Any
    at: datetime
    by: Any = None
    thing: Any = None

    #: The columns of a duty that its answer fills.
    CLOSES: ClassVar = ("state", "done_at", "done_by", "next_at", "evidence_kind", "evidence_id")

    def close(self) -> None:
        """Write the answer on the duty; saving it is the caller's."""
        duty, thing = self.duty, self.thing
        duty.state, duty.done_at, duty.done_by, duty.next_at = "done", self.at, self.by, None
        # Set even where nothing is named: the clock's pass loads duties without the columns that an answer fills.
        kind, key = ("", None) if thing is None else (thing._meta.label_lower, thing.pk)
        duty.evidence_kind, duty.evidence_id = kind, key


@dataclass(frozen=True)
class Rung:
    """So many minutes after the deadline, this post is told."""

    after: timedelta
    post: Post


@dataclass(frozen=True)
class DutyKind:
    """What must always be done.

    `owner` and the `ladder` are what a school may tune (tighten only); `may_own` are the other posts it may give the
    duty to. `urgent` ladders pass quiet hours. `grave`: a missed one becomes a hazard. `view` names the page where it
    is done, opened with the subject's key when the duty has a subject. `evidence(duties)` yields a `Done` for each row
    that is answered: it is given open rows of any schools at once and makes a fixed number of queries.
    """

    code: str
    title: Any
    schedule: Schedule
    owner: Post
    ladder: tuple[Rung, ...]
    evidence: Callable[[list], Iterable[Done]]
    rule: str = ""
    clauses: tuple[str, ...] = ()
    view: str = ""
    verb: Any = ""
    urgent: bool = False
    grave: bool = False
    may_own: tuple[Post, ...] = ()

    def __str__(self) -> str:
        return self.code

    @property
    def ladder_as_written(self) -> list[list]:
        """[[whole minutes after the deadline, post], …], as a duty keeps it."""
        return [[int(rung.after.total_seconds() // 60), rung.post.value] for rung in self.ladder]


def duty(
    code: str, *, title, schedule: Schedule, owner: Post, ladder=(), rule: str = "", clauses=(), view: str = "",
    verb="", urgent: bool = False, grave: bool = False, may_own=(),
) -> Callable:  # fmt: skip
    """Declare a duty over its question. `ladder`: (minutes after the deadline, post), rising."""

    def declare(evidence):
        if code in DUTIES:
            raise ValueError(f"duty {code} is declared twice")
        rungs = tuple(Rung(timedelta(minutes=minutes), Post(post)) for minutes, post in ladder)
        if list(rungs) != sorted(rungs, key=lambda rung: rung.after):
            raise ValueError(f"the ladder of {code} does not rise")
        DUTIES[code] = DutyKind(
            code, title, schedule, Post(owner), rungs, evidence, rule, tuple(clauses), view, verb, urgent, grave,
            tuple(Post(post) for post in may_own),
        )  # fmt: skip
        return evidence

    return declare


def subjects(duties: Iterable, model) -> Iterator[tuple[Any, Any]]:
    """Each duty with the row it is about, gone rows left out. One query."""
    duties = list(duties)
    rows = model._base_manager.in_bulk({one.subject_id for one in duties})
    for one in duties:
        if one.subject_id in rows:
            yield one, rows[one.subject_id]
