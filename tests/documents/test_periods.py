from datetime import UTC, date, datetime

import pytest

from houqin.documents.periods import Period, Span, around, read_span

LATE = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)  # 01:00 on 1 December in Shanghai, 23:00 in Urumqi


def read(asked, kind, zone="Asia/Shanghai"):
    return read_span(asked, kind, at=LATE, zone=zone)


@pytest.mark.parametrize(
    ("kind", "code", "first", "last"),
    [
        (Period.DAY, "2026-11-22", date(2026, 11, 22), date(2026, 11, 22)),
        (Period.WEEK, "2026-W47", date(2026, 11, 16), date(2026, 11, 22)),
        (Period.MONTH, "2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        (Period.MONTH, "2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        (Period.RANGE, "2026-09-01..2027-01-15", date(2026, 9, 1), date(2027, 1, 15)),
    ],
)
def test_a_code_is_read_and_written_alike(kind, code, first, last):
    span = read({"period": code}, kind)

    assert (span.first, span.last, span.code) == (first, last, code)


def test_a_week_may_be_asked_for_by_any_of_its_days():
    assert read({"period": "2026-11-19"}, Period.WEEK).code == "2026-W47"


def test_the_present_period_is_that_of_the_schools_own_calendar():
    assert read({}, Period.MONTH).code == "2026-12"
    assert read({}, Period.MONTH, "Asia/Urumqi").code == "2026-11"


def test_a_month_begins_and_ends_at_midnight_of_the_schools_zone():
    span = read({"period": "2026-11"}, Period.MONTH)

    assert span.begins_at == datetime(2026, 10, 31, 16, 0, tzinfo=UTC)
    assert span.ends_at == datetime(2026, 11, 30, 16, 0, tzinfo=UTC)


def test_a_range_is_read_from_two_fields():
    assert read({"from": "2026-09-01", "to": "2026-09-30"}, Period.RANGE).code == "2026-09-01..2026-09-30"


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [("2026-01", "2025-12", "2026-02"), ("2026-12", "2026-11", "2027-01"), ("2028-03", "2028-02", "2028-04")],
)
def test_months_follow_each_other_over_the_year(code, before, after):
    span = read({"period": code}, Period.MONTH)

    assert (span.previous().code, span.following().code) == (before, after)


def test_a_range_moves_by_its_own_length():
    span = Span(Period.RANGE, date(2026, 9, 1), date(2026, 9, 10), "Asia/Shanghai")

    assert span.previous().code == "2026-08-22..2026-08-31"
    assert span.following().code == "2026-09-11..2026-09-20"


def test_weeks_cross_the_year():
    week = around(Period.WEEK, date(2027, 1, 1), "Asia/Shanghai")

    assert (week.code, week.following().code) == ("2026-W53", "2027-W01")


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (Period.MONTH, {"period": "2026-13"}),
        (Period.MONTH, {"period": "<script>"}),
        (Period.MONTH, {"period": "0001-01"}),
        (Period.DAY, {"period": "9999-12-31"}),
        (Period.WEEK, {"period": "2026-W54"}),
        (Period.RANGE, {"period": "2026-09-01"}),
        (Period.RANGE, {"from": "2026-09-30", "to": "2026-09-01"}),
        (Period.RANGE, {"from": "2000-01-01", "to": "2099-12-31"}),
    ],
)
def test_what_is_no_period_is_refused(kind, asked):
    with pytest.raises(ValueError):  # noqa: PT011  the words are for us
        read(asked, kind)
