"""Deadlines of cases, raised by the verbs since nobody can plan them; yearly plans and drills. Hazards first."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from houqin.duties.declaring import Done, duty, subjects
from houqin.duties.schedules import Each, Monthly, Occasion, OnEvent, Seasonal, Window
from houqin.incidents.models import (
    ContingencyPlan,
    Drill,
    DrillKind,
    Hazard,
    HazardStep,
    Incident,
    IncidentStep,
    IncidentUpdate,
    PlanReview,
    ReportForm,
    SentReport,
)
from houqin.tenancy.parameters import parameter
from houqin.tenancy.posts import Post

EVENING = time(18, 0)
#: A plan is open for its review this long before it is due.
REVIEW_OPENS = timedelta(days=30)
#: A term's night drill is due so many days after the term began (DD-03): while the nights are still new.
NIGHT_DRILL_DAYS = 60

HOUR, DAY = 60, 24 * 60

GRADE, FIX, VERIFY, REPORT_UP = (
    "incidents.grade_hazard",
    "incidents.fix_hazard",
    "incidents.verify_hazard",
    "incidents.report_hazard_up",
)


@duty(
    GRADE, title=_("Grade hazard {subject}"), schedule=OnEvent(), owner=Post.GENERAL_AFFAIRS_DIRECTOR,
    ladder=((2 * HOUR, Post.DEPUTY_PRINCIPAL), (8 * HOUR, Post.PRINCIPAL)),
    rule="FM-09", clauses=("C-24",), view="incidents:hazard", verb=_("Grade it"),
)  # fmt: skip
def hazard_is_graded(duties):
    """Done when a leader has graded it. Two queries for all of them."""
    yield from _answered(duties, HazardStep.Kind.GRADED, lambda hazard: hazard.graded_at)


@duty(
    FIX, title=_("Put hazard right: {subject}"), schedule=OnEvent(), owner=Post.GENERAL_AFFAIRS_DIRECTOR,
    ladder=((HOUR, Post.GENERAL_AFFAIRS_DIRECTOR), (DAY, Post.PRINCIPAL)),
    rule="FM-09", clauses=("C-24", "D-34"), view="incidents:hazard", verb=_("Put right"),
)  # fmt: skip
def hazard_is_fixed(duties):
    """Done when somebody has recorded what was done, and nobody sent it back since. Two queries for all of them."""
    fixed = (Hazard.State.FIXED, Hazard.State.CLOSED)
    yield from _answered(duties, HazardStep.Kind.FIXED, lambda hazard: hazard.state in fixed)


@duty(
    VERIFY, title=_("Verify hazard {subject}"), schedule=OnEvent(), owner=Post.GENERAL_AFFAIRS_DIRECTOR,
    ladder=((HOUR, Post.DEPUTY_PRINCIPAL), (DAY, Post.PRINCIPAL)),
    rule="FM-09", clauses=("C-24",), view="incidents:hazard", verb=_("Verify"),
)  # fmt: skip
def hazard_is_verified(duties):
    """Done when somebody else has closed it or sent it back. Two queries for all of them."""
    kinds = (HazardStep.Kind.VERIFIED, HazardStep.Kind.SENT_BACK)
    yield from _answered(duties, kinds, lambda hazard: hazard.state != Hazard.State.FIXED)


@duty(
    REPORT_UP, title=_("Report major hazard {subject} to the bureau"), schedule=OnEvent(), owner=Post.PRINCIPAL,
    ladder=((30, Post.GENERAL_AFFAIRS_DIRECTOR), (HOUR, Post.PRINCIPAL)),
    rule="FM-13", clauses=("D-29", "D-30"), view="incidents:hazard", verb=_("Report"), urgent=True,
)  # fmt: skip
def hazard_is_reported_up(duties):
    """Done when it is recorded how and to whom it was reported. Two queries for all of them."""
    yield from _answered(duties, HazardStep.Kind.REPORTED_UP, lambda hazard: hazard.reported_up_at)


def _answered(duties, kinds, is_done):
    """Each duty whose hazard is that far, with the newest step of these kinds as what proves it."""
    kinds = kinds if isinstance(kinds, tuple) else (kinds,)
    keys = {one.subject_id for one in duties}
    steps = HazardStep.objects.filter(hazard__in=keys, kind__in=kinds).select_related("by").order_by("pk")
    newest = {step.hazard_id: step for step in steps}
    for one, hazard in subjects(duties, Hazard):
        if is_done(hazard) and (step := newest.get(hazard.pk)):
            yield Done(one, at=step.at, by=step.by, thing=hazard)


def _keys(duties) -> dict[int, int]:
    """Duty → key of the row it was raised for, the last part of its own key."""
    return {one.pk: int(one.key.rsplit("/", 1)[1]) for one in duties}


@duty(
    "incidents.step", title=_("First hour: {subject}"), schedule=OnEvent(), owner=Post.GENERAL_AFFAIRS_DIRECTOR,
    ladder=((5, Post.DEPUTY_PRINCIPAL), (15, Post.PRINCIPAL)), rule="ER-02", clauses=("D-29", "D-31", "D-34"),
    view="incidents:incident", verb=_("Do the step"), urgent=True,
)  # fmt: skip
def step_is_done(duties) -> Iterator[Done]:
    """Done, or not needed and why. One query."""
    keys = _keys(duties)
    steps = IncidentStep.objects.select_related("done_by").in_bulk(set(keys.values()))
    for one in duties:
        step = steps.get(keys[one.pk])
        if step and step.outcome:
            yield Done(one, at=step.done_at, by=step.done_by, thing=step)


@duty(
    "incidents.report", title=_("Report: {subject}"), schedule=OnEvent(), owner=Post.DEPUTY_PRINCIPAL,
    ladder=((0, Post.PRINCIPAL), (15, Post.BUREAU_OFFICER)), rule="ER-01", clauses=("D-29", "D-30", "D-33"),
    view="incidents:incident", verb=_("Report"), urgent=True, grave=True,
)  # fmt: skip
def report_is_sent(duties) -> Iterator[Done]:
    """Met by a sent report with its proof. One query."""
    keys = _keys(duties)
    sent = {one.owed_id: one for one in SentReport.objects.filter(owed__in=keys.values()).select_related("by")}
    for one in duties:
        if report := sent.get(keys[one.pk]):
            yield Done(one, at=report.sent_at, by=report.by, thing=report)


def days_of_open_incidents(window: Window) -> Iterator[Occasion]:
    """Every day after the discovery while the incident is open (ER-13). One query."""
    school = window.school
    for incident in Incident.objects.of(school).filter(state=Incident.State.OPEN).order_by("pk"):
        found_on = school.localdate(incident.discovered_at)
        for on in window.days:
            if on > found_on:
                yield Occasion(
                    f"{incident.code}/{on}", on, school.moment(on, time(0, 0)), school.moment(on, EVENING),
                    school.moment(on + timedelta(days=1), time(0, 0)), incident,
                )  # fmt: skip


@duty(
    "incidents.continuing-report", title=_("Continuing report: {subject}"), schedule=Each(days_of_open_incidents),
    owner=Post.DEPUTY_PRINCIPAL, ladder=((60, Post.PRINCIPAL), (240, Post.BUREAU_OFFICER)), rule="ER-13",
    clauses=("D-34",), view="incidents:incident", verb=_("Report"), grave=True,
)  # fmt: skip
def is_continued(duties) -> Iterator[Done]:
    """A continuing report sent on that day. Two queries."""
    about = list(subjects(duties, Incident))
    sent: dict[tuple[int, date], SentReport] = {}
    rows = SentReport.objects.filter(incident__in=[one.pk for _duty, one in about], form=ReportForm.CONTINUING)
    for report in rows.select_related("by", "school").order_by("sent_at"):
        sent.setdefault((report.incident_id, report.school.localdate(report.sent_at)), report)
    for one, incident in about:
        if report := sent.get((incident.pk, one.on)):
            yield Done(one, at=report.sent_at, by=report.by, thing=report)


@duty(
    "incidents.verify", title=_("Verify and close: {subject}"), schedule=OnEvent(), owner=Post.PRINCIPAL,
    ladder=((1440, Post.BUREAU_OFFICER),), rule="ER-13", clauses=("C-20", "D-34"), view="incidents:incident",
    verb=_("Verify"), grave=True,
)  # fmt: skip
def is_verified(duties) -> Iterator[Done]:
    """Closed by a second person, or reopened. Two queries."""
    about = list(subjects(duties, Incident))
    decided = {}
    what = (IncidentUpdate.What.CLOSED, IncidentUpdate.What.REOPENED)
    rows = IncidentUpdate.objects.filter(incident__in=[one.pk for _duty, one in about], what__in=what)
    for update in rows.select_related("by").order_by("pk"):
        decided.setdefault(update.incident_id, []).append(update)
    for one, incident in about:
        after = [update for update in decided.get(incident.pk, []) if update.entered_at >= one.opens_at]
        if after:
            yield Done(one, at=after[0].entered_at, by=after[0].by, thing=after[0])


def plans_to_review(window: Window) -> Iterator[Occasion]:
    """The plan in force of each kind, a year after it was last looked at (ER-12). Three queries."""
    school = window.school
    months = int(parameter(school, "plan_review_months", on=window.last))
    approved = ContingencyPlan.objects.of(school).filter(approved_at__isnull=False)
    in_force = {plan.kind: plan for plan in approved.annotate(seen_at=Max("reviews__reviewed_at")).order_by("version")}
    for plan in in_force.values():
        due = _months_later(school.localdate(max(filter(None, (plan.approved_at, plan.seen_at)))), months)
        if due <= window.last:
            opens = school.moment(due, time(0, 0)) - REVIEW_OPENS
            yield Occasion(f"{plan.pk}/{due}", due, opens, school.moment(due, EVENING), None, plan)


def _months_later(on: date, months: int) -> date:
    years, month = divmod(on.month - 1 + months, 12)
    return date(on.year + years, month + 1, min(on.day, 28))


@duty(
    "incidents.plan-review", title=_("Review the plan: {subject}"), schedule=Each(plans_to_review),
    owner=Post.DEPUTY_PRINCIPAL, ladder=((1440, Post.PRINCIPAL),), rule="ER-12", clauses=("C-34",),
    view="incidents:plan", verb=_("Review"),
)  # fmt: skip
def plan_is_reviewed(duties) -> Iterator[Done]:
    """Reviewed since it was open for it, or a newer version approved. Three queries."""
    about = list(subjects(duties, ContingencyPlan))
    reviews = PlanReview.objects.filter(plan__in=[plan.pk for _duty, plan in about]).select_related("reviewed_by")
    schools = {plan.school_id for _duty, plan in about}
    newer = ContingencyPlan.objects.filter(school__in=schools, approved_at__isnull=False).select_related("approved_by")
    seen = [(review.plan_id, review.reviewed_at, review.reviewed_by, review) for review in reviews]
    for one, plan in about:
        found = [said[1:] for said in seen if said[0] == plan.pk and said[1] >= one.opens_at]
        found += [
            (version.approved_at, version.approved_by, version)
            for version in newer
            if (version.school_id, version.kind) == (plan.school_id, plan.kind) and version.version > plan.version
        ]
        if found:
            at, by, thing = min(found, key=lambda said: said[0])
            yield Done(one, at=at, by=by, thing=thing)


def drilled(duties, *kinds) -> Iterator[Done]:
    """A drill of one of these kinds held within the occasion, answered when the first of them was entered. One query.

    A moment that somebody types does not say that the record was kept in time.
    """
    duties = list(duties)
    first = min((one.opens_at for one in duties), default=None)
    if first is None:
        return
    drills = Drill.objects.filter(school__in={one.school_id for one in duties}, kind__in=kinds, happened_at__gte=first)
    drills = list(drills.select_related("led_by").order_by("entered_at", "pk"))
    for one in duties:
        for drill in drills:
            within = one.opens_at <= drill.happened_at and (one.closes_at is None or drill.happened_at < one.closes_at)
            if drill.school_id == one.school_id and within:
                yield Done(one, at=drill.entered_at, by=drill.led_by, thing=drill)
                break


@duty(
    "incidents.evacuation-drill", title=_("Evacuation drill of the month"), schedule=Monthly(by=EVENING),
    owner=Post.GENERAL_AFFAIRS_DIRECTOR, ladder=((60, Post.PRINCIPAL),), rule="DD-01", clauses=("C-34",),
    view="incidents:new-drill", verb=_("Record the drill"),
)  # fmt: skip
def evacuation_is_drilled(duties) -> Iterator[Done]:
    """A night drill empties a building too. One query."""
    return drilled(duties, DrillKind.EVACUATION, DrillKind.NIGHT)


@duty(
    "incidents.food-drill", title=_("Food-accident drill of the school year"),
    schedule=Seasonal(by=EVENING, begins=(9, 1), ends=(6, 30)), owner=Post.FOOD_SAFETY_DIRECTOR,
    ladder=((1440, Post.PRINCIPAL),), rule="DD-06", clauses=("C-34",), view="incidents:new-drill",
    verb=_("Record the drill"),
)  # fmt: skip
def food_accident_is_drilled(duties) -> Iterator[Done]:
    return drilled(duties, DrillKind.FOOD)


def boarding_terms(window: Window) -> Iterator[Occasion]:
    """Once a term where anybody boards (DD-03)."""
    school = window.school
    if not any(day.is_boarding_night for day in window.days.values()):
        return
    for term in window.terms:
        on = min(term.starts_on + timedelta(days=NIGHT_DRILL_DAYS), term.ends_on)
        if window.first <= on <= window.last:
            yield Occasion(
                f"{term.starts_on.isoformat()}/t", on, school.moment(term.starts_on, time(0, 0)),
                school.moment(on, EVENING), school.moment(term.ends_on + timedelta(days=1), time(0, 0)),
            )  # fmt: skip


@duty(
    "incidents.night-drill", title=_("Night drill of the term"), schedule=Each(boarding_terms),
    owner=Post.DORM_MANAGER, ladder=((1440, Post.DEPUTY_PRINCIPAL), (4320, Post.PRINCIPAL)), rule="DD-03",
    clauses=("C-34",), view="incidents:new-drill", verb=_("Record the drill"),
)  # fmt: skip
def night_is_drilled(duties) -> Iterator[Done]:
    return drilled(duties, DrillKind.NIGHT)
