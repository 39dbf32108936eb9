"""May a route be walked like this? By night at least as often as the rule says (DP-01)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time

from houqin.kernel.refusals import Refusal
from houqin.nightwatch.models import Days, Route
from houqin.nightwatch.permissions import WALKERS
from houqin.nightwatch.reasons import Reason
from houqin.nightwatch.times import starts_of
from houqin.tenancy.models import Space
from houqin.tenancy.posts import Post

#: Shorter rounds are no rounds: a house rule.
LEAST_MINUTES = 5


@dataclass(frozen=True)
class PlannedPoint:
    """A place, what is looked at there (codes), and the least seconds it takes from the point before."""

    space: Space
    looks_at: tuple[str, ...] = ()
    walk_s: int = 20


@dataclass(frozen=True)
class Rhythm:
    """When a route is walked, and by which post."""

    days: str
    first_start: time
    last_end: time
    every_minutes: int
    within_minutes: int
    owner_post: str
    points: list[PlannedPoint] = field(default_factory=list)


def has_a_name(name: str, *, others: set[str]) -> Iterator[Refusal]:
    if not name:
        yield Refusal(Reason.ROUTE_NAME_MISSING)
    if name in others:
        yield Refusal(Reason.ROUTE_NAME_TAKEN, {"name": name})


def is_in_use(route: Route) -> Iterator[Refusal]:
    if route.retired_at is not None:
        yield Refusal(Reason.ROUTE_RETIRED, {"name": route.name})


def may_walk_like_this(asked: Rhythm, *, most_minutes: int) -> Iterator[Refusal]:
    """`most_minutes`: how far apart rounds may be by night at this school. Rules DP-01, DP-03."""
    if not asked.points:
        yield Refusal(Reason.NO_POINTS)
    seen = set()
    for point in asked.points:
        if point.space.pk in seen:
            yield Refusal(Reason.POINT_TWICE, {"name": point.space.name})
        if point.space.closed_on is not None:
            yield Refusal(Reason.PLACE_CLOSED, {"name": point.space.name})
        seen.add(point.space.pk)
    if Days(asked.days).is_by_night and asked.every_minutes > most_minutes:
        yield Refusal(Reason.TOO_SELDOM, {"minutes": asked.every_minutes, "most": most_minutes})
    if asked.within_minutes < LEAST_MINUTES or asked.within_minutes > asked.every_minutes:
        yield Refusal(Reason.NO_RHYTHM)
    elif not starts_of(asked):
        times = {"first": f"{asked.first_start:%H:%M}", "last": f"{asked.last_end:%H:%M}"}
        yield Refusal(Reason.NO_TIME_FOR_A_ROUND, times)
    if asked.owner_post not in {post.value for post in WALKERS}:
        label = Post(asked.owner_post).label if asked.owner_post in Post.values else asked.owner_post
        yield Refusal(Reason.POST_DOES_NOT_WALK, {"post": label})
