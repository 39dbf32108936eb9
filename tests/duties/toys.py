"""Toy duties: what the engine does must not depend on what a kitchen does.

A toy is done when a row says so: `prove("wipe", "2026-03-11", …)`. Its subjects are buildings.
"""

from datetime import UTC, date, datetime, time, timedelta

from houqin.duties.declaring import DUTIES, Done, duty
from houqin.duties.materialising import make_occasions
from houqin.duties.models import Duty
from houqin.duties.passing import settle_what_is_due
from houqin.duties.schedules import EVERY_DAY, Daily, Each, Monthly, Nightly, Occasion, OnEvent, Weekly
from houqin.tenancy.models import Building, CodeSeries
from houqin.tenancy.posts import Post

REAL = dict(DUTIES)
DUTIES.clear()


def proven(duties):
    """Done when a row of that name exists; its number is the moment. One query."""
    rows = CodeSeries.objects.filter(
        school__in={one.school_id for one in duties}, series__in={f"{one.code} {one.key}" for one in duties}
    )
    found = {(row.school_id, row.series): row for row in rows}
    for one in duties:
        if row := found.get((one.school_id, f"{one.code} {one.key}")):
            yield Done(one, at=datetime.fromtimestamp(row.last, UTC), thing=row)


def prove(code: str, key: str, school, *, at: datetime) -> CodeSeries:
    return CodeSeries.objects.create(school=school, series=f"{code} {key}", last=int(at.timestamp()))


def one_for_each_building(window):
    """Due at noon of every day of the window on which the building is not closed; a building is closed by its name."""
    for building in window.once(buildings).get(window.school.pk, ()):
        on = date(2026, 3, 11)
        if window.first <= on <= window.last:
            school = window.school
            yield Occasion(
                f"b{building.pk}", on, school.moment(on, time(8)), school.moment(on, time(12)), None, building
            )


def buildings(schools, first, last):
    found: dict[int, list[Building]] = {}
    for building in Building.objects.filter(school__in=schools).exclude(name__startswith="closed"):
        found.setdefault(building.school_id, []).append(building)
    return found


LADDER = ((30, Post.FOOD_SAFETY_DIRECTOR), (120, Post.PRINCIPAL))

duty("wipe", title="Wipe", schedule=Daily(by=time(7, 30)), owner=Post.COOK, ladder=LADDER,
     may_own=(Post.STOREKEEPER,))(proven)  # fmt: skip
duty("air", title="Air", schedule=Daily(by=time(8), days=EVERY_DAY), owner=Post.DORM_MANAGER, ladder=())(proven)
duty("count", title="Count", schedule=Weekly(by=time(17)), owner=Post.STOREKEEPER,
     ladder=((60, Post.GENERAL_AFFAIRS_DIRECTOR),))(proven)  # fmt: skip
duty("beds", title="Beds", schedule=Nightly(by=time(0, 30)), owner=Post.DORM_MANAGER)(proven)
duty("review", title="Review", schedule=Monthly(by=time(17)), owner=Post.PRINCIPAL)(proven)
duty("visit", title="Visit {subject}", schedule=Each(one_for_each_building), owner=Post.STOREKEEPER,
     ladder=((60, Post.PRINCIPAL),))(proven)  # fmt: skip
duty("alarm", title="Alarm in {subject}", schedule=OnEvent(), owner=Post.COOK, urgent=True,
     ladder=((5, Post.FOOD_SAFETY_DIRECTOR), (10, Post.PRINCIPAL)))(proven)  # fmt: skip

TOYS = dict(DUTIES)
DUTIES.clear()
DUTIES.update(REAL)


def shanghai(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2026 on the wall of a school in Shanghai time. The 11th is a Wednesday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def tick(school, at: datetime) -> None:
    """What the clock does at a moment, all of it."""
    make_occasions([school], at=at)
    settle_what_is_due(at=at)


def live(school, start: datetime, end: datetime, *, minutes: int = 5) -> None:
    """Let the clock run from a moment to a moment."""
    make_occasions([school], at=start)
    at = start
    while at <= end:
        settle_what_is_due(at=at)
        at += timedelta(minutes=minutes)


def states(school, code: str) -> dict[str, str]:
    """Key → state of every occasion of a duty, in order."""
    return dict(Duty.objects.of(school).filter(code=code).order_by("on", "key").values_list("key", "state"))
