"""A school with a canteen, and days, weeks and months that somebody signed."""

from datetime import date, timedelta

import pytest
from django.test import Client

from houqin.foodsafety.actions import hold_dispatch, sign_daily_control, sign_weekly_report
from houqin.foodsafety.scopes import Scope
from houqin.governance.actions import NewItem
from houqin.kernel import clock
from tests.builders import NOON, TODAY, Crew, a_bureau_officer, a_school

ALL = [scope.value for scope in Scope]
DAY = timedelta(days=1)
MONDAY = TODAY - 2 * DAY


class Office:
    """`sign`, `report`, `dispatch` do it as the right person; a test changes one thing."""

    def __init__(self, school=None):
        self.school = school or a_school()
        self.crew = Crew(self.school)
        self.officer = a_bureau_officer(self.school.bureau)

    def sign(self, on=TODAY, *, at=NOON, actor=None, confirmed=ALL, **more):
        return sign_daily_control(
            school=self.school, on=on, confirmed=confirmed, actor=actor or self.crew.food_safety_officer, at=at, **more
        )

    def sign_week(self, monday=MONDAY, days=5):
        return [self.sign(monday + number * DAY, at=NOON + (monday - TODAY + number * DAY)) for number in range(days)]

    def report(self, monday=MONDAY, *, at=NOON + 2 * DAY, actor=None, **more):
        words = {"assessment": "总体平稳", "measures": "加强冷库测温"} | more
        return sign_weekly_report(
            school=self.school, monday=monday, actor=actor or self.crew.food_safety_director, at=at, **words
        )

    def dispatch(self, month=date(2026, 3, 1), *, at=NOON + 19 * DAY, actor=None, **more):
        words = {
            "held_at": at - timedelta(hours=1), "place": "会议室", "minutes": "听取总监汇报，研究下月重点。",
            "priorities": [NewItem("更换 2 号冷柜门封", "general_affairs_director", date(2026, 4, 10))],
            "missing_reason": "系统 3 月启用",
        } | more  # fmt: skip
        return hold_dispatch(
            school=self.school, month=month, actor=actor or self.crew.food_safety_director, at=at, **words
        )


@pytest.fixture
def office(db):
    return Office()


@pytest.fixture
def as_(db):
    """`as_(officer)` is a browser where that person has signed in, reading English."""

    def sign_in(user):
        client = Client(raise_request_exception=True)
        client.force_login(user)
        client.cookies["django_language"] = "en"
        return client

    return sign_in


@pytest.fixture
def _at_noon(monkeypatch):
    """The edge reads the clock of the builders' day."""
    monkeypatch.setattr(clock, "now", lambda: NOON)
