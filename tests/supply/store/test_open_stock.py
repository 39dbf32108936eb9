"""What was there before: booked with its date, and no date no lot."""

from datetime import timedelta

import pytest

from houqin.kernel.refusals import KernelReason, Refused
from houqin.supply.actions import open_stock
from houqin.supply.models import Lot
from houqin.supply.reasons import Reason
from houqin.supply.selectors import balances
from tests.builders import NOON, TODAY, a_school, a_supplier, an_article


def opened(crew, article, amount=5_000, **more):
    return open_stock(article=article, amount=amount, actor=crew.storekeeper, at=NOON, **more)


def test_a_lot_is_booked_with_what_is_known(school, crew, rice, store_room):
    supplier = a_supplier(school)

    lot = opened(
        crew, rice, supplier=supplier, supplier_lot=" A1 ", production_date=TODAY - timedelta(days=30),
        expiration_date=TODAY + timedelta(days=150), space=store_room,
    )  # fmt: skip

    assert (lot.origin, lot.supplier, lot.supplier_lot, lot.space) == ("opening", supplier, "A1", store_room)
    assert (lot.near_expiry_on, balances([lot.pk])) == (TODAY + timedelta(days=130), {lot.pk: 5_000})


def test_production_date_and_shelf_life_tell_the_last_day(school, crew):
    flour = an_article(school, "面粉", shelf_life_days=90)

    assert opened(crew, flour, production_date=TODAY).expiration_date == TODAY + timedelta(days=90)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({}, Reason.EXPIRY_UNKNOWN),
        ({"expiration_date": TODAY, "production_date": TODAY + timedelta(days=1)}, Reason.EXPIRY_BEFORE_PRODUCTION),
        ({"expiration_date": TODAY, "amount": 0}, KernelReason.NOT_POSITIVE),
    ],
)
def test_what_cannot_be_is_refused(crew, rice, given, reason):
    with pytest.raises(Refused) as caught:
        opened(crew, rice, **given)

    assert caught.value.reasons == {reason}
    assert not Lot.objects.exists()


def test_a_supplier_of_another_school_is_refused(crew, rice):
    with pytest.raises(Refused) as caught:
        opened(crew, rice, supplier=a_supplier(a_school()), expiration_date=TODAY)

    assert caught.value.reasons == {KernelReason.OTHER_SCHOOL}
