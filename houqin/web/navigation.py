"""Where a person may go, by the posts they hold."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from houqin.incidents.permissions import SEE_INCIDENTS, SEE_PLANS
from houqin.kernel.permissions import Permission
from houqin.people.permissions import MANAGE_STAFF, SEE_POSTS, SEE_PUPILS
from houqin.tenancy.permissions import SEE_SETTINGS, SET_BUREAU_PARAMETERS


@dataclass(frozen=True)
class Declared:
    """One entry of the menu. Without `needs`, everybody who holds a post sees it."""

    label: Any
    icon: str
    view: str
    section: Any = ""
    needs: Permission | None = None
    tab: bool = False


@dataclass(frozen=True)
class Place:
    """An entry as one person sees it on one page."""

    label: str
    icon: str
    url: str
    section: str
    tab: bool
    current: bool


STORE, KITCHEN, CASES = _("Store"), _("Kitchen"), _("Cases")
PAPERS, HOUSE = _("Records"), _("Set-up")

MENU = (
    Declared(_("Today"), icon="calendar-check", view="today", tab=True),
    Declared(_("Stock"), icon="packages", view="supply:stock", section=STORE, tab=True),
    Declared(_("Deliveries"), icon="truck-delivery", view="supply:deliveries", section=STORE),
    Declared(_("Orders"), icon="shopping-cart", view="supply:orders", section=STORE),
    Declared(_("Suppliers"), icon="building-store", view="supply:suppliers", section=STORE),
    Declared(_("Meals"), icon="soup", view="kitchen:day", section=KITCHEN, tab=True),
    Declared(_("Menus"), icon="calendar-week", view="kitchen:menus", section=KITCHEN),
    Declared(_("What to buy"), icon="shopping-cart", view="kitchen:needs", section=KITCHEN),
    Declared(_("Dishes"), icon="chef-hat", view="kitchen:dishes", section=KITCHEN),
    Declared(_("Samples"), icon="test-pipe", view="kitchen:samples", section=KITCHEN),
    Declared(_("Incidents"), icon="alert-triangle", view="incidents:incidents", section=CASES, needs=SEE_INCIDENTS),
    Declared(_("Plans"), icon="clipboard-list", view="incidents:plans", section=CASES, needs=SEE_PLANS),
    Declared(_("Drills"), icon="run", view="incidents:drills", section=CASES, needs=SEE_PLANS),
    Declared(_("Ledgers"), icon="book", view="documents:index", section=PAPERS),
    Declared(_("Scan"), icon="scan", view="web:scan", section=PAPERS, tab=True),
    Declared(_("Import"), icon="file-import", view="imports:index", section=HOUSE),
    Declared(_("Posts"), icon="users", view="people:posts", section=HOUSE, needs=SEE_POSTS),
    Declared(_("Staff"), icon="id", view="people:staff", section=HOUSE, needs=MANAGE_STAFF),
    Declared(_("Classes"), icon="school", view="people:classes", section=HOUSE, needs=SEE_PUPILS),
    Declared(_("Pupils"), icon="user", view="people:pupils", section=HOUSE, needs=SEE_PUPILS),
    Declared(_("Bureau"), icon="building-bank", view="people:bureau", section=HOUSE, needs=SET_BUREAU_PARAMETERS),
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
        Place(str(entry.label), entry.icon, url, str(entry.section), entry.tab, url == here) for entry, url in found
    ]


def in_sections(places: list[Place]) -> list[tuple[str, list[Place]]]:
    """Sections in the order of the menu, each with its places."""
    sections: dict[str, list[Place]] = {}
    for place in places:
        sections.setdefault(place.section, []).append(place)
    return list(sections.items())


def tabs(places: list[Place]) -> list[Place]:
    """The tab bar of a phone, at most five."""
    return [place for place in places if place.tab][:5]
