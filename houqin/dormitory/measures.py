"""What can be counted of the nights: for the civilised dormitory of the plan."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from houqin.dormitory.models import Search
from houqin.dormitory.selectors.rooms import rooms_on
from houqin.duties.selectors import answered_in_time
from houqin.kernel.measures import COUNT, HIGHER, LOWER, MINUTES, PERCENT, Measured, count, mean, measure, share


def _searches(school, first, last):
    begins, ends = school.span_of_days(first, last)
    return Search.objects.of(school).filter(missing_since__gte=begins, missing_since__lt=ends)


@measure(
    "dormitory.rolls_in_time", _("Night roll calls closed in time"), unit=PERCENT, better=HIGHER, rule="DR-01",
    clauses=("D-16", "D-17", "D-18"),
    view="dormitory:tonight",
)  # fmt: skip
def rolls_in_time(school, *, first, last) -> Measured:
    return share(*answered_in_time(school, ("dormitory.roll", "dormitory.recount"), first, last))


@measure(
    "dormitory.searched", _("Children searched for at night"), unit=COUNT, better=LOWER, rule="DR-04",
    clauses=("D-15", "D-19", "D-35"),
    view="dormitory:tonight",
)  # fmt: skip
def searched(school, *, first, last) -> Measured:
    return count(_searches(school, first, last).count())


@measure(
    "dormitory.minutes_to_find", _("Minutes until a missing child is found"), unit=MINUTES, better=LOWER,
    rule="DR-04", clauses=("D-15", "D-19"),
    view="dormitory:tonight",
)  # fmt: skip
def minutes_to_find(school, *, first, last) -> Measured:
    spans = _searches(school, first, last).exclude(found_at=None).annotate(took=F("found_at") - F("missing_since"))
    return mean([int(took.total_seconds() // 60) for took in spans.values_list("took", flat=True)])


@measure(
    "dormitory.rooms_within_standard", _("Rooms within the standard of beds and area"), unit=PERCENT, better=HIGHER,
    rule="DB-01", clauses=("D-01", "D-04"),
    view="dormitory:tonight",
)  # fmt: skip
def rooms_within_standard(school, *, first, last) -> Measured:
    """On the last night of the days."""
    rooms = [one for one in rooms_on(school, last, later=False) if one.sleepers]
    return share(sum(not one.beyond for one in rooms), len(rooms))
