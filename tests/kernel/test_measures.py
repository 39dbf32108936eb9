"""Measures: computed from rows, the same when asked again, and nothing of nothing is no number."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from houqin.kernel.measures import COUNT, MEASURES, MINUTES, PERCENT, POINTS, Measured, mean, measure, said, share
from houqin.tenancy import rulebook
from tests.builders import TODAY, Crew, a_school
from tests.dormitory.night import EVENING, MINUTE, NIGHT, Night


def test_a_share_is_percent_with_one_place():
    assert (share(2, 3), share(0, 0)) == (Measured(Decimal("66.7"), 3), Measured(None))


def test_a_mean_of_nothing_is_no_number():
    assert (mean([]), mean([10, 13])) == (Measured(None), Measured(Decimal("11.5"), 2))


def test_a_number_is_said_with_its_unit_in_the_reader_s_language():
    numbers = [(Decimal("66.7"), PERCENT), (Decimal(1), COUNT), (Decimal("10.0"), COUNT), (Decimal("98.9"), POINTS),
               (Decimal(12), MINUTES)]  # fmt: skip
    with translation.override("en"):
        assert [said(*one) for one in numbers] == ["66.7%", "1 case", "10 cases", "98.9 points", "12 min"]
    with translation.override("zh-hans"):
        assert [said(*one) for one in numbers] == ["66.7%", "1 例", "10 例", "98.9 分", "12 分钟"]


def test_every_measure_has_a_unit_that_can_be_said():
    assert all(said(Decimal(3), one.unit) for one in MEASURES.values())


def test_a_code_is_declared_once():
    known = next(iter(MEASURES))
    with pytest.raises(ValueError, match="declared twice"):
        measure(known, "x", unit="", better="higher")(lambda school, *, first, last: share(1, 1))


def test_every_measure_names_clauses_and_rules_that_exist():
    assert {clause for one in MEASURES.values() for clause in one.clauses} - rulebook.clauses().keys() == set()
    assert {one.rule for one in MEASURES.values()} - rulebook.rules().keys() == set()


@pytest.mark.django_db
def test_a_school_without_nights_has_nothing_to_measure():
    school = a_school()

    said = {code: one.ask(school, first=TODAY, last=TODAY).value for code, one in MEASURES.items()}

    assert {value for value in said.values()} <= {None, Decimal(0)}


@pytest.mark.django_db
def test_a_search_of_twelve_minutes():
    school = a_school()
    night = Night(school, Crew(school))
    night.count(odd={0: "missing"})
    night.count(at=EVENING + 12 * MINUTE, odd={0: "present"})
    ask = MEASURES["dormitory.minutes_to_find"].ask

    assert ask(school, first=NIGHT, last=NIGHT) == Measured(Decimal("12.0"), 1)
    assert ask(school, first=NIGHT + timedelta(days=1), last=NIGHT + timedelta(days=1)) == Measured(None)


@pytest.mark.django_db
def test_the_page_shows_every_measure(client):
    school = a_school()
    client.force_login(Crew(school).principal)

    page = client.get(reverse("web:measures"), {"month": "2026-03"}).content.decode()

    assert [str(one.title) for one in MEASURES.values() if str(one.title) not in page] == []
