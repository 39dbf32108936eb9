"""Rest after the bell."""

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from houqin.discipline.models import AfterBellRound
from houqin.kernel.measures import HIGHER, PERCENT, Measured, measure, share


@measure(
    "discipline.quiet_rooms", _("Rooms that were quiet after the bell"), unit=PERCENT, better=HIGHER, rule="DR-08",
    clauses=("D-07", "D-11"),
    view="discipline:index",
)  # fmt: skip
def quiet_rooms(school, *, first, last) -> Measured:
    rounds = AfterBellRound.objects.of(school).filter(night__range=(first, last))
    sums = rounds.aggregate(rooms=Sum("rooms"), loud=Sum("loud"))
    rooms = sums["rooms"] or 0
    return share(rooms - (sums["loud"] or 0), rooms)
