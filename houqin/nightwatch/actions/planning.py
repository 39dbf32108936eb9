"""Rounds become rows a day ahead, and close by themselves when their time is over."""

import secrets
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from houqin.journal.actions import Saying, record, record_all
from houqin.kernel.transactions import lock
from houqin.nightwatch import events
from houqin.nightwatch.models import Days, Mark, Round, Route, RoutePoint, RouteVersion
from houqin.nightwatch.notice_kinds import ROUND_INCOMPLETE
from houqin.nightwatch.selectors.roster import on_duty
from houqin.nightwatch.times import moment_of, starts_of
from houqin.notices.actions import tell
from houqin.people.models import User
from houqin.tenancy.calendar import Day, calendars

DAY = timedelta(days=1)
#: A photo is asked at one point of each so many, chosen by chance: whoever walks cannot prepare for it.
POINTS_A_PHOTO = 6


def newest_versions(routes: Iterable[Route]) -> dict[int, RouteVersion]:
    """Route key → the version it is walked by now, its points loaded as `version.way`. Two queries."""
    newest: dict[int, RouteVersion] = {}
    for version in RouteVersion.objects.filter(route__in=list(routes)).select_related("route").order_by("number"):
        newest[version.route_id] = version
    way: dict[int, list[RoutePoint]] = defaultdict(list)
    points = RoutePoint.objects.filter(version__in=newest.values()).select_related("space")
    for point in points.order_by("version", "number"):
        way[point.version_id].append(point)
    for version in newest.values():
        version.way = way[version.pk]
    return newest


def plan_rounds(schools: Iterable, *, at: datetime) -> list[Round]:
    """Make the rounds from now to the end of tomorrow's night, where they are not planned yet. Five queries.

    What is over is not planned afterwards; a day that the calendar took away loses what has not begun. Where a route
    was changed in the night, the rounds to come are numbered on from the last one that has begun.
    """
    schools = {school.pk: school for school in schools}
    routes = list(Route.objects.filter(school__in=schools.keys()).in_use().order_by("pk"))
    if not routes:
        return []
    versions = newest_versions(routes)
    first, last = at.date() - 2 * DAY, at.date() + 2 * DAY
    known = {
        (one.route_id, one.on, one.number): one
        for one in Round.objects.filter(route__in=routes, on__range=(first, last)).order_by("number")
    }
    last_begun = {(one.route_id, one.on): one for one in known.values() if one.starts_at <= at}
    days_of = {pk: found.days(first, last) for pk, found in calendars(schools.values(), first, last).items()}
    made, gone = [], []
    for route in routes:
        school, version = schools[route.school_id], versions[route.pk]
        today = school.localdate(at)
        for on, day in days_of[school.pk].items():
            if not today - DAY <= on <= today + DAY:
                continue
            after = last_begun.get((route.pk, on))
            planned = _rounds_of(school, route, version, on, after=after) if _applies(version, day) else []
            made += [one for one in planned if one.closes_at > at and (route.pk, on, one.number) not in known]
            numbers = {one.number for one in planned}
            gone += [
                one for (pk, when, number), one in known.items()
                if pk == route.pk and when == on and number not in numbers and one.starts_at > at
            ]  # fmt: skip
    # Another loop may have planned the same meanwhile: a round is planned once.
    Round.objects.bulk_create(made, ignore_conflicts=True)
    if gone:
        Round.objects.filter(pk__in=[one.pk for one in gone], marks=None, starts_at__gt=at).delete()
    if made or gone:
        _tell_the_journal(schools, made, gone, at=at)
    return made


def _applies(version: RouteVersion, day: Day) -> bool:
    return {
        Days.BOARDING_NIGHTS: day.is_boarding_night, Days.EVERY_NIGHT: True, Days.SCHOOL_DAYS: day.is_taught
    }[Days(version.days)]  # fmt: skip


def _rounds_of(school, route: Route, version: RouteVersion, on, *, after: Round | None) -> list[Round]:
    """Those that begin later than `after`, numbered on from it: had a number of the version before stood for one of
    this, the night would have a hole after every change (DP-01)."""
    found = []
    starts = [moment_of(school, on, minutes) for minutes in starts_of(version)]
    to_come = [one for one in starts if after is None or one > after.starts_at]
    for number, starts_at in enumerate(to_come, start=after.number + 1 if after else 1):
        found.append(
            Round(
                school=school, route=route, version=version, on=on, number=number, starts_at=starts_at,
                due_at=starts_at + timedelta(minutes=version.within_minutes),
                closes_at=starts_at + timedelta(minutes=version.every_minutes), photo_at=_by_chance(version),
            )
        )  # fmt: skip
    return found


def _by_chance(version: RouteVersion) -> list[int]:
    """Points at which a photo is asked, drawn when the round is planned, so that a phone without signal knows them."""
    numbers = [point.number for point in version.way]
    wanted = max(1, len(numbers) // POINTS_A_PHOTO)
    return sorted(secrets.SystemRandom().sample(numbers, min(wanted, len(numbers))))


def _tell_the_journal(schools: dict, made: list[Round], gone: list[Round], *, at: datetime) -> None:
    """One entry a school: it wakes the duties, which ask for what is planned."""
    count: dict[int, int] = defaultdict(int)
    for one in [*made, *gone]:
        count[one.school_id] += 1
    record_all(
        sayings=[
            Saying(events.ROUNDS_PLANNED, schools[pk], facts={"count": number}) for pk, number in sorted(count.items())
        ],
        actor=User.objects.house(), at=at,
    )  # fmt: skip


def drop_unwalked(routes: Iterable[Route], *, at: datetime) -> int:
    """Take rounds off the plan that have not begun."""
    rounds = Round.objects.filter(route__in=list(routes), starts_at__gt=at, marks=None)
    return rounds.delete()[0]


@transaction.atomic
def close_round(*, round: Round, at: datetime) -> Round:
    """Its time is over: what was not passed is written down, point by point, by name (C16). Once; six queries."""
    [round] = lock(Round.objects.filter(pk=round.pk).select_related("route", "version", "school__bureau"))
    if round.closed_at is not None:
        return round
    round.closed_at = at
    round.save(update_fields=["closed_at"])
    missed = missed_points(round)
    names, passed = [point.space.name for point in missed], len(points_of(round)) - len(missed)
    house = User.objects.house()
    facts = {"route": round.route.name, "starts_at": round.starts_at, "passed": passed, "missed": names}
    record(events.ROUND_CLOSED, round, about=[point.space for point in missed], actor=house, at=at, **facts)
    if missed:
        leaders = on_duty(round.school, round.on, at=at).leaders
        tell(
            ROUND_INCOMPLETE, to=leaders, school=round.school, subject=round, at=at, url=round.get_absolute_url(),
            **facts,
        )  # fmt: skip
    return round


def points_of(round: Round) -> list[RoutePoint]:
    return list(RoutePoint.objects.filter(version=round.version_id).select_related("space").order_by("number"))


def missed_points(round: Round) -> list[RoutePoint]:
    """The points that nobody passed, in the order of the route. Two queries."""
    passed = set(Mark.objects.filter(round=round).standing().values_list("point_id", flat=True))
    return [point for point in points_of(round) if point.pk not in passed]
