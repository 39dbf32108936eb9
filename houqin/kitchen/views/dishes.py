"""Dishes and their recipes."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.journal.doors import VerbForm
from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.kernel.quantities import BaseUnit, Quantity
from houqin.kitchen.actions import add_dish, change_dish, retire_dish, write_recipe
from houqin.kitchen.forms.menus import DishForm, NewDishForm, RecipeForm, written
from houqin.kitchen.gates.menus import may_be_cooked, may_retire
from houqin.kitchen.models import Dish, MenuItem
from houqin.kitchen.permissions import MANAGE_DISHES
from houqin.kitchen.selectors.menus import allergens_of, articles_of, current_recipes

PAGE = 50
SERVED = 20


def _may(request, school) -> bool:
    return request.user.may(MANAGE_DISHES, school=school, at=request.now)


def _dish(request, pk) -> Dish:
    return get_object_or_404(Dish.objects.visible_to(request.user).select_related("school"), pk=pk)


@require_safe
def dish_list(request):
    asked, kind = request.GET.get("q", "").strip()[:60], request.GET.get("kind", "")
    everything = Dish.objects.of(request.school)
    found = everything.filter(retired_on=None) if kind != "retired" else everything.exclude(retired_on=None)
    if asked:
        found = found.filter(Q(name__icontains=asked) | Q(code__icontains=asked) | Q(allergens__icontains=asked))
    if kind in Dish.Kind.values:
        found = found.filter(kind=kind)
    page = Paginator(found.order_by("kind", "name", "pk"), PAGE).get_page(request.GET.get("page"))
    recipes = current_recipes(page.object_list)
    articles = articles_of(recipes)
    for one in page.object_list:
        one.words = allergens_of(one, articles.get(one.pk, ()))
        one.has_recipe = bool(articles.get(one.pk))
    return show(
        request, "kitchen/dishes.html", page=page, asked=asked, kind=kind, may=_may(request, request.school),
        counters=_counters(everything, kind),
    )  # fmt: skip


def _counters(everything, kind: str) -> list[dict]:
    numbers = {Dish.Kind(one).value: 0 for one in Dish.Kind.values}
    numbers |= dict(everything.in_use().order_by().values_list("kind").annotate(Count("pk")))
    address = reverse("kitchen:dishes")
    rows = [{"value": sum(numbers.values()), "label": _("All"), "url": address, "current": not kind}]
    for one in Dish.Kind:
        if numbers[one.value]:
            rows.append(
                {
                    "value": numbers[one.value],
                    "label": one.label,
                    "url": f"{address}?kind={one.value}",
                    "current": kind == one.value,
                }
            )
    return rows


@require_safe
def dish(request, pk):
    one = _dish(request, pk)
    recipes = list(one.recipes.select_related("written_by").prefetch_related("lines__article").order_by("-version"))
    heads = _heads(request.GET.get("heads"))
    articles = [line.article for line in recipes[0].lines.all()] if recipes else []
    today = one.school.localdate(request.now)
    served = MenuItem.objects.filter(dish=one, withdrawn_at=None).select_related("menu").order_by("-on", "meal_kind")
    ahead = sorted({item.on for item in served.filter(on__gte=today)})
    return show(
        request,
        "kitchen/dish.html",
        dish=one,
        recipes=[(recipe, _lines(recipe, heads)) for recipe in recipes],
        heads=heads,
        words=allergens_of(one, articles),
        served=served[:SERVED],
        refusals=[] if one.retired_on else list(may_be_cooked(one, articles)),
        why_not_retire=list(may_retire(one, menu_days=ahead)),
        may=_may(request, one.school),
        history=Entry.objects.about(one)[:30],
    )


def _heads(text) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and 0 < len(text) < 6 else 100


def _lines(recipe, heads: int) -> list[dict]:
    lines = sorted(recipe.lines.all(), key=lambda line: (-line.milli_per_head, line.pk))
    return [
        {
            "article": line.article,
            "per_head": f"{line.milli_per_head / 1000:.3f}".rstrip("0").rstrip("."),
            "unit": BaseUnit(line.article.base_unit).label,
            "total": Quantity(line.amount_for(heads), BaseUnit(line.article.base_unit)),
        }
        for line in lines
    ]


@require_http_methods(["GET", "POST"])
def new_dish(request):
    authorise(request.user, MANAGE_DISHES, school=request.school, at=request.now)
    form = NewDishForm(request.POST or None)
    if request.method == "POST" and (made := form.submit(request, add_dish, school=request.school)):
        return go(reverse("kitchen:recipe", args=[made.pk]))
    return show(request, "kitchen/dish_form.html", form=form, dish=None)


@require_http_methods(["GET", "POST"])
def change(request, pk):
    one = _dish(request, pk)
    authorise(request.user, MANAGE_DISHES, school=one.school, at=request.now)
    fields = ("name", "kind", "allergens", "is_cooked_through", "is_halal")
    form = DishForm(request.POST or None, initial={field: getattr(one, field) for field in fields})
    if request.method == "POST" and form.submit(request, change_dish, about=[one], dish=one):
        return go(one)
    return show(request, "kitchen/dish_form.html", form=form, dish=one)


@require_http_methods(["GET", "POST"])
def recipe(request, pk):
    one = _dish(request, pk)
    authorise(request.user, MANAGE_DISHES, school=one.school, at=request.now)
    newest = current_recipes([one]).get(one.pk)
    form = RecipeForm(request.POST or None, school=one.school, recipe=newest)
    if request.method == "POST" and form.submit(request, write_recipe, about=[one], dish=one):
        return go(one)
    return show(
        request, "kitchen/recipe.html", form=form, dish=one, newest=newest,
        articles=[(written(article), article) for article in form.articles], spare=range(3 if form.rows else 6),
    )  # fmt: skip


@require_POST
def retire(request, pk):
    one = _dish(request, pk)
    form = VerbForm(request.POST)
    form.submit(request, retire_dish, about=[one], dish=one)
    if form.refused:
        raise form.refused
    return go(one)
