"""Who is out comes back in time: the end of a leave, an outing or a visit is a duty, and later is an alarm."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from houqin.duties.declaring import Done, duty
from houqin.duties.schedules import Each, Occasion, Window
from houqin.tenancy.posts import Post
from houqin.whereabouts.models import Away, Leave

DAY = timedelta(days=1)
#: It can be answered from the hand-over on; it is asked for when somebody has to be at the gate.
ASKED_BEFORE = timedelta(hours=1)


def _due_back(rows, schools, first: date, last: date) -> dict[int, list]:
    """Of these rows, those that end in these days, over or not: what is over answers its duty. One query."""
    begins_at, ends_at = (datetime.combine(on, time(0, 0), tzinfo=UTC) for on in (first - DAY, last + 2 * DAY))
    rows = rows.filter(school__in=schools, until_at__gte=begins_at, until_at__lt=ends_at)
    found = defaultdict(list)
    for row in rows.select_related("pupil").order_by("until_at", "pk"):
        found[row.school_id].append(row)
    return found


def _leaves(schools, first: date, last: date) -> dict[int, list[Leave]]:
    return _due_back(Leave.objects.exclude(handed_over_at=None).with_longer(), schools, first, last)


def _absences(schools, first: date, last: date) -> dict[int, list[Away]]:
    return _due_back(Away.objects.all(), schools, first, last)


def _occasions(window: Window, rows: list, *, gone_at: str) -> Iterator[Occasion]:
    """One for each row that ends in the window; nobody awaits a child that has left the school by then."""
    for row in rows:
        on = window.school.localdate(row.until_at)
        if on in window.days and not row.pupil.has_left(on):
            opens_at = max(getattr(row, gone_at), row.until_at - ASKED_BEFORE)
            yield Occasion(_key(row), on, min(opens_at, row.until_at), row.until_at, None, row)


def _key(row: Leave | Away) -> str:
    """A later end is another occasion: the steps of the old one are climbed, and a ladder climbs each once."""
    longer = row.longer if isinstance(row, Leave) else None
    return f"{row.pk}/{longer.pk}" if longer else str(row.pk)


def _returns(window: Window) -> Iterator[Occasion]:
    return _occasions(window, window.once(_leaves)[window.school.pk], gone_at="handed_over_at")


def _ends(window: Window) -> Iterator[Occasion]:
    return _occasions(window, window.once(_absences)[window.school.pk], gone_at="starts_at")


def _over(duties, model, *, at: str, by: str) -> Iterator[Done]:
    """Those whose row says when it ended, and who said so. One query."""
    duties = list(duties)
    rows = model.objects.filter(pk__in=[one.subject_id for one in duties]).exclude(**{at: None})
    over = {row.pk: row for row in rows.select_related(by)}
    for one in duties:
        if row := over.get(one.subject_id):
            yield Done(one, at=getattr(row, at), by=getattr(row, by), thing=row)


@duty(
    "whereabouts.return", title=_("Take {subject} back from leave"), schedule=Each(_returns), owner=Post.HEAD_TEACHER,
    ladder=((15, Post.DUTY_LEADER), (30, Post.PRINCIPAL)), rule="DR-06", clauses=("D-20", "D-18"),
    view="whereabouts:return", verb=_("Receive back"), urgent=True, grave=True, may_own=(Post.DORM_MANAGER,),
)  # fmt: skip
def is_back(duties):
    """Done by the signed return. One query."""
    yield from _over(duties, Leave, at="returned_at", by="returned_to")


@duty(
    "whereabouts.back", title=_("See that {subject} is back"), schedule=Each(_ends), owner=Post.HEAD_TEACHER,
    ladder=((15, Post.DUTY_LEADER), (30, Post.PRINCIPAL)), rule="DR-02", clauses=("D-18",),
    view="whereabouts:end-away", verb=_("Is back"), urgent=True, grave=True, may_own=(Post.DORM_MANAGER,),
)  # fmt: skip
def is_over(duties):
    """Done when somebody says that the child is back. One query."""
    yield from _over(duties, Away, at="ended_at", by="ended_by")
