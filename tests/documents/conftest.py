"""A ledger as an app would declare it, over rows that the test writes; and readers of what comes out."""

import subprocess
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.utils import translation

from houqin.documents.ledgers import LEDGERS, Column, Period, ledger
from houqin.documents.periods import read_span
from houqin.kernel.permissions import Permission

PRINTED_AT = datetime(2026, 11, 21, 2, 20, tzinfo=UTC)  # 10:20 in Shanghai
SEE = Permission("tests.see_ledgers", "See ledgers", frozenset({"food_safety_director"}))


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def school():
    """What documents ask of a school, and no more."""
    return SimpleNamespace(pk=7, name="红柳河学校", code="HLH", zone="Asia/Shanghai")


@pytest.fixture
def samples():
    """The rows of the declared ledger: a test appends to it."""
    return []


@pytest.fixture
def declared(samples):
    columns = [
        Column("day", "Day", 12),
        Column("dish", "Dish", 30, align="start"),
        Column("kept_at", "Kept", 16, shows="time"),
        Column("until", "Until", 26),
        Column("grams", "Amount\ng", 14),
        Column("who", "By", 24),
    ]
    ledger(
        "test-samples",
        form_number="HQ-台账-07",
        title="食品留样记录表",
        permission=SEE,
        period=Period.MONTH,
        columns=columns,
        given=lambda school, span: [("食堂", "第一食堂")],
        note="每种成品不少于 125 g。",
        signatures=["食品安全员", "食品安全总监"],
    )(lambda school, span: iter(samples))
    yield LEDGERS["test-samples"]
    del LEDGERS["test-samples"]


def november(zone="Asia/Shanghai"):
    return read_span({"period": "2026-11"}, Period.MONTH, at=PRINTED_AT, zone=zone)


def a_sample(**more):
    return {
        "day": date(2026, 11, 18),
        "dish": "小米粥",
        "kept_at": datetime(2026, 11, 18, 1, 5, tzinfo=UTC),
        "until": datetime(2026, 11, 20, 1, 5, tzinfo=UTC),
        "grams": 135,
        "who": "马国强",
    } | more


def text_of(pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def pages_of(pdf: bytes) -> int:
    said = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return int(said.split("Pages:")[1].split()[0])


def page_size(pdf: bytes) -> tuple[int, int]:
    """Width and height in whole millimetres."""
    said = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    width, _x, height = said.split("Page size:")[1].split()[:3]
    return round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4)
