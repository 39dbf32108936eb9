"""Which children were ill in a night, and who is overdue: that, and nothing of what they have."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.kernel.shown import shown
from houqin.nightwatch.night_facts import Fact, night_facts, night_span
from houqin.whereabouts.models import Illness, Leave
from houqin.whereabouts.nights import night_ends


@night_facts(gettext_lazy("Children who fell ill"), place=20, empty=gettext_lazy("No child fell ill."))
def ill(school, night: date) -> Iterator[Fact]:
    """One query."""
    first, last = night_span(school, night)
    rows = Illness.objects.of(school).filter(noticed_at__gte=first, noticed_at__lt=last)
    for one in rows.select_related("pupil", "away").order_by("noticed_at", "pk"):
        yield Fact(one.pupil.name, one.get_absolute_url(), shown(one.noticed_at), "due", one.away.get_kind_display())


@night_facts(
    gettext_lazy("Not back from leave"), place=22,
    empty=gettext_lazy("Whoever was due back from leave by the end of the night is back."),
)  # fmt: skip
def overdue(school, night: date) -> Iterator[Fact]:
    """Whose leave ended in this night or before, and who is still out. One query.

    The report is signed in the morning, and whoever is due back later that morning is in time then.
    """
    _first, last = night_span(school, night)
    rows = Leave.objects.of(school).out_at(last).filter(until_at__lt=night_ends(school, night))
    for one in rows.exclude(pupil__left_on__lt=night).select_related("pupil").order_by("until_at"):
        yield Fact(one.pupil.name, one.get_absolute_url(), _("until {at}").format(at=shown(one.until_at)), "late")
