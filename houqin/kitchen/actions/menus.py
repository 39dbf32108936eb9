"""A week's menu: written, published, then changed only in the open."""

from datetime import date, datetime, timedelta

from django.db import transaction

from houqin.duties.actions import answer_codes
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.prepared import Prepared
from houqin.kernel.refusals import require
from houqin.kitchen.events import (
    MENU_COPIED,
    MENU_ITEM_ADDED,
    MENU_ITEM_REMOVED,
    MENU_ITEM_REPLACED,
    MENU_ITEM_WITHDRAWN,
    MENU_PUBLISHED,
    MENU_STARTED,
)
from houqin.kitchen.gates.menus import (
    may_be_cooked,
    may_begin,
    may_change,
    may_copy,
    may_leave,
    may_put_on,
)
from houqin.kitchen.models import Dish, Menu, MenuItem
from houqin.kitchen.permissions import PUBLISH_MENUS, WRITE_MENUS
from houqin.kitchen.selectors.menus import (
    articles_of,
    current_recipes,
    items_of,
    meals_expected,
    standing,
    why_not_publish,
)
from houqin.tenancy.gates import belongs_to
from houqin.tenancy.school_rows import lock_one


@transaction.atomic
def start_menu(*, school, week_starts_on: date, actor, at: datetime) -> Menu:
    """An empty menu for a week.  Raises Refused: NOT_A_MONDAY, WEEK_IS_OVER, MENU_EXISTS."""
    authorise(actor, WRITE_MENUS, school=school, at=at)
    existing = Menu.objects.of(school).filter(week_starts_on=week_starts_on).first()
    require(may_begin(week_starts_on, existing=existing, today=school.localdate(at)))
    menu = Menu.objects.create(school=school, week_starts_on=week_starts_on)
    record(MENU_STARTED, menu, actor=actor, at=at, week_starts_on=week_starts_on)
    return menu


@transaction.atomic
def add_menu_item(*, menu: Menu, on: date, meal_kind: str, dish: Dish, reason: str = "", actor,
                  at: datetime) -> MenuItem:  # fmt: skip
    """Put a dish on a meal. After publication it needs a reason, which stays visible.

    Raises Refused: DAY_NOT_IN_WEEK, MENU_DAY_OVER, CHANGE_NEEDS_REASON, MEAL_KIND_UNKNOWN, ON_MENU_ALREADY,
    DISH_RETIRED, FOOD_BANNED (GT-06), OTHER_SCHOOL.
    """
    authorise(actor, WRITE_MENUS, school=menu.school, at=at)
    menu = _locked(menu)
    require(
        belongs_to(menu.school, dish),
        may_change(menu, on=on, reason=reason, today=menu.school.localdate(at)),
        _may_put_on(dish, menu=menu, on=on, meal_kind=meal_kind),
    )
    item = _put(menu, on=on, meal_kind=meal_kind, dish=dish, reason=reason, actor=actor, at=at)
    record(
        MENU_ITEM_ADDED, menu, about=[item, dish], actor=actor, at=at, on=on, meal=meal_kind, dish=dish.name,
        reason=item.added_reason,
    )  # fmt: skip
    return item


@transaction.atomic
def withdraw_menu_item(*, item: MenuItem, reason: str = "", actor, at: datetime) -> Menu:
    """Take a dish off. A draft forgets it; a published menu keeps it, struck through, with who, when and why.

    Raises Refused: MENU_DAY_OVER, CHANGE_NEEDS_REASON, WITHDRAWN_ALREADY.
    """
    authorise(actor, WRITE_MENUS, school=item.school, at=at)
    menu = _locked(item.menu)
    item = MenuItem.objects.select_related("dish", "withdrawn_by").get(pk=item.pk)
    require(may_leave(item), may_change(menu, on=item.on, reason=reason, today=menu.school.localdate(at)))
    kind = MENU_ITEM_WITHDRAWN if menu.published_at else MENU_ITEM_REMOVED
    record(
        kind, menu, about=[item, item.dish], actor=actor, at=at, on=item.on, meal=item.meal_kind, dish=item.dish.name,
        reason=reason.strip(),
    )  # fmt: skip
    _take_off(item, menu=menu, reason=reason, actor=actor, at=at)
    return menu


@transaction.atomic
def replace_menu_item(*, item: MenuItem, dish: Dish, reason: str = "", actor, at: datetime) -> MenuItem:
    """Another dish in its place, in one act.  Raises Refused as `withdraw_menu_item` and `add_menu_item`."""
    authorise(actor, WRITE_MENUS, school=item.school, at=at)
    menu = _locked(item.menu)
    item = MenuItem.objects.select_related("dish", "withdrawn_by").get(pk=item.pk)
    require(
        belongs_to(menu.school, dish),
        may_leave(item),
        may_change(menu, on=item.on, reason=reason, today=menu.school.localdate(at)),
        _may_put_on(dish, menu=menu, on=item.on, meal_kind=item.meal_kind),
    )
    new = _put(menu, on=item.on, meal_kind=item.meal_kind, dish=dish, reason=reason, actor=actor, at=at)
    record(
        MENU_ITEM_REPLACED, menu, about=[item, new, item.dish, dish], actor=actor, at=at, on=item.on,
        meal=item.meal_kind, before=item.dish.name, dish=dish.name,
        reason=reason.strip(),
    )  # fmt: skip
    _take_off(item, menu=menu, reason=reason, actor=actor, at=at)
    return new


@transaction.atomic
def copy_last_week(*, menu: Menu, actor, at: datetime) -> Menu:
    """Fill a draft with the dishes of the week before, day by day.

    What cannot come along (a day that is over, a day without meals, a retired or banned dish) is named in the journal
    entry's `left_out`.  Raises Refused: NO_COPY_AFTER_PUBLICATION, WEEK_IS_OVER, NOTHING_TO_COPY.
    """
    authorise(actor, WRITE_MENUS, school=menu.school, at=at)
    menu = _locked(menu)
    today = menu.school.localdate(at)
    source = Menu.objects.of(menu.school).filter(week_starts_on=menu.week_starts_on - timedelta(days=7)).first()
    wanted = standing(items_of(source)) if source else []
    require(may_copy(menu, source_items=wanted, today=today))
    there = {(item.on, item.meal_kind, item.dish_id) for item in items_of(menu)}
    articles = articles_of(current_recipes({item.dish_id for item in wanted}))
    served = meals_expected(menu.school, menu.week_starts_on, menu.week_starts_on + timedelta(days=6))
    copied, left_out = [], []
    for item in wanted:
        on = item.on + timedelta(days=7)
        if (on, item.meal_kind, item.dish_id) in there:
            continue
        if on < today or on not in served or any(may_be_cooked(item.dish, articles.get(item.dish_id, ()))):
            left_out.append(f"{on:%m-%d} {item.dish.name}")
            continue
        copied.append(
            MenuItem(
                school=menu.school, menu=menu, on=on, meal_kind=item.meal_kind, dish=item.dish, added_by=actor,
                added_at=at,
            )
        )  # fmt: skip
    MenuItem.objects.bulk_create(copied)
    record(
        MENU_COPIED, menu, about=[source], actor=actor, at=at, source=source.week_starts_on, number=len(copied),
        left_out=left_out or "0",
    )  # fmt: skip
    return menu


@transaction.atomic
def publish_menu(*, menu: Menu, actor, at: datetime) -> Menu:
    """From here on every change carries a reason and stays visible.

    Raises Refused: PUBLISHED_ALREADY, WEEK_IS_OVER, MENU_EMPTY, MEALS_WITHOUT_DISH (one per day), DISH_RETIRED,
    FOOD_BANNED (GT-06).
    """
    authorise(actor, PUBLISH_MENUS, school=menu.school, at=at)
    menu = _locked(menu)
    items = standing(items_of(menu))
    require(why_not_publish(menu, items, today=menu.school.localdate(at)))
    menu.published_at, menu.published_by = at, actor
    menu.save(update_fields=["published_at", "published_by"])
    record(
        MENU_PUBLISHED, menu, about={item.dish_id: item.dish for item in items}.values(), actor=actor, at=at,
        week_starts_on=menu.week_starts_on, number=len(items),
    )  # fmt: skip
    answer_codes(menu.school, "kitchen.publish-menu", at=at)
    return menu


def _locked(menu: Menu) -> Menu:
    return lock_one(Menu, menu.pk, school=menu.school)


def _may_put_on(dish: Dish, *, menu: Menu, on: date, meal_kind: str):
    there = set(DISHES_THERE(menu=menu, on=on, meal_kind=str(meal_kind)))
    articles = articles_of(current_recipes([dish])).get(dish.pk, ())
    return may_put_on(dish, meal_kind=meal_kind, there=there, articles=articles)


DISHES_THERE = Prepared(
    lambda menu, on, meal_kind: MenuItem.objects.filter(
        menu=menu, on=on, meal_kind=meal_kind, withdrawn_at=None
    ).values_list("dish_id", flat=True)
)


def _put(menu: Menu, *, on, meal_kind, dish, reason, actor, at) -> MenuItem:
    return MenuItem.objects.create(
        school=menu.school, menu=menu, on=on, meal_kind=meal_kind, dish=dish, added_by=actor, added_at=at,
        added_reason=reason.strip() if menu.published_at else "",
    )  # fmt: skip


def _take_off(item: MenuItem, *, menu: Menu, reason: str, actor, at) -> None:
    if menu.published_at is None:
        item.delete()
        return
    item.withdrawn_at, item.withdrawn_by, item.withdrawn_reason = at, actor, reason.strip()
    item.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
