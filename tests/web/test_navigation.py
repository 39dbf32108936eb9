"""The menu follows the posts a person holds."""

from types import SimpleNamespace

from houqin.people.permissions import APPOINT
from houqin.tenancy.posts import Post
from houqin.web import navigation
from houqin.web.navigation import Declared, places_for
from tests.builders import NOON, a_holder

MENU = (
    Declared("今日", icon="calendar-check", view="today", tab=True),
    Declared("任命", icon="users", view="search", section="学校", needs=APPOINT),
    Declared("我的", icon="user", view="web:me", section="学校", tab=True),
)


def seen_by(user, school, path):
    return places_for(SimpleNamespace(user=user, school=school, path=path, now=NOON))


def test_an_entry_shows_only_to_the_posts_that_may(school, keeper, monkeypatch):
    monkeypatch.setattr(navigation, "MENU", MENU)
    principal = a_holder(Post.PRINCIPAL, school)

    assert [place.label for place in seen_by(keeper, school, "/")] == ["今日", "我的"]
    assert [place.label for place in seen_by(principal, school, "/")] == ["今日", "任命", "我的"]


def test_one_place_at_most_is_current(school, keeper, monkeypatch):
    monkeypatch.setattr(navigation, "MENU", MENU)

    assert [place.current for place in seen_by(keeper, school, "/me/password/")] == [False, True]
    assert [place.current for place in seen_by(keeper, school, "/")] == [True, False]
    assert [place.current for place in seen_by(keeper, school, "/elsewhere/")] == [False, False]


def test_sections_keep_the_order_of_the_menu(school, keeper, monkeypatch):
    monkeypatch.setattr(navigation, "MENU", MENU)
    sections = navigation.in_sections(seen_by(keeper, school, "/"))

    assert [(section.title, [place.label for place in section.places]) for section in sections] == [
        ("", ["今日"]), ("学校", ["我的"]),
    ]  # fmt: skip


def test_a_section_stands_open_for_who_is_in_it_or_works_there(school, keeper, monkeypatch):
    monkeypatch.setattr(navigation, "MENU", MENU)
    monkeypatch.setattr(navigation, "HOME", {"学校": {Post.PRINCIPAL}})

    def open_at(path, posts=frozenset()):
        return [section.is_open for section in navigation.in_sections(seen_by(keeper, school, path), posts)]

    assert open_at("/") == [True, False]
    assert open_at("/me/") == [True, True]
    assert open_at("/", frozenset({"principal"})) == [True, True]
    assert open_at("/", frozenset({"cook"})) == [True, False]


def test_a_phone_has_five_tabs_at_most_and_me_is_the_last():
    def seen(*posts):
        places = [
            navigation.Place(entry.view, "", "", str(entry.section), True, False)
            for entry in navigation.MENU if entry.tab
        ]  # fmt: skip
        return [place.label for place in navigation.tabs(places, frozenset(posts))]

    assert seen("cook") == ["today", "supply:stock", "kitchen:day", "web:scan", "web:me"]
    assert seen("dorm_manager") == ["today", "dormitory:tonight", "nightwatch:tonight", "web:scan", "web:me"]
