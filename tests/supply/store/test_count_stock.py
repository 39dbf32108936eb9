"""Counting: two people, every variance explained, the book put right."""

import pytest

from houqin.kernel.refusals import KernelReason, Refused
from houqin.supply.actions import CountedLine, count_stock
from houqin.supply.models import CountLine, Lot, Movement, StockCount
from houqin.supply.reasons import Reason
from houqin.supply.selectors import balances
from tests.builders import NOON, Crew, a_lot, a_person, a_school, an_article


def count(crew, *lines, witness=None):
    return count_stock(lines=lines, witness=witness or crew.cook, actor=crew.storekeeper, at=NOON)


def refused(crew, *lines, **more):
    with pytest.raises(Refused) as caught:
        count(crew, *lines, **more)
    assert not StockCount.objects.exists()
    assert not Movement.objects.filter(kind="counted").exists()
    return caught.value.reasons


def test_what_differs_is_put_right_and_the_rest_is_kept_as_counted(school, crew, rice):
    less, more, same = a_lot(rice, 10_000), a_lot(rice, 10_000), a_lot(rice, 10_000)

    made = count(crew, (less, 9_500, "撒漏"), (more, 10_200, "少记一袋"), (same, 10_000, ""))

    assert balances([less.pk, more.pk, same.pk]) == {less.pk: 9_500, more.pk: 10_200, same.pk: 10_000}
    kept = CountLine.objects.filter(count=made).order_by("lot").values_list("book_amount", "counted_amount", "reason")
    assert list(kept) == [(10_000, 9_500, "撒漏"), (10_000, 10_200, "少记一袋"), (10_000, 10_000, "")]


def test_nothing_found_empties_the_lot(crew, rice):
    lot = a_lot(rice)

    count(crew, (lot, 0, "鼠咬已弃"))

    assert Lot.objects.get().emptied_at == NOON


def test_what_was_thought_gone_is_there_again(crew, rice):
    lot = a_lot(rice, 0, emptied_at=NOON)

    count(crew, (lot, 500, "柜后找到"))

    assert (Lot.objects.get().emptied_at, balances([lot.pk])) == (None, {lot.pk: 500})


def test_a_variance_without_a_reason_is_refused(crew, rice):
    assert refused(crew, (a_lot(rice), 1, " ")) == {Reason.VARIANCE_UNEXPLAINED}


def test_less_than_nothing_is_refused(crew, rice):
    assert refused(crew, (a_lot(rice), -1, "错")) == {KernelReason.NOT_POSITIVE}


def test_stock_that_moved_while_counting_is_counted_again(crew, rice):
    lot = a_lot(rice, 10_000)

    assert refused(crew, CountedLine(lot, 9_000, "撒漏", book_amount=9_500)) == {Reason.STOCK_MOVED}


def test_a_lot_stands_in_one_line(crew, rice):
    lot = a_lot(rice, 10_000)

    assert refused(crew, (lot, 10_000, ""), (lot, 10_000, "")) == {Reason.LOT_TWICE}


def test_nobody_counts_alone_or_with_a_stranger(school, crew, rice):
    lot = a_lot(rice, 10_000)

    assert refused(crew, (lot, 10_000, ""), witness=crew.storekeeper) == {Reason.WITNESS_IS_YOU}
    assert refused(crew, (lot, 10_000, ""), witness=a_person()) == {Reason.WITNESS_NOT_IN_OFFICE}
    assert refused(crew, (lot, 10_000, ""), witness=Crew(a_school()).cook) == {Reason.WITNESS_NOT_IN_OFFICE}


def test_a_lot_of_another_school_is_not_counted(crew, rice):
    theirs = a_lot(an_article(a_school()))

    assert refused(crew, (a_lot(rice, 10), 10, ""), (theirs, 1, "错")) == {KernelReason.OTHER_SCHOOL}


def test_an_empty_count_is_no_count(crew):
    assert refused(crew) == {Reason.NOTHING_CHOSEN}
