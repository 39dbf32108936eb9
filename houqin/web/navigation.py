"""Where a person may go, by the posts they hold."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from houqin.campus.permissions import SEE_EQUIPMENT
from houqin.checklists.permissions import SEE_LISTS
from houqin.discipline.permissions import SEE_REST
from houqin.dormitory.permissions import SEE_DORMITORY, SEE_ROLLS
from houqin.duties.permissions import SEE_DUTIES
from houqin.foodsafety.permissions import SEE_CONTROL
from houqin.governance.permissions import SEE_GOVERNANCE
from houqin.incidents.permissions import SEE_HAZARDS, SEE_INCIDENTS, SEE_PLANS
from houqin.kernel.permissions import Permission
from houqin.nightwatch.permissions import SEE_HANDOVERS, SEE_NIGHT
from houqin.notices.selectors import unread_count
from houqin.people.permissions import MANAGE_STAFF, SEE_POSTS, SEE_PUPILS
from houqin.roomlife.permissions import SEE_ROOMS
from houqin.tenancy.permissions import SEE_SETTINGS, SET_BUREAU_PARAMETERS
from houqin.tenancy.posts import LEADERS, Post
from houqin.visitors.permissions import SEE_STAYS, SEE_VISITS
from houqin.whereabouts.permissions import SEE_WHEREABOUTS


@dataclass(frozen=True)
class Declared:
    """One entry of the menu. Without `needs`, everybody who holds a post sees it."""

    label: Any
    icon: str
    view: str
    section: Any = ""
    needs: Permission | None = None
    tab: bool = False
    #: What of it waits for this person, as a number behind the words: one cheap query.
    count: Callable[..., int] | None = None


@dataclass(frozen=True)
class Place:
    """An entry as one person sees it on one page. `count` is asked when the page is drawn, not for a part of one."""

    label: str
    icon: str
    url: str
    section: str
    tab: bool
    current: bool
    count: Any = None


@dataclass(frozen=True)
class Section:
    """Places under one heading, folded away unless the person is in there or works there."""

    title: str
    places: list[Place]
    is_open: bool


STORE, KITCHEN, DORMITORY, SAFETY = _("Store"), _("Kitchen"), _("Dormitory"), _("Safety")
ORDER, PAPERS, HOUSE = _("Management"), _("Records"), _("Set-up")

#: Where each post works: these sections stand open on every page.
HOME = {
    STORE: {Post.STOREKEEPER, Post.BUYER},
    KITCHEN: {Post.COOK, Post.FOOD_SAFETY_OFFICER, Post.FOOD_SAFETY_DIRECTOR},
    DORMITORY: {Post.DORM_MANAGER, Post.DUTY_LEADER, Post.GUARD, Post.HEAD_TEACHER},
    SAFETY: LEADERS | {Post.FOOD_SAFETY_OFFICER, Post.FOOD_SAFETY_DIRECTOR},
}

MENU = (
    Declared(_("Today"), icon="calendar-check", view="today", tab=True),
    Declared(_("Notices"), icon="bell", view="notices:inbox", count=unread_count),
    Declared(_("Stock"), icon="packages", view="supply:stock", section=STORE, tab=True),
    Declared(_("Deliveries"), icon="truck-delivery", view="supply:deliveries", section=STORE),
    Declared(_("Orders"), icon="shopping-cart", view="supply:orders", section=STORE),
    Declared(_("Rounds"), icon="temperature", view="supply:checks", section=STORE),
    Declared(_("Suppliers"), icon="building-store", view="supply:suppliers", section=STORE),
    Declared(_("Meals"), icon="soup", view="kitchen:day", section=KITCHEN, tab=True),
    Declared(_("Menus"), icon="calendar-week", view="kitchen:menus", section=KITCHEN),
    Declared(_("What to buy"), icon="shopping-cart", view="kitchen:needs", section=KITCHEN),
    Declared(_("Dishes"), icon="chef-hat", view="kitchen:dishes", section=KITCHEN),
    Declared(_("Samples"), icon="test-pipe", view="kitchen:samples", section=KITCHEN),
    Declared(_("Roll call"), icon="bed", view="dormitory:tonight", section=DORMITORY, needs=SEE_ROLLS, tab=True),
    Declared(_("Night watch"), icon="walk", view="nightwatch:tonight", section=DORMITORY, needs=SEE_NIGHT, tab=True),
    Declared(_("Hand-over"), icon="signature", view="nightwatch:handovers", section=DORMITORY, needs=SEE_HANDOVERS),
    Declared(_("Roster"), icon="calendar-user", view="nightwatch:roster", section=DORMITORY, needs=SEE_NIGHT),
    Declared(_("Whereabouts"), icon="map-pin", view="whereabouts:index", section=DORMITORY, needs=SEE_WHEREABOUTS),
    Declared(_("Rest and discipline"), icon="moon", view="discipline:index", section=DORMITORY, needs=SEE_REST),
    Declared(_("Gate"), icon="login", view="visitors:gate", section=DORMITORY, needs=SEE_VISITS, tab=True),
    Declared(_("Overnight guests"), icon="key", view="visitors:stays", section=DORMITORY, needs=SEE_STAYS),
    Declared(_("Life in the rooms"), icon="home-heart", view="roomlife:rooms", section=DORMITORY, needs=SEE_ROOMS),
    Declared(_("Beds"), icon="bed", view="dormitory:rooms", section=DORMITORY, needs=SEE_DORMITORY),
    Declared(_("Food safety"), icon="shield-check", view="foodsafety:index", section=SAFETY, needs=SEE_CONTROL),
    Declared(_("Checklists"), icon="list-check", view="checklists:lists", section=SAFETY, needs=SEE_LISTS),
    Declared(_("Equipment"), icon="flame", view="campus:equipment", section=SAFETY, needs=SEE_EQUIPMENT),
    Declared(_("Hazards"), icon="alert-triangle", view="incidents:hazards", section=SAFETY, needs=SEE_HAZARDS),
    Declared(_("Incidents"), icon="urgent", view="incidents:incidents", section=SAFETY, needs=SEE_INCIDENTS),
    Declared(_("Contingency plans"), icon="clipboard-list", view="incidents:plans", section=SAFETY, needs=SEE_PLANS),
    Declared(_("Drills"), icon="run", view="incidents:drills", section=SAFETY, needs=SEE_PLANS),
    Declared(_("Charter"), icon="list-details", view="governance:charter", section=ORDER, needs=SEE_GOVERNANCE),
    Declared(_("Rule library"), icon="book-2", view="governance:rules", section=ORDER, needs=SEE_GOVERNANCE),
    Declared(_("Plans"), icon="target", view="governance:plans", section=ORDER, needs=SEE_GOVERNANCE),
    Declared(_("Meetings"), icon="users-group", view="governance:meetings", section=ORDER, needs=SEE_GOVERNANCE),
    Declared(
        _("Who answers for what"), icon="user-check", view="governance:matrix", section=ORDER, needs=SEE_GOVERNANCE
    ),
    Declared(_("Ledgers"), icon="book", view="documents:index", section=PAPERS),
    Declared(_("Labels"), icon="qrcode", view="documents:labels", section=PAPERS),
    Declared(_("Duties done"), icon="calendar-stats", view="web:completeness", section=PAPERS, needs=SEE_DUTIES),
    Declared(_("Measures"), icon="chart-bar", view="web:measures", section=PAPERS, needs=SEE_DUTIES),
    Declared(
        _("Duties of all schools"),
        icon="chart-grid-dots",
        view="web:completeness-bureau",
        section=PAPERS,
        needs=SET_BUREAU_PARAMETERS,
    ),
    Declared(_("Scan"), icon="scan", view="web:scan", section=PAPERS, tab=True),
    Declared(_("Import"), icon="file-import", view="imports:index", section=HOUSE),
    Declared(_("Posts"), icon="users", view="people:posts", section=HOUSE, needs=SEE_POSTS),
    Declared(_("Staff"), icon="id", view="people:staff", section=HOUSE, needs=MANAGE_STAFF),
    Declared(_("Classes"), icon="school", view="people:classes", section=HOUSE, needs=SEE_PUPILS),
    Declared(_("Pupils"), icon="user", view="people:pupils", section=HOUSE, needs=SEE_PUPILS),
    Declared(_("Bureau"), icon="building-bank", view="people:bureau", section=HOUSE, needs=SET_BUREAU_PARAMETERS),
    Declared(_("Duties"), icon="clock-check", view="duties:rules", section=HOUSE, needs=SEE_DUTIES),
    Declared(_("Settings"), icon="settings", view="tenancy:settings", section=HOUSE, needs=SEE_SETTINGS),
    Declared(_("Me"), icon="user", view="web:me", section=HOUSE, tab=True),
)


def places_for(request) -> list[Place]:
    """The menu of this person at this school. `current` is the longest address that leads here."""
    found = []
    for entry in MENU:
        if entry.needs and not request.user.may(entry.needs, school=request.school, at=request.now):
            continue
        try:
            url = reverse(entry.view)
        except NoReverseMatch:  # lazy until every app has its pages
            continue
        found.append((entry, url))
    leading = [url for _entry, url in found if request.path == url or (request.path.startswith(url) and url != "/")]
    here = max(leading, key=len, default="")
    return [
        Place(
            str(entry.label), entry.icon, url, str(entry.section), entry.tab, url == here,
            cache(partial(entry.count, request.user)) if entry.count else None,
        )
        for entry, url in found
    ]  # fmt: skip


def in_sections(places: list[Place], posts: frozenset[str] = frozenset()) -> list[Section]:
    """Sections in the order of the menu, each with its places. Open for who holds a post that works there."""
    sections: dict[str, list[Place]] = {}
    for place in places:
        sections.setdefault(place.section, []).append(place)
    homes = homes_of(posts)
    return [
        Section(title, inside, not title or title in homes or any(place.current for place in inside))
        for title, inside in sections.items()
    ]


def homes_of(posts: frozenset[str]) -> set[str]:
    return {str(section) for section, working in HOME.items() if posts & {str(post.value) for post in working}}


def bell(places: list[Place]) -> Place | None:
    """The place that counts what waits: on a phone it stands at the top of every page."""
    return next((place for place in places if place.count), None)


def tabs(places: list[Place], posts: frozenset[str] = frozenset()) -> list[Place]:
    """The tab bar of a phone, at most five: Today, two of the places where this person works, Scan, Me."""
    homes = homes_of(posts)
    found = [place for place in places if place.tab]
    first, middle, last = found[:1], found[1:-2], found[-2:]
    middle.sort(key=lambda place: place.section not in homes)
    return first + sorted(middle[: 5 - len(first) - len(last)], key=found.index) + last
