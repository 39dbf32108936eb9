"""What the rows of one day say: the sheet of the daily control fills itself (asks C35: fill once)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import F, Q

from houqin.duties.models import Duty, DutyState
from houqin.foodsafety.scopes import FACTS, Scope
from houqin.incidents.models import Hazard
from houqin.journal.events import ATTEMPT_REFUSED
from houqin.journal.models import Entry
from houqin.kitchen.models import (
    CanteenDay,
    CookingTemperature,
    Disinfection,
    Leftover,
    Meal,
    Menu,
    RetainedSample,
    Tasting,
)
from houqin.supply.models import ColdReading, Delivery, DeliveryLine, Lot, Movement, StoreCheck
from houqin.supply.models.deliveries import RejectReason
from houqin.tenancy.parameters import parameter

#: Keys kept with a fact; the number counts all.
MOST_ROWS = 40
ADDITIVES = "additives"


@dataclass(frozen=True)
class Fact:
    """One number about a day. `is_late`: out of order, so somebody says what was done. `rows` are (model, key)."""

    scope: str
    code: str
    number: int
    is_late: bool = False
    rows: list = field(default_factory=list)
    more: dict = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """In the reader's language."""
        return str(FACTS[self.code]).format(number=self.number, kilograms=f"{self.number / 1000:.1f}", **self.more)

    def plain(self) -> dict:
        return {"scope": self.scope, "code": self.code, "number": self.number, "late": self.is_late,
                "rows": self.rows, "more": self.more}  # fmt: skip


def facts_in(kept: Iterable[dict]) -> list[Fact]:
    """Facts as they were kept with a record; codes of another release are left out."""
    return [
        Fact(one["scope"], one["code"], one["number"], one["late"], one["rows"], one["more"])
        for one in kept if one["code"] in FACTS
    ]  # fmt: skip


def by_scope(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {scope.value: [] for scope in Scope}
    for fact in facts:
        found[fact.scope].append(fact)
    return found


def facts_of_day(school, on: date) -> list[Fact]:
    """Everything the rows say of a day now, in the order of the sheet. Twenty queries, whatever the day."""
    begins_at = school.moment(on, datetime.min.time())
    ends_at = school.moment(on + timedelta(days=1), datetime.min.time())
    span = (begins_at, ends_at)
    facts = [
        *_notices(school, on), *_raw_material(school, on, span), *_processing(school, on, span),
        *_additives(school, span), *_staff(school, on, span), *_disinfection(school, on), *_waste(school, on),
        *_facilities(school, on, span),
    ]  # fmt: skip
    return [fact for fact in facts if fact.number or fact.code in ALWAYS]


#: Said even when there are none: a zero here is news.
ALWAYS = {"day_opened", "deliveries_inspected", "store_rounds", "meals_released", "lots_expired"}


def _fact(scope: Scope, code: str, rows: Iterable, *, late: bool = False, **more) -> Fact:
    keys = [(row._meta.label_lower, row.pk) for row in rows]
    return Fact(scope.value, code, len(keys), late and bool(keys), [list(key) for key in keys[:MOST_ROWS]], more)


def _within(span, name: str) -> dict:
    return {f"{name}__gte": span[0], f"{name}__lt": span[1]}


def _notices(school, on: date) -> Iterator[Fact]:
    yield _fact(Scope.NOTICES, "day_opened", CanteenDay.objects.of(school).filter(on=on))
    monday = on - timedelta(days=on.weekday())
    menus = Menu.objects.of(school).filter(week_starts_on=monday, published_at__isnull=False)
    yield _fact(Scope.NOTICES, "menu_published", menus)


def _raw_material(school, on: date, span) -> Iterator[Fact]:
    deliveries = list(Delivery.objects.of(school).filter(**_within(span, "arrived_at")).order_by("pk"))
    yield _fact(Scope.RAW_MATERIAL, "deliveries_inspected", [one for one in deliveries if one.inspected_at])
    waiting = [one for one in deliveries if not one.inspected_at]
    yield _fact(Scope.RAW_MATERIAL, "deliveries_waiting", waiting, late=True)
    lines = list(DeliveryLine.objects.filter(delivery__in=deliveries, accepted_amount__isnull=False).order_by("pk"))
    yield _fact(Scope.RAW_MATERIAL, "lines_returned", [one for one in lines if one.returned_amount])
    without = [one for one in lines if one.quarantined_amount and one.reject_reason == RejectReason.NO_PAPERS]
    yield _fact(Scope.RAW_MATERIAL, "lines_without_papers", without, late=True)
    lots = Lot.objects.of(school).in_stock().order_by("pk")
    yield _fact(Scope.RAW_MATERIAL, "lots_expired", lots.expired(on).filter(quarantined_at=None), late=True)
    yield _fact(Scope.RAW_MATERIAL, "lots_held", lots.filter(held_at__isnull=False))
    yield _fact(Scope.RAW_MATERIAL, "store_rounds", StoreCheck.objects.of(school).filter(**_within(span, "checked_at")))


def _processing(school, on: date, span) -> Iterator[Fact]:
    meals = list(Meal.objects.of(school).filter(on=on).order_by("serves_at"))
    yield _fact(Scope.PROCESSING, "meals_released", [one for one in meals if one.released_at])
    still_open = [one for one in meals if one.released_at and not one.closed_at]
    yield _fact(Scope.PROCESSING, "meals_open", still_open, late=True)
    # Of a corrected row its correction speaks.
    standing = {"batch__meal__in": meals, "corrected_by": None}
    limit = parameter(school, "core_temperature_min_c", on=on)
    heats = list(CookingTemperature.objects.filter(**standing).order_by("pk"))
    tastings = list(Tasting.objects.filter(**standing).order_by("pk"))
    samples = list(RetainedSample.objects.filter(**standing).order_by("pk"))
    yield _fact(Scope.PROCESSING, "pots_measured", heats)
    cold = [one for one in heats if one.core_temperature_c < limit]
    yield _fact(Scope.PROCESSING, "pots_below_limit", cold, late=True, limit=str(limit))
    yield _fact(Scope.PROCESSING, "tastings_passed", [one for one in tastings if one.passed])
    yield _fact(Scope.PROCESSING, "tastings_failed", [one for one in tastings if not one.passed], late=True)
    yield _fact(Scope.PROCESSING, "samples_kept", samples)
    late = [one for one in (*heats, *tastings, *samples) if one.is_late]
    yield _fact(Scope.PROCESSING, "late_entries", late, late=True)


def _additives(school, span) -> Iterator[Fact]:
    moved = Movement.objects.filter(school=school, kind=Movement.Kind.ISSUED, **_within(span, "moved_at"))
    rows = moved.filter(lot__article__goods_class=ADDITIVES).order_by("pk")
    yield _fact(Scope.ADDITIVES, "additives_issued", rows)


def _staff(school, on: date, span) -> Iterator[Fact]:
    refused = Entry.objects.of_chain(school.pk).filter(**_within(span, "at"), kind=ATTEMPT_REFUSED.code)
    yield _fact(Scope.STAFF, "refused_attempts", refused.order_by("sequence"))
    late = Q(state__in=(DutyState.LATE, DutyState.MISSED)) | Q(state=DutyState.DONE, done_at__gt=F("due_at"))
    duties = Duty.objects.of(school).filter(late, on=on).exclude(code__startswith="foodsafety.")
    yield _fact(Scope.STAFF, "duties_missed", duties.order_by("due_at", "pk"), late=True)


def _disinfection(school, on: date) -> Iterator[Fact]:
    rows = Disinfection.objects.standing().filter(meal__school=school, meal__on=on)
    rows = list(rows.order_by("ended_at", "pk"))
    yield _fact(Scope.DISINFECTION, "disinfected", [row for row in rows if row.passed])
    yield _fact(Scope.DISINFECTION, "disinfection_failed", [row for row in rows if not row.passed])
    clean = {row.meal_id for row in rows if row.passed and row.what == Disinfection.What.TABLEWARE}
    served = Meal.objects.of(school).filter(on=on, released_at__isnull=False).exclude(pk__in=clean)
    yield _fact(Scope.DISINFECTION, "tableware_waiting", served.order_by("serves_at"), late=True)


def _waste(school, on: date) -> Iterator[Fact]:
    rows = list(Leftover.objects.filter(meal__school=school, meal__on=on).order_by("pk"))
    weighed = _fact(Scope.WASTE, "leftovers_weighed", rows)
    yield Fact(weighed.scope, weighed.code, sum(row.grams for row in rows), False, weighed.rows)
    yield _fact(Scope.WASTE, "leftovers_waiting", [row for row in rows if row.grams and not row.disposed_at], late=True)


def _facilities(school, on: date, span) -> Iterator[Fact]:
    readings = ColdReading.objects.filter(school=school, **_within(span, "check_round__checked_at")).order_by("pk")
    warm = [row for row in readings if not row.is_within]
    yield _fact(Scope.FACILITIES, "units_out_of_limits", warm, late=True)
    found = Hazard.objects.of(school).filter(**_within(span, "found_at")).order_by("pk")
    yield _fact(Scope.FACILITIES, "hazards_found", found)
    overdue = Hazard.objects.of(school).filter(state="fixing", due_on__lt=on).order_by("pk")
    yield _fact(Scope.FACILITIES, "hazards_overdue", overdue, late=True)
