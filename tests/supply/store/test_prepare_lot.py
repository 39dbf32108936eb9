"""Intermediates: a lot made from lots, traceable and never older than what is in it."""

from datetime import timedelta

import pytest

from houqin.journal.models import Mention
from houqin.kernel.refusals import Refused
from houqin.supply.actions import IssueLine, prepare_lot
from houqin.supply.models import Lot, Preparation
from houqin.supply.reasons import Reason
from houqin.supply.selectors import ancestor_lots, balances, descendant_lots
from tests.builders import NOON, TODAY, a_lot, a_space, an_article


@pytest.fixture
def shreds(school):
    return an_article(school, "熟鸡丝", is_intermediate=True, shelf_life_days=2)


@pytest.fixture
def chicken(school):
    return an_article(school, "鸡腿")


def make(crew, article, *inputs, made_amount=1_000, **more):
    return prepare_lot(article=article, made_amount=made_amount, inputs=inputs, actor=crew.cook, at=NOON, **more)


def test_what_went_in_is_gone_and_what_came_out_is_there(school, crew, chicken, shreds):
    one, two = a_lot(chicken, 5_000, expires_in=3), a_lot(chicken, 5_000, expires_in=4)

    made = make(crew, shreds, IssueLine(one, 5_000), IssueLine(two, 1_000), made_amount=4_000)

    assert balances([one.pk, two.pk, made.pk]) == {one.pk: 0, two.pk: 4_000, made.pk: 4_000}
    assert (made.origin, made.production_date, made.expiration_date) == (
        "prepared", TODAY, TODAY + timedelta(days=2)
    )  # fmt: skip
    assert list(Preparation.objects.values_list("made", flat=True)) == [made.pk]
    mentioned = Mention.objects.filter(kind="supply.lot").values_list("object_id", flat=True)
    assert set(mentioned) == {one.pk, two.pk, made.pk}


def test_it_never_outlives_the_first_to_expire(crew, chicken, shreds):
    lot = a_lot(chicken, expires_in=1)

    assert make(crew, shreds, IssueLine(lot, 1)).expiration_date == TODAY + timedelta(days=1)
    assert make(crew, shreds, IssueLine(lot, 1), hours=72).expiration_date == TODAY + timedelta(days=1)


def test_a_given_date_after_the_first_to_expire_is_refused(crew, chicken, shreds):
    lot = a_lot(chicken, expires_in=1)

    with pytest.raises(Refused) as caught:
        make(crew, shreds, IssueLine(lot, 1), expiration_date=TODAY + timedelta(days=2))

    assert caught.value.reasons == {Reason.EXPIRES_AFTER_INPUT}
    assert Lot.objects.filter(origin="prepared").count() == 0


def test_hours_are_counted_from_now(crew, chicken, shreds):
    """12:00 and 11 hours is the same evening, 13 hours the next day."""
    lot = a_lot(chicken)

    assert make(crew, shreds, IssueLine(lot, 1), hours=11).expiration_date == TODAY
    assert make(crew, shreds, IssueLine(lot, 1), hours=13).expiration_date == TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ({"expires_in": -1}, Reason.LOT_EXPIRED),
        ({"held_at": NOON}, Reason.LOT_HELD),
        ({"quarantined_at": NOON}, Reason.LOT_QUARANTINED),
        ({"rejected_at": NOON}, Reason.LOT_REJECTED),
        ({"amount": 1}, Reason.NOT_ENOUGH_LEFT),
    ],
)
def test_nothing_is_made_from_a_lot_that_may_not_be_used(crew, chicken, shreds, state, reason):
    lot = a_lot(chicken, **({"amount": 5_000} | state))

    with pytest.raises(Refused) as caught:
        make(crew, shreds, IssueLine(lot, 2))

    assert caught.value.reasons == {reason}
    assert not Preparation.objects.exists()


def test_what_is_bought_is_not_made_here(crew, chicken, rice):
    with pytest.raises(Refused) as caught:
        make(crew, rice, IssueLine(a_lot(chicken), 1))

    assert caught.value.reasons == {Reason.NOT_MADE_HERE}


def test_it_stands_only_where_it_keeps(school, crew, chicken):
    cold = an_article(school, "凉拌菜", is_intermediate=True, storage="chilled")

    with pytest.raises(Refused) as caught:
        make(crew, cold, IssueLine(a_lot(chicken), 1), space=a_space(school))

    assert caught.value.reasons == {Reason.SPACE_DOES_NOT_FIT}


def test_family_is_known_both_ways_at_any_depth(school, crew, chicken, shreds):
    filling = an_article(school, "馅", is_intermediate=True)
    bird, salt = a_lot(chicken), a_lot(an_article(school, "盐"))
    bystander = a_lot(an_article(school, "糖"))
    first = make(crew, shreds, IssueLine(bird, 1))
    second = make(crew, filling, IssueLine(first, 1), IssueLine(salt, 1), IssueLine(bird, 1))

    assert list(ancestor_lots(second)) == [bird, salt, first]
    assert list(descendant_lots(bird)) == [first, second]
    assert list(descendant_lots(salt)) == [second]
    assert (list(ancestor_lots(bird)), list(descendant_lots(bystander))) == ([], [])
