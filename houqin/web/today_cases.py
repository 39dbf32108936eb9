"""Open cases as Today shows them to those who answer: incidents by their legal clocks, then hazards that press."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, Q, When, Window
from django.urls import reverse
from django.utils.translation import gettext as _

from houqin.incidents.models import Hazard, Incident
from houqin.incidents.permissions import SEE_HAZARDS, SEE_INCIDENTS
from houqin.incidents.selectors.hazard_lists import shape
from houqin.incidents.selectors.incidents import CaseLine, case_lines, clock_order
from houqin.kernel.prepared import Prepared
from houqin.web.templatetags.houqin import time_left

#: More open cases than this are read on their own pages.
MOST = 6


@dataclass(frozen=True)
class Clock:
    """The fields of ui/clock.html."""

    until: datetime
    since: datetime | None
    words: str
    now: datetime


@dataclass(frozen=True)
class OpenCases:
    """`urgent` is the report that law wants next, in words; `number` counts all open ones, shown or not."""

    number: int
    lines: list
    urgent: str
    url: str


def _hazards(school, today):
    """Open ones, those that press first, with how many there are."""
    pressing = Q(grade="major") | Q(due_on__lt=today, state__in=("found", "fixing")) | Q(state="fixed")
    rows = Hazard.objects.of(school).open().select_related("place")
    rows = rows.annotate(presses=Case(When(pressing, then=True), default=False), number=Window(Count("pk")))
    return rows.order_by("-presses", "due_on", "pk")[:MOST]


HAZARDS = Prepared(_hazards)


def open_cases(actor, school, at: datetime, *, line) -> OpenCases | None:
    """None for who may see neither. `line` is today.Duty. At most four queries."""
    sees = {SEE_INCIDENTS: actor.may(SEE_INCIDENTS, school=school, at=at),
            SEE_HAZARDS: actor.may(SEE_HAZARDS, school=school, at=at)}  # fmt: skip
    if not any(sees.values()):
        return None
    incidents = Incident.objects.visible_to(actor).of(school).open() if sees[SEE_INCIDENTS] else None
    found = clock_order(case_lines(incidents), at=at) if incidents is not None else []
    today = school.localdate(at)
    hazards = HAZARDS(school=school, today=today) if sees[SEE_HAZARDS] else []
    rows = [hazard for hazard in hazards if hazard.presses]
    lines = [_incident(one, at, line) for one in found[:MOST]]
    lines += [_hazard(one, today, at, line) for one in rows[: MOST - len(lines)]]
    number = len(found) + (hazards[0].number if hazards else 0)
    url = reverse("incidents:incidents" if found or not sees[SEE_HAZARDS] else "incidents:hazards")
    return OpenCases(number, lines, _urgent(found, at), url)


def _urgent(found: list[CaseLine], at: datetime) -> str:
    """The next report with a legal clock, when one runs."""
    report = next((one.next_report for one in found if one.next_report), None)
    if report is None:
        return ""
    return _("{report} {left}.").format(report=report, left=time_left(report.due_at, at))


def _incident(one: CaseLine, at: datetime, line):
    incident, report = one.incident, one.next_report
    words = [incident.kind_words, incident.where]
    return line(
        state="waiting" if incident.state == Incident.State.ENDED else "due",
        title=str(_(", ")).join(word for word in words if word),
        url=incident.get_absolute_url(),
        detail=incident.summary,
        verb=_("Open the case"),
        verb_url=incident.get_absolute_url(),
        primary=report is not None,
        urgent=report is not None and report.due_at < at,
        clock=Clock(report.due_at, report.since, str(report), at) if report else None,
    )


def _hazard(hazard: Hazard, today, at: datetime, line):
    said = [hazard.get_grade_display() if hazard.grade else "", str(hazard.place or ""), hazard.get_state_display()]
    return line(
        state="held" if hazard.is_major and hazard.state != "fixed" else shape(hazard, today),
        title=hazard.what,
        url=hazard.get_absolute_url(),
        detail=str(_(", ")).join(word for word in said if word),
        verb=_("Look at it"),
        verb_url=hazard.get_absolute_url(),
    )
