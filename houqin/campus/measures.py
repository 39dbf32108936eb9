"""Whether equipment is looked at."""

from django.utils.translation import gettext_lazy as _

from houqin.campus import duties
from houqin.duties.declaring import DUTIES
from houqin.duties.selectors import answered_in_time
from houqin.kernel.measures import HIGHER, PERCENT, Measured, measure, share


@measure(
    "campus.looked_at_in_time", _("Checks and services of equipment done in time"), unit=PERCENT, better=HIGHER,
    rule="DP-04", clauses=("D-25", "D-04"),
    view="campus:equipment",
)  # fmt: skip
def looked_at_in_time(school, *, first, last) -> Measured:
    codes = [code for code, kind in DUTIES.items() if kind.evidence.__module__ == duties.__name__]
    return share(*answered_in_time(school, codes, first, last))
