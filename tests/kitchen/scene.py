"""A canteen with one lunch of two dishes, brought as far as a test needs it, by the verbs themselves."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from houqin.kitchen.actions import (
    close_meal,
    count_classes,
    dispose_leftovers,
    finish_batch,
    issue_to_batch,
    open_canteen_day,
    plan_meal,
    record_temperature,
    release_meal,
    start_cooking,
    take_sample,
    taste_batch,
    weigh_leftover,
)
from houqin.supply.actions import IssueLine
from houqin.supply.models import Lot, Movement, Preparation
from houqin.tenancy.models import Space
from tests.builders import TODAY, Crew, a_class, a_dish, a_lot, a_school, a_space, an_article


def clock(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    """A moment of the test's day by the clock on the wall in Shanghai."""
    return datetime(TODAY.year, TODAY.month, TODAY.day, 0, 0, tzinfo=UTC) + timedelta(
        days=days, hours=hour - 8, minutes=minute
    )


class Canteen:
    """`stage` names what is done; each method does the step for the whole meal and returns the canteen."""

    STAGES = ("open", "plan", "issue", "start", "finish", "taste", "sample", "release", "serve", "close")

    def __init__(self, school=None):
        self.school = school or a_school()
        self.crew = Crew(self.school)
        self.tomato = an_article(self.school, "西红柿", goods_class="vegetable")
        self.rice = an_article(self.school, "大米")
        self.tomatoes = a_lot(self.tomato, 50_000)
        self.grain = a_lot(self.rice, 50_000)
        self.stew = a_dish(self.school, "炖西红柿", per_head=[(self.tomato, 100_000)])
        self.boiled = a_dish(self.school, "米饭", kind="staple", per_head=[(self.rice, 80_000)])
        self.cabinet = a_space(self.school, Space.Kind.SAMPLE_REFRIGERATOR, "留样柜", positions=20)
        self.class_42 = a_class(self.school)
        self.meal = None

    def until(self, stage: str) -> "Canteen":
        for step in self.STAGES[: self.STAGES.index(stage) + 1]:
            getattr(self, step)()
        return self

    @property
    def pots(self):
        return list(self.meal.batches.order_by("pk"))

    def fresh(self):
        self.meal.refresh_from_db()
        return self.meal

    def open(self):
        self.day = open_canteen_day(school=self.school, on=TODAY, actor=self.crew.general_affairs_director, at=clock(6))

    def plan(self):
        self.meal = plan_meal(
            school=self.school, on=TODAY, kind="lunch", heads=100, dishes=[self.stew, self.boiled],
            actor=self.crew.cook, at=clock(6, 30),
        )  # fmt: skip

    def issue(self):
        for pot, lot in zip(self.pots, (self.tomatoes, self.grain), strict=True):
            self.issue_to(pot, lot)

    def issue_to(self, pot, lot, amount=5_000, at=None):
        return issue_to_batch(batch=pot, lines=[IssueLine(lot, amount)], actor=self.crew.storekeeper, at=at or clock(8))

    def start(self):
        start_cooking(meal=self.meal, actor=self.crew.cook, at=clock(10))

    def finish(self):
        for pot in self.pots:
            self.measure(pot)
            self.finish_pot(pot)

    def measure(self, pot, temperature="82.5", at=None, **more):
        return record_temperature(
            batch=pot, core_temperature_c=Decimal(temperature), actor=self.crew.cook, at=at or clock(11), **more
        )

    def finish_pot(self, pot, at=None, **more):
        return finish_batch(batch=pot, actor=self.crew.cook, at=at or clock(11, 15), **more)

    def taste(self):
        for pot in self.pots:
            self.taste_pot(pot)

    def taste_pot(self, pot, *, look=True, smell=True, taste=True, at=None, actor=None, **more):
        return taste_batch(
            batch=pot, is_look_good=look, is_smell_good=smell, is_taste_good=taste,
            actor=actor or self.crew.food_safety_officer, at=at or clock(11, 40), **more,
        )  # fmt: skip

    def sample(self):
        for position, pot in enumerate(self.pots, 1):
            self.sample_pot(pot, position=position)

    def sample_pot(self, pot, *, grams=150, position=1, at=None, temperature="4.0", cabinet=None, **more):
        return take_sample(
            batch=pot, grams=grams, cabinet=cabinet or self.cabinet, position=position,
            cabinet_temperature_c=Decimal(temperature), actor=self.crew.food_safety_officer,
            at=at or clock(11, 50), **more,
        )  # fmt: skip

    def release(self, at=None):
        self.meal = release_meal(meal=self.meal, actor=self.crew.food_safety_officer, at=at or clock(12, 10))

    def serve(self):
        crew, at = self.crew, clock(13, 20)
        count_classes(meal=self.meal, rows=[(self.class_42, 41), ("教职工", 9)], actor=crew.cook, at=at)
        rows = [
            weigh_leftover(meal=self.meal, kind=kind, grams=grams, actor=crew.cook, at=at)
            for kind, grams in (("cooked", 2_000), ("plate", 800))
        ]
        dispose_leftovers(leftovers=rows, collector="绿洲环卫", vehicle="新A1", actor=crew.cook, at=at)

    def close(self):
        self.meal = close_meal(meal=self.meal, actor=self.crew.food_safety_officer, at=clock(14))

    def hold(self, lot: Lot, reason="家长投诉"):
        Lot.objects.filter(pk=lot.pk).update(held_at=clock(11, 55), held_reason=reason)

    def made_of(self, *sources: Lot, name="腌鸡块") -> Lot:
        """A lot prepared here from others."""
        article = an_article(self.school, name, goods_class="meat", is_intermediate=True)
        made = a_lot(article, 10_000, origin="prepared")
        preparation = Preparation.objects.create(
            school=self.school, code=f"Z-{made.pk}", made=made, prepared_by=self.crew.cook, prepared_at=clock(7)
        )
        for source in sources:
            Movement.objects.create(
                school=self.school, lot=source, kind="consumed", amount=-1_000, preparation=preparation,
                moved_at=clock(7), moved_by=self.crew.cook,
            )  # fmt: skip
        return made


def state_of(*querysets) -> list:
    """Everything in these tables, to prove that a refusal changed nothing."""
    return [list(queryset.order_by("pk").values()) for queryset in querysets]
