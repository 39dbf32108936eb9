"""A lower scope only tightens; where only practice stands behind a number, either way."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.tenancy.actions import set_bureau_parameter, set_parameter
from houqin.tenancy.models import ParameterValue
from houqin.tenancy.parameters import ParameterKind, parameter, parameter_kinds, parameters_of
from houqin.tenancy.reasons import Reason
from tests.builders import NOON, TODAY, a_bureau, a_bureau_officer
from tests.refusing import not_yours, refused

GRAMS, WARMEST = "retained_sample_grams", "sample_cabinet_max_c"
DAY = timedelta(days=1)


def number(value, key=GRAMS, **more):
    return {"key": key, "value": Decimal(value), "source": "校长办公会", "valid_from": TODAY, "at": NOON} | more


@pytest.fixture
def unsettled():
    return next(kind for kind in parameter_kinds().values() if not kind.settled)


def test_without_anybodys_word_the_nations_holds(school):
    assert parameter(school, GRAMS, on=TODAY) == 125


def test_a_school_tightens_from_a_day_on(school, other_school, principal):
    set_parameter(school=school, actor=principal, **number(150, valid_from=TODAY + DAY))

    assert [parameter(school, GRAMS, on=on) for on in (TODAY, TODAY + DAY)] == [125, 150]
    assert parameter(other_school, GRAMS, on=TODAY + DAY) == 125


@pytest.mark.parametrize(("key", "looser"), [(GRAMS, 124), (WARMEST, 9)])
def test_looser_than_the_nation_is_refused(school, principal, key, looser):
    assert refused(set_parameter, school=school, actor=principal, **number(looser, key)) == [Reason.LOOSER_THAN_ABOVE]


@pytest.mark.parametrize(("key", "equal"), [(GRAMS, 125), (WARMEST, 8)])
def test_as_strict_as_the_nation_is_fine(school, principal, key, equal):
    set_parameter(school=school, actor=principal, **number(equal, key))

    assert parameter(school, key, on=TODAY) == equal


def test_the_strictest_bureau_above_is_the_floor_and_is_named(school, division, county, officer, principal):
    above = a_bureau_officer(division)
    set_bureau_parameter(bureau=division, actor=above, **number(160))
    set_bureau_parameter(bureau=county, actor=officer, **number(170))

    with pytest.raises(Refused) as no, translation.override("en"):
        set_parameter(school=school, actor=principal, **number(165))

    assert no.value.refusals[0].facts == {
        "value": Decimal(165), "limit": Decimal(170), "scope": "县教育局", "rule": "RS-01",
    }  # fmt: skip


def test_a_county_may_not_loosen_its_divisions_word(division, county, officer):
    set_bureau_parameter(bureau=division, actor=a_bureau_officer(division), **number(160))

    assert refused(set_bureau_parameter, bureau=county, actor=officer, **number(150)) == [Reason.LOOSER_THAN_ABOVE]


def test_a_bureau_that_tightens_later_overrules_a_looser_school(school, county, officer, principal):
    set_parameter(school=school, actor=principal, **number(150))
    set_bureau_parameter(bureau=county, actor=officer, **number(180, valid_from=TODAY + DAY))

    assert [parameter(school, GRAMS, on=on) for on in (TODAY, TODAY + DAY)] == [150, 180]


def test_a_stricter_school_stays_stricter_than_its_bureau(school, county, officer, principal):
    set_parameter(school=school, actor=principal, **number(200))
    set_bureau_parameter(bureau=county, actor=officer, **number(180))

    assert parameter(school, GRAMS, on=TODAY) == 200


def test_the_newest_word_of_a_scope_counts(school, principal):
    for value in (200, 150):
        set_parameter(school=school, actor=principal, **number(value))

    assert parameter(school, GRAMS, on=TODAY) == 150
    assert ParameterValue.objects.count() == 2


def test_what_only_practice_gives_goes_either_way(school, principal, unsettled):
    for value in (unsettled.value + 1, unsettled.value - 1):
        set_parameter(school=school, actor=principal, **number(value, unsettled.key))

        assert parameter(school, unsettled.key, on=TODAY) == value


@pytest.mark.parametrize(
    ("tighter", "settled", "looser"),
    [("higher", True, [4]), ("lower", True, [6]), ("none", True, []), ("higher", False, []), ("lower", False, [])],
)
def test_what_counts_as_looser_than_five(tighter, settled, looser):
    kind = ParameterKind("k", "g", Decimal(5), "RS-01", tighter, settled, "", "")

    assert [value for value in (4, 5, 6) if kind.is_looser(Decimal(value), Decimal(5))] == looser


def test_a_neighbouring_bureaus_word_does_not_count(school, division):
    neighbour = a_bureau("邻县教育局", parent=division)
    set_bureau_parameter(bureau=neighbour, actor=a_bureau_officer(neighbour), **number(300))

    assert parameter(school, GRAMS, on=TODAY) == 125


@pytest.mark.parametrize(
    ("more", "reasons"),
    [
        ({"key": "no_such_number"}, [Reason.PARAMETER_UNKNOWN]),
        ({"valid_from": TODAY - DAY}, [Reason.IN_FORCE_ALREADY]),
        ({"value": Decimal(1_000_000)}, [Reason.OUT_OF_RANGE]),
        ({"value": Decimal(-1)}, [Reason.OUT_OF_RANGE, Reason.LOOSER_THAN_ABOVE]),
        ({"value": Decimal(100), "valid_from": TODAY - DAY}, [Reason.LOOSER_THAN_ABOVE, Reason.IN_FORCE_ALREADY]),
    ],
)
def test_all_reasons_at_once(school, principal, county, officer, more, reasons):
    assert refused(set_parameter, school=school, actor=principal, **number(150) | more) == reasons
    assert refused(set_bureau_parameter, bureau=county, actor=officer, **number(150) | more) == reasons


def test_an_officer_has_no_say_at_a_neighbour_or_above(division, county, officer):
    neighbour = a_bureau("邻县教育局", parent=division)

    for bureau in (division, neighbour):
        missing = not_yours(set_bureau_parameter, bureau=bureau, actor=officer, **number(150))
        assert missing == "tenancy.set_bureau_parameters"


def test_an_officer_above_has_a_say_below(division, county):
    set_bureau_parameter(bureau=county, actor=a_bureau_officer(division), **number(150))

    assert ParameterValue.objects.get().bureau == county


def test_all_numbers_cost_one_query(school, principal, django_assert_num_queries):
    set_parameter(school=school, actor=principal, **number(150))
    school = type(school).objects.select_related("bureau").get(pk=school.pk)

    with django_assert_num_queries(1):
        assert parameters_of(school, on=TODAY)[GRAMS] == 150


def test_a_principal_does_not_speak_for_the_bureau(county, principal):
    with pytest.raises(NotYours):
        set_bureau_parameter(bureau=county, actor=principal, **number(150))


def test_the_journal_speaks_of_the_number_by_its_name(school, principal):
    row = set_parameter(school=school, actor=principal, **number(150))

    with translation.override("en"):
        assert Entry.objects.about(row).get().sentence == "Retained sample per dish = 150 from 11 March"
