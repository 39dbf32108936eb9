"""A loop that dies at any statement loses nothing and doubles nothing: the next one ends its work."""

from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from houqin.duties.materialising import make_occasions
from houqin.duties.models import Duty, DutyStep, VacantPost
from houqin.duties.passing import settle_what_is_due
from houqin.journal.models import Entry
from houqin.notices.models import Notice
from houqin.people.models import PostHolding
from houqin.tenancy.models import Building, CalendarDay
from houqin.tenancy.posts import Post
from tests.duties.toys import prove, shanghai

pytestmark = pytest.mark.django_db
EVENING, MORNING = shanghai(10, 20), shanghai(11, 12)


class Killed(BaseException):
    pass


def dying_at(number: int):
    """The process ends just before its statement of this number."""
    count = 0

    def wrapper(execute, sql, params, many, context):
        nonlocal count
        count += not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))
        if count == number:
            count += 1
            raise Killed
        return execute(sql, params, many, context)

    return connection.execute_wrapper(wrapper)


@contextmanager
def undone():
    """Whatever happens inside did not happen."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def picture() -> dict:
    """What matters of everything the clock writes, without keys."""
    return {
        "duties": sorted(Duty.objects.values_list("code", "key", "state", "next_at")),
        "steps": sorted(DutyStep.objects.values_list("duty__key", "number", "post", "is_vacant", "told__name")),
        "notices": sorted(Notice.objects.values_list("to__name", "kind", "facts", "withdrawn_at")),
        "entries": sorted(Entry.objects.values_list("kind", "facts")),
        "vacant": sorted(VacantPost.objects.values_list("post", "filled_at")),
    }


def survives(work) -> int:
    """Run `work` with a death before every statement, each followed by one undisturbed run. Returns how many deaths."""
    with undone():
        work()
        whole = picture()
    for number in range(1, 200):
        with undone():
            try:
                with transaction.atomic(), dying_at(number):
                    work()
                return number - 1
            except Killed:
                work()
            assert picture() == whole, f"died at statement {number}"
    raise AssertionError("it never ended")


@pytest.fixture
def morning(crew, school, only):
    """At noon one thing is late, one missed, one answered without a word, and one post is vacant."""
    only("wipe", "visit")
    building = Building.objects.create(school=school, name="A")
    make_occasions([school], at=shanghai(9, 20))
    settle_what_is_due(at=shanghai(10, 7, 30))
    prove("visit", f"b{building.pk}", school, at=shanghai(11, 9))
    PostHolding.objects.filter(post=Post.COOK).update(ends_on=shanghai(10, 12).date())
    return school


def test_a_pass_dies_at_each_of_its_statements(morning):
    assert survives(lambda: settle_what_is_due(at=MORNING)) > 20


def test_making_occasions_dies_at_each_of_its_statements(morning):
    CalendarDay.objects.create(school=morning, on=shanghai(10, 12).date(), kind="holiday")

    assert survives(lambda: make_occasions([morning], at=shanghai(10, 8))) > 10
