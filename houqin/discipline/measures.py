"""Rest after the bell."""

from django.utils.translation import gettext_lazy as _

from houqin.discipline.selectors.rounds import last_words
from houqin.kernel.measures import HIGHER, PERCENT, Measured, measure, share


@measure(
    "discipline.quiet_rooms", _("Rooms that were quiet after the bell"), unit=PERCENT, better=HIGHER, rule="DR-08",
    clauses=("D-07", "D-11"),
    view="discipline:index",
)  # fmt: skip
def quiet_rooms(school, *, first, last) -> Measured:
    """By the last word on each door in each night."""
    words = last_words(school, first, last)
    return share(sum(not door.is_loud for door in words), len(words))
