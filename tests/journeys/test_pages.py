"""Every main page, on a phone in English and on a desk in Chinese and in the dark: looked at closely, nothing done."""

import pytest

from tests.journeys.looking import DESK, PHONE
from tests.journeys.people import Crew

pytestmark = pytest.mark.journey

#: Post, address, and which link of it to follow, if any.
PAGES = [
    ("principal", "/", None),
    ("principal", "/settings/", None),
    ("principal", "/settings/calendar/", None),
    ("principal", "/settings/numbers/", None),
    ("principal", "/people/posts/", None),
    ("principal", "/people/pupils/", "main .lines a"),
    ("principal", "/imports/", "main .lines a"),
    ("cook", "/", None),
    ("cook", "/kitchen/", ".meals li:nth-child(2) h3 a"),
    ("cook", "/kitchen/menus/", "main .lines a"),
    ("cook", "/kitchen/dishes/", "main .lines a"),
    ("cook", "/kitchen/needs/", None),
    ("storekeeper", "/store/", "main .lines a"),
    ("storekeeper", "/store/issue/", None),
    ("storekeeper", "/store/count/", None),
    ("storekeeper", "/store/deliveries/?state=arrived", "main .lines a"),
    ("storekeeper", "/store/orders/", "main .lines a"),
    ("storekeeper", "/store/articles/", "main .lines a"),
    ("food_safety_officer", "/", None),
    ("food_safety_officer", "/store/suppliers/", "main .lines a"),
    ("food_safety_officer", "/kitchen/samples/", "main .lines a"),
    ("food_safety_officer", "/ledgers/", "main .lines li:nth-child(2) a"),
    ("food_safety_officer", "/search/?q=L2511", None),
    ("food_safety_officer", "/scan/", None),
    ("food_safety_officer", "/me/", None),
]


@pytest.fixture(params=[(PHONE, "en", "light"), (DESK, "zh-hans", "dark")], ids=["phone-en", "desk-zh-dark"])
def crew(request, browser, server):
    viewport, language, theme = request.param
    crew = Crew(browser, server, (viewport,), language, theme)
    yield crew
    crew.go_home()


def test_every_main_page_is_well(crew):
    for post, path, link in PAGES:
        person = crew.as_(post)
        person.open(path, closely=link is None)
        if link:
            person.follow(person.page.locator(link).first)
            person.eyes.look()
    assert crew.faults == []
