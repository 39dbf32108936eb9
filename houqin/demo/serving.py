"""A meal from the first hand-out to the closing, by the clock of the school."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from houqin.demo.amounts import Pot, goes_into, in_pot, made_for, pots_of
from houqin.demo.buying import heads_of
from houqin.demo.scene import Agenda, Scene
from houqin.kitchen.actions import (
    Disinfected,
    add_batch,
    close_meal,
    count_classes,
    disinfect,
    dispose_leftovers,
    dispose_sample,
    finish_batch,
    issue_to_batch,
    plan_meal,
    record_temperature,
    release_meal,
    sample_meal,
    start_cooking,
    taste_meal,
    weigh_leftovers,
)
from houqin.kitchen.actions.samples import SampleBox
from houqin.kitchen.actions.tasting import TastingResult
from houqin.kitchen.models import DishBatch, Leftover, RetainedSample
from houqin.supply.actions import IssueLine, prepare_lot
from houqin.supply.selectors import suggest_lots
from houqin.tenancy.posts import Post
from houqin.tenancy.school_rows import with_school

#: When each step of a meal is done: prepare, hand out, light the stoves, first and last pot, taste, sample, release,
#: count, weigh, collect, close.
CLOCK = {
    "breakfast": [
        "06:40",
        "07:40",
        "07:50",
        "08:40",
        "08:55",
        "09:02",
        "09:06",
        "09:15",
        "09:45",
        "10:02",
        "10:08",
        "10:12",
    ],
    "lunch": [
        "10:45",
        "11:20",
        "11:30",
        "12:40",
        "13:12",
        "13:30",
        "13:38",
        "13:50",
        "14:45",
        "15:05",
        "15:12",
        "15:20",
    ],
    "dinner": [
        "16:05",
        "16:30",
        "17:00",
        "18:50",
        "19:18",
        "19:29",
        "19:36",
        "19:50",
        "20:45",
        "21:02",
        "21:08",
        "21:15",
    ],
}
COLLECTOR, VEHICLE = "石河子市洁源餐厨废弃物处置公司", "兵C·62817"


@dataclass
class Serving:
    """One meal as it goes on. `odd` says what is particular about it: see happenings."""

    scene: Scene
    on: date
    kind: str
    odd: dict = field(default_factory=dict)
    meal: object = None
    batches: dict[Pot, DishBatch] = field(default_factory=dict)

    def put_on(self, agenda: Agenda) -> None:
        steps = [self.prepare, self.issue, self.start, None, None, self.taste, self.sample, self.release, self.count,
                 self.weigh, self.collect, self.close]  # fmt: skip
        for clock, step in zip(CLOCK[self.kind], steps, strict=True):
            if step:
                agenda.add(self.scene.at(self.on, clock), step)
        agenda.add(self.scene.at(self.on, CLOCK[self.kind][10]) + timedelta(minutes=2), self.disinfect)
        first, last = (self.scene.at(self.on, clock) for clock in CLOCK[self.kind][3:5])
        pots = pots_of(self.scene, self.on, self.kind)
        for place, pot in enumerate(pots):
            done = first + (last - first) * (place + 1) // len(pots)
            done = done.replace(second=0)
            agenda.add(done - timedelta(minutes=2), lambda at, pot=pot: self.measure(pot, at))
            agenda.add(done, lambda at, pot=pot: self.finish(pot, at))

    def plan(self, at: datetime) -> None:
        scene, pots = self.scene, pots_of(self.scene, self.on, self.kind)
        dishes = [scene.dishes[pot.dish].dish for pot in pots if pot.number == 1]
        self.meal = plan_meal(school=scene.school, on=self.on, kind=self.kind, heads=heads_of(scene, self.kind),
                              dishes=dishes, actor=scene.who("cook"), at=at)  # fmt: skip
        batches = self.meal.batches.select_related("dish")
        by_dish = {batch.dish_id: with_school(batch, scene.school) for batch in batches}
        for pot in pots:
            dish = scene.dishes[pot.dish].dish
            if pot.number > 1:
                by_dish[dish.pk] = add_batch(meal=self.meal, dish=dish, heads=pot.heads, actor=scene.who("cook"), at=at)
            self.batches[pot] = by_dish[dish.pk]

    def prepare(self, at: datetime) -> None:
        """Dough, marinated and shredded chicken, soaked fungus: lots made from lots."""
        scene = self.scene
        for name, grams in made_for(scene, self.on, self.kind).items():
            lines = _first_expired(scene, goes_into(name, grams), self.on)
            article = scene.articles[name]
            space = scene.spaces["F-03" if article.storage == "chilled" else "F-02"]
            prepare_lot(article=article, made_amount=grams, inputs=[line for lots in lines.values() for line in lots],
                        hours=8, space=space, actor=scene.who("cook", 2), at=at)  # fmt: skip

    def issue(self, at: datetime) -> None:
        """One suggestion for the whole meal, then pot by pot."""
        scene = self.scene
        wanted = {pot: in_pot(scene, pot) for pot in self.batches}
        total: dict[str, int] = {}
        for amounts in wanted.values():
            for name, amount in amounts.items():
                total[name] = total.get(name, 0) + amount
        lots = _first_expired(scene, total, self.on)
        for pot, amounts in wanted.items():
            lines = [line for name, amount in amounts.items() for line in _take(lots[name], amount)]
            issue_to_batch(batch=self.batches[pot], lines=lines, actor=scene.who("storekeeper"), at=at)

    def start(self, at: datetime) -> None:
        start_cooking(meal=self.meal, actor=self.scene.who("cook"), at=at)

    def measure(self, pot: Pot, at: datetime) -> None:
        if not self.batches[pot].dish.is_cooked_through:
            return
        heat = Decimal(self.scene.rng.randrange(782, 948)) / 10
        slip = self.odd.get("slip") if pot == next(iter(self.batches)) else None
        cook = self._cook(pot)
        row = record_temperature(batch=self.batches[pot], core_temperature_c=slip or heat, actor=cook, at=at)
        if slip:
            record_temperature(batch=self.batches[pot], core_temperature_c=heat, corrects=row,
                               correction_reason="漏了小数点，应为实测值", actor=cook, at=at)  # fmt: skip

    def finish(self, pot: Pot, at: datetime) -> None:
        finish_batch(batch=self.batches[pot], actor=self._cook(pot), at=at)

    def taste(self, at: datetime) -> None:
        """The food-safety officer, who cooked nothing."""
        results = [TastingResult(batch) for batch in self.batches.values()]
        if self.odd.get("too_salty"):
            results[1] = TastingResult(results[1].batch, is_taste_good=False, remark="偏咸，不宜供餐")
        taste_meal(meal=self.meal, results=results, actor=self.scene.who(Post.FOOD_SAFETY_OFFICER), at=at)

    def sample(self, at: datetime) -> None:
        scene = self.scene
        cabinet = _cabinet(scene, self.kind)
        taken = set(RetainedSample.objects.in_place().filter(cabinet=cabinet).values_list("position", flat=True))
        free = iter(place for place in range(1, cabinet.positions + 1) if place not in taken)
        batches = self.meal.batches.exclude(state=DishBatch.State.ISOLATED).select_related("dish", "school")
        boxes = [SampleBox(batch, scene.rng.randrange(150, 172), next(free)) for batch in batches.order_by("pk")]
        sample_meal(meal=self.meal, boxes=boxes, cabinet=cabinet,
                    cabinet_temperature_c=Decimal(scene.rng.randrange(24, 52)) / 10,
                    actor=scene.who("food_safety_officer"), at=at)  # fmt: skip

    def release(self, at: datetime) -> None:
        post = "food_safety_director" if self.kind == "lunch" else "food_safety_officer"
        self.meal = release_meal(meal=self.meal, actor=self.scene.who(post), at=at)

    def count(self, at: datetime) -> None:
        scene, rng = self.scene, self.scene.rng
        all_of_them = self.kind == "lunch" or not scene.boarders
        rows = []
        for school_class, pupils, boarders in scene.classes:
            most = pupils if all_of_them else boarders
            if most:
                rows.append((school_class, max(1, most - rng.choice((0, 0, 0, 1, 1, 2, 3)))))
        rows.append(("教职工", max(1, scene.staff // (1 if all_of_them else 2) - rng.randrange(4))))
        count_classes(meal=self.meal, rows=rows, actor=scene.who("food_safety_officer"), at=at)

    def weigh(self, at: datetime) -> None:
        heads, rng = heads_of(self.scene, self.kind), self.scene.rng
        rows = [("cooked", None, heads * rng.randrange(4, 13)), ("plate", None, heads * rng.randrange(18, 42))]
        rows += [
            ("cooked", batch, batch.planned_heads * 55)
            for batch in self.meal.batches.filter(state=DishBatch.State.ISOLATED)
        ]
        weigh_leftovers(meal=self.meal, rows=rows, actor=self.scene.who("cook", 1), at=at)

    def collect(self, at: datetime) -> None:
        waiting = Leftover.objects.filter(meal=self.meal, disposed_at=None).select_related("meal__school")
        dispose_leftovers(leftovers=waiting, collector=COLLECTOR, vehicle=VEHICLE,
                          actor=self.scene.who("food_safety_officer"), at=at)  # fmt: skip

    def disinfect(self, at: datetime) -> None:
        """Plates in the steam cabinet, pots in the dish machine, surfaces with chlorine."""
        chlorine = ("chlorine", Decimal(250), Decimal(5), "84 消毒液 20260801")
        steam, machine = ("steam", Decimal(100), Decimal(15)), ("machine", Decimal(85), Decimal(1))
        ways = {"tableware": steam, "utensils": machine, "kitchen": chlorine, "hall": chlorine}
        rows = [Disinfected(what, *way) for what, way in ways.items()]
        disinfect(meal=self.meal, rows=rows, actor=self.scene.who("cook", 1), at=at)

    def close(self, at: datetime) -> None:
        close_meal(meal=self.meal, actor=self.scene.who("general_affairs_director"), at=at)

    def _cook(self, pot: Pot):
        return self.scene.who("cook", 0 if self.scene.dishes[pot.dish].section in ("meat", "vegetable") else 1)


def empty_the_cabinets(scene: Scene, kind: str, at: datetime) -> None:
    """What was kept its 48 hours goes; how it went is written down."""
    kept = RetainedSample.objects.filter(cabinet=_cabinet(scene, kind), disposed_at=None, keep_until__lte=at)
    for sample in kept.filter(locked_at=None).select_related("batch__meal", "batch__dish"):
        with_school(sample, scene.school)
        dispose_sample(sample=sample, method="倒入餐厨桶", actor=scene.who("food_safety_officer"), at=at)


def _cabinet(scene: Scene, kind: str):
    return scene.spaces.get("F-08") if kind == "lunch" and "F-08" in scene.spaces else scene.spaces["F-07"]


def _first_expired(scene: Scene, wanted: dict[str, int], on: date) -> dict[str, list[IssueLine]]:
    """Lots to take, by article, first expired first. A shortage is a mistake of the demo and stops it."""
    keys = {scene.articles[name].pk: amount for name, amount in wanted.items()}
    found: dict[str, list[IssueLine]] = {name: [] for name in wanted}
    for one in suggest_lots(scene.school, keys, on):
        if one.lot is None:
            raise RuntimeError(f"{scene.school.code} {on}: {one.why}")
        found[one.article.name].append(IssueLine(one.lot, one.amount))
    return found


def _take(lines: list[IssueLine], amount: int) -> list[IssueLine]:
    """This much from the front of the lines; what is left of them stays for the next pot."""
    taken = []
    while amount:
        line = lines.pop(0)
        part = min(amount, line.amount)
        taken.append(IssueLine(line.lot, part))
        amount -= part
        if line.amount > part:
            lines.insert(0, IssueLine(line.lot, line.amount - part))
    return taken
