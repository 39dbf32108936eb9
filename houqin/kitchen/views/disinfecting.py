"""What was disinfected after a meal: one tap when it was as always."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from houqin.kernel.http import go, show
from houqin.kernel.shown import shown
from houqin.kitchen import actions
from houqin.kitchen.forms.disinfecting import CorrectDisinfectionForm, DisinfectForm
from houqin.kitchen.models import Disinfection
from houqin.kitchen.selectors.disinfections import last_time, of_meal, passed_in
from houqin.kitchen.views.reaching import may_of, meal_of


@require_http_methods(["GET", "POST"])
def disinfect(request, pk):
    found = meal_of(request, pk)
    rows = of_meal(found)
    done = passed_in(rows)
    form = DisinfectForm(request.POST or None, before=last_time(found.school), done=done)
    if request.method == "POST" and form.submit(request, actions.disinfect, about=[found], meal=found):
        made = Disinfection.objects.filter(meal=found, received_at=request.now, passed=False)
        if failed := [one.get_what_display() for one in made]:
            messages.warning(request, _("Not enough, do it again: {things}").format(things=shown(failed)))
            return go(request.path)
        messages.success(request, _("Disinfected and recorded."))
        return go(found)
    missing = [what.label for what in Disinfection.What if what not in done]
    return show(
        request, "kitchen/disinfect.html", form=form, meal=found, rows=rows, missing=missing,
        may=may_of(request, found.school),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def correct(request, pk):
    rows = Disinfection.objects.visible_to(request.user).select_related("meal", "school__bureau")
    old = get_object_or_404(rows, pk=pk)
    form = CorrectDisinfectionForm(request.POST or None, old=old)
    if request.method == "POST" and form.submit(
        request, actions.correct_disinfection, about=[old.meal], disinfection=old
    ):
        messages.success(request, _("Corrected."))
        return go(old)
    title = _("Correct: {what}").format(what=old.get_what_display())
    note = _("It says {how}. The old row stays; the new one names it.").format(how=old.how)
    return show(request, "kitchen/small.html", form=form, title=title, submit=_("Correct"), thing=old.meal, note=note)
