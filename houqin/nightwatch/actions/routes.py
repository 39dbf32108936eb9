"""Set up a route, change it, end it. A change is a new version; what was walked keeps its own."""

from datetime import datetime

from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock
from houqin.nightwatch import events
from houqin.nightwatch.actions.planning import drop_unwalked, plan_rounds
from houqin.nightwatch.gates import routes as gates
from houqin.nightwatch.gates.routes import Rhythm
from houqin.nightwatch.models import Route, RoutePoint, RouteVersion
from houqin.nightwatch.permissions import PLAN_ROUTES
from houqin.tenancy.parameters import parameter

MOST_MINUTES = "night_patrol_max_minutes"


@transaction.atomic
def make_route(*, school, name: str, kind: str, rhythm: Rhythm, building=None, actor, at: datetime) -> Route:
    """A new route with its first version; tonight's rounds that are still to come are planned at once.

    Raises Refused: ROUTE_NAME_MISSING, ROUTE_NAME_TAKEN, and those of may_walk_like_this.
    """
    authorise(actor, PLAN_ROUTES, school=school, at=at)
    name = name.strip()[:60]
    others = set(Route.objects.of(school).in_use().values_list("name", flat=True))
    require(gates.has_a_name(name, others=others), _rhythm_is_possible(rhythm, school, at))
    route = Route.objects.create(school=school, name=name, kind=kind, building=building, made_by=actor, made_at=at)
    _publish(route, rhythm, actor=actor, at=at)
    return route


@transaction.atomic
def change_route(*, route: Route, rhythm: Rhythm, actor, at: datetime) -> RouteVersion:
    """From now on it is walked like this. Rounds that have begun keep their version; those to come follow the new one.

    Raises Refused: ROUTE_RETIRED, and those of may_walk_like_this.
    """
    school = route.school
    authorise(actor, PLAN_ROUTES, school=school, at=at)
    [route] = lock(Route.objects.filter(pk=route.pk).select_related("school__bureau"))
    require(gates.is_in_use(route), _rhythm_is_possible(rhythm, school, at))
    return _publish(route, rhythm, actor=actor, at=at)


@transaction.atomic
def retire_route(*, route: Route, why: str = "", actor, at: datetime) -> Route:
    """It is walked no more; rounds that have not begun are taken off the plan.  Raises Refused: ROUTE_RETIRED."""
    authorise(actor, PLAN_ROUTES, school=route.school, at=at)
    [route] = lock(Route.objects.filter(pk=route.pk).select_related("school__bureau"))
    require(gates.is_in_use(route))
    route.retired_at = at
    route.save(update_fields=["retired_at"])
    drop_unwalked([route], at=at)
    record(events.ROUTE_RETIRED, route, actor=actor, at=at, name=route.name, why=why.strip()[:200])
    return route


def _rhythm_is_possible(rhythm: Rhythm, school, at: datetime):
    most = int(parameter(school, MOST_MINUTES, on=school.localdate(at)))
    return gates.may_walk_like_this(rhythm, most_minutes=most)


def _publish(route: Route, rhythm: Rhythm, *, actor, at: datetime) -> RouteVersion:
    school = route.school
    version = RouteVersion.objects.create(
        school=school, route=route, number=route.versions.count() + 1, days=rhythm.days,
        first_start=rhythm.first_start, last_end=rhythm.last_end, every_minutes=rhythm.every_minutes,
        within_minutes=rhythm.within_minutes, owner_post=rhythm.owner_post, published_by=actor, published_at=at,
    )  # fmt: skip
    RoutePoint.objects.bulk_create(
        RoutePoint(
            school=school, version=version, number=number, space=point.space, looks_at=list(point.looks_at),
            walk_s=point.walk_s,
        )
        for number, point in enumerate(rhythm.points, start=1)
    )  # fmt: skip
    record(
        events.ROUTE_PUBLISHED, route, about=[version], actor=actor, at=at, name=route.name, number=version.number,
        count=len(rhythm.points), minutes=version.every_minutes, first=f"{version.first_start:%H:%M}",
        last=f"{version.last_end:%H:%M}", points=[point.space.name for point in rhythm.points],
    )  # fmt: skip
    drop_unwalked([route], at=at)
    plan_rounds([school], at=at)
    return version
