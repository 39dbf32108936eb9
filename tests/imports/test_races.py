"""Two people press at the same moment."""

from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from houqin.imports.actions import accept_import
from houqin.imports.models import ImportedObject
from houqin.imports.reasons import Reason
from houqin.kernel.refusals import Refused
from tests.builders import NOON


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_import_accepted_by_two_at_once_comes_in_once(checked, school, clerk):
    run = checked("姓名\n" + "".join(f"小熊{number}\n" for number in range(50)))
    together, answers = Barrier(2), []

    def accept():
        try:
            together.wait()
            accept_import(run=run, school=school, mode="good_rows", actor=clerk, at=NOON)
            answers.append("accepted")
        except Refused as refused:
            answers.extend(refused.reasons)
        finally:
            connection.close()

    threads = [Thread(target=accept) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert sorted(answers) == ["accepted", Reason.ALREADY_DECIDED]
    assert (Group.objects.count(), ImportedObject.objects.count()) == (50, 50)
