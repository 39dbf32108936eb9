"""Is what a person entered complete and possible at all?"""

from collections.abc import Iterable, Iterator
from datetime import date

from houqin.governance.reasons import Reason
from houqin.kernel.refusals import Refusal
from houqin.tenancy import rulebook
from houqin.tenancy.posts import EVERY_SCHOOL_POST


def is_given(**named: str) -> Iterator[Refusal]:
    """Each text by the name people know it by: `is_given(**{str(_("Title")): title})`."""
    for what, text in named.items():
        if not text.strip():
            yield Refusal(Reason.NAME_MISSING, {"what": what})


def why_is_given(why: str) -> Iterator[Refusal]:
    if not why.strip():
        yield Refusal(Reason.WHY_MISSING)


def has_a_text(text: str, file) -> Iterator[Refusal]:
    """A text, or the paper that holds it."""
    if not text.strip() and not file:
        yield Refusal(Reason.TEXT_MISSING)


def clauses_are_known(clauses: Iterable[str]) -> Iterator[Refusal]:
    for clause in clauses:
        if clause not in rulebook.clauses():
            yield Refusal(Reason.CLAUSE_UNKNOWN, {"clause": clause})


def posts_are_known(posts: Iterable[str]) -> Iterator[Refusal]:
    for post in posts:
        if post not in EVERY_SCHOOL_POST:
            yield Refusal(Reason.POST_UNKNOWN, {"post": post})


def runs_forward(starts_on: date, ends_on: date | None) -> Iterator[Refusal]:
    if ends_on and ends_on < starts_on:
        yield Refusal(Reason.ENDS_BEFORE_START, {"starts_on": starts_on, "ends_on": ends_on})
