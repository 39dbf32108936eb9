"""The clock of the demo's weeks: duties fall due, are answered by what people did, or climb their ladders.

The real loop looks every two seconds; here it looks whenever something is due, so that four weeks cost a second or two.
"""

from datetime import datetime, time, timedelta

from houqin.demo.scene import Agenda, Scene
from houqin.duties.materialising import make_occasions
from houqin.duties.models import Duty
from houqin.duties.passing import settle_what_is_due
from houqin.kernel.prepared import Prepared

#: Each day begins when the meals are planned: nearly all that the day asks for is known then.
MORNING, A_LITTLE = time(6, 26), timedelta(minutes=9)


NEXT = Prepared(
    lambda school, at: (
        Duty.objects.of(school).filter(next_at__gt=at).order_by("next_at").values_list("next_at", flat=True)[:1]
    )
)


class Timekeeper:
    """Puts itself on the agenda again and again, for one school."""

    def __init__(self, scene: Scene, agenda: Agenda):
        self.school, self.agenda = scene.school, agenda
        self.morning: datetime | None = None

    def look(self, at: datetime, *, last: bool = False) -> None:
        """What the loop does, then sleep until the next deadline or morning. The `last` look misses nothing."""
        if last or self.morning is None or at >= self.morning:
            make_occasions([self.school], at=at)
            self.morning = self._morning_after(at)
        settle_what_is_due(at=at)
        due = next(iter(NEXT(school=self.school, at=at)), None)
        self.agenda.add(min(max(due or self.morning, at + A_LITTLE), self.morning), self.look)

    def _morning_after(self, at: datetime) -> datetime:
        today = self.school.localdate(at)
        mornings = (self.school.moment(today + timedelta(days=number), MORNING) for number in (0, 1))
        return next(morning for morning in mornings if morning > at)
