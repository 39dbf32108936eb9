"""Which incidents are open, and what they forbid elsewhere."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from houqin.incidents.models import Incident, IncidentStep, OwedReport
from houqin.kernel.prepared import Prepared


def open_food(school):
    return Incident.objects.of(school).open().filter(is_food=True)


def open_food_incidents(school) -> list[Incident]:
    """Food incidents that are not closed: samples of meals in their window are evidence (GT-09). One query.

    Asked by the kitchen, confidential or not; the window is `suspect_from` to `suspect_until`.
    """
    return OPEN_FOOD(school=school)


OPEN_FOOD = Prepared(lambda school: open_food(school).order_by("discovered_at", "pk"))


@dataclass(frozen=True)
class CaseLine:
    """One incident in a list: the report that is due first, and how many steps are open."""

    incident: Incident
    next_report: OwedReport | None
    next_step: IncidentStep | None
    open_steps: int


def case_lines(incidents) -> list[CaseLine]:
    """Open ones with their clocks. Three queries, whatever the number."""
    owed = Prefetch("owed", OwedReport.objects.filter(met_by=None).order_by("due_at", "pk"), to_attr="still_owed")
    steps = Prefetch(
        "steps", IncidentStep.objects.filter(outcome="").order_by("due_at", "number"), to_attr="still_open"
    )
    rows = incidents.select_related("space", "handler").prefetch_related(owed, steps)
    return [
        CaseLine(one, next(iter(one.still_owed), None), next(iter(one.still_open), None), len(one.still_open))
        for one in rows
    ]


def clock_order(lines: list[CaseLine], *, at: datetime) -> list[CaseLine]:
    """The one whose clock runs out first comes first; without a clock, the newest."""
    far = at.timestamp() * 2
    return sorted(
        lines,
        key=lambda line: (
            line.next_report.due_at.timestamp() if line.next_report else far,
            -line.incident.discovered_at.timestamp(),
        ),
    )
