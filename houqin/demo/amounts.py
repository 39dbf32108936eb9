"""How much of what a meal asks for: the same sums for the order, the preparation and the pot."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from houqin.demo.buying import heads_of
from houqin.demo.scene import Scene
from houqin.demo.tables import intermediates
from houqin.kitchen.models import MealKind

TUESDAY, THURSDAY = 1, 3


@dataclass(frozen=True)
class Pot:
    dish: str
    number: int
    heads: int


def pots_of(scene: Scene, on: date, kind: str) -> list[Pot]:
    """One pot of each dish; on some days the first dish of lunch needs a second one."""
    heads = heads_of(scene, kind)
    two = kind == MealKind.LUNCH and (on == scene.today or on.weekday() in (TUESDAY, THURSDAY))
    pots = []
    for place, name in enumerate(scene.menu.get((on, kind), ())):
        parts = [heads * 6 // 10, heads - heads * 6 // 10] if two and place == 0 else [heads]
        pots += [Pot(name, number, part) for number, part in enumerate(parts, start=1)]
    return pots


def in_pot(scene: Scene, pot: Pot) -> dict[str, int]:
    served = scene.dishes[pot.dish]
    return {article.name: served.amount_for(article, milli, pot.heads) for article, milli in served.lines}


def made_for(scene: Scene, on: date, kind: str) -> dict[str, int]:
    """Intermediates the meal needs, in grams."""
    total = Counter()
    for pot in pots_of(scene, on, kind):
        total.update({name: amount for name, amount in in_pot(scene, pot).items() if name in intermediates()})
    return dict(total)


def goes_into(name: str, grams: int) -> dict[str, int]:
    """What so many grams of an intermediate are made from, to the ten grams."""
    return {one: -(-round(each * grams) // 10_000) * 10 for one, each in intermediates()[name].items()}


def bought_for(scene: Scene, on: date, kind: str) -> Counter:
    """Everything a meal takes out of the store, intermediates taken apart."""
    total = Counter()
    for pot in pots_of(scene, on, kind):
        total.update({name: amount for name, amount in in_pot(scene, pot).items() if name not in intermediates()})
    for name, grams in made_for(scene, on, kind).items():
        total.update(goes_into(name, grams))
    return total
