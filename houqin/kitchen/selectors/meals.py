"""The canteen's day: its meals, each as a line of stations."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from houqin.kernel.prepared import Prepared
from houqin.kernel.quantities import BaseUnit, Quantity
from houqin.kernel.refusals import Refusal
from houqin.kitchen.evidence import MealEvidence, evidence_of
from houqin.kitchen.gates.service import may_close, may_release
from houqin.kitchen.models import CanteenDay, Leftover, Meal
from houqin.kitchen.selectors.places import no_kitchen_left
from houqin.people.selectors import holders
from houqin.tenancy.school_rows import with_school

#: Heads are counted, leftovers weighed within this time after the meal began. A house rule.
CLEARED_AFTER = timedelta(hours=2)


@dataclass(frozen=True)
class Station:
    """One step of one meal; the fields of ui/stations.html. `by` is when it should be done."""

    code: str
    label: str
    state: str
    note: str = ""
    url: str = ""
    by: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.state not in ("done", "waiting")


@dataclass(frozen=True)
class MealOnDay:
    known: MealEvidence
    stations: list[Station]
    release_refusals: list[Refusal]
    close_refusals: list[Refusal]

    @property
    def meal(self) -> Meal:
        return self.known.meal

    def station(self, code: str) -> Station:
        """A meal that was called off has none."""
        return next(station for station in self.stations if station.code == code)


@dataclass(frozen=True)
class Day:
    on: date
    opened: CanteenDay | None
    held: list
    meals: list[MealOnDay] = field(default_factory=list)


def day(school, on: date, *, at: datetime) -> Day:
    """One canteen day. A fixed number of queries, whatever the number of meals."""
    meals = list(Meal.objects.of(school).filter(on=on).select_related("school", "released_by").order_by("serves_at"))
    opened = CanteenDay.objects.of(school).filter(on=on).select_related("opened_by").first()
    held = holders(school, on=school.localdate(at))
    stops = no_kitchen_left(school) if meals else []
    return Day(on, opened, held, [on_day(known, held, at=at, stops=stops) for known in evidence_of(meals)])


def day_of(school, on: date, meals: list[MealOnDay], *, held: list) -> Day:
    """The same day out of `open_meals`, for whoever has them. No query while a meal is planned for it, else one."""
    of_day = [one for one in meals if one.meal.on == on]
    opened = of_day[0].known.day if of_day else CanteenDay.objects.of(school).filter(on=on).first()
    return Day(on, opened, held, of_day)


def open_meals(school, *, at: datetime, held: list | None = None) -> list[MealOnDay]:
    """Meals of today and before that are not closed, oldest first; today's closed and called-off ones too.

    `held` are the `holders` of that day, when the caller has them.
    """
    today = school.localdate(at)
    meals = [with_school(meal, school) for meal in OPEN(school=school, today=today, first=today - timedelta(days=7))]
    held = holders(school, on=today) if held is None else held
    stops = no_kitchen_left(school)
    return [on_day(known, held, at=at, stops=stops) for known in evidence_of(meals)]


OVER = (Meal.State.CLOSED, Meal.State.CALLED_OFF)
OPEN = Prepared(
    lambda school, today, first: (
        Meal.objects.of(school)
        .filter(on__range=(first, today))
        .exclude(state__in=OVER, on__lt=today)
        .select_related("released_by")
        .order_by("serves_at")
    )
)


def on_day(known: MealEvidence, held, *, at: datetime, stops=()) -> MealOnDay:
    if known.meal.is_called_off:
        return MealOnDay(known, [], [], [])
    today = known.meal.school.localdate(at)
    release = list(may_release(known, held, on=today, stops=stops))
    close = list(may_close(known))
    return MealOnDay(known, _stations(known, release, close, today=today, at=at), release, close)


def stations(known: MealEvidence, held, *, at: datetime) -> list[Station]:
    """Issue, cook, taste, sample, release, serve, leftovers, close. No query: `known` and `held` are loaded."""
    return on_day(known, held, at=at).stations


def _stations(known: MealEvidence, release, close, *, today: date, at: datetime) -> list[Station]:
    meal, served = known.meal, known.served
    tasting_by = meal.serves_at - timedelta(minutes=int(known.limits["tasting_lead_minutes"]))
    cleared_by = meal.serves_at + CLEARED_AFTER
    is_out = meal.state in (Meal.State.RELEASED, Meal.State.CLOSED)
    finished = [pot for pot in served if pot.is_cooked]
    tasted = [pot for pot in served if pot.tasting]
    kept = [pot for pot in served if known.is_conforming(pot.sample)]
    filled = [pot for pot in served if pot.used]
    of_meal = _Line(known, today=today, at=at)
    return [
        of_meal.counted(
            "issue", pgettext("station", "Issue"), [pot.issued_at for pot in filled], tasting_by,
            is_ready=known.day is not None,
        ),
        of_meal.counted(
            "cook", pgettext("station", "Cook"), [pot.batch.cooked_at for pot in finished], tasting_by,
            is_ready=bool(filled),
        ),
        of_meal.counted(
            "taste", pgettext("station", "Taste"), [pot.tasting.happened_at for pot in tasted], tasting_by,
            is_ready=len(finished) > len(tasted),
        ),
        of_meal.counted(
            "sample", pgettext("station", "Sample"), [pot.sample.taken_at for pot in kept], meal.serves_at,
            is_ready=len(finished) > len(kept),
        ),
        of_meal.gated(
            "release",
            pgettext("station", "Release"),
            meal.released_at if is_out else None,
            release,
            meal.serves_at,
            is_near=bool(served) and len(finished) == len(served),
        ),
        of_meal.plain(
            "serve", pgettext("station", "Serve"), known.heads > 0, cleared_by, is_ready=is_out, note=_heads(known)
        ),
        of_meal.plain(
            "leftovers", pgettext("station", "Leftovers"), _is_cleared(known), cleared_by, is_ready=is_out,
            note=_weighed(known),
        ),
        of_meal.gated("close", pgettext("station", "Close"), meal.closed_at, close, _day_ends(meal), is_near=not close),
    ]  # fmt: skip


class _Line:
    """Makes the stations of one meal: done, missed on a past day, else late or due when its turn has come."""

    def __init__(self, known: MealEvidence, *, today: date, at: datetime):
        self.meal, self.at, self.is_over = known.meal, at, known.meal.on < today
        self.served = known.served

    def counted(self, code, label, done: list[datetime], by: datetime, *, is_ready: bool) -> Station:
        """A step that every pot takes: the time it ended, or how many have it, or by when it should be done."""
        every = len(self.served)
        is_done = bool(every) and len(done) == every
        if done:
            note = self._clock(max(done)) if is_done else f"{len(done)}/{every}"
        else:
            note = self._clock(by) if every else ""
        return self._station(code, label, is_done, by, is_ready=is_ready, note=note)

    def plain(self, code, label, is_done: bool, by: datetime, *, is_ready: bool, note: str) -> Station:
        return self._station(code, label, is_done, by, is_ready=is_ready, note=note)

    def gated(self, code, label, done_at: datetime | None, refusals, by: datetime, *, is_near: bool) -> Station:
        """A step with a gate is blocked once its turn has come, or its time, and the gate still says no."""
        if done_at is None and refusals and not self.is_over and (is_near or self.at > by):
            note = _("{number} missing").format(number=len(refusals))
            return Station(code, label, "blocked", note, self._url(code), by)
        note = self._clock(done_at) if done_at else ""
        return self._station(code, label, done_at is not None, by, is_ready=not refusals, note=note)

    def _station(self, code, label, is_done, by, *, is_ready: bool, note: str) -> Station:
        if is_done:
            state = "done"
        elif self.is_over:
            state = "missed"
        elif not is_ready:
            state = "waiting"
        else:
            state = "late" if self.at > by else "due"
        if state in ("due", "late") and not note:
            note = self._clock(by)
        return Station(code, label, state, note, self._url(code), by)

    def _clock(self, moment: datetime) -> str:
        return f"{self.meal.school.localtime(moment):%H:%M}"

    def _url(self, code: str) -> str:
        page = {"taste": "meal-taste", "sample": "meal-sample", "serve": "meal-count", "leftovers": "meal-leftovers"}
        return reverse(f"kitchen:{page.get(code, 'meal')}", args=[self.meal.pk])


def _heads(known: MealEvidence) -> str:
    return _("{heads} heads").format(heads=known.heads) if known.heads else ""


def _weighed(known: MealEvidence) -> str:
    """To 100 g, from 10 kg on to the kilogram: a station is narrow, the leftovers page has every gram."""
    if not known.leftovers:
        return ""
    grams = sum(row.grams for row in known.leftovers)
    step = 1000 if grams >= 10_000 else 100
    rounded = (grams + step // 2) // step * step
    return f"{rounded // 1000} kg" if step == 1000 else str(Quantity(rounded, BaseUnit.GRAM))


def _is_cleared(known: MealEvidence) -> bool:
    kinds = {row.kind for row in known.leftovers if row.batch_id is None}
    waiting = [row for row in known.leftovers if row.grams and not row.disposed_at]
    gone = {row.batch_id for row in known.leftovers if row.disposed_at}
    return kinds >= set(Leftover.Kind.values) and not waiting and all(p.batch.pk in gone for p in known.isolated)


def _day_ends(meal: Meal) -> datetime:
    local = meal.school.localtime(meal.serves_at)
    return meal.serves_at + timedelta(hours=24 - local.hour - 1, minutes=60 - local.minute)
