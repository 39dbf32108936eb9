"""Dishes and their recipes."""

from typing import Literal

from ninja import Query, Router, Status
from pydantic import Field

from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import MOST_KEY, ONCE, In, Key, PageIn, PageOut, page, words
from houqin.kernel.permissions import authorise
from houqin.kitchen import actions
from houqin.kitchen.api.schemas import DishOut
from houqin.kitchen.models import Dish
from houqin.kitchen.permissions import SEE_MEALS
from houqin.kitchen.selectors.menus import current_recipes
from houqin.supply.models import Article
from houqin.tenancy.reaching import one_of, those_of

router = Router(tags=["dishes"])

#: A head gets at most 2 kg of one article; the gate says so in words, this only keeps numbers in their column.
MOST_MILLI = min(MOST_KEY, 2**31 - 1)


class DishIn(In):
    name: words(60)
    kind: Literal[tuple(Dish.Kind.values)]
    is_cooked_through: bool = Field(True, description="Needs a core temperature (TT-01).")
    allergens: words(120) = ""
    is_halal: bool = False


class NewDishIn(DishIn):
    code: words(20, "Empty: the next of the series.") = ""


class RecipeLineIn(In):
    article: Key
    milli_per_head: int = Field(ge=0, le=MOST_MILLI, description="Thousandths of the base unit for one head.")


class RecipeIn(In):
    lines: list[RecipeLineIn] = Field(max_length=100)


def dish_of(request, pk: int) -> Dish:
    return one_of(request, Dish.objects.select_related("school__bureau"), pk)


def with_recipes(dishes: list[Dish]) -> list[Dish]:
    recipes = current_recipes(dishes)
    for dish in dishes:
        dish.recipe = recipes.get(dish.pk)
    return dishes


def told(request, pk: int) -> Dish:
    return with_recipes([dish_of(request, pk)])[0]


class DishesIn(PageIn):
    text: words(60, "Part of a code or name.") = ""
    in_use: bool = True


@router.get("", response={200: PageOut[DishOut], **NO}, operation_id="list_dishes", summary="Dishes")
def list_dishes(request, asked: Query[DishesIn]):
    authorise(request.user, SEE_MEALS, school=request.school, at=request.now)
    rows = Dish.objects.of(request.school)
    rows = rows.in_use() if asked.in_use else rows
    if asked.text:
        rows = rows.filter(code__icontains=asked.text) | rows.filter(name__icontains=asked.text)
    found = page(rows, asked)
    with_recipes(found["items"])
    return found


@router.get("/{int:pk}", response={200: DishOut, **NO}, operation_id="get_dish", summary="One dish")
def get_dish(request, pk: int):
    dish = told(request, pk)
    authorise(request.user, SEE_MEALS, school=dish.school, at=request.now)
    return dish


@router.post("", response={201: DishOut, **NO}, operation_id="add_dish", summary="Add a dish (GT-06)", **ONCE)
def add_dish(request, sent: NewDishIn):
    dish = call(request, actions.add_dish, school=request.school, **sent.model_dump())
    return Status(201, told(request, dish.pk))


@router.put("/{int:pk}", response={200: DishOut, **NO}, operation_id="change_dish", summary="Correct a dish", **ONCE)
def change_dish(request, pk: int, sent: DishIn):
    dish = dish_of(request, pk)
    call(request, actions.change_dish, about=[dish], dish=dish, **sent.model_dump())
    return told(request, pk)


@router.post(
    "/{int:pk}/recipes",
    response={201: DishOut, **NO},
    operation_id="write_recipe",
    summary="A new version of what a head gets",
    **ONCE,
)
def write_recipe(request, pk: int, sent: RecipeIn):
    dish = dish_of(request, pk)
    articles = those_of(request, Article.objects.all(), (line.article for line in sent.lines))
    lines = [(articles[line.article], line.milli_per_head) for line in sent.lines]
    call(request, actions.write_recipe, about=[dish], dish=dish, lines=lines)
    return Status(201, told(request, pk))


@router.post(
    "/{int:pk}/retire", response={200: DishOut, **NO}, operation_id="retire_dish", summary="Retire a dish", **ONCE
)
def retire_dish(request, pk: int):
    dish = dish_of(request, pk)
    call(request, actions.retire_dish, about=[dish], dish=dish)
    return told(request, pk)
