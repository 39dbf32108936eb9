"""Who came back when they said."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from houqin.kernel.measures import HIGHER, PERCENT, Measured, measure, share
from houqin.whereabouts.models import Leave


@measure(
    "whereabouts.back_in_time", _("Back from leave in time"), unit=PERCENT, better=HIGHER, rule="DR-06",
    clauses=("D-20",),
    view="whereabouts:index",
)  # fmt: skip
def back_in_time(school, *, first, last) -> Measured:
    begins, ends = school.span_of_days(first, last)
    due = Leave.objects.of(school).filter(until_at__gte=begins, until_at__lt=ends, handed_over_at__isnull=False)
    return share(due.filter(returned_at__lte=F("until_at")).count(), due.count())
