"""A list that is in use is a duty of its post, as often as the school says."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time

from django.utils.translation import gettext_lazy as _

from houqin.checklists.models import Frequency, Run, SchoolList
from houqin.checklists.selectors.doing import RUN, RUN_MONTHLY, RUN_WEEKLY
from houqin.checklists.selectors.lists import open_lists_of
from houqin.duties.declaring import Done, duty, subjects
from houqin.duties.schedules import MONTHS, WEEKS, Daily, Each, Monthly, Occasion, Schedule, Termly, Weekly, Window
from houqin.tenancy.posts import Post

#: A list of a term is done by the Friday of its third week, where the term begins on a Monday.
TERM_DAYS = 18


def schedule_of(frequency: str, by: time) -> Schedule | None:
    return {
        Frequency.DAILY: Daily(by=by),
        Frequency.WEEKLY: Weekly(by=by),
        Frequency.MONTHLY: Monthly(by=by),
        Frequency.TERMLY: Termly(by=by, within_days=TERM_DAYS),
    }.get(Frequency(frequency))


def lists_in_use(schools, _first, _last) -> dict[int, list[SchoolList]]:
    """By school. One query for all of them."""
    found: dict[int, list[SchoolList]] = {school.pk: [] for school in schools}
    for row in open_lists_of(schools):
        found[row.school_id].append(row)
    return found


def _asked(window: Window, *frequencies: str) -> Iterator[Occasion]:
    """Every occasion of the lists that are done this often, from the day each came to use."""
    for row in window.once(lists_in_use)[window.school.pk]:
        schedule = schedule_of(row.frequency, row.by or time(18, 0)) if row.frequency in frequencies else None
        for occasion in schedule.occasions(window) if schedule else ():
            if occasion.on >= row.starts_on:
                yield replace(
                    occasion, key=f"{row.pk}/{occasion.key}", subject=row, owner=row.owner_post,
                    ladder=tuple((minutes, post) for minutes, post in row.ladder),
                )  # fmt: skip


def lists_to_do(window: Window) -> Iterator[Occasion]:
    return _asked(window, Frequency.DAILY, Frequency.TERMLY)


def lists_of_the_week(window: Window) -> Iterator[Occasion]:
    return _asked(window, Frequency.WEEKLY)


def lists_of_the_month(window: Window) -> Iterator[Occasion]:
    return _asked(window, Frequency.MONTHLY)


def list_is_handed_in(duties) -> Iterator[Done]:
    """Done by a run that speaks of the time of the occasion, and is signed when two have to. Three queries."""
    duties = list(duties)
    if not duties:
        return
    first, last = min(one.opens_at for one in duties), max(one.closes_at or one.due_at for one in duties)
    runs = Run.objects.standing().filter(
        school_list__in={one.subject_id for one in duties}, happened_at__range=(first, last)
    )
    by_list: dict[int, list[Run]] = {}
    for run in runs.select_related("done_by", "second").order_by("received_at", "pk"):
        by_list.setdefault(run.school_list_id, []).append(run)
    for one, row in subjects(duties, SchoolList):
        for run in by_list.get(row.pk, ()):
            second = getattr(run, "second", None)
            spoken_of = one.opens_at <= run.happened_at <= (one.closes_at or run.happened_at)
            if spoken_of and (second or not run.needs_second):
                yield Done(one, at=second.at if second else run.received_at, by=run.done_by, thing=run)
                break


# A week or a month is judged only by who sees the whole of it, so each has a duty of its own.
for code, title, schedule in (
    (RUN, _("Checklist: {subject}"), Each(lists_to_do)),
    (RUN_WEEKLY, _("Checklist of the week: {subject}"), Each(lists_of_the_week, span=WEEKS)),
    (RUN_MONTHLY, _("Checklist of the month: {subject}"), Each(lists_of_the_month, span=MONTHS)),
):
    duty(
        code, title=title, schedule=schedule, owner=Post.GENERAL_AFFAIRS_DIRECTOR,
        ladder=((60, Post.GENERAL_AFFAIRS_DIRECTOR), (240, Post.PRINCIPAL)), rule="FM-07", clauses=("C-24",),
        view="checklists:list", verb=_("Open the list"),
    )(list_is_handed_in)  # fmt: skip
