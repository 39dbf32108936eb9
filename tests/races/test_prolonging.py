"""A later end and the return of the child in the same instant, with threads on PostgreSQL."""

import pytest

from houqin.duties.materialising import make_occasions
from houqin.duties.models import Duty
from houqin.duties.passing import settle_what_is_due
from houqin.people.models import Staff
from houqin.whereabouts.actions import Brought, take_back
from houqin.whereabouts.models import Leave
from tests.builders import NOON, Crew, a_class, a_school
from tests.supply.store.test_races import at_once
from tests.whereabouts.conftest import House, a_guardian, a_pupil
from tests.whereabouts.leaving import HOUR, TOMORROW, Leaving, a_signature

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
DUE, LATER = NOON + 5 * HOUR, NOON + 8 * HOUR


@pytest.fixture
def leaving(db):
    school = a_school()
    crew, school_class = Crew(school), a_class(school)
    school_class.head_teacher = Staff.objects.get(user=crew.head_teacher)
    school_class.save()
    ayi = a_pupil(school, school_class, "阿依古丽", "P1")
    return Leaving(House(school, crew, school_class, ayi, ayi, ayi, a_guardian(ayi)))


@pytest.fixture
def out(leaving):
    return leaving.gone(until_at=DUE)


def back(leaving, out):
    brought = [Brought(out)]
    return take_back(brought=brought, signature=a_signature(), actor=leaving.crew.dorm_manager, at=DUE)


def refused(results) -> list:
    return [one for one in results if isinstance(one, set)]


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_the_end_moves_before_the_return_or_not_at_all(leaving, out, turn):
    longer = leaving.prolong(out, until_at=TOMORROW)
    leaving.confirm(longer)
    leaving.approve(longer)

    results = at_once(lambda: leaving.countersign(longer, at=DUE), lambda: back(leaving, out))

    first, longer = Leave.objects.order_by("pk")
    moved = longer.prolonged_at is not None
    assert refused(results) == ([] if moved else [{"leave_closed"}])
    assert (first.returned_at, first.until_at) == (DUE, TOMORROW if moved else DUE)
    assert longer.called_off_at == (None if moved else DUE)


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_nothing_longer_is_asked_of_who_is_back(leaving, out, turn):
    results = at_once(lambda: leaving.prolong(out, until_at=LATER, at=DUE), lambda: back(leaving, out))

    assert Leave.objects.get(pk=out.pk).returned_at == DUE
    assert refused(results) == ([] if Leave.objects.filter(prolongs=out).exists() else [{"leave_closed"}])
    assert not Leave.objects.open().exists()


def test_two_who_ask_for_a_later_end_ask_once(leaving, out):
    results = at_once(*(lambda until=until: leaving.prolong(out, until_at=until) for until in (LATER, TOMORROW)))

    assert refused(results) == [{"prolonging_already"}]
    assert Leave.objects.filter(prolongs=out).count() == 1


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_the_clock_tells_nobody_of_an_end_that_just_moved(leaving, out, turn):
    school = leaving.house.school
    make_occasions([school], at=NOON)
    longer = leaving.prolong(out, until_at=LATER, at=NOON + HOUR)
    leaving.confirm(longer, at=NOON + HOUR)

    at_once(
        lambda: leaving.approve(longer, at=DUE), lambda: settle_what_is_due(at=DUE),
        lambda: make_occasions([school], at=DUE),
    )  # fmt: skip
    make_occasions([school], at=DUE)

    rows = Duty.objects.filter(code="whereabouts.return").order_by("pk").values_list("due_at", "state")
    assert dict(rows) == {DUE: "withdrawn", LATER: "waiting"}
