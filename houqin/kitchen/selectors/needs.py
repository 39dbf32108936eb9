"""What must be bought: recipe × heads − what the store can still use − what is on order."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Max, Sum

from houqin.kernel.quantities import BaseUnit, Quantity
from houqin.kernel.refusals import Refusal
from houqin.kitchen.models import Dish, Meal, MenuItem
from houqin.kitchen.reasons import Reason
from houqin.kitchen.selectors.heads import staff_to_expect
from houqin.kitchen.selectors.menus import current_recipes
from houqin.people.models import Pupil
from houqin.supply.gates.buying import supplier_may_deliver
from houqin.supply.goods_classes import class_title
from houqin.supply.models import Article, ArticleUnit, Delivery, Lot, Order, OrderLine, Supplier
from houqin.supply.selectors.suppliers import with_standing

#: Units that stand for a closed pack: what is bought is rounded up to whole ones.
NOT_A_PACK = frozenset({"kg", "g", "jin", "L", "mL", "piece"})


@dataclass(frozen=True)
class Source:
    """From whom a class is bought on a day. Without a supplier, the refusals say why nobody may (GT-01)."""

    supplier: Supplier | None
    refusals: list[Refusal] = field(default_factory=list)


@dataclass(frozen=True)
class Need:
    """One article over the period, in its base units.

    `in_stock` is all that may be used on the first day; `too_late` is that part of it which the meals would need but
    which expires before them. `suggested` is `missing` rounded up to whole packs of `pack`.
    """

    article: Article
    needed: int
    in_stock: int
    too_late: int
    on_order: int
    missing: int
    suggested: int
    pack: ArticleUnit | None
    dishes: list[str]

    def shown(self, amount: int) -> Quantity:
        return Quantity(amount, BaseUnit(self.article.base_unit))


@dataclass(frozen=True)
class Needs:
    """`lines` are ordered by what is missing first. `without_recipe` could not be counted: somebody must look."""

    from_on: date
    to_on: date
    heads: dict[tuple[date, str], int]
    lines: list[Need]
    without_recipe: list[Dish]


def default_heads(school, on: date) -> int:
    """Everybody who may sit down: pupils enrolled that day, and staff. Two queries."""
    return Pupil.objects.of(school).enrolled(on).count() + staff_to_expect(school, on)


def needs(school, *, from_on: date, to_on: date, heads: dict | None = None) -> Needs:
    """What the menu of these days asks for. A fixed number of queries.

    Heads of a meal: `heads[(on, kind)]` or `heads[kind]` when given, else the planned meal's, else `default_heads`.
    A meal that is being cooked already has its goods and asks for nothing; nor does one that was called off.
    """
    items = MenuItem.objects.filter(school=school, on__range=(from_on, to_on), withdrawn_at=None)
    items = list(items.select_related("dish").order_by("on", "pk"))
    planned = Meal.objects.of(school).filter(on__range=(from_on, to_on)).order_by("pk")
    meals = {(meal.on, meal.kind): meal for meal in planned}
    heads_of = _heads(school, items, meals=meals, given=heads or {}, on=from_on)
    recipes = current_recipes({item.dish_id for item in items})
    wanted: dict[int, dict[date, int]] = {}
    articles: dict[int, Article] = {}
    dishes: dict[int, list[str]] = {}
    without = {}
    for item in items:
        if (item.on, item.meal_kind) not in heads_of:
            continue
        recipe = recipes.get(item.dish_id)
        if recipe is None or not recipe.lines.all():
            without[item.dish_id] = item.dish
            continue
        for line in recipe.lines.all():
            articles[line.article_id] = line.article
            days = wanted.setdefault(line.article_id, {})
            days[item.on] = days.get(item.on, 0) + line.amount_for(heads_of[item.on, item.meal_kind])
            dishes.setdefault(line.article_id, []).append(item.dish.name)
    lines = _lines(school, articles, wanted, dishes, from_on=from_on, to_on=to_on)
    return Needs(from_on, to_on, heads_of, lines, list(without.values()))


def _heads(school, items, *, meals: dict, given: dict, on: date) -> dict[tuple[date, str], int]:
    guess = default_heads(school, on)
    found = {}
    for key in dict.fromkeys((item.on, item.meal_kind) for item in items):
        meal = meals.get(key)
        if meal is None or meal.state == Meal.State.PLANNED:
            found[key] = given.get(key, given.get(key[1], meal.planned_heads if meal else guess))
    return found


def _lines(school, articles, wanted, dishes, *, from_on, to_on) -> list[Need]:
    stock = _stock(school, articles, on=from_on)
    ordered = _on_order(school, articles, from_on=from_on, to_on=to_on)
    packs = _packs(articles)
    lines = []
    for key, days in wanted.items():
        lots = stock.get(key, [])
        in_stock = sum(left for _expires, left in lots)
        unmet = _unmet(lots, days)
        needed = sum(days.values())
        missing = max(0, unmet - ordered.get(key, 0))
        pack = packs.get(key)
        lines.append(
            Need(
                article=articles[key],
                needed=needed,
                in_stock=in_stock,
                too_late=min(in_stock, needed) - (needed - unmet),
                on_order=ordered.get(key, 0),
                missing=missing,
                suggested=-(-missing // pack.base_amount) * pack.base_amount if pack else missing,
                pack=pack,
                dishes=list(dict.fromkeys(dishes[key])),
            )
        )
    return sorted(lines, key=lambda line: (line.missing == 0, line.article.goods_class, line.article.name))


def _unmet(lots: list[tuple[date, int]], days: dict[date, int]) -> int:
    """What no lot covers when each day takes first what expires first, and nothing past its last day."""
    left = [list(lot) for lot in lots]
    unmet = 0
    for on, amount in sorted(days.items()):
        for lot in left:
            if lot[0] >= on and amount:
                taken = min(lot[1], amount)
                lot[1] -= taken
                amount -= taken
        unmet += amount
    return unmet


def _stock(school, articles: Iterable[int], *, on: date) -> dict[int, list[tuple[date, int]]]:
    """Article → (last day of use, what is left) of each usable lot, first expired first. One query."""
    lots = Lot.objects.of(school).filter(article__in=articles).usable(on).with_balance().first_expired_first_out()
    found: dict[int, list] = {}
    for article, expires, left in lots.values_list("article", "expiration_date", "left"):
        found.setdefault(article, []).append((expires, left))
    return found


def _on_order(school, articles: Iterable[int], *, from_on: date, to_on: date) -> dict[int, int]:
    """Drafts count: whoever opens the page twice must not order twice. One query."""
    rows = OrderLine.objects.filter(
        school=school, article__in=articles, order__wanted_on__range=(from_on, to_on),
        order__state__in=[Order.State.DRAFT, Order.State.SENT],
    )  # fmt: skip
    return dict(rows.order_by().values_list("article").annotate(total=Sum("amount")))


def _packs(articles: Iterable[int]) -> dict[int, ArticleUnit]:
    """The smallest pack of each article that has one. One query."""
    units = ArticleUnit.objects.filter(article__in=articles).exclude(unit__in=NOT_A_PACK)
    return {unit.article_id: unit for unit in units.order_by("-base_amount")}


def sources(school, classes: Iterable[str], *, on: date) -> dict[str, Source]:
    """From whom each goods class is bought on a day: who delivered it last, else who was approved first.

    A class that nobody may deliver keeps every reason (GT-01). Five queries.
    """
    classes = set(classes)
    suppliers = with_standing(Supplier.objects.of(school).filter(approvals__goods_class__in=classes).distinct())
    suppliers = list(suppliers.order_by("pk"))
    came = Delivery.objects.of(school).exclude(state=Delivery.State.CALLED_OFF)
    last = came.filter(lines__article__goods_class__in=classes).order_by()
    rows = last.values_list("supplier", "lines__article__goods_class").annotate(Max("arrived_at"))
    delivered = {(supplier, goods_class): at for supplier, goods_class, at in rows}
    return {one: _source(one, suppliers, delivered, on=on) for one in sorted(classes)}


def _source(goods_class: str, suppliers: list[Supplier], delivered: dict, *, on: date) -> Source:
    able, refusals = [], []
    for supplier in suppliers:
        given = [one for one in supplier.approvals.all() if one.goods_class == goods_class and not one.withdrawn_at]
        if not given:
            continue
        if why_not := list(supplier_may_deliver(supplier, goods_class, on=on)):
            refusals += why_not
            continue
        at = delivered.get((supplier.pk, goods_class))
        able.append(
            (at is None, -at.timestamp() if at else 0, min(one.starts_on for one in given), supplier.pk, supplier)
        )
    if able:
        return Source(min(able)[-1])
    if not refusals:
        facts = {"goods_class": class_title(goods_class)}
        refusals = [Refusal(Reason.NOBODY_MAY_SUPPLY, facts, gate="GT-01")]
    return Source(None, refusals)


def week_around(on: date) -> tuple[date, date]:
    """Monday and Sunday of the week of a day."""
    monday = on - timedelta(days=on.weekday())
    return monday, monday + timedelta(days=6)
