"""Contingency plans and drills."""

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.incidents import actions
from houqin.incidents.forms.plans import DrillForm, FaultForm, PlanForm, ReviewForm
from houqin.incidents.gates.plans import may_approve
from houqin.incidents.incident_kinds import incident_kinds
from houqin.incidents.models import Category, ContingencyPlan, Drill, DrillKind, Hazard
from houqin.incidents.permissions import APPROVE_PLANS, RECORD_DRILLS, REPORT_HAZARDS, SEE_PLANS, WRITE_PLANS
from houqin.incidents.selectors.plans import plans_by_kind, stands_in_for
from houqin.incidents.views.reaching import drill_of, plan_of, see
from houqin.journal.doors import VerbForm
from houqin.journal.models import Entry
from houqin.journal.used_before import mark_used_before
from houqin.kernel.http import go, show
from houqin.kernel.shown import shown
from houqin.tenancy.asking import ask, crumb, sent
from houqin.tenancy.parameters import parameter
from houqin.tenancy.posts import Post

A_PAGE = 40


@require_safe
def plans(request):
    see(request, SEE_PLANS, request.school)
    by_kind = plans_by_kind(request.school)
    lines = [_line(kind, by_kind.get(code), code) for code, kind in incident_kinds().items()]
    missing = sum(1 for code in incident_kinds() if code not in by_kind or not by_kind[code].approved_at)
    sentence = (
        _("Every kind of incident has a plan in force.")
        if not missing
        else ngettext(
            "{number} kind of incident has no plan in force.",
            "{number} kinds of incident have no plan in force.",
            missing,
        ).format(number=missing)
    )
    return show(
        request, "incidents/plans.html", lines=lines, sentence=sentence,
        may_write=request.user.may(WRITE_PLANS, school=request.school, at=request.now),
    )  # fmt: skip


def _line(kind, plan: ContingencyPlan | None, code: str) -> dict:
    if plan is None:
        return {"label": str(kind), "url": f"{reverse('incidents:new-plan')}?kind={code}", "state": "missed",
                "quiet": _("No plan")}  # fmt: skip
    said = (
        _("Version {version}, in force since {day}") if plan.approved_at else _("Version {version}, not approved yet")
    )
    day = f"{plan.school.localtime(plan.approved_at):%Y-%m-%d}" if plan.approved_at else ""
    return {
        "label": f"{kind}{_(': ')}{plan.title}", "url": plan.get_absolute_url(),
        "state": "done" if plan.approved_at else "due", "quiet": said.format(version=plan.version, day=day),
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
def new_plan(request):
    """`?kind=fire` begins with the version that stands, or with the steps of the first-hour card."""
    kind = request.GET.get("kind", "")
    form = PlanForm(sent(request), initial=stands_in_for(request.school, kind))
    return ask(
        request, form, actions.write_plan, needs=WRITE_PLANS, title=_("Write a contingency plan"), submit=_("Save"),
        back=reverse("incidents:plans"), crumbs=[crumb(_("Contingency plans"), "incidents:plans")],
        school=request.school,
        lead=_("A new version. The principal puts it in force."),
    )  # fmt: skip


@require_safe
def plan(request, pk):
    found = plan_of(request, pk)
    see(request, SEE_PLANS, found.school)
    return _plan_page(request, found)


def _plan_page(request, found: ContingencyPlan, form=None):
    may = {
        "approve": request.user.may(APPROVE_PLANS, school=found.school, at=request.now),
        "write": request.user.may(WRITE_PLANS, school=found.school, at=request.now),
    }
    versions = list(ContingencyPlan.objects.of(found.school).filter(kind=found.kind).order_by("-version"))
    return show(
        request, "incidents/plan.html", form=form, plan=found, versions=versions, may=may,
        refusals=list(may_approve(found, versions[0])), entries=Entry.objects.about(found)[:40],
        reviews=found.reviews.select_related("reviewed_by").order_by("-pk"),
        drills=found.drills.order_by("-happened_at")[:10],
        steps=found.steps.splitlines(), people=found.people.splitlines(),
    )  # fmt: skip


@require_POST
def approve(request, pk):
    found = plan_of(request, pk)
    form = VerbForm(request.POST)
    if form.submit(request, actions.approve_plan, about=[found], plan=found):
        return go(found)
    return _plan_page(request, found, form)


@require_http_methods(["GET", "POST"])
def review(request, pk):
    found = plan_of(request, pk)
    return ask(
        request, ReviewForm(sent(request)), actions.review_plan, needs=WRITE_PLANS,
        title=_("Review {plan}").format(plan=found), submit=_("Save the review"), back=found.get_absolute_url(),
        crumbs=[crumb(_("Contingency plans"), "incidents:plans"), (found.title, found.get_absolute_url())],
        about=[found], plan=found, lead=_("It still holds. If it does not, write a new version instead."),
    )  # fmt: skip


@require_safe
def drills(request):
    see(request, SEE_PLANS, request.school)
    rows = Drill.objects.visible_to(request.user).of(request.school).order_by("-happened_at", "-pk")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    newest = next(iter(page), None)
    said = newest and shown(request.school.localdate(newest.happened_at))
    return show(
        request, "incidents/drills.html", page=page, lines=[_drill_line(one, request.school) for one in page],
        sentence=_("The last drill was on {day}.").format(day=said) if newest else _("No drill is recorded yet."),
        may_record=request.user.may(RECORD_DRILLS, school=request.school, at=request.now),
    )  # fmt: skip


def _drill_line(drill: Drill, school) -> dict:
    quiet = _("{code}, {day}, {actual} of {planned} s, {counted} of {expected} heads").format(
        code=drill.code, day=f"{school.localtime(drill.happened_at):%Y-%m-%d %H:%M}", actual=drill.actual_seconds,
        planned=drill.planned_seconds, counted=drill.heads_counted, expected=drill.heads_expected,
    )  # fmt: skip
    good = drill.is_in_time and not drill.missing_heads
    label = f"{drill.get_kind_display()}{_(', ')}{drill.place}"
    return {"label": label, "url": drill.get_absolute_url(), "state": "done" if good else "late", "quiet": quiet}


@require_http_methods(["GET", "POST"])
def new_drill(request):
    plans_in_force = ContingencyPlan.objects.of(request.school).filter(approved_at__isnull=False).order_by("-pk")
    seconds = parameter(request.school, "evacuation_seconds", on=request.school.localdate(request.now))
    initial = {
        "planned_seconds": int(seconds), "kind": request.GET.get("kind", DrillKind.EVACUATION),
        "happened_at": request.school.localtime(request.now),
    }  # fmt: skip
    form = DrillForm(
        sent(request), request.FILES if request.method == "POST" else None, plans=plans_in_force, initial=initial
    )
    return ask(
        request, form, actions.record_drill, needs=RECORD_DRILLS, title=_("Record a drill"), submit=_("Save"),
        back=reverse("incidents:drills"), crumbs=[crumb(_("Drills"), "incidents:drills")], school=request.school,
        lands=True,
        lead=_("Seconds until the last one was out, and heads counted at the meeting place."),
    )  # fmt: skip


@require_safe
def drill(request, pk):
    found = drill_of(request, pk)
    see(request, SEE_PLANS, found.school)
    photos = mark_used_before(found.photos.order_by("pk"), actor=request.user)
    return show(
        request, "incidents/drill.html", drill=found, photos=photos, sentence=_said(found),
        facts=_facts(found), hazards=Hazard.objects.because_of(found).order_by("pk"),
        entries=Entry.objects.about(found)[:20],
        may_report=request.user.may(REPORT_HAZARDS, school=found.school, at=request.now),
    )  # fmt: skip


def _said(drill: Drill) -> str:
    if drill.missing_heads:
        said = ngettext("{number} head was missing.", "{number} heads were missing.", drill.missing_heads)
        return said.format(number=drill.missing_heads)
    over = drill.actual_seconds - drill.planned_seconds
    if over > 0:
        return _("Everybody was out, {seconds} s later than planned.").format(seconds=over)
    return _("Everybody was out in {seconds} s.").format(seconds=drill.actual_seconds)


def _facts(drill: Drill) -> list[tuple]:
    return [
        (_("Drill held at"), drill.happened_at),
        (_("Building or place"), drill.place),
        (_("Contingency plan"), drill.plan or ""),
        (_("Planned time"), f"{drill.planned_seconds} {_('s')}"),
        (_("Actually taken"), f"{drill.actual_seconds} {_('s')}"),
        (_("Heads expected"), drill.heads_expected),
        (_("Heads at the meeting place"), drill.heads_counted),
        (_("What went wrong"), drill.faults),
        (_("What will change"), drill.improvement),
        (_("Led by"), drill.led_by.name),
    ]


@require_http_methods(["GET", "POST"])
def fault(request, pk):
    """What a drill found is a hazard, with its owner and its day."""
    found = drill_of(request, pk)
    initial = {
        "what": f"{found.place}{_(': ')}{found.faults}"[:200], "category": Category.SECURITY,
        "owner_post": Post.GENERAL_AFFAIRS_DIRECTOR,
    }  # fmt: skip
    form = FaultForm(sent(request), drill=found, on=found.school.localdate(request.now), initial=initial)
    return ask(
        request,
        form,
        actions.report_hazard,
        needs=REPORT_HAZARDS,
        title=_("Make it a hazard"),
        submit=_("Report"),
        back=found.get_absolute_url(),
        crumbs=[crumb(_("Drills"), "incidents:drills"), (str(found), found.get_absolute_url())],
        about=[found],
        school=found.school,
        source=found,
        lead=_("Somebody puts it right, somebody else verifies it."),
        lands=True,
    )
