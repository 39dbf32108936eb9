"""What people see and press: the register, a piece, the monthly check, labels, scanning, a room."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from houqin.campus.actions import (
    check_equipment,
    move_equipment,
    put_back_equipment,
    scrap_equipment,
    service_equipment,
    stop_equipment,
)
from houqin.campus.models import CheckRound, Equipment, EquipmentCheck
from houqin.documents.coded import KINDS
from houqin.documents.ledgers import LEDGERS
from houqin.documents.periods import Period, around
from houqin.documents.short_codes import carrying, fitted
from houqin.tenancy.here import parts_of
from tests.builders import NOON, TODAY
from tests.campus.conftest import a_corridor
from tests.documents.conftest import text_of

#: The register of the spring goes from February to July.
AUTUMN = datetime(2026, 9, 10, 4, tzinfo=UTC)


@pytest.fixture
def as_(monkeypatch):
    monkeypatch.setattr("houqin.kernel.clock.now", lambda: NOON)

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.mark.parametrize("page", ["equipment", "checks", "tests"])
def test_a_list_asks_as_much_for_three_as_for_one(scene, as_, page):
    client, counts = as_(scene.manager), []
    for _number in range(2):
        pieces = [scene.piece(), scene.piece("exit_door", made_on=None)]
        for piece in pieces:
            made = CheckRound.objects.create(
                school=scene.school, building=scene.building, checked_at=NOON, received_at=NOON, by=scene.manager
            )
            EquipmentCheck.objects.create(
                school=scene.school, equipment=piece, round=made, space=piece.space, checked_at=NOON, received_at=NOON,
                by=scene.manager,
            )  # fmt: skip
        client.get(reverse(f"campus:{page}"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"campus:{page}")).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_register_opens_with_what_needs_a_hand(scene, as_):
    scene.piece(stopped_at=NOON, stopped_by=scene.manager, stopped_reason="漏气")
    scene.piece("hydrant", made_on=None)

    page = as_(scene.crew.cook).get(reverse("campus:equipment"))

    assert page.context["sentence"] == "全校：1 件停用。"
    assert [line["state"] for line in page.context["lines"]] == ["held", "done"]
    found = as_(scene.crew.cook).get(reverse("campus:equipment"), {"q": "消火栓", "building": scene.building.pk})
    assert [line["state"] for line in found.context["lines"]] == ["done"]


def test_the_monthly_check_is_one_page_and_one_button(scene, as_):
    fine, broken = scene.piece(), scene.piece("exit_door", made_on=None)
    client, address = as_(scene.manager), reverse("campus:check", args=[scene.building.pk])
    page = client.get(address)
    assert "data-offline" in page.content.decode()

    sent = {"shown": f"{fine.pk},{broken.pk}", f"odd-{broken.pk}": "on", "entry_key": "k1"}
    assert client.post(address, sent).status_code == 422
    sent |= {f"wrong-{broken.pk}": ["sign"], f"remark-{broken.pk}": "灯坏"}
    for _twice in range(2):
        answer = client.post(address, sent)
        assert answer.status_code == 303

    made = CheckRound.objects.get()
    assert answer["Location"] == made.get_absolute_url()
    assert dict(made.checks.values_list("equipment", "faults")) == {fine.pk: [], broken.pk: ["sign"]}
    assert "出口标志不亮" in client.get(made.get_absolute_url()).content.decode()


def test_a_piece_is_registered_checked_and_moved_from_its_pages(scene, as_):
    client = as_(scene.director)
    answer = client.post(
        reverse("campus:register"), {"kind": "hydrant", "space": scene.corridor.pk, "spot": "东墙", "entry_key": "k1"}
    )
    piece = Equipment.objects.get()
    assert answer["Location"] == piece.get_absolute_url()

    client.post(reverse("campus:check-piece", args=[piece.pk]), {"faults": ["water"], "entry_key": "k2"})
    page = client.get(piece.get_absolute_url()).content.decode()
    assert "无水或漏水" in page
    client.post(reverse("campus:stop", args=[piece.pk]), {"why": "漏水", "entry_key": "k3"})
    page = client.get(piece.get_absolute_url())
    assert [str(one.reason.value) for one in page.context["back_refusals"]] == ["equipment_still_faulty"]
    refused = client.post(reverse("campus:put-back", args=[piece.pk]), {"why": "好了", "entry_key": "k4"})
    assert refused.status_code == 409


def test_the_duty_of_a_building_leads_to_what_is_due_there(scene, as_):
    answer = as_(scene.director).get(reverse("campus:due", args=[scene.building.pk]))

    assert answer["Location"] == f"{reverse('campus:equipment')}?state=due&building={scene.building.pk}"


@pytest.mark.parametrize(
    ("verb", "more", "sentence"),
    [
        (check_equipment, {"faults": ["seal"]}, "1 号宿舍楼：1 件到期，1 件有故障。"),
        (stop_equipment, {"why": "漏气"}, "1 号宿舍楼：1 件到期，1 件停用。"),
    ],
)
def test_what_is_due_is_found_there_whatever_else_is_wrong_with_it(scene, as_, verb, more, sentence):
    piece = scene.piece(made_on=date(2021, 2, 1))
    verb(equipment=piece, actor=scene.manager, at=NOON, **more)

    page = as_(scene.director).get(reverse("campus:due", args=[scene.building.pk]), follow=True)

    assert [line["url"] for line in page.context["lines"]] == [piece.get_absolute_url()]
    assert page.context["sentence"] == sentence


def test_a_code_is_read_as_it_was_meant_and_opens_the_piece(scene, as_):
    piece = scene.piece(serial="TA00017", spot="东墙")
    Equipment.objects.filter(pk=piece.pk).update(code="E-0017")

    assert fitted("e oo17", KINDS["equipment"].shape) == "E-0017"
    for typed in ("E-0017", "ｅ0017"):
        [found] = carrying(typed, school=scene.school, actor=scene.crew.cook)
        assert (found.url, found.code) == (piece.get_absolute_url(), "E-0017")
    scanned = as_(scene.crew.cook).get(f"/go/{scene.school.code}/E-0017/")
    assert scanned["Location"] == piece.get_absolute_url()


def test_its_label_says_where_it_hangs_and_until_when(scene, as_):
    piece = scene.piece(spot="东墙")

    printed = as_(scene.manager).get("/ledgers/labels/print/", {"kind": "equipment", "thing": piece.pk, "as": "pdf"})

    text = text_of(printed.content)
    assert all(word in text for word in (piece.code, "干粉灭火器", "二楼走廊", "2035-03-01"))


def test_a_room_shows_its_equipment(scene):
    piece = scene.piece(spot="东墙", stopped_at=NOON, stopped_by=scene.manager, stopped_reason="漏气")

    parts = dict(parts_of(scene.corridor, actor=scene.manager, at=NOON))

    part = parts["这里的设备"]
    assert [(line["url"], line["state"]) for line in part.lines] == [(piece.get_absolute_url(), "held")]
    assert part.said == "1 件设备不合格。"


def printed(code, scene, seen_at=AUTUMN):
    ledger = LEDGERS[code]
    span = around(ledger.period, TODAY, scene.school.zone)
    return list(ledger.rows(scene.school, replace(span, seen_at=seen_at)))


@pytest.mark.parametrize("code", ["equipment", "equipment-checks", "equipment-services"])
def test_the_registers_print(scene, code):
    piece = scene.piece()
    seen = {"equipment": piece, "space": piece.space, "checked_at": NOON, "received_at": NOON, "by": scene.manager}
    old = EquipmentCheck.objects.create(school=scene.school, faults=["seal"], **seen)
    EquipmentCheck.objects.create(school=scene.school, corrects=old, note="点错", **seen)
    done = {"by_whom": "公司", "recorded_by": scene.director, "recorded_at": NOON}
    piece.services.create(school=scene.school, done_on=TODAY, **done)

    ledger, rows = LEDGERS[code], printed(code, scene)

    assert len(rows) == {"equipment": 1, "equipment-checks": 2, "equipment-services": 1}[code]
    assert {column.name for column in ledger.columns} == set(rows[0].of)
    assert ledger.period in (Period.MONTH, Period.RANGE)


def scrapped(piece, scene):
    scrap_equipment(equipment=piece, why="锈穿", actor=scene.director, at=AUTUMN)


def serviced(piece, scene):
    service_equipment(equipment=piece, done_on=AUTUMN.date(), by_whom="公司", actor=scene.director, at=AUTUMN)


def moved(piece, scene):
    store = a_corridor(scene.school, "库房", "食堂楼")
    move_equipment(equipment=piece, space=store, actor=scene.director, at=AUTUMN)


def stopped(piece, scene):
    stop_equipment(equipment=piece, why="漏气", actor=scene.manager, at=AUTUMN)


def found_faulty(piece, scene):
    check_equipment(equipment=piece, faults=["seal"], actor=scene.manager, at=AUTUMN)


@pytest.mark.parametrize("later", [scrapped, serviced, moved, stopped, found_faulty])
def test_what_happens_after_the_period_leaves_its_register_as_it_was(scene, later):
    piece = scene.piece(made_on=date(2021, 3, 20), spot="东墙")
    before = printed("equipment", scene)

    later(piece, scene)

    assert [row.of["state"] for row in before] == ["逾期"]
    assert printed("equipment", scene) == before


def test_what_was_out_of_use_when_the_period_ended_stays_so_in_its_register(scene):
    piece = scene.piece()
    stop_equipment(equipment=piece, why="漏气", actor=scene.manager, at=NOON)
    before = printed("equipment", scene)

    put_back_equipment(equipment=piece, why="修好", actor=scene.director, at=AUTUMN)

    assert [(row.of["state"], row.remark) for row in before] == [("停用", "漏气")]
    assert printed("equipment", scene) == before


def test_a_service_is_registered_where_the_piece_hung(scene):
    piece = scene.piece(spot="东墙")
    service_equipment(equipment=piece, done_on=TODAY, by_whom="公司", actor=scene.director, at=NOON)

    move_equipment(
        equipment=piece, space=a_corridor(scene.school, "库房", "食堂楼"), actor=scene.director,
        at=NOON + timedelta(days=1),
    )  # fmt: skip

    [row] = printed("equipment-services", scene)
    assert row.of["where"] == "1 号宿舍楼 二楼走廊 东墙"


def test_nothing_is_overdue_yet_while_the_period_runs(scene):
    scene.piece(made_on=date(2021, 6, 1))

    [now], [at_its_end] = printed("equipment", scene, seen_at=NOON), printed("equipment", scene)

    assert (now.of["state"], at_its_end.of["state"]) == ("完好", "逾期")


def test_what_was_entered_on_a_later_day_is_marked_in_the_register_of_services(scene):
    piece, yesterday = scene.piece(), TODAY - timedelta(days=1)
    for on in (TODAY, yesterday):
        service_equipment(equipment=piece, done_on=on, by_whom="公司", actor=scene.director, at=NOON)

    rows = printed("equipment-services", scene)

    assert [(row.of["on"], row.entered_at) for row in rows] == [(yesterday, NOON), (TODAY, None)]


def test_a_service_that_was_corrected_into_another_period_does_not_count_in_this_one(scene):
    piece = scene.piece()
    old = service_equipment(equipment=piece, done_on=TODAY, by_whom="公司", actor=scene.director, at=NOON)
    service_equipment(
        equipment=piece, done_on=date(2026, 1, 20), by_whom="公司", corrects=old, actor=scene.director, at=NOON
    )

    [row] = printed("equipment-services", scene)

    assert (row.struck, row.remark) == (True, "已更正：实际日期为 2026-01-20。")


def test_what_was_put_up_since_does_not_hold_the_check_of_yesterday_back(scene, as_):
    old, new = scene.piece(), scene.piece(in_service_on=TODAY)
    address = reverse("campus:check", args=[scene.building.pk])
    yesterday = scene.school.localtime(NOON - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")

    as_(scene.manager).post(address, {"shown": f"{old.pk},{new.pk}", "checked_at": yesterday})

    assert [check.equipment for check in CheckRound.objects.get().checks.all()] == [old]
