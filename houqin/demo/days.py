"""A day of the canteen: who comes when, what is bought for it, what is cooked."""

from collections import Counter
from datetime import date, timedelta
from functools import partial

from houqin.demo import buying
from houqin.demo.amounts import bought_for
from houqin.demo.scene import Agenda, Scene
from houqin.demo.serving import Serving, empty_the_cabinets
from houqin.kitchen.actions import open_canteen_day

MORNING, NOON, WEEKLY = "07:10", "10:05", "10:40"


def live(scene: Scene, on: date, kinds: list[str], agenda: Agenda, odd: dict) -> None:
    """Put everything of one day on the agenda. `odd` is what is particular that day: see happenings."""
    officer = scene.who("food_safety_officer")
    agenda.add(scene.at(on, "06:20"), lambda at: open_canteen_day(school=scene.school, on=on, actor=officer, at=at))
    servings = [Serving(scene, on, kind, odd.get(kind, {})) for kind in kinds]
    for serving in servings:
        agenda.add(scene.at(on, "06:25"), serving.plan)
        serving.put_on(agenda)
    for kind, clock in (("breakfast", "10:20"), ("lunch", "15:30"), ("dinner", "21:20")):
        if kind in kinds:
            agenda.add(scene.at(on, clock), partial(empty_the_cabinets, scene, kind))
    for clock, wanted in fresh_goods(scene, on, kinds).items():
        if wanted:
            for place, truck in enumerate(buying.trucks(scene, wanted, on.toordinal() // 7)):
                bring(scene, truck, on, clock, place * 3, agenda)


def fresh_goods(scene: Scene, on: date, kinds: list[str]) -> dict[str, Counter]:
    """What must come fresh: greens and tofu at dawn, meat later. Today's dinner has its own truck."""
    wanted = {MORNING: Counter(), NOON: Counter()}
    for kind in kinds:
        if kind == "dinner" and on == scene.today:
            continue
        for name, amount in bought_for(scene, on, kind).items():
            code = scene.articles[name].goods_class
            if code in buying.DAILY:
                wanted[MORNING if kind == "breakfast" or code in buying.MORNING else NOON][name] += amount
    return wanted


def bring(scene: Scene, truck, on: date, clock: str, later: int, agenda: Agenda) -> None:
    """Ordered the afternoon before, and through the door: papers, two inspectors, lots."""
    agenda.add(scene.at(on - timedelta(days=1), "15:30", later), lambda at: buying.order(scene, truck, on, at=at))
    receive(scene, truck, on, clock, later, agenda)


def receive(scene: Scene, truck, on: date, clock: str, later: int, agenda: Agenda) -> None:
    agenda.add(scene.at(on, clock, later), lambda at: buying.arrive(scene, truck, at=at))
    agenda.add(scene.at(on, clock, later + 5), lambda at: buying.hand_over_papers(scene, truck, at=at))
    agenda.add(scene.at(on, clock, later + 10), lambda at: buying.inspect(scene, truck, at=at))


def stock_up(scene: Scene, monday: date, on: date, agenda: Agenda, days: dict[date, list[str]]) -> None:
    """Once a week, on the last day of the week before: what keeps, for the week from `monday`, in whole packs."""

    def order(at):
        rest = [day for day in days if on - timedelta(days=1) < day < monday + timedelta(days=7)]
        needed = Counter()
        for day in rest:
            for kind in days[day]:
                needed.update(bought_for(scene, day, kind))
        there = buying.in_store(scene, monday + timedelta(days=4))
        wanted = {}
        for name, amount in sorted(needed.items()):
            article = scene.articles[name]
            if article.goods_class in buying.DAILY:
                continue
            pack = max(unit.base_amount for unit in article.units.all())
            missing = amount * 110 // 100 + pack // 4 - there.get(name, 0)
            if missing > 0:
                wanted[name] = -(-missing // pack) * pack
        for place, truck in enumerate(buying.trucks(scene, wanted, monday.toordinal() // 7)):
            buying.order(scene, truck, on, at=at)
            receive(scene, truck, on, WEEKLY, place * 3, agenda)

    agenda.add(scene.at(on - timedelta(days=1), "17:30"), order)
