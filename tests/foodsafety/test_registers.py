"""The registers of the day, the week and the month on paper and as a workbook: what was signed stands in them."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import translation
from python_calamine import CalamineWorkbook

from houqin.documents.ledgers import LEDGERS
from tests.builders import NOON, TODAY
from tests.documents.conftest import page_size, pages_of, text_of
from tests.foodsafety.conftest import DAY, MONDAY

pytestmark = pytest.mark.usefixtures("_at_noon")


def told(workbook: bytes) -> str:
    rows = CalamineWorkbook.from_filelike(BytesIO(workbook)).get_sheet_by_index(0).to_python()
    return "".join(str(cell) for row in rows for cell in row)


@pytest.fixture
def signed(office):
    """A day with a remark, its week, its month: the address of each register that holds them."""
    monday = MONDAY - 7 * DAY
    office.sign_week(monday)
    office.report(monday, at=NOON)
    office.sign(remarks={"staff": "晨检两人体温偏高，已离岗"})
    office.dispatch(month=date(2026, 2, 1), at=NOON)
    return {
        "daily-food-safety": f"{TODAY}", "weekly-food-safety": "{}-W{:02}".format(*monday.isocalendar()),
        "monthly-food-safety": "2026-02",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "title", "words", "size"),
    [
        (
            "daily-food-safety",
            "每日食品安全检查记录",
            ["未发现问题（零风险报告）", "从业人员", "晨检两人体温偏高"],
            (297, 210),
        ),
        ("weekly-food-safety", "每周食品安全排查治理报告", ["总体平稳", "加强冷库测温"], (210, 297)),
        ("monthly-food-safety", "每月食品安全调度会议纪要", ["听取总监汇报", "总务主任，04-10"], (210, 297)),
    ],
)
def test_what_was_signed_stands_on_the_paper_and_in_the_workbook(office, as_, signed, code, title, words, size):
    client = as_(office.crew.principal)
    client.cookies["django_language"] = "zh-hans"

    pdf = client.get(f"/ledgers/{code}.pdf?period={signed[code]}").content
    printed = "".join(text_of(pdf).split())
    assert (pages_of(pdf), page_size(pdf)) == (1, size)
    assert [word for word in [title, *words] if word not in printed] == []

    workbook = told(client.get(f"/ledgers/{code}.xlsx?period={signed[code]}").content)
    assert [word for word in [title, *words] if word not in workbook] == []


def test_a_register_of_a_day_that_nobody_signed_is_empty(office, as_):
    span = LEDGERS["daily-food-safety"]
    with translation.override("en"):
        page = as_(office.crew.principal).get(f"/ledgers/{span.code}/?period={TODAY - timedelta(days=30)}")

    assert page.status_code == 200
    assert "Signed by" not in page.content.decode()
