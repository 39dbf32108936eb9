"""The list of incidents, reporting one, and its page: the screen of the first hour."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.incidents import permissions
from houqin.incidents.actions import do_step, report_incident
from houqin.incidents.case_file import CaseFile, case_file_of
from houqin.incidents.forms.incidents import ReportIncidentForm, StepForm
from houqin.incidents.incident_kinds import incident_kinds
from houqin.incidents.models import EvidenceKind, Incident
from houqin.incidents.permissions import HANDLE_INCIDENTS, REPORT_INCIDENTS, SEE_INCIDENTS
from houqin.incidents.selectors.incidents import case_lines, clock_order
from houqin.incidents.views.reaching import incident_of, see, step_of
from houqin.incidents.views.screen import screen_of
from houqin.journal.doors import VerbForm
from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.tenancy.asking import crumb, sent
from houqin.tenancy.models import Space

A_PAGE = 40
#: Nobody has more open incidents than this and still a school.
MOST_OPEN = 200


@require_safe
def incidents(request):
    """Open ones first, the one whose clock runs out first on top; closed ones below."""
    see(request, SEE_INCIDENTS, request.school)
    mine = Incident.objects.visible_to(request.user).of(request.school)
    lines = clock_order(case_lines(mine.open().order_by("-discovered_at")[:MOST_OPEN]), at=request.now)
    closed = mine.filter(state=Incident.State.CLOSED).select_related("space").order_by("-discovered_at", "-pk")
    page = Paginator(closed, A_PAGE).get_page(request.GET.get("page"))
    return show(
        request, "incidents/incidents.html", lines=lines, page=page, closed=[_closed(one) for one in page],
        sentence=_sentence(lines, request.now),
        may_report=request.user.may(REPORT_INCIDENTS, school=request.school, at=request.now),
    )  # fmt: skip


def _closed(incident: Incident) -> dict:
    on = incident.school.localtime(incident.discovered_at)
    return {
        "label": _(", ").join(filter(None, [incident.kind_words, incident.where])),
        "url": incident.get_absolute_url(), "state": "done",
        "quiet": f"{incident.code}{_(', ')}{on:%Y-%m-%d %H:%M}",
    }  # fmt: skip


def _sentence(lines, now) -> str:
    late = sum(1 for line in lines if line.next_report and line.next_report.due_at < now)
    if late:
        return _("{number} incidents are late with a report.").format(number=late)
    if lines:
        return _("{number} incidents are open.").format(number=len(lines))
    return _("No incident is open.")


@require_http_methods(["GET", "POST"])
def report(request):
    """`?kind=` chooses it beforehand."""
    authorise(request.user, REPORT_INCIDENTS, school=request.school, at=request.now)
    spaces = Space.objects.of(request.school).filter(closed_on=None).select_related("building").order_by("code")
    kind = request.GET.get("kind", "")
    form = ReportIncidentForm(sent(request), spaces=spaces, initial={"kind": kind} if kind in incident_kinds() else {})
    if request.method == "POST":
        incident = form.submit(request, report_incident, school=request.school)
        if incident:
            return go(incident)
    return show(
        request, "tenancy/ask.html", form=form, title=_("Report an incident"), submit=_("Report"),
        back=reverse("incidents:incidents"), crumbs=[crumb(_("Incidents"), "incidents:incidents")],
        lead=_("First save people and call for help. Then write what you know; the rest can follow."),
    )  # fmt: skip


@require_safe
def incident(request, pk):
    found = incident_of(request, pk)
    see(request, SEE_INCIDENTS, found.school)
    return page_of(request, found)


def page_of(request, found: Incident, form=None):
    known = case_file_of(found)
    may = {
        name.lower(): request.user.may(getattr(permissions, name), school=found.school, at=request.now)
        for name in ("HANDLE_INCIDENTS", "SEND_REPORTS", "SEAL_EVIDENCE", "INVESTIGATE", "HAND_OVER_EVIDENCE")
    }
    wanted = found.of_kind.secure if found.of_kind else ()
    return show(
        request, "incidents/incident.html", form=form, incident=found, known=known, may=may,
        screen=screen_of(known, request.user, at=request.now), entries=Entry.objects.about(found)[:60],
        secure=[EvidenceKind(code).label for code in wanted], facts=_facts(known),
    )  # fmt: skip


def _facts(known: CaseFile) -> list[tuple]:
    one = known.incident
    window = one.is_food and [one.suspect_from, one.suspect_until]
    return [
        (_("Discovered at"), one.discovered_at), (_("Entered at"), one.received_at if one.is_late else ""),
        (_("Where"), one.where), (_("Whom it befell"), one.people), (_("Ill or injured"), known.latest("ill")),
        (_("In hospital"), known.latest("in_hospital")), (_("Dead"), known.latest("dead")),
        (_("Suspected time"), window or ""), (_("Reported by"), one.reported_by.name), (_("Handler"), one.handler.name),
        (_("Ended at"), one.ended_at), (_("Closed at"), one.closed_at),
        (_("Verified by"), one.closed_by and one.closed_by.name),
    ]  # fmt: skip


@require_POST
def do(request, pk):
    """One tap: the step is done, now, by whoever taps."""
    step = step_of(request, pk)
    form = VerbForm(request.POST)
    if form.submit(request, do_step, about=[step.incident], step=step):
        messages.success(request, _("Done: {step}").format(step=step))
        return go(step)
    return page_of(request, incident_of(request, step.incident_id), form)


@require_http_methods(["GET", "POST"])
def step(request, pk):
    """With a note, another time, or as not needed."""
    found = step_of(request, pk)
    authorise(request.user, HANDLE_INCIDENTS, school=found.school, at=request.now)
    form = StepForm(sent(request))
    if request.method == "POST" and form.submit(request, do_step, about=[found.incident], step=found):
        return go(found)
    return show(
        request, "tenancy/ask.html", form=form, title=str(found), submit=_("Save"),
        back=found.incident.get_absolute_url(), crumbs=[(str(found.incident), found.incident.get_absolute_url())],
    )  # fmt: skip
