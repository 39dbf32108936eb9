import pytest
from django.contrib.auth.models import Group

from houqin.imports.actions import put_import_aside
from houqin.imports.models import State
from houqin.imports.reasons import Reason
from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from tests.builders import NOON


def test_nothing_comes_in_and_the_rows_are_forgotten(checked, school, clerk):
    run = checked("姓名\n小熊\n")

    put_import_aside(run=run, school=school, actor=clerk, at=NOON)

    run.refresh_from_db()
    assert (run.state, run.decided_by, run.rows.count(), Group.objects.count()) == (State.REFUSED, clerk, 0, 0)
    assert Entry.objects.about(run).first().kind == "imports.put_aside"


def test_it_is_put_aside_once(checked, school, clerk):
    run = checked("姓名\n小熊\n")
    put_import_aside(run=run, school=school, actor=clerk, at=NOON)

    with pytest.raises(Refused) as refused:
        put_import_aside(run=run, school=school, actor=clerk, at=NOON)

    assert refused.value.reasons == {Reason.ALREADY_DECIDED}


def test_only_who_may_bring_in_puts_aside(checked, school, cook):
    run = checked("姓名\n小熊\n")

    with pytest.raises(NotYours):
        put_import_aside(run=run, school=school, actor=cook, at=NOON)

    assert run.rows.count() == 1
