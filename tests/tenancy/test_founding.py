"""found_bureau and found_school."""

import pytest

from houqin.journal.models import Entry
from houqin.people.models import User
from houqin.tenancy.actions import found_bureau, found_school
from houqin.tenancy.models import Bureau, School
from houqin.tenancy.reasons import Reason
from tests.builders import NOON, a_bureau
from tests.refusing import not_yours, refused


@pytest.fixture
def house(db):
    return User.objects.house().acting(NOON)


def test_bureaus_stand_in_a_tree(house):
    nation = found_bureau(name="教育部", actor=house, at=NOON)
    county = found_bureau(name="县教育局", parent=nation, actor=house, at=NOON)

    assert county.ancestor_ids == [nation.pk, county.pk]
    assert set(Bureau.objects.under([nation])) == {nation, county}
    assert set(Bureau.objects.under([county])) == {county}


def test_a_bureau_with_a_similar_number_is_not_beneath(db):
    one = a_bureau("一")
    Bureau.objects.filter(pk=one.pk).update(path="/1/")
    Bureau.objects.filter(pk=a_bureau("十").pk).update(path="/10/")

    assert [bureau.name for bureau in Bureau.objects.under([Bureau.objects.get(pk=one.pk)])] == ["一"]


def test_only_the_house_plants_a_root(officer):
    assert not_yours(found_bureau, name="x", actor=officer, at=NOON) == "tenancy.found_school"


def test_an_officer_founds_under_their_own_bureau_only(division, county, officer):
    for bureau in (division, a_bureau("邻县", parent=division)):
        assert not_yours(found_bureau, name="x", parent=bureau, actor=officer, at=NOON) == "tenancy.found_school"
        missing = not_yours(found_school, bureau=bureau, code="N", name="x", actor=officer, at=NOON)
        assert missing == "tenancy.found_school"

    assert found_bureau(name="学区", parent=county, actor=officer, at=NOON).ancestor_ids[:2] == county.ancestor_ids


def test_a_schools_chain_begins_with_its_founding(county, officer):
    school = found_school(bureau=county, code="XX", name="新校", zone="Asia/Urumqi", actor=officer, at=NOON)

    assert list(School.objects.values_list("code", "zone", "bureau")) == [("XX", "Asia/Urumqi", county.pk)]
    entry = Entry.objects.of_chain(school.pk).get()
    assert (entry.sequence, entry.kind) == (1, "tenancy.school_founded")


@pytest.mark.parametrize(
    ("more", "reason"), [({"code": "HLH"}, Reason.NAME_TAKEN), ({"zone": "Mars/Olympus"}, Reason.ZONE_UNKNOWN)]
)
def test_a_school_is_refused(school, county, officer, more, reason):
    arguments = {"code": "XX", "name": "新校"} | more

    assert refused(found_school, bureau=county, **arguments, actor=officer, at=NOON) == [reason]
