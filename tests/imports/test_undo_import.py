from datetime import timedelta

import pytest
from django.contrib.auth.models import Group

from houqin.imports.actions import accept_import, undo_import
from houqin.imports.models import ImportedObject, State
from houqin.imports.reasons import Reason
from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from tests.builders import NOON

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def accepted(checked, school, clerk):
    run = checked("姓名,性别\n小熊,男\n小兔,女\n小狗,雄\n")
    return accept_import(run=run, school=school, mode="good_rows", actor=clerk, at=NOON)


def test_everything_that_came_in_is_taken_back(accepted, school, clerk):
    Group.objects.create(name="别人的")

    undo_import(run=accepted, school=school, actor=clerk, at=LATER)

    accepted.refresh_from_db()
    assert (accepted.state, accepted.undone_at, accepted.undone_by) == (State.UNDONE, LATER, clerk)
    assert list(Group.objects.values_list("name", flat=True)) == ["别人的"]
    assert (accepted.rows.count(), ImportedObject.objects.count()) == (0, 2)
    assert Entry.objects.about(accepted).first().sentence == "Toys, toys.csv: 2 taken back"


def test_what_was_used_since_is_named_all_at_once_and_nothing_is_taken_back(accepted, toys, school, clerk):
    toys.does.played_with = {f"{school.pk}: 小熊", f"{school.pk}: 小兔"}

    with pytest.raises(Refused) as refused:
        undo_import(run=accepted, school=school, actor=clerk, at=LATER)

    assert [one.sentence for one in refused.value.refusals] == [
        f"{school.pk}: 小熊 已经用过。",
        f"{school.pk}: 小兔 已经用过。",
    ]
    accepted.refresh_from_db()
    assert (accepted.state, Group.objects.count()) == (State.ACCEPTED, 2)


def test_what_somebody_removed_meanwhile_does_not_stand_in_the_way(accepted, school, clerk):
    Group.objects.get(name=f"{school.pk}: 小熊").delete()

    undo_import(run=accepted, school=school, actor=clerk, at=LATER)

    assert not Group.objects.exists()


def test_it_is_undone_once(accepted, school, clerk):
    undo_import(run=accepted, school=school, actor=clerk, at=LATER)

    with pytest.raises(Refused) as refused:
        undo_import(run=accepted, school=school, actor=clerk, at=LATER)

    assert refused.value.reasons == {Reason.NOT_ACCEPTED}


def test_what_was_not_accepted_is_not_undone(checked, school, clerk):
    with pytest.raises(Refused) as refused:
        undo_import(run=checked("姓名\n小熊\n"), school=school, actor=clerk, at=LATER)

    assert refused.value.reasons == {Reason.NOT_ACCEPTED}


def test_an_importer_without_undo_says_so(checked, fragile_toys, school, clerk):
    run = checked("姓名\n小熊\n", importer=fragile_toys)
    accept_import(run=run, school=school, mode="good_rows", actor=clerk, at=NOON)

    with pytest.raises(Refused) as refused:
        undo_import(run=run, school=school, actor=clerk, at=LATER)

    assert refused.value.reasons == {Reason.CANNOT_BE_UNDONE}
    assert Group.objects.count() == 1


def test_only_who_may_bring_in_takes_back(accepted, school, cook):
    with pytest.raises(NotYours):
        undo_import(run=accepted, school=school, actor=cook, at=LATER)

    assert Group.objects.count() == 2
