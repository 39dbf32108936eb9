"""Which days of a journal the bureau has, and which it lacks."""

from houqin.foodsafety.models import HeadHandover
from houqin.journal.models import DailyHead


def heads_waiting(school) -> list[DailyHead]:
    """Ends of days that are not in the bureau's list, the oldest first. Two queries."""
    there = set(HeadHandover.objects.of(school).values_list("on", flat=True))
    return [head for head in DailyHead.objects.filter(chain=school.pk).order_by("on") if head.on not in there]


def lines_of(bureau) -> list[str]:
    """The bureau's own list as `houqin verify --heads` reads it: chain, day, sequence, hash. One query."""
    rows = HeadHandover.objects.filter(bureau__path__startswith=bureau.path).order_by("school", "on")
    return [f"{row.school_id} {row.on} {row.sequence} {row.hash}" for row in rows]
