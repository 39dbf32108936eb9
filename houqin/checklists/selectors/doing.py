"""What was done of what had to be: complete and on time are two numbers."""

from dataclasses import dataclass
from datetime import date

from houqin.checklists.models import Run, SchoolList
from houqin.checklists.selectors.lists import open_lists
from houqin.duties.models import OPEN, Duty

RUN, RUN_WEEKLY, RUN_MONTHLY = "checklists.run", "checklists.run-weekly", "checklists.run-monthly"
#: The duties of lists, by how often.
CODES = (RUN, RUN_WEEKLY, RUN_MONTHLY)


@dataclass
class Doing:
    """One list at a school: its open duty, its last run, and how it went over some days."""

    row: SchoolList
    duty: Duty | None = None
    last: Run | None = None
    asked: int = 0
    done: int = 0
    on_time: int = 0
    is_done_now: bool = False

    @property
    def state(self) -> str:
        return self.duty.state if self.duty else ""

    @property
    def percent(self) -> int | None:
        """None when nothing was asked."""
        return round(100 * self.done / self.asked) if self.asked else None

    @property
    def percent_on_time(self) -> int | None:
        return round(100 * self.on_time / self.asked) if self.asked else None


def doings(school, *, first: date, last: date) -> list[Doing]:
    """Every list in use with its duties of these days and its newest run. Three queries."""
    rows = {row.pk: Doing(row) for row in open_lists(school)}
    duties = Duty.objects.of(school).filter(code__in=CODES, on__range=(first, last), subject_id__in=rows)
    for duty in duties.order_by("due_at", "pk"):
        one = rows[duty.subject_id]
        if duty.state in OPEN and duty.on == last and one.duty is None:
            one.duty = duty
        if duty.state in (Duty.State.DONE, Duty.State.MISSED, Duty.State.LATE):
            one.asked += 1
            one.done += duty.state == Duty.State.DONE
            one.is_done_now |= duty.state == Duty.State.DONE and duty.on == last
            one.on_time += duty.state == Duty.State.DONE and duty.done_at <= duty.due_at
    runs = Run.objects.of(school).filter(school_list__in=rows, on__range=(first, last))
    for run in runs.select_related("done_by").order_by("happened_at", "pk"):
        rows[run.school_list_id].last = run
    return list(rows.values())
