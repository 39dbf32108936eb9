"""A sample goes and a food case is opened in the same instant: whoever is second sees the first."""

from threading import Event, Thread

import pytest
from django.db import connection, transaction

from houqin.incidents.actions import report_incident
from houqin.journal.models import Entry
from houqin.journal.verifying import verify_chain
from houqin.kernel.refusals import Refused
from houqin.kitchen.actions import dispose_sample
from houqin.kitchen.models import RetainedSample
from houqin.kitchen.reasons import Reason
from tests.kitchen.scene import Canteen, clock

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
AFTER_THE_HOLD = clock(14, days=2)
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def one_after_the_other(first, second) -> dict:
    """`first` has done its deed but has not committed when `second` begins; it commits once `second` waits for it."""
    begun, said = Event(), {}

    def go_first():
        with transaction.atomic():
            first()
            begun.set()
            with connection.cursor() as cursor:
                for _look in range(200):
                    cursor.execute(WAITING)
                    if cursor.fetchone()[0] or "second" in said:
                        break
                    # What PostgreSQL tells of the others it tells once a transaction, unless it is asked to forget.
                    cursor.execute("SELECT pg_sleep(0.01), pg_stat_clear_snapshot()")
        said["first"] = "done"

    def go_second():
        begun.wait()
        try:
            second()
            said["second"] = "done"
        except Refused as refused:
            said["second"] = [one.reason for one in refused.refusals]

    def run(go):
        try:
            go()
        finally:
            begun.set()
            connection.close()

    threads = [Thread(target=run, args=[go]) for go in (go_first, go_second)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return said


@pytest.fixture
def canteen(db):
    return Canteen().until("close")


def report(canteen):
    report_incident(
        school=canteen.school, kind="food_poisoning", summary="餐后两人呕吐", place="四年级二班",
        discovered_at=clock(15), actor=canteen.crew.school_doctor.acting(AFTER_THE_HOLD), at=AFTER_THE_HOLD,
    )  # fmt: skip


def dispose(canteen):
    sample = RetainedSample.objects.select_related("batch__meal", "school__bureau").first()
    officer = canteen.crew.food_safety_officer.acting(AFTER_THE_HOLD)
    dispose_sample(sample=sample, method="倒入餐厨垃圾", actor=officer, at=AFTER_THE_HOLD)


def test_a_sample_waits_for_a_case_that_is_being_opened_and_stays(canteen):
    said = one_after_the_other(lambda: report(canteen), lambda: dispose(canteen))

    assert said == {"first": "done", "second": [Reason.SAMPLE_IS_EVIDENCE]}
    assert not RetainedSample.objects.exclude(disposed_at=None).exists()
    assert list(verify_chain(canteen.school.pk)) == []


def test_a_case_that_comes_second_is_opened_after_the_sample_went(canteen):
    said = one_after_the_other(lambda: dispose(canteen), lambda: report(canteen))

    kinds = Entry.objects.filter(kind__in=["kitchen.sample_disposed", "incidents.incident_reported"])
    assert said == {"first": "done", "second": "done"}
    assert list(kinds.order_by("sequence").values_list("kind", flat=True)) == [
        "kitchen.sample_disposed", "incidents.incident_reported"
    ]  # fmt: skip
    assert list(verify_chain(canteen.school.pk)) == []
