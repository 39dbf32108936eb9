from decimal import Decimal

import pytest

from houqin.imports.fields import Amount, Row
from houqin.kernel.refusals import Refused
from houqin.supply.imports.packs import packs_of, shelf_life_days
from houqin.supply.reasons import Reason


def a_row(unit, goods_class="condiments", **values):
    return Row(2, {"name": "某物", "unit": unit, "goods_class": goods_class, **values})


def amount(number, unit):
    return Amount(Decimal(number), unit)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (a_row("公斤"), ("g", {})),
        (a_row("升"), ("mL", {})),
        (a_row("瓶"), ("piece", {})),
        (a_row("袋", per_bag=amount("25", "kg")), ("g", {"袋": 25_000})),
        (a_row("kg", per_bag=amount("0.5", "kg"), per_case=amount("20", "袋")), ("g", {"袋": 500, "case": 10_000})),
        (a_row("瓶", per_case=amount("12", "瓶")), ("piece", {"case": 12})),
        (a_row("箱", per_case=amount("10", "kg")), ("g", {"case": 10_000})),
        (a_row("件", per_case=amount("24", "盒")), ("piece", {"case": 24})),
        (a_row("袋", "grain", spec="25kg/袋"), ("g", {"袋": 25_000})),
        (a_row("桶", "oil", spec="5L/桶"), ("mL", {"桶": 5_000})),
        (a_row("盒", "ambient_milk", spec="200mL/盒"), ("piece", {})),
    ],
)
def test_packs_are_read_as_people_write_them(row, expected):
    assert packs_of(row) == expected


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (a_row("箱"), Reason.PACK_UNCLEAR),
        (a_row("车"), Reason.BASE_UNIT_UNKNOWN),
    ],
)
def test_a_unit_that_could_be_anything_is_refused(row, reason):
    with pytest.raises(Refused) as refused:
        packs_of(row)

    assert refused.value.reasons == {reason}


@pytest.mark.parametrize(
    ("text", "days"), [(None, None), ("365", 365), ("12个月", 360), ("18 月", 540), ("1年", 365), ("７天", 7)]
)
def test_a_shelf_life_is_read_in_days(text, days):
    assert shelf_life_days(text) == days


@pytest.mark.parametrize("text", ["很久", "0", "99年", "1.5年"])
def test_a_shelf_life_nobody_understands_is_refused(text):
    with pytest.raises(Refused) as refused:
        shelf_life_days(text)

    assert refused.value.reasons == {Reason.SHELF_LIFE_UNCLEAR}
