"""The set-up pages: who opens them, what they answer, what they do."""

from datetime import date, time

import pytest
from django.urls import reverse

from houqin.journal.models import Entry
from houqin.tenancy.models import Building, CalendarDay, ParameterValue, Space, Term, TimetableEntry
from tests.builders import NOON, TODAY, a_space

pytestmark = pytest.mark.usefixtures("_at_noon")

SEEN_BY_ALL = ["settings", "spaces", "calendar", "timetable", "parameters", "rules"]
FOR_LEADERS = ["add-building", "add-space", "add-term", "mark-day", "set-time"]


def page(name, *arguments):
    return reverse(f"tenancy:{name}", args=arguments)


def heading(answer):
    return answer.content.decode().split("<h1>")[1].split("</h1>")[0]


@pytest.mark.parametrize("name", SEEN_BY_ALL)
def test_every_post_reads_the_settings_and_the_officer_too(as_, school, cook, officer, name):
    a_space(school)

    assert [as_(who).get(page(name)).status_code for who in (cook, officer)] == [200, 200]


@pytest.mark.parametrize("name", FOR_LEADERS)
def test_only_leaders_open_what_they_can_send(as_, school, principal, cook, officer, name):
    a_space(school)

    assert [as_(who).get(page(name)).status_code for who in (principal, cook, officer)] == [200, 403, 403]
    assert as_(cook).post(page(name), {}).status_code == 403


def test_what_belongs_to_another_school_is_not_found(as_, principal, other_school):
    space, term = a_space(other_school), Term.objects.get(school=other_school)
    day = CalendarDay.objects.create(school=other_school, on=TODAY, kind="holiday")
    client = as_(principal)
    theirs = [
        page("space", space.pk), page("close-space", space.pk), page("change-term", term.pk),
        page("clear-day", day.pk),
    ]  # fmt: skip

    assert [client.get(address).status_code for address in theirs] == [404] * 4
    assert [client.post(address).status_code for address in theirs[1:]] == [404] * 3


def test_another_schools_building_is_not_even_a_choice(as_, principal, school, other_school):
    a_space(school)
    theirs = a_space(other_school).building
    sent = {"building": theirs.pk, "kind": "store", "code": "X-1", "name": "x", "positions": 0}

    answer = as_(principal).post(page("add-space"), sent)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["building"])
    assert not Space.objects.filter(code="X-1").exists()


@pytest.mark.parametrize("name", SEEN_BY_ALL)
def test_more_rows_cost_no_more_queries(as_, principal, school, django_assert_num_queries, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def more(number):
        kitchen = a_space(school, Space.Kind.KITCHEN, f"厨房{number}")
        Space.objects.filter(pk=a_space(school).pk).update(within=kitchen)
        Term.objects.create(
            school=school, name=f"T{number}", starts_on=date(2030 + number, 1, 1), ends_on=date(2030 + number, 2, 1)
        )
        CalendarDay.objects.create(school=school, on=date(2026, 3, 20 + number), kind="holiday")
        TimetableEntry.objects.create(school=school, what="snack", at_time=time(10), valid_from=date(2026, 4, number))
        for key in ("retained_sample_grams", "inspectors_min", "stock_count_interval_months")[:number]:
            ParameterValue.objects.create(
                key=key, school=school, value="200", valid_from=TODAY, set_by=principal, set_at=NOON
            )

    client = as_(principal)
    more(1)
    client.get(page(name))
    with CaptureQueriesContext(
        connection,
    ) as once:
        client.get(page(name))
    more(2)
    more(3)

    with django_assert_num_queries(len(once)):
        client.get(page(name))


def test_the_settings_open_with_what_is_still_missing(as_, principal, school):
    assert heading(as_(principal).get(page("settings"))).endswith("still to be set up.")


def test_a_building_and_a_sample_refrigerator_are_added(as_, principal, school):
    client = as_(principal)

    answer = client.post(page("add-building"), {"name": "食堂楼", "entry_key": "k1"})
    client.post(page("add-building"), {"name": "食堂楼", "entry_key": "k1"})
    building = Building.objects.get()
    sent = {"building": building.pk, "kind": "sample_refrigerator", "code": "L-1", "name": "留样柜", "positions": 12}
    client.post(page("add-space"), sent)

    assert (answer.status_code, answer["Location"]) == (303, page("spaces"))
    assert heading(client.get(page("spaces"))) == "1 space in 1 building."
    assert "12 places" in client.get(page("spaces")).content.decode()


def test_a_taken_name_is_told_beside_the_form_and_remembered(as_, principal, school):
    Building.objects.create(school=school, name="食堂楼")

    answer = as_(principal).post(page("add-building"), {"name": "食堂楼"})

    assert answer.status_code == 409
    assert "“食堂楼” exists already. Choose another name." in answer.content.decode()
    assert Entry.objects.get().kind == "journal.attempt_refused"


def test_a_space_is_closed_after_a_question(as_, principal, school):
    space = a_space(school)
    client = as_(principal)

    assert client.get(page("close-space", space.pk)).status_code == 200
    answer = client.post(page("close-space", space.pk))

    assert answer["Location"] == page("space", space.pk)
    space.refresh_from_db()
    assert space.closed_on == TODAY
    assert "close-why" not in client.get(page("space", space.pk)).content.decode()


def test_a_full_room_shows_why_it_stays_before_the_tap(as_, principal, school):
    kitchen = a_space(school, Space.Kind.KITCHEN, "厨房")
    Space.objects.filter(pk=a_space(school, name="冷柜").pk).update(within=kitchen)

    shown = as_(principal).get(page("space", kitchen.pk)).content.decode()

    assert "厨房 still holds 冷柜. Empty it before closing." in shown


def test_the_calendar_answers_for_tonight_and_shows_the_month(as_, principal, school):
    client = as_(principal)
    client.post(page("mark-day"), {"on": "2026-03-12", "kind": "holiday", "note": "检修"})

    answer = client.get(page("calendar"))

    assert heading(answer) == "Today is a school day; boarders go home tonight."
    cells = {day["on"]: day for week in answer.context["weeks"] for day in week}
    assert len(cells) == 42 or len(cells) == 35
    assert (cells[date(2026, 3, 12)]["is_taught"], cells[date(2026, 3, 12)]["note"]) == (False, "检修")
    assert [on for on, day in cells.items() if day["is_today"]] == [TODAY]


@pytest.mark.parametrize("month", ["2026-02", "2026-12", "2100-12", "1990-01"])
def test_every_month_has_whole_weeks(as_, principal, month):
    weeks = as_(principal).get(page("calendar"), {"month": month}).context["weeks"]

    assert {len(week) for week in weeks} == {7}
    assert weeks[0][0]["on"].weekday() == 0


@pytest.mark.parametrize("month", ["2026-13", "x", "0001-01", "9999-12"])
def test_a_month_that_cannot_be_is_not_found(as_, principal, month):
    assert as_(principal).get(page("calendar"), {"month": month}).status_code == 404


def test_a_marked_day_is_known_when_it_is_marked_again_and_cleared(as_, principal, school):
    day = CalendarDay.objects.create(school=school, on=date(2026, 3, 15), kind="teaching", note="调休")
    client = as_(principal)

    assert client.get(page("mark-day"), {"on": "2026-03-15"}).context["form"].initial["note"] == "调休"
    answer = client.post(page("clear-day", day.pk))

    assert answer["Location"] == page("calendar") + "?month=2026-03"
    assert not CalendarDay.objects.exists()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "tomorrow"])
def test_a_day_that_cannot_be_meant_is_told_at_its_field(as_, principal, day):
    answer = as_(principal).post(page("mark-day"), {"on": day, "kind": "holiday"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["on"])


def test_a_term_is_corrected(as_, principal, school):
    term = Term.objects.get(school=school)
    sent = {"name": "春", "starts_on": "2026-02-23", "ends_on": "2026-07-03"}

    as_(principal).post(page("change-term", term.pk), sent)

    term.refresh_from_db()
    assert (term.name, term.ends_on) == ("春", date(2026, 7, 3))


def test_the_timetable_keeps_what_held_before(as_, principal, school):
    client = as_(principal)
    client.post(page("set-time"), {"what": "lunch", "at_time": "13:00", "valid_from": "2026-03-11"})
    client.post(page("set-time"), {"what": "lunch", "at_time": "12:45", "valid_from": "2026-05-01"})

    answer = client.get(page("timetable"))

    assert heading(answer) == "Lunch is at 13:00."
    assert [[line["end"] for line in answer.context[name]] for name in ("announced", "before")] == [
        ["12:45"],
        ["12:30"],
    ]
    assert (
        client.post(page("set-time"), {"what": "lunch", "at_time": "13:00", "valid_from": "2026-03-10"}).status_code
        == 409
    )


def test_the_timetable_shows_tonight_by_section_and_too_little_sleep(as_, principal):
    client, said = as_(principal), {"valid_from": "2026-03-11"}
    for what, clock, more in (
        ("lights_out", "22:30", {"section": "primary"}), ("lights_out", "23:00", {"section": "junior"}),
        ("get_up", "08:00", {}),
        ("lights_out", "23:30", {"season": "summer", "season_from": "5-1", "season_until": "9月30日"}),
    ):  # fmt: skip
        assert client.post(page("set-time"), said | {"what": what, "at_time": clock} | more).status_code == 303
    wrong = client.post(page("set-time"), said | {"what": "get_up", "at_time": "08:00", "season": "summer",
                                                  "season_from": "13-1", "season_until": "9-30"})  # fmt: skip

    answer = client.get(page("timetable"))

    assert wrong.status_code == 422
    assert [(night["section"], night["sleep"], night["short"][:6]) for night in answer.context["nights"]] == [
        ("Primary", "9 h 30 min of sleep; 10 h are needed.", "30 min"),
        ("Junior secondary", "9 h of sleep; 9 h are needed.", ""),
    ]
    assert [line["quiet"] for line in answer.context["seasons"]] == [
        "Summer, 05-01 to 09-30 every year, since 2026-03-11"
    ]


def test_a_stricter_number_is_set_and_a_looser_one_refused_with_its_rule(as_, principal, school):
    client, address = as_(principal), page("parameter", "retained_sample_grams")
    sent = {"valid_from": "2026-03-11", "source": "校长办公会"}

    refusal = client.post(address, sent | {"value": "100"})
    answer = client.post(address, sent | {"value": "150"})

    assert refusal.status_code == 409
    assert "100 is looser than 125, which the nation sets (rule RS-01)." in refusal.content.decode()
    assert (answer.status_code, heading(client.get(address))) == (303, "Retained sample per dish: 150 g")
    assert heading(client.get(page("parameters"))) == "1 number is other than the nation&#x27;s."


def test_who_may_not_set_sees_who_may(as_, cook):
    client, address = as_(cook), page("parameter", "retained_sample_grams")

    assert "The principal and the general-affairs director may set it." in client.get(address).content.decode()
    assert client.post(address, {"value": "150"}).status_code == 403
    assert client.get(page("parameter", "no-such-number")).status_code == 404


@pytest.mark.parametrize(
    ("query", "ids"),
    [({"q": "rs-01"}, ["RS-01"]), ({"q": "zzzz"}, []), ({"section": "99"}, []), ({"section": "x"}, [])],
)
def test_rules_are_found_by_word_and_by_section(as_, cook, query, ids):
    answer = as_(cook).get(page("rules"), query)

    assert [rule.id for rule in answer.context["found"]][: len(ids) or 1] == ids


def test_a_section_lists_its_rules(as_, cook):
    found = as_(cook).get(page("rules"), {"section": "1"}).context["found"]

    assert {rule.section for rule in found} == {1}
