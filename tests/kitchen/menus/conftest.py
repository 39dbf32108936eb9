from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from houqin.kitchen.models import Menu, MenuItem
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY, Crew, a_holder, a_school, an_article

MONDAY = date(2026, 3, 9)
WEEK = [MONDAY + timedelta(days=number) for number in range(7)]


@pytest.fixture
def school(db):
    return a_school()


@pytest.fixture
def crew(school):
    return Crew(school)


@pytest.fixture
def stranger(school):
    """The cook of another school under the same bureau."""
    return a_holder(Post.COOK, a_school("沙枣坪小学", bureau=school.bureau))


@pytest.fixture
def goods(school):
    return SimpleNamespace(
        rice=an_article(school, "大米"),
        egg=an_article(school, "鲜鸡蛋", goods_class="eggs", base_unit="piece", allergens="鸡蛋"),
        tomato=an_article(school, "西红柿", goods_class="root_vegetables"),
    )


@pytest.fixture
def a_menu(school, crew):
    """`a_menu(published=True)`, `a_menu(week=MONDAY, items=[(on, kind, dish)])`."""

    def make(*, week=MONDAY, published=False, items=()):
        published_by = {"published_at": NOON, "published_by": crew.food_safety_officer} if published else {}
        menu = Menu.objects.create(school=school, week_starts_on=week, **published_by)
        for on, kind, dish in items:
            an_item(menu, dish, on=on, kind=kind, by=crew.cook)
        return menu

    return make


def an_item(menu, dish, *, by, on=TODAY, kind="lunch", **more):
    return MenuItem.objects.create(
        school=menu.school, menu=menu, on=on, meal_kind=kind, dish=dish, added_by=by, added_at=NOON, **more
    )


@pytest.fixture
def as_(db):
    """`as_(cook)` is a browser where that person has signed in."""

    def sign_in(user):
        client = Client(raise_request_exception=False)
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def _it_is_noon(monkeypatch):
    """The edge reads the clock once; here it always says NOON."""
    monkeypatch.setattr("houqin.kernel.clock.now", lambda: NOON)
