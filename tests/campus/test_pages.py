"""What people see and press: the register, a piece, the monthly check, labels, scanning, a room."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from houqin.campus.models import CheckRound, Equipment, EquipmentCheck
from houqin.documents.coded import KINDS
from houqin.documents.ledgers import LEDGERS
from houqin.documents.periods import Period, around
from houqin.documents.short_codes import carrying, fitted
from houqin.tenancy.here import parts_of
from tests.builders import NOON, TODAY
from tests.documents.conftest import text_of


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


@pytest.mark.parametrize("code", ["equipment", "equipment-checks", "equipment-services"])
def test_the_registers_print(scene, code):
    piece = scene.piece()
    seen = {"equipment": piece, "space": piece.space, "checked_at": NOON, "received_at": NOON, "by": scene.manager}
    old = EquipmentCheck.objects.create(school=scene.school, faults=["seal"], **seen)
    EquipmentCheck.objects.create(school=scene.school, corrects=old, note="点错", **seen)
    done = {"by_whom": "公司", "recorded_by": scene.director, "recorded_at": NOON}
    piece.services.create(school=scene.school, done_on=TODAY, **done)

    ledger = LEDGERS[code]
    span = around(ledger.period, TODAY, scene.school.zone)
    rows = list(ledger.rows(scene.school, span))

    assert len(rows) == {"equipment": 1, "equipment-checks": 2, "equipment-services": 1}[code]
    assert {column.name for column in ledger.columns} == set(rows[0].of)
    assert ledger.period in (Period.MONTH, Period.RANGE)
