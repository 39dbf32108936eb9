"""Who slept in the guest rooms in a night."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy

from houqin.nightwatch.night_facts import Fact, night_facts
from houqin.visitors.selectors.inside import guests_tonight


@night_facts(gettext_lazy("Overnight guests"), place=30, empty=gettext_lazy("No guest slept here."))
def guests(school, night: date) -> Iterator[Fact]:
    """One query."""
    for one in guests_tonight(school, night):
        yield Fact(one.name, one.get_absolute_url(), one.pupil.name, "", one.room.name)
