"""What the house forgets of visitors by itself, after the school's days (PD-05)."""

from datetime import datetime, timedelta

from houqin.kernel.clockwork import clockwork
from houqin.people.models import User
from houqin.tenancy.parameters import numbers_of
from houqin.tenancy.schools import School
from houqin.visitors.actions import forget_visitors

#: Often enough for a matter of days.
QUARTER_OF_A_DAY = 6 * 60 * 60


@clockwork("visitors.forget", seconds=QUARTER_OF_A_DAY)
def forget_by_the_clock(*, at: datetime) -> int:
    """Every school by its own number of days."""
    schools = list(School.objects.select_related("bureau"))
    if not schools:
        return 0
    days = [school.localdate(at) for school in schools]
    numbers = numbers_of(schools, ("visitor_data_days",), min(days), max(days))
    house, forgotten = User.objects.house().acting(at), 0
    for school in schools:
        kept = timedelta(days=int(numbers[school.pk][school.localdate(at)]["visitor_data_days"]))
        forgotten += forget_visitors(school=school, before=at - kept, actor=house, at=at)
    return forgotten
