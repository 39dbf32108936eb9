"""Orders, trucks at the door, papers, two inspectors, lots."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from houqin.demo.scene import Scene
from houqin.kitchen.models import MealKind
from houqin.supply.actions import (
    Stated,
    accept_rest,
    add_paper,
    draft_order,
    finish_inspection,
    register_delivery,
    send_order,
    sign_inspection,
)
from houqin.supply.gates.receiving import arrival_limits
from houqin.supply.goods_classes import goods_class
from houqin.supply.models import DeliveryLine, Lot
from houqin.tenancy.school_rows import with_school

#: Bought for the day it is cooked; the rest comes once a week.
DAILY = frozenset(
    {"pork", "beef_mutton", "poultry", "aquatic", "leaf_vegetables", "root_vegetables", "fruit", "bean_products"}
)
MORNING = frozenset({"leaf_vegetables", "root_vegetables", "fruit", "bean_products", "pork"})


@dataclass
class Truck:
    """One delivery as it goes on: each step of the agenda finds here what the step before made."""

    supplier: str
    wanted: dict[str, int]
    order: object = None
    delivery: object = None
    lines: list = field(default_factory=list)


def order(scene: Scene, truck: Truck, on: date, *, at: datetime) -> None:
    buyer = scene.who("buyer")
    lines = [(scene.articles[name], amount, None) for name, amount in truck.wanted.items()]
    draft = draft_order(supplier=scene.suppliers[truck.supplier], wanted_on=on, lines=lines, actor=buyer, at=at)
    truck.order = send_order(order=draft, actor=buyer, at=at)


def arrive(scene: Scene, truck: Truck, *, at: datetime, temperatures: dict[str, str] | None = None) -> None:
    """Entered by the storekeeper, with what the labels say and the papers the driver hands over."""
    rng, keeper = scene.rng, scene.who("storekeeper")
    on = scene.school.localdate(at)
    stated = [_stated(scene, name, amount, on, temperatures or {}) for name, amount in truck.wanted.items()]
    truck.delivery = register_delivery(
        supplier=scene.suppliers[truck.supplier], arrived_at=at - timedelta(minutes=2), lines=stated, order=truck.order,
        note_number=f"{on:%m%d}{rng.randrange(1000, 9999)}", vehicle_temperature_c=Decimal(rng.randrange(22, 58)) / 10,
        is_vehicle_clean=True, actor=keeper, at=at,
    )  # fmt: skip
    lines = DeliveryLine.objects.filter(delivery=truck.delivery).select_related("article").order_by("number")
    truck.lines = [with_school(line, scene.school) for line in lines]


def hand_over_papers(scene: Scene, truck: Truck, *, at: datetime, but: Iterable[str] = ()) -> None:
    for line in truck.lines:
        if line.article.name not in but:
            for group in goods_class(line.article.goods_class).lot_documents:
                kind = group[0]
                add_paper(
                    line=line, kind=kind.code, number=f"65{scene.rng.randrange(10**10):010d}",
                    passed=True if kind.is_test else None, actor=scene.who("storekeeper"), at=at,
                )  # fmt: skip


def inspect(scene: Scene, truck: Truck, *, at: datetime) -> None:
    """Storekeeper and food-safety officer look, sign and take in what nothing speaks against."""
    keeper, officer = scene.who("storekeeper"), scene.who("food_safety_officer")
    accept_rest(delivery=truck.delivery, actor=keeper, at=at)
    sign_inspection(delivery=truck.delivery, actor=keeper, at=at)
    sign_inspection(delivery=truck.delivery, actor=officer, at=at)
    finish_inspection(delivery=truck.delivery, actor=officer, at=at)


def _stated(scene: Scene, name: str, amount: int, on: date, temperatures: dict[str, str]) -> Stated:
    article, rng = scene.articles[name], scene.rng
    life = article.shelf_life_days
    age = 1 if not life or life < 8 else rng.randrange(2, max(4, life // 8))
    if not life or life < 4:
        age = 0 if article.goods_class == "bean_products" else 1
    temperature = temperatures.get(name)
    line = Stated(article=article, amount=amount)
    if temperature is None and any(arrival_limits(line)):
        low, high = (-180, -130) if article.storage == "frozen" else (21, 62)
        temperature = Decimal(rng.randrange(low, high)) / 10
    made_on = on - timedelta(days=age)
    return Stated(
        article=article, amount=amount, supplier_lot=f"P{made_on:%y%m%d}", production_date=made_on if life else None,
        arrival_temperature_c=Decimal(temperature) if temperature is not None else None,
    )  # fmt: skip


def heads_of(scene: Scene, kind: str) -> int:
    """Who is expected: everybody at lunch, boarders and those on duty at the other meals of a boarding school."""
    if kind == MealKind.LUNCH or not scene.boarders:
        return scene.pupils + scene.staff
    return scene.boarders + scene.staff // 2


def trucks(scene: Scene, wanted: dict[str, int], number: int) -> list[Truck]:
    """Goods by whoever delivers their class; `number` lets the suppliers of a class take turns."""
    by_supplier: dict[str, Truck] = {}
    for name, amount in wanted.items():
        approved = scene.approved[scene.articles[name].goods_class]
        supplier = approved[number % min(2, len(approved))]
        by_supplier.setdefault(supplier, Truck(supplier, {})).wanted[name] = amount
    return list(by_supplier.values())


def in_store(scene: Scene, on: date) -> dict[str, int]:
    """What may still be used on that day, by name."""
    lots = Lot.objects.of(scene.school).usable(on).select_related("article").with_balance()
    stock: dict[str, int] = {}
    for lot in lots:
        stock[lot.article.name] = stock.get(lot.article.name, 0) + lot.left
    return stock
