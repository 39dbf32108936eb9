from datetime import UTC, date, datetime

from houqin.journal.models import Entry
from houqin.tenancy.actions import close_space
from houqin.tenancy.models import Space
from houqin.tenancy.reasons import Reason
from tests.builders import NOON, a_holder, a_school, a_space
from tests.refusing import refused


def test_it_closes_on_the_schools_own_day(db):
    school = a_school(zone="Asia/Urumqi")
    principal, space = a_holder("principal", school), a_space(school)

    closed = close_space(space=space, actor=principal, at=datetime(2026, 3, 11, 17, 30, tzinfo=UTC))

    assert closed.closed_on == date(2026, 3, 11)  # 23:30 in Urumqi, already the 12th in Shanghai
    assert Entry.objects.about(space).get().kind == "tenancy.space_closed"


def test_closing_twice_says_so(school, principal):
    space = a_space(school)
    close_space(space=space, actor=principal, at=NOON)

    assert refused(close_space, space=space, actor=principal, at=NOON) == [Reason.CLOSED_ALREADY]


def test_what_is_inside_is_closed_first(school, principal):
    kitchen = a_space(school, Space.Kind.KITCHEN, "厨房")
    Space.objects.filter(pk=a_space(school, Space.Kind.CHILLER, "冷柜").pk).update(within=kitchen)

    assert refused(close_space, space=kitchen, actor=principal, at=NOON) == [Reason.SPACE_IN_USE]
