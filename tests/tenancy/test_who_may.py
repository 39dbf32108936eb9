"""Which posts may set a school up; everybody else meets NotYours."""

from datetime import date, time
from decimal import Decimal

import pytest

from houqin.tenancy import actions
from houqin.tenancy.models import Building, CalendarDay, Space, Term
from tests.builders import NOON, TODAY, a_space
from tests.refusing import posts_that_may, strangers_that_may

pytestmark = pytest.mark.django_db

LEADERS = {"principal", "deputy_principal", "general_affairs_director"}
APPOINTERS = {"principal", "general_affairs_director"}
OFFICERS = {"bureau_officer"}
LATER = date(2027, 1, 1)


def verbs(school):
    """Each verb as one call that goes through for whoever may."""
    a_space(school)
    building, space = Building.objects.get(), Space.objects.get()
    term = Term.objects.of(school).get()
    day = CalendarDay.objects.create(school=school, on=TODAY, kind="holiday")
    return {
        "add_building": lambda a: actions.add_building(school=school, name="新楼", actor=a, at=NOON),
        "add_space": lambda a: actions.add_space(building=building, code="X", name="x", kind="store", actor=a, at=NOON),
        "add_spaces": lambda a: actions.add_spaces(school=building.school, spaces=[], actor=a, at=NOON),
        "close_space": lambda a: actions.close_space(space=space, actor=a, at=NOON),
        "add_term": lambda a: actions.add_term(
            school=school, name="x", starts_on=LATER, ends_on=date(2027, 6, 1), actor=a, at=NOON
        ),
        "change_term": lambda a: actions.change_term(
            term=term, name="x", starts_on=LATER, ends_on=date(2027, 6, 1), actor=a, at=NOON
        ),
        "mark_day": lambda a: actions.mark_day(school=school, on=LATER, kind="holiday", actor=a, at=NOON),
        "clear_day": lambda a: actions.clear_day(day=CalendarDay.objects.get(pk=day.pk), actor=a, at=NOON),
        "set_time": lambda a: actions.set_time(
            school=school, what="lunch", at_time=time(13), valid_from=TODAY, actor=a, at=NOON
        ),
        "set_parameter": lambda a: actions.set_parameter(
            school=school, key="retained_sample_grams", value=Decimal(150), source="x", valid_from=TODAY, actor=a,
            at=NOON,
        ),
        "set_bureau_parameter": lambda a: actions.set_bureau_parameter(
            bureau=school.bureau, key="retained_sample_grams", value=Decimal(150), source="x", valid_from=TODAY,
            actor=a, at=NOON,
        ),
        "found_school": lambda a: actions.found_school(bureau=school.bureau, code="NEW", name="新校", actor=a, at=NOON),
        "found_bureau": lambda a: actions.found_bureau(name="新局", parent=school.bureau, actor=a, at=NOON),
    }  # fmt: skip


EXPECTED = {
    "add_building": LEADERS,
    "add_space": LEADERS,
    "add_spaces": LEADERS,
    "close_space": LEADERS,
    "add_term": LEADERS,
    "change_term": LEADERS,
    "mark_day": LEADERS,
    "clear_day": LEADERS,
    "set_time": LEADERS,
    "set_parameter": APPOINTERS,
    "set_bureau_parameter": OFFICERS,
    "found_school": OFFICERS,
    "found_bureau": OFFICERS,
}


def test_every_verb_is_listed_here():
    assert set(EXPECTED) == set(actions.__all__)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_exactly_these_posts_may(school, name):
    attempt = verbs(school)[name]

    assert posts_that_may(school, attempt) == EXPECTED[name]
    assert strangers_that_may(school, attempt) == []
