"""Who is out comes back in time: the end of a leave is a duty, and later is an alarm."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from houqin.duties.declaring import Done, duty
from houqin.duties.schedules import Each, Occasion, Window
from houqin.tenancy.posts import Post
from houqin.whereabouts.models import Leave

DAY = timedelta(days=1)
#: It can be answered from the hand-over on; it is asked for when somebody has to be at the gate.
ASKED_BEFORE = timedelta(hours=1)


def _due_back(schools, first: date, last: date) -> dict[int, list[Leave]]:
    """Who went and is due back in these days, returned or not: a returned one answers its duty. One query."""
    begins_at, ends_at = (datetime.combine(on, time(0, 0), tzinfo=UTC) for on in (first - DAY, last + 2 * DAY))
    rows = Leave.objects.filter(school__in=schools, until_at__gte=begins_at, until_at__lt=ends_at)
    found = defaultdict(list)
    for leave in rows.exclude(handed_over_at=None).select_related("pupil").order_by("until_at", "pk"):
        found[leave.school_id].append(leave)
    return found


def _returns(window: Window) -> Iterator[Occasion]:
    school = window.school
    for leave in window.once(_due_back)[school.pk]:
        if (on := school.localdate(leave.until_at)) in window.days:
            opens_at = max(leave.handed_over_at, leave.until_at - ASKED_BEFORE)
            yield Occasion(str(leave.pk), on, min(opens_at, leave.until_at), leave.until_at, None, leave)


@duty(
    "whereabouts.return", title=_("Take {subject} back from leave"), schedule=Each(_returns), owner=Post.HEAD_TEACHER,
    ladder=((15, Post.DUTY_LEADER), (30, Post.PRINCIPAL)), rule="DR-06", clauses=("D-20", "D-18"),
    view="whereabouts:return", verb=_("Receive back"), urgent=True, grave=True, may_own=(Post.DORM_MANAGER,),
)  # fmt: skip
def is_back(duties):
    """Done by the signed return. One query."""
    duties = list(duties)
    rows = Leave.objects.filter(pk__in=[one.subject_id for one in duties]).exclude(returned_at=None)
    back = {leave.pk: leave for leave in rows.select_related("returned_to")}
    for one in duties:
        if leave := back.get(one.subject_id):
            yield Done(one, at=leave.returned_at, by=leave.returned_to, thing=leave)
