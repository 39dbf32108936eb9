"""The canteen's day: open it, plan its meals."""

from datetime import date, timedelta

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.journal.doors import VerbForm
from houqin.kernel.http import go, show
from houqin.kernel.shown import shown
from houqin.kitchen.actions import open_canteen_day, plan_meal
from houqin.kitchen.forms.meals import PlanForm
from houqin.kitchen.gates.days import may_open_day
from houqin.kitchen.models import MealKind
from houqin.kitchen.selectors import day as canteen_day
from houqin.kitchen.selectors.places import no_kitchen_left
from houqin.kitchen.views.reaching import may_of


def day_asked(request) -> date:
    """The day of the address, else today."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return request.school.localdate(request.now)


@require_safe
def day(request):
    return _page(request, day_asked(request))


@require_POST
def open_day(request):
    today = request.school.localdate(request.now)
    form = VerbForm(request.POST)
    if form.submit(request, open_canteen_day, about=[request.school], school=request.school, on=today):
        messages.success(request, _("The canteen day is open."))
        return go(reverse("kitchen:day"))
    return _page(request, today, form)


@require_http_methods(["GET", "POST"])
def plan(request):
    on = day_asked(request)
    form = PlanForm(
        request.POST or None, school=request.school, on=on, at=request.now, kind=request.GET.get("kind", "")
    )
    if request.method == "POST":
        meal = form.submit(request, plan_meal, about=[request.school], school=request.school, on=on)
        if meal:
            messages.success(request, _("{meal} is planned.").format(meal=meal))
            return go(meal)
    kinds = [(kind.value, kind.label) for kind in MealKind]
    return show(request, "kitchen/plan.html", form=form, on=on, kinds=kinds, kind=form["kind"].value())


def _page(request, on: date, form=None):
    school = request.school
    known = canteen_day(school, on, at=request.now)
    today = school.localdate(request.now)
    refusals = []
    if known.opened is None:
        stops = no_kitchen_left(school)
        refusals = list(may_open_day(None, known.held, on=on, today=today, stops=stops))
    return show(
        request, "kitchen/day.html", form=form, day=known, on=on, today=today, refusals=refusals,
        may=may_of(request, school), responsible=_responsible(known), sentence=_sentence(known, today=today),
        before=on - timedelta(days=1), after=on + timedelta(days=1),
    )  # fmt: skip


def _responsible(known) -> list:
    """Who answered for that day, as it was kept when the day was opened."""
    if known.opened is None:
        return []
    return list(known.opened.responsible.select_related("user").order_by("post", "is_deputy", "pk"))


def _sentence(known, *, today: date) -> str:
    """What the page opens with."""
    if known.opened is None:
        if known.on == today:
            return _("The canteen day is not open yet.")
        if known.on < today:
            return _("On {day} the canteen was not open.").format(day=shown(known.on))
        return _("{day} is still ahead.").format(day=shown(known.on))
    if not known.meals:
        return _("The canteen is open. No meal is planned yet.")
    waiting = [one for one in known.meals if not one.meal.is_called_off and one.station("close").state != "done"]
    if not waiting and all(one.meal.is_called_off for one in known.meals):
        return _("Every meal of the day was called off.")
    if not waiting:
        return _("All meals are served and closed.")
    first = waiting[0]
    step = next((station for station in first.stations if station.is_open), None)
    if step is None:
        return _("{meal} is next.").format(meal=first.meal.get_kind_display())
    return _("{meal}: {step} is next.").format(meal=first.meal.get_kind_display(), step=step.label)
