from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin.kernel.quantities import BaseUnit, Quantity, to_base
from houqin.kernel.refusals import KernelReason, Refused


@pytest.mark.parametrize(
    ("text", "unit", "base", "grams"),
    [
        ("12.5", "kg", "g", 12_500),
        ("3", "斤", "g", 1_500),
        ("0.5", "市斤", "g", 250),
        ("１２．５", "公斤", "g", 12_500),
        ("1,200", "g", "g", 1_200),
        ("0.25", "升", "mL", 250),
        (30, "枚", "piece", 30),
        (Decimal("0.001"), "kg", "g", 1),
    ],
)
def test_what_people_write_becomes_whole_base_units(text, unit, base, grams):
    assert to_base(text, unit, base=base) == grams


def test_a_case_is_what_the_article_says_it_is():
    assert to_base("2", "箱", base="mL", conversions={"case": 6_000}) == 12_000
    assert to_base("2", "袋", base="g", conversions={"袋": 25_000}) == 50_000


@pytest.mark.parametrize(
    ("text", "unit", "reason"),
    [
        ("1", "桶", KernelReason.UNKNOWN_UNIT),
        ("1", "case", KernelReason.UNKNOWN_UNIT),
        ("1", "L", KernelReason.UNKNOWN_UNIT),
        ("ten", "kg", KernelReason.NOT_A_NUMBER),
        ("", "kg", KernelReason.NOT_A_NUMBER),
        ("NaN", "kg", KernelReason.NOT_A_NUMBER),
        ("1e999999", "kg", KernelReason.NOT_A_NUMBER),
        ("Infinity", "kg", KernelReason.NOT_A_NUMBER),
        ("1" * 30, "kg", KernelReason.NOT_A_NUMBER),
        ("0", "kg", KernelReason.NOT_POSITIVE),
        ("-3", "kg", KernelReason.NOT_POSITIVE),
        ("0.0001", "kg", KernelReason.NOT_EXACT),
        ("1e9", "kg", KernelReason.TOO_MUCH),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(text, unit, reason):
    with pytest.raises(Refused) as refused:
        to_base(text, unit, base="g", article="大米")

    assert refused.value.reasons == {reason}


@given(st.lists(st.decimals(min_value="0.001", max_value="9999", places=3), min_size=1, max_size=30))
def test_sums_never_drift(numbers):
    total = sum(to_base(number, "kg", base="g") for number in numbers)

    assert Decimal(total) / 1000 == sum(numbers)


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        (12_400, "g", "12.4 kg"),
        (58_000, "g", "58.0 kg"),
        (150, "g", "150 g"),
        (500, "g", "0.5 kg"),
        (0, "g", "0.0 kg"),
        (1_234, "g", "1.234 kg"),
        (-7_500, "g", "-7.5 kg"),
        (250, "mL", "250 mL"),
    ],
)
def test_quantities_read_as_people_say_them(amount, unit, text):
    assert str(Quantity(amount, BaseUnit(unit))) == text


def test_grams_and_pieces_do_not_add_up():
    with pytest.raises(TypeError):
        Quantity(1, BaseUnit.GRAM) + Quantity(1, BaseUnit.PIECE)
