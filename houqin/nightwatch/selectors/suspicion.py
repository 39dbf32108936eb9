"""What is odd about a mark. A code can be photographed and scanned from an armchair; distance and time tell (C16)."""

from collections.abc import Iterator
from dataclasses import dataclass

from houqin.journal.arrivals import CLOCK_IS_OFF_SECONDS, Arrival
from houqin.nightwatch.models import Mark, OddityKind, Round, RoutePoint

#: Nobody stands at two places within this: both codes lay on one table.
SAME_MOMENT_S = 2
#: From one place to another of a different route, where no distance is known. A house rule.
SOMEWHERE_ELSE_S = 10


@dataclass(frozen=True)
class Odd:
    kind: str
    other: Mark | None = None
    seconds: int | None = None
    least_s: int | None = None


def odd_about(
    mark: Mark, round: Round, *, way: list[RoutePoint], arrival: Arrival | None, photos: int
) -> Iterator[Odd]:
    """Everything that a person should look at. `mark` is saved; `way` are the points of its round. Four queries."""
    if mark.point_id is None:
        yield Odd(OddityKind.WRONG_PLACE)
    elif _number(mark, way) in round.photo_at and not photos:
        yield Odd(OddityKind.NO_PHOTO)
    if arrival and (arrival.is_clock_unsure or abs(arrival.device_ahead_s) >= CLOCK_IS_OFF_SECONDS):
        yield Odd(OddityKind.CLOCK, seconds=arrival.device_ahead_s)
    yield from _too_fast(mark, way)
    yield from _out_of_order(mark, way)
    yield from _gap(mark, round)


def _number(mark: Mark, way: list[RoutePoint]) -> int:
    return next(point.number for point in way if point.pk == mark.point_id)


def walk_seconds(one: Mark, other: Mark, way: list[RoutePoint]) -> int:
    """The least time between two places: along the route as far as it knows both."""
    places = {point.space_id: number for number, point in enumerate(way)}
    if one.space_id == other.space_id:
        return 0
    if one.space_id not in places or other.space_id not in places:
        return SOMEWHERE_ELSE_S
    first, last = sorted((places[one.space_id], places[other.space_id]))
    return sum(point.walk_s for point in way[first + 1 : last + 1])


def _too_fast(mark: Mark, way: list[RoutePoint]) -> Iterator[Odd]:
    """Against the same person's mark before and after, whichever came in first: they may arrive in any order."""
    mine = Mark.objects.filter(by=mark.by_id, school=mark.school_id).standing().exclude(pk=mark.pk)
    before = mine.filter(happened_at__lte=mark.happened_at).order_by("-happened_at", "-pk").first()
    after = mine.filter(happened_at__gt=mark.happened_at).order_by("happened_at", "pk").first()
    for other in (before, after):
        if other is None:
            continue
        took, least = round_seconds(mark, other), walk_seconds(mark, other, way)
        if took < least:
            kind = OddityKind.SAME_MOMENT if took <= SAME_MOMENT_S < least else OddityKind.TOO_FAST
            yield Odd(kind, other, took, least)


def round_seconds(one: Mark, other: Mark) -> int:
    return round(abs((one.happened_at - other.happened_at).total_seconds()))


def _out_of_order(mark: Mark, way: list[RoutePoint]) -> Iterator[Odd]:
    """A later point of the route was passed before this one, for the first time round."""
    if mark.point_id is None:
        return
    numbers = {point.pk: point.number for point in way}
    rows = Mark.objects.filter(round=mark.round_id).standing().exclude(pk=mark.pk).exclude(point=None)
    earlier = list(rows.filter(happened_at__lt=mark.happened_at).order_by("happened_at", "pk"))
    if any(one.point_id == mark.point_id for one in earlier):
        return
    later = [one for one in earlier if numbers[one.point_id] > numbers[mark.point_id]]
    if later:
        yield Odd(OddityKind.OUT_OF_ORDER, later[0])


def _gap(mark: Mark, round: Round) -> Iterator[Odd]:
    """Nobody passed on this route, in this night, for longer than it allows (D-28)."""
    rows = Mark.objects.filter(round__route=round.route_id, round__on=round.on).standing().exclude(pk=mark.pk)
    before = rows.filter(happened_at__lte=mark.happened_at).order_by("-happened_at", "-pk").first()
    most = round.version.every_minutes * 60
    if before is not None and (took := round_seconds(mark, before)) > most:
        yield Odd(OddityKind.GAP, before, took, most)
