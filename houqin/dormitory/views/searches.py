"""One missing child: whom to call, what was done, found."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.dormitory.actions.searches import find_child, log_search_step
from houqin.dormitory.forms.searches import FoundForm, StepForm
from houqin.dormitory.models import Search, Step
from houqin.dormitory.permissions import SEARCH, SEE_ROLLS
from houqin.dormitory.selectors.searches import contacts, rungs
from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise


def search_of(request, pk) -> Search:
    rows = Search.objects.visible_to(request.user)
    rows = rows.select_related("pupil", "bed__room__space__building", "roll__building", "found_by", "school__bureau")
    return get_object_or_404(rows, pk=pk, school=request.school)


@require_safe
def search(request, pk):
    found = search_of(request, pk)
    authorise(request.user, SEE_ROLLS if found.found_at else SEARCH, school=request.school, at=request.now)
    return _page(request, found)


def _page(request, found: Search, step_form=None, found_form=None):
    ladder = rungs(found)
    next_step = next((rung.step for rung in ladder if rung.is_next), Step.LOOKED)
    form = step_form or found_form
    return show(
        request, "dormitory/search.html", search=found, ladder=ladder, next_step=next_step,
        contacts=[] if found.found_at else contacts(found, at=request.now),
        steps=found.steps.select_related("by").order_by("happened_at", "pk"),
        step_form=step_form or StepForm(initial={"step": next_step}), found_form=found_form or FoundForm(),
        entries=Entry.objects.about(found)[:40], heading=_heading(found, request.now), form=form,
    )  # fmt: skip


def _heading(found: Search, now) -> str:
    end = found.found_at or now
    facts = {"name": found.pupil.name, "minutes": int((end - found.missing_since).total_seconds() // 60)}
    if found.found_at:
        return _("{name} is found, after {minutes} min.").format(**facts)
    return _("{name} is not found, for {minutes} min now.").format(**facts)


@require_http_methods(["POST"])
def step(request, pk):
    found = search_of(request, pk)
    form = StepForm(request.POST)
    if form.submit(request, log_search_step, about=[found], search=found):
        messages.success(request, _("Written down."))
        return go(found)
    return _page(request, found, step_form=form)


@require_POST
def found(request, pk):
    one = search_of(request, pk)
    form = FoundForm(request.POST)
    if form.submit(request, find_child, about=[one], search=one):
        messages.success(request, _("The search is over, and everybody who was told knows it."))
        return go(one)
    return _page(request, one, found_form=form)
