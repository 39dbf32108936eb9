"""The clock of the demo's weeks: duties fall due, are answered by what people did, or climb their ladders.

The real loop looks every two seconds; here it looks whenever something is due, so that four weeks cost a second or two.
"""

from datetime import datetime, time, timedelta

from django.db.models import Min

from houqin.demo.scene import Agenda, Scene
from houqin.duties.materialising import make_occasions
from houqin.duties.models import Duty
from houqin.duties.passing import settle_what_is_due

MIDNIGHT, A_LITTLE, SEEN_WITHIN = time(0, 1), timedelta(minutes=9), timedelta(hours=2)


class Timekeeper:
    """Puts itself on the agenda again and again, for one school."""

    def __init__(self, scene: Scene, agenda: Agenda):
        self.school, self.agenda = scene.school, agenda
        self.made_at: datetime | None = None

    def look(self, at: datetime) -> None:
        """What the loop does, then sleep until the next deadline or the next day."""
        if self.made_at is None or at - self.made_at >= SEEN_WITHIN:
            make_occasions([self.school], at=at)
            self.made_at = at
        settle_what_is_due(at=at)
        due = Duty.objects.of(self.school).filter(next_at__gt=at).aggregate(next=Min("next_at"))["next"]
        tomorrow = self.school.moment(self.school.localdate(at) + timedelta(days=1), MIDNIGHT)
        self.agenda.add(min(max(due or tomorrow, at + A_LITTLE), tomorrow), self.look)
