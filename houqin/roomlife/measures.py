"""How rooms are kept, and who stands for them."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.measures import COUNT, HIGHER, LOWER, PERCENT, POINTS, Measured, count, mean, measure, share
from houqin.roomlife.selectors.heads import heads_of, rooms_in_use
from houqin.roomlife.selectors.ratings import ratings
from houqin.tenancy.models import Term


@measure(
    "roomlife.mean_score", _("Mean score of room inspections"), unit=POINTS, better=HIGHER, rule="CL-05",
    clauses=("D-02", "D-06", "D-08"),
    view="roomlife:rooms",
)  # fmt: skip
def mean_score(school, *, first, last) -> Measured:
    return mean([score for one in ratings(school, first, last).values() for score in one.scores])


@measure(
    "roomlife.dangers", _("Rooms in which a danger was found"), unit=COUNT, better=LOWER, rule="DE-01",
    clauses=("D-15", "D-25"),
    view="roomlife:rooms",
)  # fmt: skip
def dangers(school, *, first, last) -> Measured:
    return count(sum(bool(one.danger_on) for one in ratings(school, first, last).values()))


@measure(
    "roomlife.with_head",
    _("Rooms that have a head"),
    unit=PERCENT,
    better=HIGHER,
    rule="SF-06",
    clauses=("D-05",),
    view="roomlife:rooms",
)
def with_head(school, *, first, last) -> Measured:
    """On the last night of the days that lies in a term: in the holidays no room has a head, and none needs one."""
    terms = Term.objects.of(school).filter(starts_on__lte=last, ends_on__gte=first)
    if not (term := terms.order_by("ends_on").last()):
        return Measured(None)
    night = min(last, term.ends_on)
    heads = heads_of(school, night)
    rooms = [room.pk for room in rooms_in_use(school, night)]
    return share(sum(room in heads for room in rooms), len(rooms))
