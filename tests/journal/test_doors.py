"""A form that arrives twice counts once; a refusal is remembered."""

import pytest

from houqin.journal.actions import record
from houqin.journal.doors import attempt
from houqin.journal.models import Entry, Submission
from houqin.journal.reasons import Reason
from houqin.kernel.permissions import permission
from houqin.kernel.refusals import KernelReason, Refused, refuse
from houqin.tenancy.models import Building
from houqin.tenancy.posts import Post
from tests.builders import NOON, a_holder, a_person, a_school
from tests.journal.kinds import SOMETHING

pytestmark = pytest.mark.django_db


def add_building(*, school, name, actor, at):
    if name == "":
        refuse(KernelReason.NOT_POSITIVE, gate="GT-04")
    building = Building.objects.create(school=school, name=name)
    record(SOMETHING, building, actor=actor, at=at, number=1)
    return building


def add_another(*, school, name, actor, at):
    return Building.objects.create(school=school, name=name)


@pytest.fixture
def door():
    school = a_school()
    return {"school": school, "actor": a_person(), "at": NOON, "chain": school.pk}


def test_the_second_arrival_gets_the_first_result(door):
    first = attempt(add_building, entry_key="k1", name="食堂楼", **door)
    second = attempt(add_building, entry_key="k1", name="食堂楼 again", **door)

    assert second == first
    assert [building.name for building in Building.objects.all()] == ["食堂楼"]
    assert Entry.objects.count() == 1


def test_another_person_may_use_the_same_key(door):
    attempt(add_building, entry_key="k1", name="一号楼", **door)
    attempt(add_building, entry_key="k1", name="二号楼", **(door | {"actor": a_person()}))

    assert Building.objects.count() == 2


def test_a_key_used_for_another_verb_is_refused(door):
    attempt(add_building, entry_key="k1", name="一号楼", **door)

    with pytest.raises(Refused) as refused:
        attempt(add_another, entry_key="k1", name="二号楼", **door)

    assert refused.value.reasons == {Reason.ENTRY_KEY_REUSED}
    assert Building.objects.count() == 1


def test_a_refusal_changes_nothing_but_is_written_down(door):
    with pytest.raises(Refused):
        attempt(add_building, entry_key="k1", name="", about=[door["school"]], **door)

    assert not Building.objects.exists()
    assert not Submission.objects.exists()
    entry = Entry.objects.get()
    assert (entry.kind, entry.chain) == ("journal.attempt_refused", door["school"].pk)
    assert entry.revived_facts["codes"] == ["not_positive"]
    assert entry.revived_facts["gates"] == ["GT-04"]


def test_a_refused_form_may_be_sent_again_with_the_same_key(door):
    with pytest.raises(Refused):
        attempt(add_building, entry_key="k1", name="", **door)

    attempt(add_building, entry_key="k1", name="食堂楼", **door)

    assert Building.objects.get().name == "食堂楼"


def test_the_journal_keeps_the_posts_a_person_acted_by():
    school = a_school()
    keeper = a_holder(Post.STOREKEEPER, school)
    keeper.may(permission("tests.any", "Any", {Post.STOREKEEPER}), school=school, at=NOON)

    entry = record(SOMETHING, None, chain=school.pk, actor=keeper, at=NOON)
    elsewhere = record(SOMETHING, None, chain=0, actor=keeper, at=NOON)

    assert (entry.post, elsewhere.post) == ("storekeeper", "")
