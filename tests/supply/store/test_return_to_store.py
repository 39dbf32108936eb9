"""Back into the store, never more than went out."""

import pytest

from houqin.kernel.refusals import KernelReason, Refused
from houqin.supply.actions import IssueLine, dispose_lot, issue_lots, return_to_store
from houqin.supply.models import Lot, Movement
from houqin.supply.reasons import Reason
from houqin.supply.selectors import balances
from tests.builders import NOON, TODAY, a_lot, an_article


@pytest.fixture
def lot(rice):
    return a_lot(rice, 10_000, expires_in=5)


@pytest.fixture
def issued(school, crew, lot):
    return issue_lots(school=school, purpose="午餐", lines=[IssueLine(lot, 10_000)], actor=crew.storekeeper, at=NOON)


def give_back(crew, issued, *lines):
    return return_to_store(issue=issued, lines=lines, actor=crew.storekeeper, at=NOON)


def test_what_comes_back_is_in_stock_again(crew, lot, issued):
    give_back(crew, issued, (lot, 4_000))

    lot.refresh_from_db()
    assert (balances([lot.pk])[lot.pk], lot.emptied_at, lot.quarantined_at) == (4_000, None, None)


def test_more_than_the_issue_took_is_refused(crew, lot, issued):
    with pytest.raises(Refused) as caught:
        give_back(crew, issued, (lot, 10_001))

    assert caught.value.reasons == {Reason.RETURN_TOO_MUCH}
    assert not Movement.objects.filter(kind="returned").exists()


def test_two_returns_together_never_exceed_what_went_out(crew, lot, issued):
    give_back(crew, issued, (lot, 6_000))

    with pytest.raises(Refused) as caught:
        give_back(crew, issued, (lot, 2_000), (lot, 2_001))

    assert caught.value.reasons == {Reason.RETURN_TOO_MUCH}
    assert balances([lot.pk]) == {lot.pk: 6_000}


def test_a_lot_the_issue_did_not_take_does_not_come_back(school, crew, issued):
    other = a_lot(an_article(school, "盐"))

    with pytest.raises(Refused) as caught:
        give_back(crew, issued, (other, 1))

    assert caught.value.reasons == {Reason.RETURN_TOO_MUCH}


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_is_not_returned(crew, lot, issued, amount):
    with pytest.raises(Refused) as caught:
        give_back(crew, issued, (lot, amount))

    assert caught.value.reasons == {KernelReason.NOT_POSITIVE}


def test_an_expired_lot_comes_back_into_quarantine(crew, lot, issued):
    Lot.objects.filter(pk=lot.pk).update(expiration_date=TODAY.replace(day=1))

    give_back(crew, issued, (lot, 1_000))

    lot.refresh_from_db()
    assert lot.quarantined_at == NOON


def test_a_lot_whose_rest_was_destroyed_comes_back_into_quarantine(school, crew, rice):
    lot = a_lot(rice, 10_000)
    issued = issue_lots(school=school, purpose="午餐", lines=[IssueLine(lot, 4_000)], actor=crew.storekeeper, at=NOON)
    dispose_lot(lot=lot, method="buried", reason="霉变", actor=crew.storekeeper, at=NOON)

    give_back(crew, issued, (lot, 4_000))

    lot.refresh_from_db()
    assert (lot.quarantined_at, lot.disposed_at, lot.emptied_at) == (NOON, None, None)
