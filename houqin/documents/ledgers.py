"""Declaring a ledger. Apps call `ledger` in their own `ledgers.py`; this app finds them at start-up.

@ledger("retained-samples", form_number="HQ-台账-07", title=_("Retained sample register"),
        permission=SEE_LEDGERS, period=Period.MONTH,
        columns=[Column("dish", _("Dish"), width=24, align="start"), Column("grams", _("Amount g"))])
def retained_samples(school, span):
    samples = Sample.objects.of(school).filter(kept_at__gte=span.begins_at, kept_at__lt=span.ends_at)
    return samples.select_related("dish").iterator()
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from houqin.documents.columns import Column, Row
from houqin.documents.periods import Period, Span

__all__ = ["LEDGERS", "Column", "Ledger", "Period", "Row", "Span", "ledger"]

#: Every declared ledger by code, in the order of their form numbers once `ledgers_for` sorts them.
LEDGERS: dict[str, "Ledger"] = {}


@dataclass(frozen=True)
class Ledger:
    """A view of rows on paper. `rows(school, span)` yields dicts, objects or `Row`s in the sheet's order."""

    code: str
    form_number: str
    title: Any
    permission: Any
    period: Period
    columns: Sequence[Column]
    rows: Callable[[Any, Span], Iterable]
    given: Callable[[Any, Span], Iterable]
    note: Any = ""
    signatures: Sequence = ()
    portrait: bool = False


def ledger(
    code: str,
    *,
    form_number: str,
    title,
    permission,
    period: Period,
    columns: Sequence[Column],
    given: Callable | None = None,
    note="",
    signatures: Sequence = (),
    portrait: bool = False,
) -> Callable:
    """Declare a ledger over the decorated function `(school, span) -> rows`.

    `given(school, span)` yields (label, value) pairs or bare texts for the line under the title; the school,
    the period and the form number stand there anyway. The serial number and the remarks column are added.
    The function makes one streaming query, with a fixed number of queries whatever the number of rows.
    """

    def declare(rows):
        if code in LEDGERS:
            raise ValueError(f"ledger {code} is declared twice")
        LEDGERS[code] = Ledger(
            code, form_number, title, permission, Period(period), tuple(columns), rows,
            given or (lambda school, span: []), note, tuple(signatures), portrait,
        )  # fmt: skip
        return rows

    return declare


def ledgers_for(actor, *, school, at) -> list[Ledger]:
    """The ledgers that the person's posts may see in this school, by form number."""
    seen = [one for one in LEDGERS.values() if actor.may(one.permission, school=school, at=at)]
    return sorted(seen, key=lambda one: (one.form_number, one.code))
