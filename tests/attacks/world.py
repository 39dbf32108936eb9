"""Two schools whose people do whatever comes to their minds, and a picture of everything they have written."""

import re
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal

from django.apps import apps
from django.db import connection
from django.db.models import Q

from houqin.kitchen.actions import (
    correct_sample,
    dispose_leftovers,
    isolate_batch,
    open_canteen_day,
    plan_meal,
    start_cooking,
    weigh_leftover,
)
from houqin.kitchen.evidence import evidence_for
from houqin.kitchen.models import CanteenDay, Meal, RetainedSample
from houqin.supply.actions import lift_hold
from houqin.tenancy.models import Space
from tests.builders import a_lot, a_person, a_space, a_supplier, an_article
from tests.kitchen.scene import Canteen, clock

DONE_C = 70
WATCHED = ("supply", "kitchen", "people", "tenancy", "journal")
AT_NIGHT = ("dormitory", "whereabouts", "visitors", "people", "tenancy", "journal")


class OurCanteen(Canteen):
    def start_at(self, at):
        start_cooking(meal=self.meal, actor=self.crew.cook, at=at)


class World:
    """`ours` is where things happen, `theirs` is the other school; `now` is what the server's clock says."""

    def __init__(self):
        self.ours, self.theirs = OurCanteen(), OurCanteen()
        self.stranger = a_person("路人")
        self.now = clock(6)
        for canteen in (self.ours, self.theirs):
            school = canteen.school
            canteen.supplier = a_supplier(school, approved_for=["grain", "pork"])
            canteen.unapproved = a_supplier(school)
            canteen.pork = an_article(school, "猪肉", goods_class="pork", storage="chilled")
            canteen.marinated = an_article(
                school, "腌肉", goods_class="condiment", is_intermediate=True, shelf_life_days=3
            )
            a_lot(an_article(school, "面粉"), 4_000, expires_in=0)
            a_lot(canteen.tomato, 4_000, expires_in=-1)
            canteen.spare = a_lot(canteen.tomato, 90_000)
            a_space(school, Space.Kind.CHILLER, "冷藏间")

    def later(self, minutes: int) -> None:
        """The clock goes on, or back."""
        self.now += timedelta(minutes=minutes)

    @property
    def today(self):
        return self.ours.school.localdate(self.now)

    def meal_in_hand(self) -> Meal | None:
        """The oldest meal that can still go on: not closed, and not left behind on a day that nobody opened."""
        days = CanteenDay.objects.of(self.ours.school).values("on")
        waiting = Meal.objects.of(self.ours.school).exclude(state__in=["closed", "called_off"]).order_by("pk")
        return waiting.filter(Q(on__in=days) | Q(on__gte=self.today)).first()

    def begin(self) -> None:
        """What today lacks of: an open day, then a meal that has its goods."""
        ours, at, today = self.ours, self.now, self.today
        if not CanteenDay.objects.of(ours.school).filter(on=today).exists():
            open_canteen_day(school=ours.school, on=today, actor=ours.crew.general_affairs_director, at=at)
        planned = Meal.objects.of(ours.school).taking_place().filter(on=today).values_list("kind", flat=True)
        kind = next(kind for kind in ("lunch", "dinner", "breakfast") if kind not in planned)
        dishes = [ours.stew, ours.boiled]
        ours.meal = plan_meal(
            school=ours.school, on=today, kind=kind, heads=100, dishes=dishes, actor=ours.crew.cook, at=at
        )
        for pot, lot in zip(ours.pots, (ours.tomatoes, ours.grain), strict=True):
            ours.issue_to(pot, lot, at=at)

    def go_on_with(self, meal: Meal) -> None:
        """The sensible next step, by those whose work it is, for every pot that still needs it."""
        ours, at = self.ours, self.now
        ours.meal = meal
        if meal.state in ("cooking", "tasted", "sampled", "released"):
            self.put_right(meal)
            meal.refresh_from_db()
        pots = list(meal.batches.exclude(state="isolated").order_by("pk"))
        if meal.state == "planned":
            ours.start_at(at)
        elif meal.state == "cooking":
            for pot in pots:
                if pot.cooked_at is None:
                    ours.measure(pot, at=at)
                    ours.finish_pot(pot, at=at)
        elif meal.state == "cooked":
            for pot in pots:
                if not pot.tastings.exists():
                    ours.taste_pot(pot, at=at)
        elif meal.state == "tasted":
            for pot in pots:
                if not pot.samples.exists():
                    ours.sample_pot(pot, position=self.free_place(), at=at)
        elif meal.state == "sampled":
            ours.release(at=at)
        else:
            ours.serve()
            for pot in meal.batches.filter(state="isolated"):
                weigh_leftover(meal=meal, kind="cooked", batch=pot, grams=900, actor=ours.crew.cook, at=at)
            if waiting := list(meal.leftovers.standing().filter(disposed_at=None)):
                dispose_leftovers(leftovers=waiting, collector="绿洲环卫", actor=ours.crew.cook, at=at)
            ours.close()

    def put_right(self, meal: Meal) -> None:
        """What stands in the way of the meal: goods come, holds are lifted, samples corrected, bad pots taken out."""
        ours, at, known = self.ours, self.now, evidence_for(meal)
        for pot in known.served:
            for lot in pot.lots:
                if lot.held_at:
                    lift_hold(lot=lot, reason="化验合格", actor=ours.crew.principal, at=at)
            warm = pot.temperature is None or pot.temperature.core_temperature_c >= DONE_C
            if not pot.used and not pot.is_cooked:
                ours.issue_to(pot.batch, ours.spare, at=at)
            elif any(lot.quarantined_at or lot.rejected_at or lot.expiration_date < meal.on for lot in pot.lots) or (
                pot.is_cooked and not (warm and pot.used)
            ):
                isolate_batch(batch=pot.batch, reason="不宜供餐", actor=ours.crew.food_safety_officer, at=at)
            elif pot.sample and not known.is_conforming(pot.sample):
                correct_sample(sample=pot.sample, reason="看错", grams=150, cabinet_temperature_c=Decimal(4),
                               actor=ours.crew.food_safety_officer, at=at)  # fmt: skip

    def free_place(self) -> int:
        taken = set(
            RetainedSample.objects.in_place().filter(cabinet=self.ours.cabinet).values_list("position", flat=True)
        )
        return next(place for place in range(1, 99) if place not in taken)


def picture(watched=WATCHED) -> dict[str, dict[int, tuple]]:
    """Every row of every table of these apps, by table and key."""
    return {model._meta.label: _rows(model) for model in _watched(watched)}


def picture_after(before: dict, tables: set[str]) -> dict[str, dict[int, tuple]]:
    """The picture once more, of which only these tables (by their name in the database) are looked at again."""
    return before | {model._meta.label: _rows(model) for model in _watched() if model._meta.db_table in tables}


def differences(before: dict, after: dict) -> dict[str, set[int]]:
    """Table → keys of rows that came, went or changed."""
    found = {}
    for table, rows in after.items():
        old = before[table]
        if rows is not old and rows != old:
            found[table] = {key for key in rows.keys() | old.keys() if rows.get(key) != old.get(key)}
    return found


class Pen:
    """Names of the tables that are written while it watches, by the statements themselves: an execute wrapper."""

    READS = re.compile(
        r"\s*(SELECT|SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT|WITH\b(?!.*\b(INSERT|UPDATE|DELETE)\b))\b",
        re.DOTALL,
    )
    WRITES = re.compile(r'\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) "?(\w+)"?')

    def __init__(self):
        self.tables: set[str] = set()

    def __call__(self, execute, sql, params, many, context):
        if not self.READS.match(sql):
            written = self.WRITES.match(sql)
            assert written, f"a statement nobody foresaw: {sql}"
            self.tables.add(written[1])
        return execute(sql, params, many, context)


@contextmanager
def watching():
    """A pen that watches what is done inside."""
    pen = Pen()
    with connection.execute_wrapper(pen):
        yield pen


def _watched(watched=WATCHED):
    for label in watched:
        yield from apps.get_app_config(label).get_models(include_auto_created=True)


def _rows(model) -> dict[int, tuple]:
    columns = [column.attname for column in model._meta.concrete_fields]
    return {row[0]: row for row in model._base_manager.values_list("pk", *columns)}
