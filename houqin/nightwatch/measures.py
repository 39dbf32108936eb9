"""Whether the rounds were walked."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.measures import HIGHER, PERCENT, Measured, measure, share
from houqin.nightwatch.models import Round


@measure(
    "nightwatch.rounds_complete", _("Patrol rounds with every point passed"), unit=PERCENT, better=HIGHER,
    rule="DP-01", clauses=("D-25", "D-26", "D-27", "D-28"),
    view="nightwatch:tonight",
)  # fmt: skip
def rounds_complete(school, *, first, last) -> Measured:
    over = Round.objects.of(school).filter(on__range=(first, last), closed_at__isnull=False)
    over |= Round.objects.of(school).filter(on__range=(first, last), completed_at__isnull=False)
    return share(over.filter(completed_at__isnull=False).count(), over.count())
