"""Nothing goes into a store that is out of use, and nothing out of it (FM-13)."""

import pytest

from houqin.incidents.reasons import HazardReason
from houqin.kernel.refusals import Refused
from houqin.supply.actions import IssueLine, finish_inspection, issue_lots, move_lot
from houqin.supply.models import Issue, Lot
from tests.builders import NOON, Crew, a_lot, a_school, a_space, an_article
from tests.kitchen.test_out_of_use import stop
from tests.supply.arriving import Truck

pytestmark = pytest.mark.django_db


def test_goods_do_not_leave_a_stopped_store_for_the_kitchen_and_are_not_moved_into_it():
    school = a_school()
    crew, store, other = Crew(school), a_space(school), a_space(school, name="副库")
    article = an_article(school)
    lot, elsewhere = a_lot(article, by=crew.storekeeper, space=store), a_lot(article, by=crew.storekeeper, space=other)
    stop(store, crew.cook)
    said = []
    for verb, more in (
        (issue_lots, {"school": school, "purpose": "午餐", "lines": [IssueLine(lot, 100)]}),
        (move_lot, {"lot": elsewhere, "space": store}),
    ):
        with pytest.raises(Refused) as refused:
            verb(actor=crew.storekeeper, at=NOON, **more)
        said.append(refused.value.reasons)

    assert said == [{HazardReason.OUT_OF_USE}, {HazardReason.OUT_OF_USE}]
    assert (Issue.objects.count(), Lot.objects.get(pk=elsewhere.pk).space) == (0, other)
    move_lot(lot=lot, space=other, actor=crew.storekeeper, at=NOON)


def test_a_delivery_goes_to_a_store_in_use_and_waits_when_there_is_none():
    truck = Truck()
    kind = {"ambient": "store", "chilled": "chiller", "frozen": "freezer"}[truck.article.storage]
    first = a_space(truck.school, kind, "一号")
    stop(first, truck.crew.cook)

    with pytest.raises(Refused) as refused:
        finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)
    assert refused.value.reasons == {HazardReason.OUT_OF_USE}

    second = a_space(truck.school, kind, "二号")
    stop(a_space(truck.school, kind, "三号"), truck.crew.cook)
    finish_inspection(delivery=truck.delivery, actor=truck.crew.storekeeper, at=NOON)
    assert {lot.space for lot in Lot.objects.filter(line__delivery=truck.delivery)} == {second}
