import pytest

from houqin.journal.models import Entry
from houqin.tenancy.actions import add_building
from houqin.tenancy.models import Building
from houqin.tenancy.reasons import Reason
from tests.builders import NOON
from tests.refusing import refused


def test_a_building_stands_in_the_journal(school, principal):
    building = add_building(school=school, name="食堂楼", actor=principal, at=NOON)

    assert list(Building.objects.values_list("school", "name")) == [(school.pk, "食堂楼")]
    entry = Entry.objects.about(building).get()
    assert (entry.chain, entry.kind, entry.actor) == (school.pk, "tenancy.building_added", principal)


def test_two_buildings_of_a_school_have_two_names(school, other_school, principal):
    Building.objects.create(school=school, name="食堂楼")

    assert refused(add_building, school=school, name="食堂楼", actor=principal, at=NOON) == [Reason.NAME_TAKEN]


def test_another_school_may_use_the_same_name(school, other_school, principal):
    Building.objects.create(school=other_school, name="食堂楼")

    assert add_building(school=school, name="食堂楼", actor=principal, at=NOON).school == school


@pytest.fixture(autouse=True)
def _database(db):
    pass
