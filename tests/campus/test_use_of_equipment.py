"""Out of use and in use again, serviced, scrapped: nothing unsafe is used again (DP-10)."""

from datetime import date, timedelta

import pytest

from houqin.campus.actions import (
    check_equipment,
    put_back_equipment,
    record_test,
    scrap_equipment,
    service_equipment,
    stop_equipment,
)
from houqin.campus.models import Service, SystemTest
from houqin.campus.reasons import Reason
from houqin.incidents.models import Hazard
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from tests.builders import NOON, TODAY

DAY = timedelta(days=1)


def test_whoever_sees_it_takes_it_out_of_use_and_a_keeper_puts_it_back(scene):
    piece = scene.piece("washing_machine")

    stop_equipment(equipment=piece, why="漏电", actor=scene.crew.head_teacher, at=NOON)
    with pytest.raises(NotYours):
        put_back_equipment(equipment=piece, why="修好", actor=scene.crew.head_teacher, at=NOON)
    put_back_equipment(equipment=piece, why="修好", actor=scene.manager, at=NOON)

    piece.refresh_from_db()
    assert (piece.stopped_at, piece.stopped_reason) == (None, "")


@pytest.mark.parametrize(
    ("kind", "made_on", "reasons"),
    [
        ("extinguisher_powder", date(2021, 1, 1), {Reason.SERVICE_OVERDUE}),
        ("extinguisher_powder", date(2015, 1, 1), {Reason.PAST_ITS_AGE}),
        ("gas_hose", date(2024, 1, 1), {Reason.PAST_ITS_AGE}),
    ],
)
def test_what_is_too_old_or_not_serviced_stays_out_of_use(scene, kind, made_on, reasons):
    piece = scene.piece(kind, made_on=made_on, stopped_at=NOON, stopped_by=scene.manager, stopped_reason="到期")

    with pytest.raises(Refused) as refused:
        put_back_equipment(equipment=piece, why="", actor=scene.director, at=NOON)

    assert refused.value.reasons == reasons | {Reason.WHY_MISSING}
    piece.refresh_from_db()
    assert piece.stopped_at == NOON


def test_what_is_faulty_stays_out_of_use_until_the_hazard_is_closed(scene):
    """A major fault puts it out of use by itself, and the principal alone lets it be used again (FM-13)."""
    piece = scene.piece("distribution_board")
    check_equipment(equipment=piece, faults=["heat"], actor=scene.manager, at=NOON)
    stop_equipment(equipment=piece, why="发热", actor=scene.manager, at=NOON)

    with pytest.raises(Refused) as refused:
        put_back_equipment(equipment=piece, why="好了", actor=scene.director, at=NOON)

    assert refused.value.reasons == {Reason.STILL_FAULTY, Reason.STOPPED_BY_HAZARD}


def test_what_is_scrapped_is_done_with(scene):
    piece = scene.piece()
    with pytest.raises(NotYours):
        scrap_equipment(equipment=piece, why="锈穿", actor=scene.manager, at=NOON)
    scrap_equipment(equipment=piece, why="锈穿", actor=scene.director, at=NOON)

    for verb, more in (
        (scrap_equipment, {"why": "再来"}), (stop_equipment, {"why": "停"}),
        (service_equipment, {"done_on": TODAY, "by_whom": "消防公司"}),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            verb(equipment=piece, actor=scene.director, at=NOON, **more)
        assert refused.value.reasons == {Reason.SCRAPPED}
    with pytest.raises(Refused) as refused:
        check_equipment(equipment=piece, actor=scene.director, at=NOON + DAY)
    assert refused.value.reasons == {Reason.SCRAPPED}


@pytest.mark.parametrize(
    ("more", "reasons"),
    [
        ({"done_on": TODAY + DAY}, {Reason.DAY_TO_COME}),
        ({"done_on": date(2025, 2, 28)}, {Reason.NOT_MADE_YET}),
        ({"by_whom": " "}, {Reason.BY_WHOM_MISSING}),
        ({"next_due_on": TODAY}, {Reason.NEXT_NOT_AFTER}),
        ({"next_due_on": date(2028, 3, 12)}, {Reason.NEXT_TOO_LATE}),
    ],
)
def test_a_service_that_cannot_be_is_not_recorded(scene, more, reasons):
    with pytest.raises(Refused) as refused:
        service_equipment(
            equipment=scene.piece(), actor=scene.director, at=NOON, **({"done_on": TODAY, "by_whom": "公司"} | more)
        )

    assert refused.value.reasons == reasons
    assert not Service.objects.exists()


def test_a_service_is_corrected_by_a_new_row(scene, a_report):
    piece = scene.piece()
    said = {"equipment": piece, "by_whom": "公司", "actor": scene.director, "at": NOON}
    old = service_equipment(done_on=TODAY - DAY, papers=[a_report()], **said)

    new = service_equipment(done_on=TODAY, corrects=old, **said)

    assert list(Service.objects.standing()) == [new]
    with pytest.raises(Refused) as refused:
        service_equipment(done_on=TODAY, corrects=old, **said)
    assert refused.value.reasons == {Reason.CORRECTED_ALREADY}
    with pytest.raises(Refused) as refused:
        service_equipment(done_on=TODAY, corrects=new, **(said | {"equipment": scene.piece()}))
    assert refused.value.reasons == {Reason.CORRECTS_ANOTHER}


def test_a_test_needs_its_report_and_what_failed_is_a_hazard(scene, a_report):
    said = {"school": scene.school, "tested_on": TODAY, "by_whom": "检测公司", "actor": scene.director, "at": NOON}
    with pytest.raises(Refused) as refused:
        record_test(system="steam", passed=False, **said)
    assert refused.value.reasons == {Reason.SYSTEM_UNKNOWN, Reason.FINDINGS_MISSING, Reason.PAPER_MISSING}
    assert not SystemTest.objects.exists()

    test = record_test(system="fire", passed=False, findings="末端压力不足", papers=[a_report()], **said)

    hazard = Hazard.objects.get()
    assert (hazard.source, hazard.category, str(hazard.what)) == (test, "fire", "消防设施 末端压力不足")
    assert test.papers.count() == 1
