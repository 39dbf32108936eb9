"""What is promised for a week."""

from typing import Literal

from ninja import Query, Router, Status

from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Day, In, Key, PageIn, PageOut, page, words
from houqin.kernel.permissions import authorise
from houqin.kitchen import actions
from houqin.kitchen.api.schemas import MenuOut, MenuRow
from houqin.kitchen.models import Dish, MealKind, Menu, MenuItem
from houqin.kitchen.permissions import SEE_MEALS
from houqin.kitchen.selectors.menus import items_of, standing, why_not_publish
from houqin.tenancy.reaching import one_of

router = Router(tags=["menus"])
Why = words(120, "Needed once the menu is published.")


class MenuIn(In):
    week_starts_on: Day


class ItemIn(In):
    on: Day
    meal_kind: Literal[tuple(MealKind.values)]
    dish: Key
    reason: Why = ""


class OtherDishIn(In):
    dish: Key
    reason: Why = ""


class OffIn(In):
    reason: Why = ""


def menu_of(request, pk: int) -> Menu:
    return one_of(request, Menu.objects.select_related("school__bureau"), pk)


def item_of(request, pk: int) -> MenuItem:
    return one_of(request, MenuItem.objects.select_related("menu__school", "dish", "school__bureau"), pk)


def dish_of(request, pk: int) -> Dish:
    return one_of(request, Dish.objects.select_related("school__bureau"), pk)


def told(request, pk: int) -> dict:
    menu = menu_of(request, pk)
    items = items_of(menu)
    today = menu.school.localdate(request.now)
    missing = [] if menu.published_at else why_not_publish(menu, standing(items), today=today)
    return {
        "id": menu.pk, "week_starts_on": menu.week_starts_on, "published_at": menu.published_at, "items": items,
        "missing": [one.as_data() for one in missing],
    }  # fmt: skip


@router.get("", response={200: PageOut[MenuRow], **NO}, operation_id="list_menus", summary="Menus, newest first")
def list_menus(request, asked: Query[PageIn]):
    authorise(request.user, SEE_MEALS, school=request.school, at=request.now)
    return page(Menu.objects.of(request.school), asked)


@router.get("/{int:pk}", response={200: MenuOut, **NO}, operation_id="get_menu", summary="One week")
def get_menu(request, pk: int):
    menu = menu_of(request, pk)
    authorise(request.user, SEE_MEALS, school=menu.school, at=request.now)
    return told(request, pk)


@router.post("", response={201: MenuOut, **NO}, operation_id="start_menu", summary="An empty menu for a week", **ONCE)
def start_menu(request, sent: MenuIn):
    menu = call(request, actions.start_menu, school=request.school, week_starts_on=sent.week_starts_on)
    return Status(201, told(request, menu.pk))


@router.post(
    "/{int:pk}/items",
    response={201: MenuOut, **NO},
    operation_id="add_menu_item",
    summary="Put a dish on a meal (GT-06)",
    **ONCE,
)
def add_menu_item(request, pk: int, sent: ItemIn):
    menu = menu_of(request, pk)
    facts = sent.model_dump() | {"dish": dish_of(request, sent.dish)}
    call(request, actions.add_menu_item, about=[menu], menu=menu, **facts)
    return Status(201, told(request, pk))


@router.post(
    "/items/{int:pk}/withdraw",
    response={200: MenuOut, **NO},
    operation_id="withdraw_menu_item",
    summary="Take a dish off",
    **ONCE,
)
def withdraw_menu_item(request, pk: int, sent: OffIn):
    item = item_of(request, pk)
    call(request, actions.withdraw_menu_item, about=[item.menu], item=item, reason=sent.reason)
    return told(request, item.menu_id)


@router.post(
    "/items/{int:pk}/replace",
    response={200: MenuOut, **NO},
    operation_id="replace_menu_item",
    summary="Another dish in its place",
    **ONCE,
)
def replace_menu_item(request, pk: int, sent: OtherDishIn):
    item = item_of(request, pk)
    dish = dish_of(request, sent.dish)
    call(request, actions.replace_menu_item, about=[item.menu], item=item, dish=dish, reason=sent.reason)
    return told(request, item.menu_id)


@router.post(
    "/{int:pk}/copy-last-week",
    response={200: MenuOut, **NO},
    operation_id="copy_last_week",
    summary="Fill a draft with the week before",
    **ONCE,
)
def copy_last_week(request, pk: int):
    menu = menu_of(request, pk)
    call(request, actions.copy_last_week, about=[menu], menu=menu)
    return told(request, pk)


@router.post(
    "/{int:pk}/publish",
    response={200: MenuOut, **NO},
    operation_id="publish_menu",
    summary="From here on every change carries a reason; a personal token",
    **ONCE,
)
def publish_menu(request, pk: int):
    menu = menu_of(request, pk)
    call(request, actions.publish_menu, about=[menu], menu=menu)
    return told(request, pk)
