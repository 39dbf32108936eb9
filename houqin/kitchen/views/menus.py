"""The week's menu."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.journal.doors import VerbForm
from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.kitchen.actions import (
    add_menu_item,
    copy_last_week,
    publish_menu,
    replace_menu_item,
    start_menu,
    withdraw_menu_item,
)
from houqin.kitchen.events import MENU_COPIED
from houqin.kitchen.forms.menus import ItemForm, ReplaceForm, StartForm, WithdrawForm, asked_day
from houqin.kitchen.gates.menus import may_change, may_copy, may_leave
from houqin.kitchen.models import Dish, MealKind, Menu, MenuItem
from houqin.kitchen.permissions import PUBLISH_MENUS, WRITE_MENUS
from houqin.kitchen.selectors.menus import (
    allergens_of,
    articles_of,
    current_recipes,
    items_of,
    standing,
    why_not_publish,
)
from houqin.kitchen.selectors.needs import week_around
from houqin.kitchen.selectors.week import week_of
from houqin.tenancy.posts import Post

PAGE = 26
DISHES = 60


def _menu(request, pk) -> Menu:
    menus = Menu.objects.visible_to(request.user).select_related("school", "published_by")
    return get_object_or_404(menus, pk=pk)


def _item(request, pk) -> MenuItem:
    items = MenuItem.objects.visible_to(request.user)
    return get_object_or_404(items.select_related("school", "menu__school", "dish", "withdrawn_by", "added_by"), pk=pk)


@require_safe
def menu_list(request):
    today = request.school.localdate(request.now)
    monday, _sunday = week_around(today)
    menus = Menu.objects.of(request.school).select_related("published_by").order_by("-week_starts_on")
    menus = menus.annotate(
        dishes=Count("items", filter=Q(items__withdrawn_at=None)),
        changes=Count("items", filter=Q(items__withdrawn_at__isnull=False) | ~Q(items__added_reason="")),
    )
    page = Paginator(menus, PAGE).get_page(request.GET.get("page"))
    for one in page.object_list:
        one.ends_on = one.week_starts_on + timedelta(days=6)
    wanted = [monday, monday + timedelta(days=7)]
    there = set(menus.filter(week_starts_on__in=wanted).values_list("week_starts_on", flat=True))
    return show(
        request, "kitchen/menus.html", page=page, monday=monday, next_monday=wanted[1],
        missing=[week for week in wanted if week not in there], form=StartForm(),
        may=request.user.may(WRITE_MENUS, school=request.school, at=request.now),
    )  # fmt: skip


@require_POST
def start(request):
    form = StartForm(request.POST)
    if made := form.submit(request, start_menu, school=request.school):
        return go(made)
    if form.refused:
        raise form.refused
    return go(reverse("kitchen:menus"))


@require_safe
def menu(request, pk):
    one = _menu(request, pk)
    today = one.school.localdate(request.now)
    items = items_of(one)
    before = Menu.objects.of(one.school).filter(week_starts_on=one.week_starts_on - timedelta(days=7)).first()
    there = list(before.items.filter(withdrawn_at=None)[:1]) if before else []
    writes = request.user.may(WRITE_MENUS, school=one.school, at=request.now)
    ends_on = one.week_starts_on + timedelta(days=6)
    is_over = ends_on < today
    return show(
        request,
        "kitchen/menu.html",
        menu=one,
        ends_on=ends_on,
        what_to_buy=f"{reverse('kitchen:needs')}?{urlencode({'from_on': one.week_starts_on, 'to_on': ends_on})}",
        week=week_of(one, items, today=today),
        is_over=is_over,
        writes=writes and not is_over,
        publishes=request.user.may(PUBLISH_MENUS, school=one.school, at=request.now),
        publishers=[str(Post(post).label) for post in Post.values if post in PUBLISH_MENUS.posts],
        refusals=[] if one.published_at or is_over else why_not_publish(one, standing(items), today=today),
        why_not_copy=list(may_copy(one, source_items=there, today=today)),
        history=Entry.objects.about(one)[:50],
    )


@require_http_methods(["GET", "POST"])
def add(request, pk):
    """Choose a dish for one meal: one tap each, until the meal is full."""
    one = _menu(request, pk)
    authorise(request.user, WRITE_MENUS, school=one.school, at=request.now)
    sent = request.POST or request.GET
    on = asked_day(sent.get("on"), one.week_starts_on)
    kind = sent.get("meal_kind") if sent.get("meal_kind") in MealKind.values else MealKind.LUNCH.value
    form = ItemForm(request.POST or None, menu=one, initial={"on": on, "meal_kind": kind})
    if request.method == "POST" and (made := form.submit(request, add_menu_item, about=[one], menu=one)):
        messages.success(request, _("%(dish)s is on the menu.") % {"dish": made.dish.name})
        return go(f"{reverse('kitchen:menu-add', args=[one.pk])}?on={on}&meal_kind={kind}")
    asked, of = request.GET.get("q", "").strip()[:60], request.GET.get("kind", "")
    dishes = Dish.objects.of(one.school).in_use().order_by("kind", "name", "pk")
    if asked:
        dishes = dishes.filter(Q(name__icontains=asked) | Q(code__icontains=asked))
    if of in Dish.Kind.values:
        dishes = dishes.filter(kind=of)
    page = Paginator(dishes, DISHES).get_page(request.GET.get("page"))
    articles = articles_of(current_recipes(page.object_list))
    there = [item for item in standing(items_of(one)) if item.on == on and item.meal_kind == kind]
    for dish in page.object_list:
        dish.words = allergens_of(dish, articles.get(dish.pk, ()))
        dish.is_there = dish.pk in {item.dish_id for item in there}
    return show(
        request, "kitchen/menu_add.html", form=form, menu=one, on=on, meal_kind=kind, meal=MealKind(kind).label,
        page=page, asked=asked, of=of, kinds=Dish.Kind.choices, there=there,
    )  # fmt: skip


@require_POST
def copy(request, pk):
    one = _menu(request, pk)
    form = VerbForm(request.POST)
    form.submit(request, copy_last_week, about=[one], menu=one)
    if form.refused:
        raise form.refused
    told = Entry.objects.about(one).filter(kind=MENU_COPIED.code).first()
    messages.success(request, told.sentence)
    return go(one)


@require_POST
def publish(request, pk):
    one = _menu(request, pk)
    form = VerbForm(request.POST)
    form.submit(request, publish_menu, about=[one], menu=one)
    if form.refused:
        raise form.refused
    return go(one)


def _show_item(request, one: MenuItem, *, form=None, withdrawing=None, replacing=None):
    authorise(request.user, WRITE_MENUS, school=one.school, at=request.now)
    today = one.school.localdate(request.now)
    # The reason is asked for by the form itself; here only what no reason can mend.
    refusals = [*may_leave(one), *may_change(one.menu, on=one.on, reason="?", today=today)]
    return show(
        request, "kitchen/menu_item.html", form=form, item=one, menu=one.menu, refusals=refusals,
        withdrawing=withdrawing or WithdrawForm(item=one), replacing=replacing or ReplaceForm(item=one),
    )  # fmt: skip


@require_safe
def item(request, pk):
    return _show_item(request, _item(request, pk))


@require_POST
def withdraw(request, pk):
    one = _item(request, pk)
    form = WithdrawForm(request.POST, item=one)
    if form.submit(request, withdraw_menu_item, about=[one.menu, one.dish], item=one):
        return go(one.menu)
    return _show_item(request, one, form=form, withdrawing=form)


@require_POST
def replace(request, pk):
    one = _item(request, pk)
    form = ReplaceForm(request.POST, item=one)
    if form.submit(request, replace_menu_item, about=[one.menu, one.dish], item=one):
        return go(one.menu)
    return _show_item(request, one, form=form, replacing=form)
