"""All pots of a meal on one page, by exception: temperatures, tasting, samples."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from houqin.kernel.http import go, show
from houqin.kitchen import actions
from houqin.kitchen.evidence import evidence_for
from houqin.kitchen.forms.by_exception import HeatMealForm, SampleMealForm, TasteMealForm
from houqin.kitchen.views.reaching import meal_of


@require_http_methods(["GET", "POST"])
def heat(request, pk):
    found = meal_of(request, pk)
    form = HeatMealForm(request.POST or None, known=evidence_for(found))
    number = len(form.pots)
    heading = ngettext("{number} dish on the stove", "{number} dishes on the stove", number).format(number=number)
    return _page(
        request, found, form, actions.measure_meal, title=_("Measure all"), done=_("Measured and recorded."),
        heading=heading if number else _("Nothing is on the stove."), submit=_("Record the temperatures"),
        odd=_("Stays on the stove"),
        lead=_("A measured dish leaves the stove. Tap one that has to stay; leave empty what is not measured yet."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def taste(request, pk):
    found = meal_of(request, pk)
    form = TasteMealForm(request.POST or None, known=evidence_for(found), actor=request.user)
    number = len(form.pots)
    heading = ngettext("{number} dish to taste", "{number} dishes to taste", number).format(number=number)
    return _page(
        request, found, form, actions.taste_meal, title=_("Taste all"), done=_("Tasted and recorded."),
        heading=heading if number else _("Nothing waits for tasting."), submit=_("Record the tasting"),
        odd=_("Something is wrong"), even=_("Good"), own=form.own,
        lead=_("All is taken as good. Tap what is not; that dish is then isolated."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def sample(request, pk):
    found = meal_of(request, pk)
    form = SampleMealForm(request.POST or None, known=evidence_for(found))
    number = len(form.pots)
    heading = ngettext("{number} sample to keep", "{number} samples to keep", number).format(number=number)
    return _page(
        request, found, form, actions.sample_meal, title=_("Sample all"), done=_("The samples are in the cabinet."),
        heading=heading if number else _("No dish lacks a sample."), submit=_("Put the samples in"),
        odd=_("Otherwise"), shared=form.shared, lead=_("Tap a box that weighs more, stands elsewhere or comes later."),
    )  # fmt: skip


def _page(request, found, form, verb, *, done: str, **words):
    if request.method == "POST" and form.submit(request, verb, about=[found], meal=found):
        messages.success(request, done)
        return go(found)
    return show(request, "kitchen/all_pots.html", form=form, meal=found, after=[form["happened_at"]], **words)
