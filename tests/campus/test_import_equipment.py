"""The list that a school keeps already, brought in as it is."""

from datetime import date

import pytest

from houqin.campus.models import Equipment
from tests.campus.conftest import a_corridor
from tests.listing import Listing, problems

HEADS = ["器材名称", "安装位置", "具体位置", "出厂日期", "规格型号", "出厂编号"]


@pytest.fixture
def listing(scene):
    return Listing("campus.equipment", scene.school, scene.director)


def test_each_row_is_a_piece_with_a_code(scene, listing):
    listing.bring_in([
        HEADS,
        ["灭火器", scene.corridor.code, "楼梯左侧", "2024-03-01", "MFZ/ABC4", "TA1"],
        ["烟感", "二楼走廊", "", "", "", ""],
    ])  # fmt: skip

    fields = ("code", "kind", "space", "spot", "made_on", "model", "serial")
    assert list(Equipment.objects.order_by("pk").values_list(*fields)) == [
        ("E-0001", "extinguisher_powder", scene.corridor.pk, "楼梯左侧", date(2024, 3, 1), "MFZ/ABC4", "TA1"),
        ("E-0002", "smoke_detector", scene.corridor.pk, "", None, "", ""),
    ]


def test_what_is_wrong_is_named_by_row_and_column(scene, listing):
    a_corridor(scene.school, "走廊"), a_corridor(scene.school, "走廊")
    scene.piece(serial="TA1")

    run = listing.check([
        HEADS,
        ["灭火器", "走廊", "", "2024-03-01", "", "TA1"],
        ["灭火器", scene.corridor.code, "", "", "", "TA2"],
        ["灭火器", scene.corridor.code, "", "2024-03-01", "", "TA2"],
    ])  # fmt: skip

    assert [(row, field) for row, field, _why in problems(run)] == [
        (2, "地点"), (2, "铭牌编号"), (3, "生产日期"), (4, "铭牌编号"),
    ]  # fmt: skip
    assert not Equipment.objects.exclude(serial="TA1").exists()
