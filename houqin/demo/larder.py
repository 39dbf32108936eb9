"""What is bought, from whom, and what is cooked from it."""

from datetime import datetime, timedelta

from houqin.demo.names import a_phone
from houqin.demo.scene import Scene, ServedDish
from houqin.demo.tables import article_rows, dish_rows, intermediates, supplier_rows, table
from houqin.kitchen.actions import add_dish, write_recipe
from houqin.supply.actions import (
    add_article,
    add_supplier,
    approve_supplier,
    open_stock,
    record_certificate,
    set_article_units,
    suspend_supplier,
)
from houqin.supply.goods_classes import document_kinds, goods_classes

YEARS = timedelta(days=1200)
#: Bought long ago and hardly used: so many days after the day of the demo they are over.
NEARLY_OVER = {"核桃仁": 3, "干黄花菜": 9, "咖喱粉": 20, "洗手液": 25}


def list_articles(scene: Scene, dishes: list[str] | None, *, at: datetime) -> None:
    """Everything of the table, or only what these dishes need."""
    actor = scene.who("storekeeper")
    for row in article_rows(None if dishes is None else _needed(dishes)):
        units = row.pop("units")
        article = add_article(school=scene.school, actor=actor, at=at, **row)
        if units:
            set_article_units(article=article, units=units, actor=actor, at=at)
        scene.articles[article.name] = article


def _needed(dishes: list[str]) -> set[str]:
    needed = {article for name in dishes for article in dish_rows()[name]["recipe"]}
    made = needed & set(intermediates())
    return needed.union(*(intermediates()[name] for name in made)) | set(table("dishes")["small"]["besides"])


def list_suppliers(scene: Scene, names: list[str] | None, *, at: datetime) -> None:
    """Suppliers with their papers, approved class by class by the food-safety director."""
    rng, today = scene.rng, scene.today
    keeper, director = scene.who("storekeeper"), scene.who("food_safety_director")
    ends_in = table("suppliers")["ends_in"]
    on = scene.school.localdate(at)
    for number, (name, contact, classes) in enumerate(supplier_rows(names), start=1):
        licence = f"JY1650{rng.randrange(10**10):010d}"
        supplier = add_supplier(
            school=scene.school, name=name, code=f"G{number:03d}", contact=contact, phone=a_phone(rng),
            address=f"第八师石河子市{rng.choice(('北三路', '乌伊公路', '东八路', '西环路'))} "
            f"{rng.randrange(1, 280)} 号",
            licence_number=licence, actor=keeper, at=at,
        )  # fmt: skip
        scene.suppliers[name] = supplier
        kinds = {group[0].code for code in classes for group in goods_classes()[code].supplier_documents}
        for kind in sorted(kinds):
            soon = ends_in.get(name, {})
            until = today + timedelta(days=soon["days"]) if soon.get("paper") == kind else on + YEARS
            until += timedelta(days=rng.randrange(300)) if until > today + timedelta(days=200) else timedelta()
            record_certificate(
                supplier=supplier, kind=kind, number=licence if document_kinds()[kind].lapses else f"BA{number:04d}",
                valid_from=min(until - YEARS, on - timedelta(days=rng.randrange(40, 300))), valid_until=until,
                actor=keeper, at=at,
            )  # fmt: skip
        for code in classes:
            approve_supplier(supplier=supplier, goods_class=code, starts_on=on, ends_on=on + timedelta(days=365),
                             actor=director, at=at)  # fmt: skip
            if name not in ends_in and name not in table("suppliers")["suspended"]:
                scene.approved.setdefault(code, []).append(name)


def suspend_whom_it_must(scene: Scene, agenda) -> None:
    for name, row in table("suppliers")["suspended"].items():
        if name in scene.suppliers:
            supplier = scene.suppliers[name]
            agenda.add(
                scene.at(scene.today + timedelta(days=row["days"]), "16:05"),
                lambda at, supplier=supplier, row=row: suspend_supplier(
                    supplier=supplier, goods_class=row["class"], why=row["why"], actor=scene.who("food_safety_officer"),
                    at=at,
                ),
            )  # fmt: skip


def list_dishes(scene: Scene, names: list[str] | None, *, at: datetime) -> None:
    """Dishes with the recipe of the head cook."""
    cook = scene.who("cook")
    for number, (name, row) in enumerate(dish_rows().items(), start=1):
        if names is not None and name not in names:
            continue
        lines = [(scene.articles[article], round(amount * 1000)) for article, amount in row["recipe"].items()]
        dish = add_dish(school=scene.school, name=name, code=f"C{number:03d}", kind=row["kind"],
                        is_cooked_through=not row["raw"], is_halal=not row["has_pork"], actor=cook, at=at)  # fmt: skip
        write_recipe(dish=dish, lines=lines, actor=cook, at=at)
        scene.dishes[name] = ServedDish(dish, row["section"], lines)


def stock_the_shelves(scene: Scene, *, at: datetime) -> None:
    """What was in the store before the first delivery: dry goods, oil, condiments and what cleans."""
    keeper, rng = scene.who("storekeeper"), scene.rng
    on = scene.school.localdate(at)
    spaces = {
        "ambient": scene.spaces.get("K-02", scene.spaces["K-01"]),
        "chilled": scene.spaces["F-03"],
        "frozen": scene.spaces["D-01"],
    }
    kept = ("grain", "flour", "oil", "dry_goods", "condiments", "additives", "detergents", "frozen_food")
    for article in scene.articles.values():
        pack = max((unit.base_amount for unit in article.units.all()), default=0)
        if article.goods_class not in kept or not pack or article.is_intermediate:
            continue
        name = scene.approved[article.goods_class][0] if article.goods_class in scene.approved else None
        made_on = on - timedelta(days=rng.randrange(10, article.shelf_life_days // 3))
        if article.name in NEARLY_OVER:
            last_day = scene.today + timedelta(days=NEARLY_OVER[article.name])
            made_on = last_day - timedelta(days=article.shelf_life_days)
        open_stock(
            article=article, amount=pack * rng.choice((1, 2, 2, 3)), supplier=scene.suppliers.get(name),
            supplier_lot=f"P{made_on:%y%m%d}", production_date=made_on, space=spaces[article.storage], actor=keeper,
            at=at,
        )  # fmt: skip
