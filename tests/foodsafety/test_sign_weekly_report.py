"""The week: from its days, or saying which are missing."""

import pytest
from django.db import DatabaseError, transaction

from houqin.foodsafety.actions import Finding
from houqin.foodsafety.models import WeeklyReport
from houqin.foodsafety.reasons import Reason
from houqin.foodsafety.selectors.periods import week_of
from houqin.notices.models import Notice
from tests.builders import NOON, TODAY
from tests.foodsafety.conftest import DAY, MONDAY
from tests.refusing import posts_that_may, refused


def test_a_report_keeps_its_days_as_they_were_signed(office):
    office.sign_week(days=4)
    office.sign(MONDAY + 4 * DAY, at=NOON + 2 * DAY, findings=[Finding("facilities", "冷柜结霜")])

    report = office.report()

    assert [(day["on"], day["findings"]) for day in report.days] == [
        ("2026-03-09", 0), ("2026-03-10", 0), ("2026-03-11", 0), ("2026-03-12", 0), ("2026-03-13", 1),
    ]  # fmt: skip
    assert (report.post, report.facts[0]["open_hazards"]) == ("food_safety_director", 1)
    assert [notice.to for notice in Notice.objects.filter(kind="foodsafety.week_is_signed")] == [office.crew.principal]


def test_missing_days_are_named_and_explained(office):
    office.sign_week(days=3)
    assert refused(office.report) == [Reason.DAYS_MISSING]

    report = office.report(missing_reason="食品安全员病假")

    assert report.facts[0]["missing"] == ["2026-03-12", "2026-03-13"]


def test_a_week_is_signed_after_its_last_school_day(office):
    office.sign_week(days=3)

    assert refused(office.report, at=NOON) == [Reason.WEEK_NOT_OVER]


def test_a_week_is_signed_once_and_corrected_by_a_new_report(office):
    office.sign_week()
    first = office.report()
    assert refused(office.report) == [Reason.SIGNED_ALREADY]

    second = office.report(corrects=first, correction_reason="措施不全", measures="加强测温并更换门封")

    assert list(WeeklyReport.objects.of(office.school).standing()) == [second]


@pytest.mark.parametrize(
    ("more", "reasons"),
    [({"assessment": " "}, [Reason.TEXT_MISSING]), ({"measures": ""}, [Reason.TEXT_MISSING]),
     ({"monday": TODAY}, [Reason.NOT_A_MONDAY, Reason.DAYS_MISSING])],
)  # fmt: skip
def test_a_report_is_refused(office, more, reasons):
    office.sign_week()

    assert refused(office.report, **({"at": NOON + 6 * DAY} | more)) == reasons
    assert not WeeklyReport.objects.exists()


def test_the_trend_compares_with_the_week_before(office):
    before = office.sign(MONDAY - 3 * DAY, at=NOON - 5 * DAY)
    rows = [{"scope": "waste", "code": "leftovers_waiting", "number": 2, "late": True, "rows": [], "more": {}}]
    before.pk, before.on, before.facts = None, MONDAY - 4 * DAY, rows
    before.save()

    assert week_of(office.school, MONDAY).trend == {"leftovers_waiting": (2, 0)}


def test_director_or_officer_signs_the_week(office):
    office.sign_week()

    assert posts_that_may(office.school, lambda actor: office.report(actor=actor)) == {
        "food_safety_director", "food_safety_officer",
    }  # fmt: skip


def test_a_signed_week_is_sealed(office):
    office.sign_week()
    office.report()

    with pytest.raises(DatabaseError), transaction.atomic():
        WeeklyReport.objects.all().delete()
