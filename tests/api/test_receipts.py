"""A truck through the API: one request, two signatures, lots."""

from datetime import timedelta

from houqin.supply.models import Lot
from tests.builders import NOON, TODAY, Crew, a_lot, a_school, a_supplier, an_article


def lines_of(*articles, amount=10_000, **more):
    last = str(TODAY + timedelta(days=60))
    return [{"article": one.pk, "amount": amount, "supplier_lot": "P1", "expiration_date": last, **more}
            for one in articles]  # fmt: skip


def a_truck():
    school = a_school()
    crew = Crew(school)
    rice, flour = an_article(school, "大米"), an_article(school, "面粉")
    supplier = a_supplier(school, approved_for=["grain"])
    sent = {"supplier": supplier.pk, "arrived_at": NOON.isoformat(), "lines": lines_of(rice, flour)}
    return school, crew, sent


PAPERS = [{"kind": "test_report", "number": "65-1", "passed": True}]


def test_a_receipt_is_entered_signed_and_finished(calling):
    _school, crew, sent = a_truck()
    for line in sent["lines"]:
        line["papers"] = PAPERS
    keeper, safety = calling(crew.storekeeper), calling(crew.food_safety_officer)

    entered = keeper.post("/store/receipts", sent)
    assert entered.status_code == 201, entered.json()
    delivery = entered.json()["id"]
    assert [line["accepted_amount"] for line in entered.json()["lines"]] == [10_000, 10_000]
    for caller in (keeper, safety):
        assert caller.post(f"/store/deliveries/{delivery}/sign").status_code == 200
    done = keeper.post(f"/store/deliveries/{delivery}/finish")

    assert done.status_code == 200, done.json()
    assert done.json()["state"] == "inspected"
    assert [one["code"] for one in done.json()["lots"]] == list(
        Lot.objects.order_by("code").values_list("code", flat=True)
    )
    assert keeper.get(f"/store/deliveries/{delivery}").json() == done.json()


def test_issue_and_return(calling):
    school, crew, _sent = a_truck()
    lot = a_lot(an_article(school, "洗衣粉", goods_class="grain"))
    keeper = calling(crew.storekeeper)
    made = keeper.post("/store/issues", {"purpose": "清洗", "lines": [{"lot": lot.pk, "amount": 4000}]})
    assert made.status_code == 201, made.json()
    back = keeper.post(f"/store/issues/{made.json()['id']}/return", {"lines": [{"lot": lot.pk, "amount": 1000}]})
    assert [line["amount"] for line in back.json()["lines"]] == [-4000, 1000]
    assert keeper.get("/store/issues").json()["items"][0]["id"] == made.json()["id"]


def test_trace(calling):
    from tests.kitchen.lineage import Lineage

    line = Lineage()
    out = calling(line.crew.principal).get(f"/kitchen/trace/lots/{line.thighs.pk}")
    assert out.status_code == 200, out.json()
    assert len(out.json()["batches"]) == 3
    assert calling(line.crew.principal).get(f"/kitchen/trace/meals/{line.dinner.pk}").status_code == 200
