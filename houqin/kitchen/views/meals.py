"""One meal: what is missing, its pots, and its verbs from cooking to closing."""

from decimal import Decimal

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.journal.doors import VerbForm
from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.quantities import BaseUnit, Quantity
from houqin.kernel.shown import shown
from houqin.kitchen import actions
from houqin.kitchen.evidence import evidence_for
from houqin.kitchen.forms.batches import ReasonForm
from houqin.kitchen.forms.meals import (
    CorrectLeftoverForm,
    CountForm,
    DisposeForm,
    HeadsForm,
    LeftoversForm,
    PotForm,
)
from houqin.kitchen.gates.cooking import UNRELEASED, may_start_cooking
from houqin.kitchen.gates.days import may_call_off
from houqin.kitchen.gates.service import is_being_served
from houqin.kitchen.models import Leftover, Meal
from houqin.kitchen.models.disinfections import Cleaned
from houqin.kitchen.selectors.disinfections import of_meal, passed_in
from houqin.kitchen.selectors.meals import MealOnDay, on_day
from houqin.kitchen.selectors.places import no_kitchen_left
from houqin.kitchen.views.reaching import may_of, meal_of
from houqin.people.selectors import holders


@require_safe
def meal(request, pk):
    return _page(request, meal_of(request, pk))


@require_POST
def start(request, pk):
    return _press(request, pk, actions.start_cooking, _("The stoves are on."))


@require_POST
def release(request, pk):
    return _press(request, pk, actions.release_meal, _("Released. Enjoy the meal."))


@require_POST
def close(request, pk):
    return _press(request, pk, actions.close_meal, _("The meal is closed."))


def _press(request, pk, verb, said: str):
    """A verb that needs nothing but the meal."""
    found = meal_of(request, pk)
    form = VerbForm(request.POST)
    if form.submit(request, verb, about=[found], meal=found):
        messages.success(request, said)
        return go(found)
    return _page(request, found, form)


@require_http_methods(["GET", "POST"])
def heads(request, pk):
    found = meal_of(request, pk)
    form = HeadsForm(request.POST or None, initial={"heads": found.planned_heads})
    title, submit = _("Change the heads of {meal}").format(meal=found), _("Change")
    return _small(request, found, form, actions.change_heads, title, submit)


@require_http_methods(["GET", "POST"])
def call_off(request, pk):
    found = meal_of(request, pk)
    title, submit = _("Call off {meal}").format(meal=found), _("Call it off")
    note = _("The meal stays with the reason, and its dishes stay on the menu. It can be planned again.")
    refusals = list(may_call_off(evidence_for(found), reason="…"))
    form = ReasonForm(request.POST or None)
    return _small(request, found, form, actions.call_off_meal, title, submit, note=note, refusals=refusals)


@require_http_methods(["GET", "POST"])
def pot(request, pk):
    found = meal_of(request, pk)
    form = PotForm(request.POST or None, school=found.school, initial={"heads": found.planned_heads})
    title, submit = _("Add a dish or a second pot to {meal}").format(meal=found), _("Add")
    return _small(request, found, form, actions.add_batch, title, submit)


def _small(request, found: Meal, form, verb, title: str, submit: str, **more):
    if request.method == "POST" and form.submit(request, verb, about=[found], meal=found):
        return go(found)
    return show(request, "kitchen/small.html", form=form, title=title, submit=submit, thing=found, **more)


@require_http_methods(["GET", "POST"])
def count(request, pk):
    found = meal_of(request, pk)
    known = evidence_for(found)
    form = CountForm(request.POST or None, known=known)
    if request.method == "POST" and form.submit(request, actions.count_classes, about=[found], meal=found):
        messages.success(request, _("Counted."))
        return go(found)
    refusals = list(is_being_served(found))
    return show(request, "kitchen/count.html", form=form, meal=found, known=known, refusals=refusals)


@require_http_methods(["GET", "POST"])
def leftovers(request, pk):
    found = meal_of(request, pk)
    known = evidence_for(found)
    form = LeftoversForm(request.POST or None, known=known)
    if request.method == "POST" and form.submit(request, actions.weigh_leftovers, about=[found], meal=found):
        messages.success(request, _("Weighed."))
        return go(request.path)
    return _leftovers(request, found, known, form=form)


@require_POST
def dispose(request, pk):
    found = meal_of(request, pk)
    known = evidence_for(found)
    waiting = [row for row in known.leftovers if not row.disposed_at]
    form = DisposeForm(request.POST)
    if form.submit(request, actions.dispose_leftovers, about=[found], leftovers=waiting):
        messages.success(request, _("Handed over."))
        return go(found)
    return _leftovers(request, found, known, form=form, dispose_form=form)


@require_http_methods(["GET", "POST"])
def correct_leftover(request, pk):
    rows = Leftover.objects.visible_to(request.user).select_related("meal__school", "batch__dish", "school__bureau")
    old = get_object_or_404(rows, pk=pk)
    form = CorrectLeftoverForm(request.POST or None, initial={"grams": shown(Decimal(old.grams) / 1000)})
    back = reverse("kitchen:meal-leftovers", args=[old.meal_id])
    if request.method == "POST" and form.submit(request, actions.correct_leftover, about=[old.meal], leftover=old):
        messages.success(request, _("Corrected."))
        return go(back)
    what = f"{old.batch} {_('isolated')}" if old.batch else old.get_kind_display()
    note = _("It says {quantity}. The old row stays; the new one names it.").format(
        quantity=Quantity(old.grams, BaseUnit.GRAM)
    )
    title = _("Correct the weight: {what}").format(what=what)
    return show(request, "kitchen/small.html", form=form, title=title, submit=_("Correct"), thing=old.meal, note=note)


def _leftovers(request, found: Meal, known, *, form, dispose_form=None):
    waiting = [row for row in known.leftovers if not row.disposed_at]
    grams = sum(row.grams for row in waiting)
    rows = list(Leftover.objects.filter(meal=found).select_related("batch__dish").order_by("pk"))
    corrected = {row.corrects_id for row in rows}
    for row in rows:
        row.is_old = row.pk in corrected
    return show(
        request, "kitchen/leftovers.html", form=form, meal=found, known=known,
        weigh_form=LeftoversForm(known=known) if dispose_form else form,
        dispose_form=dispose_form or DisposeForm(), waiting=waiting, total=Quantity(grams, BaseUnit.GRAM),
        rows=rows, may=may_of(request, found.school),
        refusals=[] if known.isolated else list(is_being_served(found)),
    )  # fmt: skip


def _page(request, found: Meal, form=None):
    held = holders(found.school, on=found.school.localdate(request.now))
    one = on_day(evidence_for(found), held, at=request.now, stops=no_kitchen_left(found.school))
    entries = Entry.objects.about(found)[:40]
    return show(
        request, "kitchen/meal.html", form=form, meal=found, one=one, known=one.known,
        may=may_of(request, found.school),
        sentence=_sentence(one), pots=[_line(one, pot) for pot in one.known.batches], entries=entries,
        start_refusals=list(may_start_cooking(one.known)), is_unreleased=found.state in UNRELEASED,
        unwashed=_unwashed(found),
        weighed=Quantity(sum(row.grams for row in one.known.leftovers), BaseUnit.GRAM),
        undisposed=[row for row in one.known.leftovers if row.grams and not row.disposed_at],
    )  # fmt: skip


def _unwashed(meal: Meal) -> list:
    """What is still to be disinfected after a meal that is out. One query."""
    if meal.state not in (Meal.State.RELEASED, Meal.State.CLOSED):
        return []
    done = passed_in(of_meal(meal))
    return [what.label for what in Cleaned if what not in done]


def _sentence(one: MealOnDay) -> str:
    """What is missing, in one line."""
    meal, kind = one.meal, one.meal.get_kind_display()
    if meal.is_called_off:
        return _("{meal} was called off.").format(meal=kind)
    if meal.state == Meal.State.CLOSED:
        return _("{meal} is closed: {heads} heads.").format(meal=kind, heads=one.known.heads)
    if meal.state == Meal.State.RELEASED:
        missing = one.close_refusals
        if not missing:
            return _("{meal} can be closed.").format(meal=kind)
        return _("{meal} is being served. Before closing: {number} things.").format(meal=kind, number=len(missing))
    if not one.release_refusals:
        return _("{meal} can be released.").format(meal=kind)
    if one.known.day is None:
        return _("{meal} is planned; the canteen day is not open yet.").format(meal=kind)
    step = next((station for station in one.stations if station.is_open), None)
    if step is None:
        return _("{meal} is planned.").format(meal=kind)
    return _("{meal}: {step} {note} comes next.").format(meal=kind, step=step.label, note=step.note)


def _line(one: MealOnDay, pot) -> dict:
    """One pot in the list: the exception speaks, the rest is quiet."""
    batch = pot.batch
    if one.meal.is_called_off:
        state, quiet = "waiting", ""
    elif not pot.is_served:
        state, quiet = "missed", _("Isolated: {why}").format(why=batch.isolated_reason)
    elif not pot.used:
        state, quiet = "due", _("Nothing issued yet")
    elif not pot.is_cooked:
        state, quiet = "due", _("Cooking") if batch.state == batch.State.COOKING else _("Goods issued")
        if pot.temperature:
            quiet = f"{quiet}, {pot.temperature.core_temperature_c} ℃"
    elif not pot.tasting:
        state, quiet = "due", _("Waits for tasting")
    elif not one.known.is_conforming(pot.sample):
        state, quiet = "due", _("Waits for its sample")
    else:
        state, quiet = "done", pot.sample.code
    heads = _("{heads} heads").format(heads=batch.planned_heads)
    return {"label": str(batch), "url": batch.get_absolute_url(), "state": state, "quiet": quiet, "end": heads}
