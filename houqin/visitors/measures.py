"""Whether whoever came in went out again in time."""

from django.utils.translation import gettext_lazy as _

from houqin.duties.selectors import answered_in_time
from houqin.kernel.measures import HIGHER, PERCENT, Measured, measure, share


@measure(
    "visitors.out_in_time", _("Visitors and guests gone in time"), unit=PERCENT, better=HIGHER, rule="DV-02",
    clauses=("D-22", "D-26"),
    view="visitors:gate",
)  # fmt: skip
def out_in_time(school, *, first, last) -> Measured:
    return share(*answered_in_time(school, ("visitors.overdue", "visitors.departure"), first, last))
