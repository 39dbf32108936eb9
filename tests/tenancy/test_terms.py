"""add_term and change_term: one term a day."""

from datetime import date

import pytest

from houqin.journal.models import Entry
from houqin.tenancy.actions import add_term, change_term
from houqin.tenancy.models import Term
from houqin.tenancy.reasons import Reason
from tests.builders import NOON
from tests.refusing import refused

AUTUMN = {"name": "秋季学期", "starts_on": date(2026, 9, 1), "ends_on": date(2027, 1, 15)}


def rows():
    return list(Term.objects.order_by("starts_on").values_list("name", "starts_on", "ends_on"))


SPRING = ("春季学期", date(2026, 2, 23), date(2026, 7, 10))


def test_a_second_term_follows_the_first(school, principal):
    add_term(school=school, **AUTUMN, actor=principal, at=NOON)

    assert rows() == [SPRING, tuple(AUTUMN.values())]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "reasons"),
    [
        (date(2026, 9, 1), date(2026, 9, 1), [Reason.ENDS_BEFORE_START]),
        (date(2026, 9, 2), date(2026, 9, 1), [Reason.ENDS_BEFORE_START]),
        (date(2026, 7, 10), date(2026, 12, 1), [Reason.TERMS_OVERLAP]),
        (date(2026, 1, 1), date(2026, 2, 23), [Reason.TERMS_OVERLAP]),
        (date(2026, 7, 1), date(2026, 3, 1), [Reason.ENDS_BEFORE_START]),
    ],
)
def test_a_term_is_refused(school, principal, starts_on, ends_on, reasons):
    days = {"starts_on": starts_on, "ends_on": ends_on}

    found = refused(add_term, school=school, name="x", **days, actor=principal, at=NOON)

    assert found[: len(reasons)] == reasons


def test_another_schools_term_does_not_stand_in_the_way(school, other_school, principal):
    Term.objects.of(school).delete()

    assert add_term(school=school, name="春", starts_on=SPRING[1], ends_on=SPRING[2], actor=principal, at=NOON)


def test_a_term_is_corrected_and_the_journal_says_so(school, principal):
    term = Term.objects.get(school=school)

    change_term(term=term, name="春", starts_on=SPRING[1], ends_on=date(2026, 7, 3), actor=principal, at=NOON)

    assert rows() == [("春", SPRING[1], date(2026, 7, 3))]
    assert Entry.objects.about(term).get().revived_facts["ends_on"] == date(2026, 7, 3)


def test_a_correction_may_not_run_into_another_term(school, principal):
    autumn = add_term(school=school, **AUTUMN, actor=principal, at=NOON)
    into = AUTUMN | {"starts_on": date(2026, 7, 10)}

    assert refused(change_term, term=autumn, **into, actor=principal, at=NOON) == [Reason.TERMS_OVERLAP]
