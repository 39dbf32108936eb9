from datetime import timedelta

import pytest

from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.kitchen.actions import start_menu
from houqin.kitchen.models import Menu
from houqin.kitchen.reasons import Reason
from tests.builders import NOON, a_school
from tests.kitchen.menus.conftest import MONDAY


def test_this_week_and_next_week_can_begin(crew):
    for week in (MONDAY, MONDAY + timedelta(days=7)):
        menu = start_menu(school=crew.school, week_starts_on=week, actor=crew.cook, at=NOON)
        assert (menu.week_starts_on, menu.published_at) == (week, None)


@pytest.mark.parametrize(
    ("week", "reason"),
    [
        (MONDAY + timedelta(days=1), Reason.NOT_A_MONDAY),
        (MONDAY - timedelta(days=7), Reason.WEEK_IS_OVER),
        (MONDAY + timedelta(days=7), Reason.MENU_EXISTS),
    ],
)
def test_beginning_is_refused(crew, a_menu, week, reason):
    a_menu(week=MONDAY + timedelta(days=7))

    with pytest.raises(Refused) as refused:
        start_menu(school=crew.school, week_starts_on=week, actor=crew.cook, at=NOON)

    assert refused.value.reasons == {reason}
    assert Menu.objects.count() == 1


def test_another_school_may_have_the_same_week(crew, a_menu):
    a_menu()
    Menu.objects.update(school=a_school(bureau=crew.school.bureau))

    assert start_menu(school=crew.school, week_starts_on=MONDAY, actor=crew.cook, at=NOON).school == crew.school


def test_the_storekeeper_begins_no_menu(crew):
    with pytest.raises(NotYours):
        start_menu(school=crew.school, week_starts_on=MONDAY, actor=crew.storekeeper, at=NOON)
    assert not Menu.objects.exists()
