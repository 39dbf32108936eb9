"""Times by section and season, the night, and the lights-out that others build on."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from houqin.tenancy.actions import set_time
from houqin.tenancy.calendar import lights_out, night_of, timetable
from houqin.tenancy.models import ParameterValue, TimetableEntry
from houqin.tenancy.reasons import Reason
from houqin.tenancy.times import nights, sleeping_time
from tests.builders import NOON, TODAY, YEARS_AGO, a_school
from tests.refusing import refused

JULY, AUTUMN = date(2026, 7, 1), date(2026, 11, 26)


def say(school, what, clock, section="", season="", days=("", ""), since=YEARS_AGO):
    return TimetableEntry.objects.create(
        school=school, what=what, at_time=time.fromisoformat(clock), section=section, season=season,
        season_from=days[0], season_until=days[1], valid_from=since,
    )  # fmt: skip


@pytest.fixture
def by_season(school):
    """Winter all year, half an hour later in summer, written once."""
    say(school, "lights_out", "22:30", "primary")
    say(school, "lights_out", "23:00", "junior")
    say(school, "lights_out", "23:00", "primary", "summer", ("05-01", "09-30"))
    say(school, "lights_out", "23:30", "junior", "summer", ("05-01", "09-30"))
    return school


def clock(school, moment):
    return f"{school.localtime(moment):%m-%d %H:%M}"


def test_each_section_sleeps_by_the_season(by_season):
    found = {
        (on.month, section): clock(by_season, lights_out(by_season, on, section))
        for on in (JULY, AUTUMN)
        for section in ("primary", "junior", "")
    }

    assert found == {
        (7, "primary"): "07-01 23:00", (7, "junior"): "07-01 23:30", (7, ""): "07-01 23:30",
        (11, "primary"): "11-26 22:30", (11, "junior"): "11-26 23:00", (11, ""): "11-26 23:00",
    }  # fmt: skip


def test_a_winter_may_run_over_new_year(school):
    say(school, "get_up", "08:00")
    say(school, "get_up", "08:30", season="winter", days=("11-15", "03-15"))

    found = [clock(school, timetable(school, on)["get_up"]) for on in (date(2026, 1, 2), date(2026, 4, 2), AUTUMN)]

    assert found == ["01-02 08:30", "04-02 08:00", "11-26 08:30"]


def test_new_days_of_a_season_replace_the_old_ones(by_season):
    say(by_season, "lights_out", "23:15", "primary", "summer", ("06-01", "08-31"), since=TODAY)

    found = [clock(by_season, lights_out(by_season, on, "primary")) for on in (date(2026, 5, 10), JULY)]

    assert found == ["05-10 22:30", "07-01 23:15"]


def test_what_is_asked_for_everybody_hears_nothing_of_sections(by_season):
    assert sorted(timetable(by_season, JULY)) == ["breakfast", "dinner", "lunch"]


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Asia/Urumqi"])
def test_a_school_that_said_nothing_sleeps_by_the_norm_of_its_own_clock(db, zone):
    school = a_school(zone=zone)

    found = [clock(school, lights_out(school, TODAY, section)) for section in ("primary", "junior", "")]

    assert found == ["03-11 21:20", "03-11 22:00", "03-11 22:00"]


def test_a_school_in_xinjiang_on_beijing_time_may_live_two_hours_later(school, principal):
    ParameterValue.objects.create(
        key="bedtime_later_minutes", school=school, value="120", source="作息", valid_from=YEARS_AGO, set_by=principal,
        set_at=NOON,
    )  # fmt: skip

    assert [clock(school, lights_out(school, TODAY, one)) for one in ("primary", "junior")] == [
        "03-11 23:20",
        "03-12 00:00",
    ]


def test_a_bell_for_everybody_does_not_outlast_those_of_the_sections(school, principal):
    for section, hour in (("", 23), ("primary", 21), ("junior", 22)):
        set_time(school=school, what="lights_out", at_time=time(hour, 30), section=section, valid_from=TODAY,
                 actor=principal, at=NOON)  # fmt: skip

    assert clock(school, lights_out(school, TODAY)) == "03-11 22:30"


def test_lights_out_after_midnight_belongs_to_the_evening_before(school):
    say(school, "lights_out", "00:15")

    assert lights_out(school, TODAY, "junior") == school.moment(TODAY + timedelta(days=1), time(0, 15))


def test_a_night_runs_from_noon_to_noon(school):
    hours = {11: 10, 12: 11, 23: 11}

    assert {hour: night_of(school, school.moment(TODAY, time(hour))).day for hour in hours} == hours
    assert night_of(school, datetime(2026, 3, 11, 18, 30, tzinfo=UTC)) == TODAY


def test_too_little_sleep_is_told_by_section(by_season):
    say(by_season, "get_up", "08:00")

    found = {night.section.value: (night.sleep, night.short) for night in nights(by_season, AUTUMN)}

    assert found == {
        "primary": (timedelta(hours=9, minutes=30), timedelta(minutes=30)),
        "junior": (timedelta(hours=9), timedelta(0)),
    }


def test_a_season_keeps_the_days_it_was_given_before(school, principal):
    more = {"school": school, "season": "summer", "valid_from": TODAY, "actor": principal, "at": NOON}
    set_time(what="lights_out", at_time=time(23), season_from="05-01", season_until="09-30", **more)

    entry = set_time(what="get_up", at_time=time(8), **more)

    assert (entry.season_from, entry.season_until) == ("05-01", "09-30")


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ({"what": "lunch", "section": "junior"}, Reason.MEALS_FOR_ALL),
        ({"season": "summer"}, Reason.SEASON_WITHOUT_DAYS),
        ({"season": "summer", "season_from": "05-01"}, Reason.SEASON_WITHOUT_DAYS),
    ],
)
def test_setting_a_time_is_refused(school, principal, state, reason):
    said = {"what": "lights_out", "at_time": time(22), "valid_from": TODAY} | state

    assert refused(set_time, school=school, actor=principal, at=NOON, **said) == [reason]


def test_they_sleep_from_the_first_lights_out_until_the_last_gets_up(school):
    """By the norm of DR-07 until the timetable speaks: primary from 21:20, junior from 22:00, ten and nine hours."""
    before = [clock(school, moment) for moment in sleeping_time(school, NOON)]
    say(school, "lights_out", "22:30", "primary")
    say(school, "lights_out", "00:10", "junior")
    say(school, "get_up", "08:30", "primary")

    after = [clock(school, moment) for moment in sleeping_time(school, NOON)]

    assert (before, after) == (["03-11 21:20", "03-12 07:20"], ["03-11 22:30", "03-12 09:10"])
