"""What must always be done in the kitchen, meal by meal; each is done when the records of the meal say so."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Count, Max, Min, Q
from django.utils.translation import gettext_lazy as _

from houqin.duties.declaring import Done, duty
from houqin.duties.schedules import Each, Occasion, Window
from houqin.kernel.prepared import Prepared
from houqin.kitchen.models import CanteenDay, DishBatch, Disinfection, Leftover, Meal, MealKind, Menu, RetainedSample
from houqin.kitchen.models.proofs import LATE_AFTER
from houqin.kitchen.selectors.menus import kinds_on
from houqin.tenancy.calendar import calendars, in_force
from houqin.tenancy.models import TimetableEntry
from houqin.tenancy.parameters import numbers_of
from houqin.tenancy.posts import Post

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ISOLATED = DishBatch.State.ISOLATED

#: Goods come and stoves are lit before the first meal, and neither may be without named people. A house rule.
OPEN_BEFORE_FIRST_MEAL = HOUR
#: Heads are known when the hall is empty. A house rule.
COUNTED_AFTER_SERVICE = timedelta(hours=2)
#: The hall is washed, and the collector comes in the afternoon (LO-03 names no hour). A house rule.
CLEARED_AFTER_SERVICE = timedelta(hours=4)
#: Dishes are washed when the hall is empty (DS-01 names no hour). A house rule.
DISINFECTED_AFTER_SERVICE = timedelta(hours=3)
#: The day's paper is done the same day, and a late dinner still has three hours. A house rule.
CLOSED_BY, CLOSED_AFTER_SERVICE = time(21, 0), timedelta(hours=3)
#: Families read next week's menu before the weekend (PA-03 asks for a weekly menu, not for an hour).
MENU_WEEKDAY, MENU_BY = 4, time(18, 0)

#: What stands in a cabinet and may go one day: no correction speaks for it, and no case holds it.
WAITING = {"superseded_at": None, "disposed_at": None, "locked_at": None}


def end_of(school, on: date) -> datetime:
    return school.moment(on + DAY, time(0, 0))


# What the sources need is loaded once for all schools whose occasions are listed together.


def _limits(schools, first: date, last: date):
    return numbers_of(schools, ("tasting_lead_minutes", "sample_disposal_max_hours"), first, last)


def _meals_by_school(schools, first: date, last: date) -> dict[int, list[Meal]]:
    known = {school.pk: school for school in schools}
    found: dict[int, list[Meal]] = {key: [] for key in known}
    for meal in Meal.objects.filter(school__in=known, on__range=(first, last)).order_by("serves_at", "pk"):
        meal.school = known[meal.school_id]
        found[meal.school_id].append(meal)
    return found


def _meal_times(schools, first: date, last: date) -> dict[int, list[TimetableEntry]]:
    found: dict[int, list[TimetableEntry]] = defaultdict(list)
    rows = TimetableEntry.objects.filter(school__in=schools, what__in=MealKind.values, valid_from__lte=last)
    for entry in rows.order_by("valid_from", "pk"):
        found[entry.school_id].append(entry)
    return found


def _kept_samples(schools, first: date, last: date) -> dict[int, list[Meal]]:
    """Meals with samples that may go before long, each with the end of its longest hold."""
    waiting = {f"batches__samples__{name}": value for name, value in WAITING.items()}
    until = datetime.combine(last + 2 * DAY, time(0, 0), tzinfo=UTC)
    meals = Meal.objects.filter(school__in=schools, **waiting, batches__samples__keep_until__lt=until)
    found: dict[int, list[Meal]] = defaultdict(list)
    for meal in meals.annotate(kept_until=Max("batches__samples__keep_until")).order_by("kept_until", "pk"):
        found[meal.school_id].append(meal)
    return found


def _weeks_after(schools, first: date, last: date):
    return calendars(schools, first + 3 * DAY, last + 9 * DAY)


def each_meal(due: Callable[[Meal, dict[str, Decimal]], datetime], *, opens: timedelta, closes: bool = True):
    """The meals of a window: `due(meal, limits)`, open so long before. Undone ones close with the day, or never."""

    def source(window: Window) -> Iterator[Occasion]:
        school = window.school
        limits = window.once(_limits)[school.pk]
        for meal in window.once(_meals_by_school)[school.pk]:
            if meal.on in window.days:
                due_at = due(meal, limits[meal.on])
                closes_at = max(end_of(school, meal.on), due_at + HOUR) if closes else None
                yield Occasion(meal.code, meal.on, due_at - opens, due_at, closes_at, meal)

    return Each(source)


def _tasting_is_due(meal: Meal, limits) -> datetime:
    return meal.serves_at - timedelta(minutes=int(limits["tasting_lead_minutes"]))


def _served(meal: Meal, limits) -> datetime:
    return meal.serves_at


def _counted(meal: Meal, limits) -> datetime:
    return meal.serves_at + COUNTED_AFTER_SERVICE


def _cleared(meal: Meal, limits) -> datetime:
    return meal.serves_at + CLEARED_AFTER_SERVICE


def _disinfected(meal: Meal, limits) -> datetime:
    return meal.serves_at + DISINFECTED_AFTER_SERVICE


def _closed(meal: Meal, limits) -> datetime:
    return max(meal.school.moment(meal.on, CLOSED_BY), meal.serves_at + CLOSED_AFTER_SERVICE)


def _days_to_open(window: Window) -> Iterator[Occasion]:
    """Days on which the timetable asks for a meal."""
    school = window.school
    entries = window.once(_meal_times)[school.pk]
    for on, day in window.days.items():
        newest = {what: entry.at_time for what, entry in in_force(entries, on).items()}
        if kinds := kinds_on(day, set(newest)):
            due_at = school.moment(on, min(newest[kind] for kind in kinds)) - OPEN_BEFORE_FIRST_MEAL
            yield Occasion(on.isoformat(), on, school.moment(on, time(0, 0)), due_at, end_of(school, on))


@duty(
    "kitchen.open-day", title=_("Open the canteen day"), schedule=Each(_days_to_open), owner=Post.FOOD_SAFETY_OFFICER,
    ladder=((15, Post.FOOD_SAFETY_DIRECTOR), (30, Post.GENERAL_AFFAIRS_DIRECTOR), (60, Post.PRINCIPAL)),
    rule="FM-01", clauses=("C-02", "C-05"), view="kitchen:day", verb=_("Open"),
)  # fmt: skip
def day_is_open(duties):
    """One query."""
    wanted = {(one.school_id, one.on): one for one in duties}
    rows = CanteenDay.objects.filter(school__in={one.school_id for one in duties}, on__in={one.on for one in duties})
    for day in rows.select_related("opened_by"):
        if one := wanted.get((day.school_id, day.on)):
            yield Done(one, at=day.opened_at, by=day.opened_by, thing=day)


def _annotated(**annotations) -> Prepared:
    """The meals with these keys, and what is asked of them."""
    return Prepared(lambda meals: Meal.objects.filter(pk__in=meals).select_related("closed_by").annotate(**annotations))


def _meals(asked: Prepared, duties):
    """Each duty with its meal. One query."""
    rows = {meal.pk: meal for meal in asked(meals={one.subject_id for one in duties})}
    for one in duties:
        if one.subject_id in rows:
            yield one, rows[one.subject_id]


def said_at(happened_at: datetime, received_at: datetime | None) -> datetime:
    """When a proof counts as given. Typed in long afterwards it counts from when it was typed (GT-18)."""
    return received_at if received_at and received_at - happened_at > LATE_AFTER else happened_at


POTS = {
    "served": Count("batches", filter=~Q(batches__state=ISOLATED), distinct=True),
    "last_isolated_at": Max("batches__isolated_at"),
}
PLAIN = _annotated()
MEASURED = _annotated(received_at=Max("batches__cookingtemperatures__received_at"))
TASTED = _annotated(received_at=Max("batches__tastings__received_at"), **POTS)
SAMPLED = _annotated(received_at=Max("batches__samples__received_at"), **POTS)
COUNTED = _annotated(first_counted_at=Min("counts__counted_at"))
LEFT = Prepared(lambda meals: Leftover.objects.filter(meal__in=meals).select_related("batch"))
SAMPLES = Prepared(
    lambda meals: (
        RetainedSample.objects.filter(batch__meal__in=meals, superseded_at=None)
        .select_related("batch", "disposed_by")
        .order_by("disposed_at", "pk")
    )
)


@duty(
    "kitchen.measure", title=_("Measure the core temperatures of {subject}"),
    schedule=each_meal(_tasting_is_due, opens=2 * HOUR), owner=Post.COOK,
    ladder=((10, Post.FOOD_SAFETY_OFFICER), (20, Post.FOOD_SAFETY_DIRECTOR)),
    rule="TT-01", clauses=("C-17",), view="kitchen:meal", verb=_("Measure"), urgent=True,
)  # fmt: skip
def measured(duties):
    """Done when every pot is finished: none can be without its temperature. One query."""
    for one, meal in _meals(MEASURED, duties):
        if meal.cooked_at:
            yield Done(one, at=said_at(meal.cooked_at, meal.received_at), thing=meal)


@duty(
    "kitchen.taste", title=_("Taste {subject}"), schedule=each_meal(_tasting_is_due, opens=HOUR),
    owner=Post.FOOD_SAFETY_OFFICER,
    ladder=((10, Post.FOOD_SAFETY_DIRECTOR), (20, Post.GENERAL_AFFAIRS_DIRECTOR), (30, Post.PRINCIPAL)),
    rule="TD-06", clauses=("C-15",), view="kitchen:meal-taste", verb=_("Taste now"), urgent=True, grave=True,
)  # fmt: skip
def tasted(duties):
    """Done when every pot that may be served has passed, or none is left to serve. One query."""
    for one, meal in _meals(TASTED, duties):
        if meal.tasted_at:
            yield Done(one, at=said_at(meal.tasted_at, meal.received_at), thing=meal)
        elif not meal.served and meal.last_isolated_at:
            yield Done(one, at=meal.last_isolated_at, thing=meal)


@duty(
    "kitchen.sample", title=_("Keep samples of {subject}"), schedule=each_meal(_served, opens=timedelta(minutes=90)),
    owner=Post.FOOD_SAFETY_OFFICER,
    ladder=((10, Post.FOOD_SAFETY_DIRECTOR), (30, Post.GENERAL_AFFAIRS_DIRECTOR), (60, Post.PRINCIPAL)),
    rule="RS-01", clauses=("C-16",), view="kitchen:meal-sample", verb=_("Keep samples"), urgent=True, grave=True,
)  # fmt: skip
def sampled(duties):
    """Done when every pot that may be served has its conforming sample, or none is left to serve. One query."""
    for one, meal in _meals(SAMPLED, duties):
        if meal.sampled_at:
            yield Done(one, at=said_at(meal.sampled_at, meal.received_at), thing=meal)
        elif not meal.served and meal.last_isolated_at:
            yield Done(one, at=meal.last_isolated_at, thing=meal)


@duty(
    "kitchen.count-heads", title=_("Count who ate {subject}"), schedule=each_meal(_counted, opens=2 * HOUR),
    owner=Post.FOOD_SAFETY_OFFICER, ladder=((60, Post.GENERAL_AFFAIRS_DIRECTOR),),
    rule="PW-01", clauses=("C-05",), view="kitchen:meal-count", verb=_("Count"),
)  # fmt: skip
def counted(duties):
    """One query."""
    for one, meal in _meals(COUNTED, duties):
        if meal.first_counted_at:
            yield Done(one, at=meal.first_counted_at, thing=meal)


@duty(
    "kitchen.clear-leftovers", title=_("Weigh what is left of {subject}, and hand it over"),
    schedule=each_meal(_cleared, opens=3 * HOUR), owner=Post.COOK,
    ladder=((60, Post.FOOD_SAFETY_OFFICER), (120, Post.FOOD_SAFETY_DIRECTOR)),
    rule="LO-03", clauses=("C-19",), view="kitchen:meal-leftovers", verb=_("Weigh"),
)  # fmt: skip
def leftovers_are_gone(duties):
    """Done when both kinds are weighed and nothing waits for the collector; nothing left is a record. One query."""
    duties = list(duties)
    rows = defaultdict(list)
    for row in LEFT(meals={one.subject_id for one in duties}):
        rows[row.meal_id].append(row)
    for one in duties:
        weighed = rows[one.subject_id]
        kinds = {row.kind for row in weighed if row.batch is None or row.batch.state != ISOLATED}
        if kinds == set(Leftover.Kind.values) and not any(row.grams and not row.disposed_at for row in weighed):
            last = max(weighed, key=lambda row: row.disposed_at or row.weighed_at)
            yield Done(one, at=last.disposed_at or last.weighed_at, thing=last)


@duty(
    "kitchen.disinfect", title=_("Disinfect after {subject}"), schedule=each_meal(_disinfected, opens=3 * HOUR),
    owner=Post.COOK, ladder=((60, Post.FOOD_SAFETY_OFFICER), (120, Post.FOOD_SAFETY_DIRECTOR)),
    rule="DS-01", clauses=("C-26", "C-27", "C-28", "C-29"), view="kitchen:meal-disinfect", verb=_("Record it"),
)  # fmt: skip
def disinfected(duties):
    """Done when tableware, utensils, kitchen and hall have each passed (DS-09). One query."""
    duties = list(duties)
    passed: dict[int, dict[str, Disinfection]] = defaultdict(dict)
    rows = Disinfection.objects.standing().filter(meal__in={one.subject_id for one in duties}, passed=True)
    for row in rows.select_related("by").order_by("ended_at", "pk"):
        passed[row.meal_id].setdefault(row.what, row)
    for one in duties:
        if len(found := passed[one.subject_id]) == len(Disinfection.What):
            last = max(found.values(), key=lambda row: row.ended_at)
            yield Done(one, at=said_at(last.ended_at, last.received_at), by=last.by, thing=last)


@duty(
    "kitchen.close-meal", title=_("Close {subject}"), schedule=each_meal(_closed, opens=3 * HOUR, closes=False),
    owner=Post.FOOD_SAFETY_OFFICER,
    ladder=((60, Post.FOOD_SAFETY_DIRECTOR), (12 * 60, Post.GENERAL_AFFAIRS_DIRECTOR), (24 * 60, Post.PRINCIPAL)),
    rule="RS-01", clauses=("C-16", "C-19"), view="kitchen:meal", verb=_("Close"),
)  # fmt: skip
def closed(duties):
    """One query."""
    for one, meal in _meals(PLAIN, duties):
        if meal.closed_at:
            yield Done(one, at=meal.closed_at, by=meal.closed_by, thing=meal)


def _samples_to_clear(window: Window) -> Iterator[Occasion]:
    """Meals whose samples have been kept long enough by the end of the window.

    While a case is open its samples must stay (RS-10): they are asked for again when they are unlocked.
    """
    school = window.school
    limits = window.once(_limits)[school.pk]
    for meal in window.once(_kept_samples)[school.pk]:
        on = school.localdate(meal.kept_until)
        if on <= window.last:
            hours = limits.get(on, limits[min(limits)])["sample_disposal_max_hours"]
            yield Occasion(
                meal.code, on, meal.kept_until, meal.kept_until + timedelta(hours=int(hours)), None, meal
            )  # fmt: skip


@duty(
    "kitchen.dispose-samples", title=_("Clear the samples of {subject}"), schedule=Each(_samples_to_clear),
    owner=Post.FOOD_SAFETY_OFFICER, ladder=((12 * 60, Post.FOOD_SAFETY_DIRECTOR),),
    rule="RS-05", clauses=("C-16",), view="kitchen:meal", verb=_("Dispose of samples"),
)  # fmt: skip
def samples_are_gone(duties):
    """Done when no sample of the meal waits for its disposal and one was disposed of. One query."""
    duties = list(duties)
    kept, gone = set(), {}
    for sample in SAMPLES(meals={one.subject_id for one in duties}):
        if sample.disposed_at:
            gone[sample.batch.meal_id] = sample
        elif not sample.locked_at:
            kept.add(sample.batch.meal_id)
    for one in duties:
        last = gone.get(one.subject_id)
        if last and one.subject_id not in kept:
            yield Done(one, at=last.disposed_at, by=last.disposed_by, thing=last)


def _menus_to_publish(window: Window) -> Iterator[Occasion]:
    """Fridays before a week that is taught."""
    school = window.school
    calendar = window.once(_weeks_after)[school.pk]
    for on in window.days:
        monday = on + 3 * DAY
        if on.weekday() == MENU_WEEKDAY and any(calendar.is_taught(monday + number * DAY) for number in range(7)):
            yield Occasion(
                monday.isoformat(), on, school.moment(on - 4 * DAY, time(0, 0)), school.moment(on, MENU_BY),
                school.moment(monday, time(0, 0)),
            )  # fmt: skip


@duty(
    "kitchen.publish-menu", title=_("Publish next week's menu"), schedule=Each(_menus_to_publish),
    owner=Post.FOOD_SAFETY_DIRECTOR,
    ladder=((120, Post.GENERAL_AFFAIRS_DIRECTOR), (24 * 60, Post.PRINCIPAL)),
    rule="PA-03", clauses=("C-05",), view="kitchen:menus", verb=_("Publish"),
)  # fmt: skip
def menu_is_published(duties):
    """One query."""
    wanted = {(one.school_id, date.fromisoformat(one.key)): one for one in duties}
    rows = Menu.objects.filter(
        school__in={school for school, _monday in wanted}, week_starts_on__in={monday for _school, monday in wanted},
        published_at__isnull=False,
    )  # fmt: skip
    for menu in rows.select_related("published_by"):
        if one := wanted.get((menu.school_id, menu.week_starts_on)):
            yield Done(one, at=menu.published_at, by=menu.published_by, thing=menu)
