"""How pieces stand: when they are next due, whether they may be used. Reckoned from their services, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Exists, OuterRef, Subquery

from houqin.campus.kinds import months_after
from houqin.campus.models import Equipment, EquipmentCheck, Service
from houqin.incidents.models import Hazard, StopUse
from houqin.tenancy.parameters import parameters_of

#: A service or an end of life is announced so many days ahead (DP-10): a firm has to come from the county.
NOTICE = timedelta(days=30)

FINE, DUE, OVERDUE, FAULTY, STOPPED, SCRAPPED = "fine", "due", "overdue", "faulty", "stopped", "scrapped"


def with_standing(rows, *, on: date | None = None, until: datetime | None = None):
    """Annotate what decides the state: `serviced_on`, `said_next_on`, `checked_last_at`, `is_faulty`, `is_held`.

    With a day and the moment after it, as it was then: what came later does not count.
    """
    last = Service.objects.standing().filter(equipment=OuterRef("pk")).order_by("-done_on", "-pk")
    hazards, stops = Hazard.objects.open(), StopUse.objects.in_force()
    if on and until:
        last = last.filter(done_on__lte=on)
        hazards, stops = Hazard.objects.open_at(until), StopUse.objects.in_force_at(until)
    checks = EquipmentCheck.objects.standing().filter(equipment=OuterRef("pk")).order_by("-checked_at", "-pk")
    about = {"thing_kind": Equipment._meta.label_lower, "thing_id": OuterRef("pk")}
    return rows.annotate(
        serviced_on=Subquery(last.values("done_on")[:1]), said_next_on=Subquery(last.values("next_due_on")[:1]),
        checked_last_at=Subquery(checks.values("checked_at")[:1]),
        is_faulty=Exists(hazards.filter(**about)),
        is_held=Exists(stops.filter(**about)),
    )  # fmt: skip


def next_service_on(piece: Equipment, numbers: Mapping[str, Decimal]) -> date | None:
    """The day of the next service, the earlier of what the rule and what the firm says; None when there is none.

    Needs the annotations of `with_standing`. Without a service it counts from the making, else from its first use.
    """
    kind = piece.kind_of
    if not kind.is_serviced:
        return piece.said_next_on
    since = piece.serviced_on or piece.made_on or piece.in_service_on
    by_rule = months_after(since, kind.months(numbers, is_first=piece.serviced_on is None))
    return min(by_rule, piece.said_next_on) if piece.said_next_on else by_rule


def ends_on(piece: Equipment) -> date | None:
    """The last day on which it may be used, None when it may grow old."""
    months, since = piece.kind_of.scrap_months, piece.made_on
    return months_after(since, months) if months and since else None


@dataclass(frozen=True)
class Standing:
    """One piece as it stands on a day. `due_on` is the earlier of its next service and its end.

    `is_due` says that the firm has to come for it, soon or long since, whether it is faulty or out of use as well.
    """

    piece: Equipment
    service_on: date | None
    ends_on: date | None
    is_due: bool
    state: str

    @property
    def due_on(self) -> date | None:
        return min((day for day in (self.service_on, self.ends_on) if day), default=None)


def standing_of(piece: Equipment, numbers: Mapping[str, Decimal], *, on: date) -> Standing:
    """Needs the annotations of `with_standing`; asks nothing."""
    service, end = next_service_on(piece, numbers), ends_on(piece)
    due = min(filter(None, (service, end)), default=None)
    is_due = due is not None and due - NOTICE <= on
    return Standing(piece, service, end, is_due, _state(piece, is_due=is_due, is_overdue=is_due and due < on))


def _state(piece: Equipment, *, is_due: bool, is_overdue: bool) -> str:
    if piece.scrapped_at:
        return SCRAPPED
    if piece.stopped_at or piece.is_held:
        return STOPPED
    if piece.is_faulty:
        return FAULTY
    if is_overdue:
        return OVERDUE
    return DUE if is_due else FINE


def standings(school, rows, *, on: date) -> list[Standing]:
    """How these pieces of one school stand on a day. Three queries."""
    numbers = parameters_of(school, on=on)
    rows = (
        with_standing(rows).select_related("space__building").order_by("space__building__name", "space__code", "code")
    )
    return [standing_of(piece, numbers, on=on) for piece in rows]


def now_standing(piece: Equipment, *, at: datetime) -> Standing:
    """One piece, with its school loaded. Three queries."""
    [one] = standings(piece.school, Equipment.objects.filter(pk=piece.pk), on=piece.school.localdate(at))
    return one
