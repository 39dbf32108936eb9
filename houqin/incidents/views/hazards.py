"""Pages of hazards: the list by its counters, one hazard, a new one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.incidents import permissions
from houqin.incidents.actions import report_hazard
from houqin.incidents.forms.hazards import ReportForm
from houqin.incidents.gates import hazards as gates
from houqin.incidents.gates.stops import may_release
from houqin.incidents.models import Hazard
from houqin.incidents.selectors import fixers_of
from houqin.incidents.selectors.hazard_lists import filters, numbers, shape
from houqin.journal.models import Entry
from houqin.journal.used_before import mark_used_before
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.kernel.shown import shown

ON_A_PAGE = 50


@require_safe
def hazards(request):
    school = request.school
    authorise(request.user, permissions.SEE_HAZARDS, school=school, at=request.now)
    today = school.localdate(request.now)
    text, state = request.GET.get("q", "").strip()[:60], request.GET.get("state", "")
    rows = Hazard.objects.of(school)
    counted = numbers(rows, today)
    if text:
        rows = rows.filter(Q(what__icontains=text) | Q(code__iexact=text) | Q(place__name__icontains=text))
    rows = rows.filter(filters(today)[state]) if state in filters(today) else rows.open() if not text else rows
    rows = rows.select_related("place", "owner")
    page = Paginator(rows.order_by(F("due_on").asc(nulls_first=True), "-pk"), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    return show(
        request, "incidents/hazards.html", page=page, text=text, state=state, sentence=_sentence(counted),
        counters=_counters(counted, state), lines=[line_of(one, today) for one in page],
        may_report=request.user.may(permissions.REPORT_HAZARDS, school=school, at=request.now),
    )  # fmt: skip


def _sentence(counted) -> str:
    if not counted["open"]:
        return _("No hazard is open.")
    said = ngettext("{number} hazard is open", "{number} hazards are open", counted["open"])
    said = said.format(number=counted["open"])
    if counted["late"]:
        return _("{said}, {late} of them late.").format(said=said, late=counted["late"])
    return _("{said}, none of them late.").format(said=said)


def _counters(counted, state) -> list[dict]:
    labels = [
        ("", counted["open"], _("Still open"), ""),
        ("new", counted["new"], _("To be graded"), "due"),
        ("due", counted["due"], _("To be put right"), "due"),
        ("late", counted["late"], _("Late"), "late"),
        ("verify", counted["verify"], _("To be verified"), "waiting"),
        ("closed", counted["closed"], pgettext("hazard", "Closed"), "done"),
    ]
    return [
        {"value": value, "label": label, "state": mark if value else "", "url": f"?state={code}" if code else "?",
         "current": code == state}
        for code, value, label, mark in labels
    ]  # fmt: skip


def line_of(hazard, today) -> dict:
    """One hazard in a list: what, where, whose and until when."""
    whose = hazard.owner.name if hazard.owner else hazard.get_owner_post_display() if hazard.owner_post else ""
    until = _("until {day}").format(day=shown(hazard.due_on)) if hazard.due_on and hazard.is_open else ""
    grade = hazard.get_grade_display() if hazard.grade else ""
    return {
        "label": hazard.what, "url": hazard.get_absolute_url(), "state": shape(hazard, today),
        "quiet": _(", ").join(part for part in (grade, hazard.where, whose, until) if part),
        "end": hazard.get_state_display(),
    }  # fmt: skip


def one_hazard(request, pk: int) -> Hazard:
    """One that this person may see.  Raises Http404, NotYours."""
    rows = Hazard.objects.visible_to(request.user).select_related(
        "school__bureau", "place", "owner", "recurs", "found_by", "fixed_by", "verified_by"
    )
    hazard = get_object_or_404(rows, pk=pk)
    authorise(request.user, permissions.SEE_HAZARDS, school=hazard.school, at=request.now)
    return hazard


@require_safe
def hazard(request, pk):
    hazard = one_hazard(request, pk)
    today = hazard.school.localdate(request.now)
    source = hazard.source
    steps = list(hazard.steps.select_related("by", "owner").prefetch_related("photos__attachment").order_by("pk"))
    for step in steps:
        step.files = [photo.attachment for photo in step.photos.all()]
    mark_used_before([file for step in steps for file in step.files], actor=request.user)
    fixers = fixers_of(hazard)

    def may(permission):
        return request.user.may(permission, school=hazard.school, at=request.now)

    return show(
        request, "incidents/hazard.html", hazard=hazard, shape=shape(hazard, today), steps=steps,
        facts=_facts(hazard, source), thing=hazard.thing, source=source, recurrences=hazard.recurrences.order_by("pk"),
        stops=[(stop, list(may_release(stop))) for stop in hazard.stops.select_related("hazard").order_by("pk")],
        may_grade=may(permissions.GRADE_HAZARDS), may_fix=may(permissions.FIX_HAZARDS),
        may_verify=may(permissions.VERIFY_HAZARDS), may_report_up=may(permissions.REPORT_HAZARDS_UP),
        may_release=may(permissions.RELEASE_STOPS),
        judging=list(gates.may_close(hazard, actor=request.user, fixers=fixers)),
        history=Entry.objects.about(hazard)[:40],
    )  # fmt: skip


def _facts(hazard, source) -> list[tuple]:
    """Where it comes from is said below with a link, when that has a page."""
    whose = _(", ").join(
        part for part in (hazard.get_owner_post_display(), hazard.owner.name if hazard.owner else "") if part
    )
    came_from = "" if hasattr(source, "get_absolute_url") else hazard.source_name
    suggested = hazard.get_suggested_grade_display() if hazard.grade != hazard.suggested_grade else ""
    return [
        (_("Hazard grade"), hazard.get_grade_display() if hazard.grade else ""), (_("Suggested grade"), suggested),
        (_("Kind"), hazard.get_category_display()), (_("Where"), hazard.where), (_("Put right by"), whose),
        (_("Deadline"), hazard.due_on), (_("Seen at"), hazard.found_at), (_("Entered at"), hazard.received_at),
        (_("Found by"), hazard.found_by.shown_name), (_("Comes from"), came_from),
    ]  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def report(request):
    school = request.school
    authorise(request.user, permissions.REPORT_HAZARDS, school=school, at=request.now)
    may_grade = request.user.may(permissions.GRADE_HAZARDS, school=school, at=request.now)
    sent = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    # Whoever scanned a place's label stands in it.
    initial = {"place": request.GET.get("place")}
    form = ReportForm(school=school, on=school.localdate(request.now), may_grade=may_grade, initial=initial, **sent)
    if request.method == "POST":
        made = form.submit(request, report_hazard, school=school)
        if made is not None:
            messages.success(request, _("Reported as {code}.").format(code=made.code))
            return go(made)
    return show(request, "incidents/report.html", form=form)
