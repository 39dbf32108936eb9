"""Pass a point, and take a wrong mark back. What is odd is noted, not refused: a person judges it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from houqin.documents.short_codes import loose, of_link
from houqin.duties.actions import answer_about
from houqin.incidents.actions import report_hazard
from houqin.incidents.models import Category
from houqin.journal.actions import record
from houqin.journal.arrivals import arriving
from houqin.journal.attachments import store_attachment
from houqin.journal.models import Attachment
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock
from houqin.nightwatch import events
from houqin.nightwatch.actions.planning import missed_points, points_of
from houqin.nightwatch.gates import rounds as gates
from houqin.nightwatch.looked_at import looked_at
from houqin.nightwatch.models import How, Mark, MarkPhoto, Oddity, Round, RoutePoint
from houqin.nightwatch.permissions import WALK
from houqin.nightwatch.selectors.suspicion import odd_about
from houqin.tenancy.models import Space


@transaction.atomic
def mark_point(
    *, round: Round, code: str, how: str = How.SCANNED, photos: Iterable = (), finding: str = "", item: str = "",
    note: str = "", happened_at: datetime | None = None, actor, at: datetime,
) -> Mark:  # fmt: skip
    """Somebody stands at the place that carries `code`, as scanned, typed or read aloud.

    It counts to the round of this route in which it happened, whichever page was open. A finding becomes a hazard of
    the place, with the photos. With the last point the round is complete, also when the mark arrives after its end.
    Raises Refused: CODE_UNKNOWN, IN_THE_FUTURE, ROUND_NOT_BEGUN, ROUND_OVER, FINDING_MISSING; those of report_hazard
    and of attachments.
    """
    school = round.school
    authorise(actor, WALK, school=school, at=at)
    happened_at = happened_at or at
    [round] = lock(
        Round.objects.filter(pk=_walked_then(round, happened_at)).select_related("route", "version", "school__bureau")
    )
    way = points_of(round)
    space = place_of(code, school, way)
    finding = finding.strip()[:200]
    require(
        gates.carries(space, code.strip()[:80]),
        gates.has_happened(happened_at, at),
        gates.is_walked_then(round, happened_at),
        gates.finding_is_said(finding, item),
    )
    point = next((one for one in way if one.space_id == space.pk), None)
    arrival = arriving()
    mark = Mark.objects.create(
        school=school, round=round, point=point, space=space, how=how, happened_at=happened_at, received_at=at,
        device_ahead_s=arrival.device_ahead_s if arrival else None, by=actor, note=note.strip()[:200],
    )  # fmt: skip
    kept = _keep_photos(mark, photos, actor=actor, at=at)
    odd = list(odd_about(mark, round, way=way, arrival=arrival, photos=len(kept)))
    Oddity.objects.bulk_create(
        Oddity(school=school, mark=mark, kind=one.kind, other=one.other, seconds=one.seconds, least_s=one.least_s)
        for one in odd
    )
    record(
        events.POINT_MARKED, mark, about=[round, space, *kept], actor=actor, at=at, happened_at=happened_at,
        place=space.name, how=how, odd=[str(one.kind) for one in odd],
    )  # fmt: skip
    if finding:
        _report(mark, point, finding, item, kept, actor=actor, at=at)
    _complete(round, len(way), actor=actor, at=at)
    return mark


def _walked_then(round: Round, happened_at: datetime) -> int:
    """The round of the same route in whose time it happened; the one that was open when there is none. One query."""
    if round.starts_at <= happened_at < round.closes_at:
        return round.pk
    other = Round.objects.filter(route=round.route_id).at(happened_at).values_list("pk", flat=True).first()
    return other or round.pk


def place_of(code: str, school, way: list[RoutePoint]) -> Space | None:
    """The place that carries a code, in any spelling, or as the whole link of a label; of this school only.

    First among the points of the route, then among all places. One query at most.
    """
    if link := of_link(code):
        school_code, code = link
        if school_code.casefold() != school.code.casefold():
            return None
    wanted = loose(code)
    if not wanted:
        return None
    for point in way:
        if loose(point.space.code) == wanted:
            return point.space
    places = Space.objects.of(school).filter(closed_on=None)
    return next((place for place in places.order_by("pk") if loose(place.code) == wanted), None)


def _keep_photos(mark: Mark, photos: Iterable, *, actor, at: datetime) -> list[Attachment]:
    kept = [
        one if isinstance(one, Attachment) else store_attachment(one, chain=mark.school_id, actor=actor, at=at)
        for one in photos
    ]
    MarkPhoto.objects.bulk_create(MarkPhoto(school=mark.school, mark=mark, attachment=one) for one in kept)
    return kept


def _report(
    mark: Mark, point: RoutePoint | None, finding: str, item: str, photos: list, *, actor, at: datetime
) -> None:
    known = looked_at().get(item)
    report_hazard(
        school=mark.school, what=finding, category=known.category if known else Category.OTHER, place=mark.space,
        photos=photos, source=mark, found_at=mark.happened_at, item=f"patrol/{item}" if known else "", actor=actor,
        at=at,
    )  # fmt: skip


def _complete(round: Round, points: int, *, actor, at: datetime) -> None:
    """Every point passed: the round ends, and its duty with it."""
    marks = Mark.objects.filter(round=round).standing().exclude(point=None)
    if round.completed_at is not None or marks.values("point_id").distinct().count() < points:
        return
    round.completed_at = marks.order_by("-happened_at").values_list("happened_at", flat=True)[0]
    round.save(update_fields=["completed_at"])
    record(
        events.ROUND_COMPLETED, round, about=[round.route], actor=actor, at=at, happened_at=round.completed_at,
        route=round.route.name, starts_at=round.starts_at, count=points,
    )  # fmt: skip
    answer_about(round, at=at)


@transaction.atomic
def take_back_mark(*, mark: Mark, why: str, actor, at: datetime) -> Mark:
    """A mark that is wrong no longer counts; both rows stay. A complete round that misses it is incomplete again.

    Raises Refused: TAKEN_BACK_ALREADY, WHY_MISSING.
    """
    school = mark.school
    authorise(actor, WALK, school=school, at=at)
    [round] = lock(Round.objects.filter(pk=mark.round_id).select_related("route", "version", "school__bureau"))
    why = why.strip()[:200]
    require(gates.may_take_back(mark, why=why, is_taken_back=Mark.objects.filter(corrects=mark).exists()))
    back = Mark.objects.create(
        school=school, round=round, point=mark.point, space=mark.space, how=mark.how, happened_at=mark.happened_at,
        received_at=at, by=actor, note=why, corrects=mark,
    )  # fmt: skip
    record(
        events.MARK_TAKEN_BACK,
        mark,
        about=[back, round, mark.space],
        actor=actor,
        at=at,
        place=mark.space.name,
        why=why,
    )
    if round.completed_at is not None and missed_points(round):
        round.completed_at = None
        round.save(update_fields=["completed_at"])
    return back
