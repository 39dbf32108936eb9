"""Several loops and verbs at a real PostgreSQL: a step fires once, and never after an answer."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from houqin.duties.actions import answer_about
from houqin.duties.materialising import make_occasions
from houqin.duties.models import Duty, DutyStep
from houqin.duties.passing import settle_what_is_due
from houqin.journal.actions import record
from houqin.journal.events import ATTACHMENT_STORED
from houqin.journal.verifying import verify_chain
from houqin.notices.models import Notice
from houqin.tenancy.models import Building
from tests.builders import Crew, a_school
from tests.duties.toys import prove, shanghai

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
EVENING, NOON = shanghai(10, 20), shanghai(11, 12)


def at_once(*deeds) -> list:
    """Each deed in a thread of its own, all at the same moment; what went wrong is raised here."""
    together, wrong = Barrier(len(deeds)), []

    def go(deed):
        try:
            together.wait()
            deed()
        except BaseException as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [Thread(target=go, args=[deed]) for deed in deeds]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert wrong == []


@pytest.fixture
def schools(db):
    """Three schools with four visits each, due at noon."""
    schools = [Crew(a_school(), at=EVENING).school for _ in range(3)]
    for school in schools:
        for name in "ABCD":
            Building.objects.create(school=school, name=name)
    return schools


def open_them(schools):
    make_occasions(schools, at=EVENING)
    settle_what_is_due(at=shanghai(11, 8))


def test_four_loops_tell_everybody_once(schools, only):
    only("visit")
    open_them(schools)

    at_once(*[lambda: settle_what_is_due(at=NOON)] * 4)
    settle_what_is_due(at=NOON)  # whoever found a school in other hands comes again

    assert Duty.objects.filter(state="late").count() == 12
    assert DutyStep.objects.count() == DutyStep.told.through.objects.count() == 12
    assert list(Notice.objects.values_list("kind", flat=True)) == ["duties.several"] * 3
    assert [list(verify_chain(school.pk)) for school in schools] == [[], [], []]


def test_four_loops_make_everything_once(schools):
    at_once(*[lambda: make_occasions(schools, at=EVENING)] * 4)
    make_occasions(schools, at=EVENING)

    keys = list(Duty.objects.values_list("school", "code", "key"))
    assert len(keys) == len(set(keys)) > 80


@pytest.mark.parametrize("round_", range(4))
def test_a_verb_and_a_step_wait_for_each_other(schools, only, round_):
    only("visit")
    open_them(schools)
    school = schools[0]
    buildings = list(Building.objects.of(school).order_by("pk"))

    def do(building, record_first):
        """A verb does the work; most record before they answer, and one that does not must not lock up either."""
        with transaction.atomic():
            prove("visit", f"b{building.pk}", school, at=NOON)
            if record_first:
                record(ATTACHMENT_STORED, building, actor=None, at=NOON, name="x")
            answer_about(building, at=NOON)
            if not record_first:
                record(ATTACHMENT_STORED, building, actor=None, at=NOON, name="x")

    verbs = [lambda one=one, first=n % 2 == 0: do(one, first) for n, one in enumerate(buildings)]
    at_once(*verbs, lambda: settle_what_is_due(at=NOON), lambda: settle_what_is_due(at=NOON),
            lambda: make_occasions(schools, at=NOON))  # fmt: skip

    assert set(Duty.objects.filter(school=school).values_list("state", flat=True)) == {"done"}
    assert not Notice.objects.standing().filter(school=school, kind="duties.late").exists()
    assert list(verify_chain(school.pk)) == []
