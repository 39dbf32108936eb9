"""Which lists a school has, what is still to do, one list with its runs."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from houqin.checklists import actions, permissions
from houqin.checklists.models import Checklist, Frequency, SchoolList
from houqin.checklists.selectors.doing import doings
from houqin.checklists.selectors.lists import items_of, versions_in_use
from houqin.checklists.shelf import ready_lists
from houqin.journal.doors import VerbForm, attempt
from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.kernel.shown import shown

#: What completeness is reckoned over.
DAYS = timedelta(days=30)
ON_A_PAGE = 50


def may(request, permission, school=None) -> bool:
    return request.user.may(permission, school=school or request.school, at=request.now)


def one_list(request, pk: int) -> SchoolList:
    """One in use that this person may see.  Raises Http404, NotYours."""
    rows = SchoolList.objects.visible_to(request.user).select_related("school__bureau", "checklist__bureau", "place")
    found = get_object_or_404(rows, pk=pk)
    authorise(request.user, permissions.SEE_LISTS, school=found.school, at=request.now)
    return found


@require_safe
def lists(request):
    school = request.school
    authorise(request.user, permissions.SEE_LISTS, school=school, at=request.now)
    today = school.localdate(request.now)
    found = doings(school, first=today - DAYS, last=today)
    composes = may(request, permissions.COMPOSE_LISTS)
    used = {one.row.checklist.code for one in found}
    return show(
        request, "checklists/lists.html", sentence=_sentence(found), lines=[_line(one) for one in found],
        composes=composes or may(request, permissions.COMPOSE_AT_BUREAU),
        shelf=[ready for ready in ready_lists().values() if ready.code not in used] if composes else [],
        drafts=Checklist.objects.filter(school=school, retired_at=None, versions=None).order_by("pk")
        if composes
        else [],
    )  # fmt: skip


def _sentence(found) -> str:
    if not found:
        return _("No checklist is in use yet.")
    waiting = sum(1 for one in found if one.duty)
    if not waiting:
        if any(one.is_done_now for one in found):
            return _("Every list of today is handed in.")
        return ngettext("{number} list is in use.", "{number} lists are in use.", len(found)).format(number=len(found))
    said = ngettext("{number} list is still to do today.", "{number} lists are still to do today.", waiting)
    return said.format(number=waiting)


def _line(one) -> dict:
    row = one.row
    last = _("last {day}").format(day=shown(one.last.on)) if one.last else _("never handed in")
    how_often = Frequency(row.frequency).label
    return {
        "label": str(row.checklist), "url": row.get_absolute_url(),
        "state": one.state or ("done" if one.is_done_now else ""),
        "quiet": _(", ").join([str(how_often), str(row.get_owner_post_display()), last]),
        "end": f"{one.percent}%" if one.percent is not None else "",
    }  # fmt: skip


@require_safe
def one(request, pk):
    school_list = one_list(request, pk)
    school = school_list.school
    runs = school_list.runs.select_related("done_by", "second", "school").order_by("-happened_at", "-pk")
    page = Paginator(runs, ON_A_PAGE).get_page(request.GET.get("page"))
    versions = versions_in_use(school_list)
    return show(
        request, "checklists/list.html", school_list=school_list, page=page, items=items_of(*versions),
        version=versions[0], runs=[run_line(run) for run in page],
        may_run=may(request, permissions.RUN_LISTS, school),
        may_compose=may(request, permissions.COMPOSE_LISTS, school),
        history=Entry.objects.about(school_list)[:20], facts=_facts(school_list),
    )  # fmt: skip


def _facts(row: SchoolList) -> list[tuple]:
    owner = row.checklist.bureau.name if row.checklist.bureau_id else ""
    return [
        (_("How often"), row.get_frequency_display()), (_("Until when"), f"{row.by:%H:%M}" if row.by else ""),
        (_("Post that checks"), row.get_owner_post_display()), (_("About which place"), str(row.place or "")),
        (_("Of the bureau"), owner),
    ]  # fmt: skip


def run_line(run) -> dict:
    found = ngettext("{number} failed", "{number} failed", run.found).format(number=run.found)
    late = _("entered late") if run.is_late_entry else ""
    waits = run.needs_second and getattr(run, "second", None) is None
    second = _("waits for the second person") if waits else ""
    return {
        "label": shown(run.happened_at), "url": run.get_absolute_url(),
        "state": "waiting" if waits else "late" if run.found else "done",
        "quiet": _(", ").join(part for part in (run.done_by.name, late, second) if part),
        "end": found if run.found else _("nothing found"),
    }  # fmt: skip


@require_safe
def completeness(request):
    school = request.school
    authorise(request.user, permissions.SEE_LISTS, school=school, at=request.now)
    today = school.localdate(request.now)
    found = doings(school, first=today - DAYS, last=today)
    asked, done = sum(one.asked for one in found), sum(one.done for one in found)
    on_time = sum(one.on_time for one in found)
    sentence = _("{done} of {asked} handed in, {on_time} of them on time.").format(
        done=done, asked=asked, on_time=on_time
    )
    return show(
        request, "checklists/completeness.html",
        sentence=sentence if asked else _("Nothing was asked in the last 30 days."),
        columns=[{"label": _("Checklist")}, *({"label": word, "number": True} for word in (
            _("Asked"), _("Handed in"), _("Complete"), _("On time")))],
        rows=[
            [{"text": str(one.row.checklist), "url": one.row.get_absolute_url()}, one.asked, one.done,
             _share(one.percent), _share(one.percent_on_time)]
            for one in found
        ],
    )  # fmt: skip


def _share(percent: int | None) -> str:
    return "—" if percent is None else f"{percent}%"


@require_POST
def adopt(request):
    school = request.school
    form = VerbForm(request.POST)
    form.is_valid()
    made = attempt(
        actions.adopt_checklist, actor=request.user, at=request.now, chain=school.pk, about=[school], school=school,
        code=request.POST.get("code", "")[:40], entry_key=form.cleaned_data.get("entry_key", ""),
    )  # fmt: skip
    messages.success(request, _("“{title}” is in use.").format(title=made))
    return go(made.uses.filter(school=school).get())
