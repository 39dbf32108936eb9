"""What one person can do next in the kitchen, by their posts: what, by when, where, and why not yet."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from houqin.kernel.next_actions import Action, in_order
from houqin.kitchen import permissions
from houqin.kitchen.gates.days import may_open_day
from houqin.kitchen.models import CanteenDay
from houqin.kitchen.selectors.meals import Day, MealOnDay, open_meals
from houqin.kitchen.selectors.places import no_kitchen_left
from houqin.kitchen.selectors.samples import waiting_to_go
from houqin.people.selectors import holders


def next_actions(
    user, school, at: datetime, *, meals: list[MealOnDay] | None = None, day: Day | None = None
) -> list[Action]:
    """Worst first, then by time. Nothing that another post does. A fixed number of queries.

    `meals` are the `open_meals` of that moment and `day` is the `day_of` them, when the caller has them already.
    """
    may = {
        name: user.may(getattr(permissions, name), school=school, at=at)
        for name in ("OPEN_DAY", "ISSUE_TO_BATCH", "COOK", "TASTE", "SAMPLE", "RELEASE", "SERVE", "CLOSE")
    }
    found = [*_day(school, may, at, day), *_samples(school, may, at)]
    for on_day in open_meals(school, at=at) if meals is None else meals:
        found += _of_meal(on_day, may)
    return in_order(found, at=at)


def _day(school, may, at: datetime, day: Day | None) -> Iterator[Action]:
    today = school.localdate(at)
    if not may["OPEN_DAY"]:
        return
    if day.opened if day else CanteenDay.objects.of(school).filter(on=today).exists():
        return
    held = day.held if day else holders(school, on=today)
    refusals = list(may_open_day(None, held, on=today, today=today, stops=no_kitchen_left(school)))
    state = "blocked" if refusals else "due"
    yield Action("open", _("Open the canteen day"), state, reverse("kitchen:day"), _("Open the day"), refusals=refusals)


def _samples(school, may, at: datetime) -> Iterator[Action]:
    if not may["SAMPLE"]:
        return
    if number := waiting_to_go(school, at=at):
        title = ngettext("Dispose of {number} sample", "Dispose of {number} samples", number).format(number=number)
        yield Action("dispose", title, "due", f"{reverse('kitchen:samples')}?show=due", _("Look"))


#: Station, the permission of whoever does it, the title, the word on the button.
STEPS = (
    ("issue", "ISSUE_TO_BATCH", gettext_lazy("Issue for {meal}, {left} dishes"), pgettext_lazy("button", "Issue")),
    ("cook", "COOK", gettext_lazy("Cook {meal}, {left} dishes"), gettext_lazy("Open")),
    ("taste", "TASTE", gettext_lazy("Taste {meal}, {left} dishes"), pgettext_lazy("button", "Taste")),
    ("sample", "SAMPLE", gettext_lazy("Keep samples of {meal}, {left} dishes"), pgettext_lazy("button", "Sample")),
    ("release", "RELEASE", gettext_lazy("Release {meal}"), pgettext_lazy("button", "Release")),
    ("serve", "SERVE", gettext_lazy("Count the heads of {meal}"), gettext_lazy("Count")),
    ("leftovers", "SERVE", gettext_lazy("Weigh the leftovers of {meal}"), gettext_lazy("Weigh")),
    ("close", "CLOSE", gettext_lazy("Close {meal}"), gettext_lazy("Close")),
)


def _of_meal(on_day: MealOnDay, may) -> Iterator[Action]:
    known, meal = on_day.known, on_day.meal
    if meal.is_called_off:
        return
    pots = known.served
    left = {
        "issue": len([pot for pot in pots if not pot.used]),
        "cook": len([pot for pot in pots if not pot.is_cooked]),
        "taste": len([pot for pot in pots if not pot.tasting]),
        "sample": len([pot for pot in pots if not known.is_conforming(pot.sample)]),
    }
    refusals = {"release": on_day.release_refusals, "close": on_day.close_refusals}
    for code, needs, title, verb in STEPS:
        station = on_day.station(code)
        if not may[needs] or not station.is_open:
            continue
        yield Action(
            code=code,
            title=str(title).format(meal=meal, left=left.get(code, 0)),
            state=station.state,
            url=station.url,
            verb=str(verb),
            by=station.by,
            refusals=refusals.get(code, []) if station.state in ("blocked", "missed") else [],
        )
