"""A new pass, one pass, out again; what a duty leader approves."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.tenancy.asking import ask, crumb, sent
from houqin.visitors import actions, permissions
from houqin.visitors.forms.visits import ApproveForm, OutForm, VisitorForm, WorkersForm
from houqin.visitors.gates.visits import may_leave
from houqin.visitors.models import Visit, VisitApproval
from houqin.visitors.views.gate import LOADED

either = require_http_methods(["GET", "HEAD", "POST"])


def _key(request, name: str) -> int:
    """A key from the address; 0 for anything else."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


@either
def new_visitor(request):
    """Filled in for whoever was here before, or was approved beforehand."""
    school = request.school
    like = Visit.objects.of(school).filter(pk=_key(request, "like"), kind=Visit.Kind.VISITOR)
    like = like.select_related(*LOADED).first()
    return _new(request, VisitorForm, actions.let_in, title=_("Let a visitor in"), like=like, initial=_again(like))


def _again(like: Visit | None) -> dict:
    if like is None:
        return {}
    return {
        "like": like.pk, "name": like.name, "gender": like.gender, "document_kind": like.document_kind,
        "host": like.host.number, "why": like.why, "building": like.building_id, "phone": like.phone,
        "heads": like.heads,
    }  # fmt: skip


@either
def new_workers(request):
    return _new(request, WorkersForm, actions.let_workers_in, title=_("Let workers in"))


def _new(request, form_class, verb, *, title: str, initial=None, **more):
    school = request.school
    authorise(request.user, permissions.LET_IN, school=school, at=request.now)
    approval = VisitApproval.objects.of(school).filter(pk=_key(request, "approval")).first()
    if approval:
        approved = {"approval": approval.pk, "name": approval.name, "why": approval.why, "escort": approval.escort_id}
        initial = (initial or {}) | approved | {"building": approval.building_id}
    on = school.localdate(request.now)
    form = form_class(sent(request), school=school, on=on, initial=initial, **more)
    if request.method == "POST":
        visit = form.submit(request, verb, school=school)
        if visit is not None:
            messages.success(request, _("Pass {code} is written.").format(code=visit.code))
            return go(reverse("visitors:gate"))
    return show(request, "visitors/let_in.html", form=form, title=title, like=more.get("like"))


def one_visit(request, pk: int) -> Visit:
    """One that this person may see.  Raises Http404, NotYours."""
    rows = Visit.objects.visible_to(request.user).select_related("school__bureau", "let_in_by", "let_out_by", *LOADED)
    visit = get_object_or_404(rows, pk=pk)
    authorise(request.user, permissions.SEE_VISITS, school=visit.school, at=request.now)
    return visit


@require_safe
def visit(request, pk):
    visit = one_visit(request, pk)
    return show(
        request, "visitors/visit.html", visit=visit, facts=_facts(visit), is_overdue=visit.is_overdue(request.now),
        may_let_out=request.user.may(permissions.LET_IN, school=visit.school, at=request.now),
        refusals=list(may_leave(visit, out_at=request.now, at=request.now)),
        history=Entry.objects.about(visit)[:40],
    )  # fmt: skip


def _facts(visit: Visit) -> list[tuple]:
    document = f"{visit.get_document_kind_display()} …{visit.document_ending}" if visit.document_ending else ""
    return [
        (_("Kind"), visit.get_kind_display()), (_("How many people"), visit.heads), (_("Company"), visit.company),
        (_("Why they come"), visit.why), (_("Work order"), visit.work_order),
        (_("Why it could not wait"), visit.urgent_why),
        (_("Whom they visit"), visit.host_pupil or visit.host_staff), (_("Goes along"), visit.escort),
        (_("Goes to"), visit.building), (_("Identity document"), document), (_("Phone"), visit.phone),
        (_("What they carry"), visit.items), (_("In at"), visit.in_at), (_("Let in by"), visit.let_in_by.shown_name),
        (_("Expected out"), visit.expected_out_at), (_("Left"), visit.out_at),
        (_("Let out by"), visit.let_out_by.shown_name if visit.let_out_by else ""),
    ]  # fmt: skip


@require_POST
def out(request, pk):
    """From the gate's list or the page of the pass: back to the gate."""
    visit = one_visit(request, pk)
    request.school = visit.school
    form = OutForm(request.POST)
    done = form.submit(request, actions.let_out, about=[visit], visit=visit)
    if done is not None:
        messages.success(request, _("{name} has left.").format(name=visit.name))
        return go(reverse("visitors:gate"))
    return show(
        request, "visitors/visit.html", form=form, visit=visit, facts=_facts(visit), may_let_out=True,
        refusals=form.refused.refusals if form.refused else [], history=Entry.objects.about(visit)[:40],
    )  # fmt: skip


@either
def approve(request):
    school = request.school
    on = school.localdate(request.now)
    return ask(
        request, ApproveForm(sent(request), school=school, on=on), actions.approve_visit,
        needs=permissions.APPROVE_VISITS, title=_("Approve an unusual visit"), submit=_("Approve"),
        back=reverse("visitors:gate"), crumbs=[crumb(_("Gate"), "visitors:gate")], school=school,
        lead=_("Outside visiting hours, or a man into a girls' building. The guard sees it at once."),
    )  # fmt: skip
