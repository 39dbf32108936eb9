"""A slip is mended by a new row that names the old one."""

import pytest

from houqin.kernel.refusals import KernelReason, Refused
from houqin.supply.actions import IssueLine, correct_movement, issue_lots, return_to_store
from houqin.supply.models import Lot, Movement
from houqin.supply.reasons import Reason
from houqin.supply.selectors import balances
from tests.builders import NOON, a_lot


@pytest.fixture
def lot(rice):
    return a_lot(rice, 10_000)


@pytest.fixture
def issued(school, crew, lot):
    return issue_lots(school=school, purpose="午餐", lines=[IssueLine(lot, 4_000)], actor=crew.storekeeper, at=NOON)


def mend(crew, movement, amount, reason="少写一个零"):
    return correct_movement(movement=movement, amount=amount, reason=reason, actor=crew.storekeeper, at=NOON)


def test_the_difference_is_a_new_row_and_the_old_one_stays(crew, lot, issued):
    wrong = Movement.objects.get(issue=issued)

    row = mend(crew, wrong, 400)

    assert (row.kind, row.amount, row.note, row.issue) == ("corrected", 3_600, f"#{wrong.pk} 少写一个零", issued)
    assert balances([lot.pk]) == {lot.pk: 9_600}


def test_a_second_correction_starts_from_the_first(crew, lot, issued):
    wrong = Movement.objects.get(issue=issued)
    mend(crew, wrong, 400)

    mend(crew, wrong, 500)

    assert balances([lot.pk]) == {lot.pk: 9_500}


def test_what_did_not_go_out_does_not_come_back(crew, lot, issued):
    mend(crew, Movement.objects.get(issue=issued), 400)

    with pytest.raises(Refused) as caught:
        return_to_store(issue=issued, lines=[(lot, 401)], actor=crew.storekeeper, at=NOON)

    assert caught.value.reasons == {Reason.RETURN_TOO_MUCH}


@pytest.mark.parametrize(
    ("amount", "text", "reason"),
    [
        (10_001, "错", Reason.NOT_ENOUGH_LEFT),
        (4_000, "错", Reason.NOTHING_TO_CORRECT),
        (-1, "错", KernelReason.NOT_POSITIVE),
        (400, "", Reason.WHY_MISSING),
    ],
)
def test_what_cannot_have_been_is_refused(crew, lot, issued, amount, text, reason):
    with pytest.raises(Refused) as caught:
        mend(crew, Movement.objects.get(issue=issued), amount, text)

    assert caught.value.reasons == {reason}
    assert balances([lot.pk]) == {lot.pk: 6_000}


def test_a_correction_is_no_way_around_a_hold(crew, lot, issued):
    Lot.objects.update(held_at=NOON)

    with pytest.raises(Refused) as caught:
        mend(crew, Movement.objects.get(issue=issued), 5_000)

    assert caught.value.reasons == {Reason.LOT_HELD}


def test_a_receipt_cannot_shrink_below_what_was_used(crew, lot, issued):
    with pytest.raises(Refused) as caught:
        mend(crew, Movement.objects.get(kind="received"), 3_999)

    assert caught.value.reasons == {Reason.NOT_ENOUGH_LEFT}


def test_a_correction_is_not_corrected(crew, issued):
    row = mend(crew, Movement.objects.get(issue=issued), 400)

    with pytest.raises(Refused) as caught:
        mend(crew, row, 1)

    assert caught.value.reasons == {Reason.NOT_CORRECTABLE}


def test_what_came_back_was_no_more_than_went_out(crew, lot, issued):
    """Issued 4 kg, 3 kg came back: correcting either row may not bring more into the store than left it."""
    return_to_store(issue=issued, lines=[(lot, 3_000)], actor=crew.storekeeper, at=NOON)

    for kind, amount in (("issued", 2_999), ("returned", 4_001)):
        with pytest.raises(Refused) as caught:
            mend(crew, Movement.objects.get(kind=kind), amount)
        assert caught.value.reasons == {Reason.RETURN_TOO_MUCH}
    assert balances([lot.pk]) == {lot.pk: 9_000}

    mend(crew, Movement.objects.get(kind="returned"), 4_000)

    assert balances([lot.pk]) == {lot.pk: 10_000}


def test_no_number_is_too_large_to_be_refused(crew, lot, issued):
    with pytest.raises(Refused) as caught:
        mend(crew, Movement.objects.get(kind="received"), 10**20)

    assert caught.value.reasons == {KernelReason.TOO_MUCH}
    assert balances([lot.pk]) == {lot.pk: 6_000}
