"""What stands behind a clause of the plan. Apps declare it in `standing.py`; the charter page lists it.

stands_behind("C-07", gates=("GT-01",), entries=(SUPPLIER_APPROVED,), ledgers=("receiving",), answers=Post.BUYER)

Duties and measures name their clauses themselves. A clause that nothing stands behind is not built yet.
"""

from dataclasses import dataclass

from houqin.tenancy import rulebook
from houqin.tenancy.events import DAY_MARKED, PARAMETER_SET, TERM_SET
from houqin.tenancy.posts import Post

#: Clause id → what was declared, in order.
STANDING: dict[str, list["Standing"]] = {}


@dataclass(frozen=True)
class Standing:
    """`gates` are ids, `entries` the journal kinds that prove it lives, `ledgers` codes, `view` a page's name."""

    clause: str
    gates: tuple[str, ...] = ()
    entries: tuple = ()
    ledgers: tuple[str, ...] = ()
    answers: Post | None = None
    view: str = ""


def stands_behind(clause: str, *, gates=(), entries=(), ledgers=(), answers: Post | None = None, view="") -> None:
    """Declare what keeps one clause.  Raises ValueError for a clause or gate that the charter does not know."""
    if clause not in rulebook.clauses():
        raise ValueError(f"the charter has no clause {clause}")
    if unknown := set(gates) - rulebook.gates().keys():
        raise ValueError(f"the charter has no gate {sorted(unknown)}")
    STANDING.setdefault(clause, []).append(
        Standing(clause, tuple(gates), tuple(entries), tuple(ledgers), answers, view)
    )


# What tenancy itself keeps.
stands_behind("S-09", entries=(TERM_SET, DAY_MARKED), answers=Post.GENERAL_AFFAIRS_DIRECTOR, view="tenancy:calendar")
stands_behind("S-17", entries=(PARAMETER_SET,), answers=Post.PRINCIPAL, view="tenancy:parameters")
