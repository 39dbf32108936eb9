"""The day: filled from its rows, confirmed part by part, signed once, told at once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from houqin.foodsafety.actions import Finding
from houqin.foodsafety.models import DailyControl
from houqin.foodsafety.reasons import Reason
from houqin.foodsafety.selectors.day_facts import facts_of_day
from houqin.incidents.models import Hazard
from houqin.journal.doors import attempt
from houqin.journal.models import Entry
from houqin.kernel.refusals import Refused
from houqin.kitchen.actions import release_meal
from houqin.notices.models import Notice
from houqin.supply.actions import Reading, check_store
from houqin.tenancy.models import Space
from tests.builders import NOON, TODAY, a_lot, a_meal, a_space
from tests.foodsafety.conftest import ALL, DAY
from tests.kitchen.scene import Canteen, clock
from tests.refusing import not_yours, posts_that_may, refused, strangers_that_may


def said(school, on=TODAY) -> dict:
    return {fact.code: (fact.number, fact.is_late) for fact in facts_of_day(school, on)}


def test_a_day_on_which_nothing_was_found_is_a_record(office):
    control = office.sign()

    assert (control.on, control.findings, control.looked_at, control.post, control.is_late) == (
        TODAY, 0, ALL, "food_safety_officer", False,
    )  # fmt: skip
    assert [entry.kind for entry in Entry.objects.about(control)] == ["foodsafety.day_signed"]
    assert not Hazard.objects.exists()
    assert not Notice.objects.exists()


def test_the_sheet_fills_itself_from_the_rows_of_the_day(db):
    canteen = Canteen().until("close")

    assert said(canteen.school) == {
        "day_opened": (1, False), "deliveries_inspected": (0, False), "lots_expired": (0, False),
        "store_rounds": (0, False), "meals_released": (1, False), "pots_measured": (2, False),
        "tastings_passed": (2, False), "samples_kept": (2, False), "leftovers_weighed": (2_800, False),
        "tableware_waiting": (1, True),
    }  # fmt: skip


def test_what_is_out_of_order_is_said_so(db):
    canteen = Canteen().until("release")
    canteen.taste_pot(canteen.pots[0], smell=False, at=clock(13), corrects=canteen.pots[0].tastings.get(),
                      correction_reason="再尝有异味")  # fmt: skip
    freezer = a_space(canteen.school, Space.Kind.FREEZER, "冷冻柜")
    a_lot(canteen.rice, expires_in=-1)
    readings = [Reading(freezer, Decimal("-6")), Reading(canteen.cabinet, Decimal("4"))]
    check_store(school=canteen.school, readings=readings, actor=canteen.crew.storekeeper, at=clock(13))
    with pytest.raises(Refused):
        attempt(release_meal, meal=canteen.meal, actor=canteen.crew.food_safety_officer, at=clock(13, 5),
                chain=canteen.school.pk)  # fmt: skip

    late = {code: number for code, (number, is_late) in said(canteen.school).items() if is_late}

    assert late == {
        "lots_expired": 1, "meals_open": 1, "tastings_failed": 1, "units_out_of_limits": 1, "late_entries": 1,
        "tableware_waiting": 1,
    }  # fmt: skip
    assert said(canteen.school)["refused_attempts"] == (1, False)


def test_what_the_rows_said_stays_with_the_record(office):
    lot = a_lot(Canteen(office.school).rice, expires_in=-1)
    control = office.sign(remarks={"raw_material": "已贴封条，待销毁"})
    lot.quarantined_at = NOON
    lot.save()

    [kept] = [one for one in control.facts if one["late"]]

    assert (kept["code"], kept["number"], kept["rows"]) == ("lots_expired", 1, [["supply.lot", lot.pk]])
    assert said(office.school)["lots_expired"] == (0, False)


def test_a_finding_becomes_a_hazard_and_is_told_at_once(office):
    control = office.sign(findings=[Finding("facilities", "排水沟盖板松动", "minor")])

    hazard = Hazard.objects.because_of(control).get()
    assert (hazard.what, hazard.category, hazard.grade, hazard.found_by) == (
        "排水沟盖板松动", "equipment", "minor", office.crew.food_safety_officer,
    )  # fmt: skip
    told = Notice.objects.filter(kind="foodsafety.found_today").order_by("to")
    assert [notice.to for notice in told] == sorted(
        [office.crew.principal, office.crew.food_safety_director], key=lambda user: user.pk
    )


def test_every_part_is_confirmed_or_has_a_finding(office):
    some = [one for one in ALL if one not in ("staff", "waste")]

    assert refused(office.sign, confirmed=some) == [Reason.NOT_CONFIRMED]
    assert refused(office.sign, confirmed=[*some, "staff"], findings=[Finding("waste", " ")]) == [Reason.FINDING_EMPTY]
    assert refused(office.sign, confirmed=[*ALL, "roof"]) == [Reason.SCOPE_UNKNOWN]
    assert not DailyControl.objects.exists()


def test_nobody_signs_over_what_the_rows_show(office):
    a_lot(Canteen(office.school).rice, expires_in=-1)

    assert refused(office.sign) == [Reason.SAY_WHAT_WAS_DONE]
    office.sign(findings=[Finding("raw_material", "过期大米未隔离")])

    assert DailyControl.objects.get().findings == 1


def test_a_day_is_signed_once_and_never_ahead(office):
    office.sign()

    assert refused(office.sign) == [Reason.SIGNED_ALREADY]
    assert refused(office.sign, on=TODAY + DAY) == [Reason.DAY_AHEAD]


def test_yesterday_signed_today_is_marked_late(office):
    assert office.sign(TODAY - DAY).is_late is True


def test_a_correction_names_the_record_it_replaces_and_says_why(office):
    first = office.sign()
    assert refused(office.sign, corrects=first) == [Reason.WHY_MISSING]

    second = office.sign(corrects=first, correction_reason="漏记验收")

    assert list(DailyControl.objects.of(office.school).standing()) == [second]
    assert refused(office.sign, corrects=first, correction_reason="再改") == [Reason.CORRECTED_ALREADY]


def test_a_signed_day_is_sealed(office):
    office.sign()

    with pytest.raises(DatabaseError), transaction.atomic():
        DailyControl.objects.update(findings=9)


def test_officer_and_director_sign_the_day_and_nobody_else(office):
    sign = lambda actor: office.sign(actor=actor)  # noqa: E731

    assert posts_that_may(office.school, sign) == {"food_safety_officer", "food_safety_director"}
    assert strangers_that_may(office.school, sign) == []
    assert not_yours(office.sign, actor=office.crew.cook) == "foodsafety.sign_day"


def test_a_fuller_day_costs_as_many_queries_to_read(db):
    canteen = Canteen().until("close")

    def cost():
        with CaptureQueriesContext(connection) as queries:
            facts_of_day(canteen.school, TODAY)
        return len(queries)

    once = cost()
    for number in range(3):
        a_lot(canteen.rice, expires_in=-1)
        a_meal(canteen.school, kind="dinner", on=TODAY + number * DAY, dishes=[canteen.stew], cooked_at=NOON)

    assert (once, cost()) == (20, 20)


def test_an_evening_entry_counts_to_the_school_day(office):
    """23:00 in Shanghai is 15:00 UTC of the same day; 01:00 is the day before in UTC."""
    assert office.sign(at=NOON + timedelta(hours=11)).is_late is False
