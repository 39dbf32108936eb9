"""Compose a list, publish it, say how often it is done."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.checklists import actions, permissions
from houqin.checklists.actions.composing import authorise_composing
from houqin.checklists.drafts import drafts, published
from houqin.checklists.forms.composing import HeadForm, ItemForm, ScheduleForm, WhyForm
from houqin.checklists.gates.composing import may_publish
from houqin.checklists.models import Checklist
from houqin.checklists.selectors.lists import items_of, newest_version
from houqin.checklists.views.lists import may, one_list
from houqin.journal.doors import VerbForm
from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.permissions import NotYours
from houqin.tenancy.asking import ask, carried_out, crumb

either = require_http_methods(["GET", "HEAD", "POST"])


def _bureau_of(request):
    """The bureau for whose schools this person composes, None for somebody at a school."""
    held = request.user.holdings_at(request.now)
    return next((one.bureau for one in held if one.bureau_id and one.post in permissions.COMPOSE_AT_BUREAU.posts), None)


def one_draft(request, pk: int) -> Checklist:
    """One that this person may compose.  Raises Http404, NotYours."""
    rows = Checklist.objects.visible_to(request.user).select_related("school__bureau", "bureau", "extends")
    checklist = get_object_or_404(rows, pk=pk)
    authorise_composing(request.user, school=checklist.school, bureau=checklist.bureau, at=request.now)
    return checklist


def _form(request, title, submit, form, back, *, over="", lead=""):
    return show(
        request, "checklists/form.html", form=form, title=title, submit=submit, back_url=back, over=over, lead=lead
    )


@either
def new(request):
    where = {"school": request.school}
    if not may(request, permissions.COMPOSE_LISTS):
        where = {"bureau": _bureau_of(request)}
        if where["bureau"] is None:
            raise NotYours(permissions.COMPOSE_LISTS)
    form = HeadForm(request.POST or None)
    if request.method == "POST":
        made = form.submit(request, actions.compose_checklist, **where)
        if made is not None:
            messages.success(request, _("Now add what is looked at."))
            return go(made)
    return _form(request, _("Compose a list"), _("Begin writing"), form, reverse("checklists:lists"))


@require_safe
def draft(request, pk):
    return _draft_page(request, one_draft(request, pk))


def _draft_page(request, checklist: Checklist, form=None):
    items, version = drafts(checklist.draft), newest_version(checklist)
    before = list(published(version.items.all())) if version else []
    base = newest_version(checklist.extends) if checklist.extends_id else None
    return show(
        request, "checklists/draft.html", form=form, checklist=checklist, items=items, version=version,
        refusals=list(may_publish(checklist, items, before)), base=items_of(base),
        history=Entry.objects.about(checklist)[:20],
    )  # fmt: skip


@either
def item(request, pk):
    checklist = one_draft(request, pk)
    key = request.GET.get("key", "")
    before = next((one for one in drafts(checklist.draft) if one.key == key), None)
    if key and before is None:
        raise Http404
    form = ItemForm(request.POST if request.method == "POST" else None, before=before)
    if request.method == "POST" and form.submit(request, actions.put_item, about=[checklist], checklist=checklist):
        messages.success(request, _("The draft is saved."))
        return go(checklist)
    title = str(before) if before else _("Add an item")
    return _form(request, title, _("Save the item"), form, checklist.get_absolute_url(), over=str(checklist))


@require_POST
def drop(request, pk):
    checklist = one_draft(request, pk)
    form = VerbForm(request.POST)
    key = request.POST.get("key", "")[:40]
    if form.submit(request, actions.drop_item, about=[checklist], checklist=checklist, key=key):
        return go(checklist)
    return _draft_page(request, checklist, form)


@require_POST
def publish(request, pk):
    checklist = one_draft(request, pk)
    form = VerbForm(request.POST)
    if form.submit(request, actions.publish_checklist, about=[checklist], checklist=checklist):
        messages.success(request, _("Published. What was handed in before keeps its version."))
        used = checklist.uses.filter(school=request.school).first()
        return go(used or checklist)
    return _draft_page(request, checklist, form)


@either
def retire(request, pk):
    checklist = one_draft(request, pk)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and carried_out(
        form, request, actions.retire_checklist, about=[checklist], checklist=checklist
    ):
        messages.success(request, _("“{title}” is used no longer.").format(title=checklist))
        return go(reverse("checklists:lists"))
    return _form(
        request, _("Retire the list"), _("Retire the list"), form, checklist.get_absolute_url(), over=str(checklist),
        lead=_("Nobody is asked for it any more, at any school. What was handed in stays."),
    )  # fmt: skip


@require_POST
def extend(request, pk):
    school_list = one_list(request, pk)
    form = VerbForm(request.POST)
    own = form.submit(
        request, actions.extend_checklist, about=[school_list], school=school_list.school,
        checklist=school_list.checklist,
    )  # fmt: skip
    return go(own or school_list)


@either
def schedule(request, pk):
    row = one_list(request, pk)
    request.school = row.school
    initial = {"frequency": row.frequency, "by": row.by, "owner_post": row.owner_post, "place": row.place_id}
    form = ScheduleForm(
        request.POST if request.method == "POST" else None, school=row.school,
        on=row.school.localdate(request.now), initial=initial,
    )  # fmt: skip
    return ask(
        request, form, actions.schedule_list, needs=permissions.COMPOSE_LISTS, title=_("How often, and by whom?"),
        submit=_("Save"), back=row.get_absolute_url(), crumbs=_crumbs(row), about=[row], school_list=row,
    )  # fmt: skip


@either
def end(request, pk):
    row = one_list(request, pk)
    request.school = row.school
    return ask(
        request, WhyForm(request.POST if request.method == "POST" else None), actions.end_list,
        needs=permissions.COMPOSE_LISTS, title=_("Use this list no longer"), submit=_("Stop using it"),
        back=reverse("checklists:lists"), crumbs=_crumbs(row), about=[row], school_list=row,
    )  # fmt: skip


def _crumbs(row) -> list:
    return [crumb(_("Checklists"), "checklists:lists"), (str(row), row.get_absolute_url())]
