"""A line entered without signal does not overwrite what a colleague entered meanwhile."""

from datetime import timedelta

import pytest

from houqin.journal.arrivals import Arrival, comes_as
from houqin.journal.reasons import Reason
from houqin.supply.actions import change_line_facts, decide_line
from houqin.tenancy.posts import Post
from tests.builders import NOON, a_delivery, a_holder, a_line, a_school, a_supplier, an_article
from tests.refusing import refused

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def school():
    return a_school()


@pytest.fixture
def line(school):
    return a_line(a_delivery(school, a_supplier(school)), an_article(school), 10_000)


def came_late(page_made_at):
    return comes_as(Arrival(recorded_at=NOON, device_ahead_s=0, based_on=page_made_at))


def enter(line, actor, *, lot, at):
    return change_line_facts(line=line, supplier_lot=lot, actor=actor, at=at)


def test_what_a_colleague_entered_after_the_page_was_made_stays(school, line):
    keeper, director = a_holder(Post.STOREKEEPER, school), a_holder(Post.GENERAL_AFFAIRS_DIRECTOR, school)
    enter(line, director, lot="A1", at=NOON + 5 * MINUTE)

    with came_late(NOON):
        for late in (
            lambda: enter(line, keeper, lot="B2", at=NOON + 60 * MINUTE),
            lambda: decide_line(line=line, accepted=10_000, actor=keeper, at=NOON + 60 * MINUTE),
        ):
            assert refused(late) == [Reason.CHANGED_MEANWHILE]

    line.refresh_from_db()
    assert (line.supplier_lot, line.accepted_amount) == ("A1", None)


def test_ones_own_changes_and_older_ones_are_no_clash(school, line):
    keeper, director = a_holder(Post.STOREKEEPER, school), a_holder(Post.GENERAL_AFFAIRS_DIRECTOR, school)
    enter(line, director, lot="A1", at=NOON)
    enter(line, keeper, lot="A2", at=NOON + 6 * MINUTE)

    with came_late(NOON + 5 * MINUTE):
        enter(line, keeper, lot="A3", at=NOON + 60 * MINUTE)

    line.refresh_from_db()
    assert line.supplier_lot == "A3"


def test_who_acts_now_sees_what_is_and_may_change_it(school, line):
    keeper, director = a_holder(Post.STOREKEEPER, school), a_holder(Post.GENERAL_AFFAIRS_DIRECTOR, school)
    enter(line, director, lot="A1", at=NOON)

    enter(line, keeper, lot="A2", at=NOON + MINUTE)

    line.refresh_from_db()
    assert line.supplier_lot == "A2"
