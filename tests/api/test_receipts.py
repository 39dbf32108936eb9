"""A truck through the API: one request, two signatures, lots."""

from datetime import timedelta

from houqin.supply.models import Delivery, Lot
from tests.builders import NOON, TODAY, Crew, a_lot, a_school, a_supplier, an_article
from tests.kitchen.lineage import Lineage


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


def test_a_receipt_is_entered_signed_and_finished(calling, django_assert_num_queries):
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
    with django_assert_num_queries(25):  # none of them for the answer
        done = keeper.post(f"/store/deliveries/{delivery}/finish")

    assert done.status_code == 200, done.json()
    assert done.json()["state"] == "inspected"
    assert [one["code"] for one in done.json()["lots"]] == list(
        Lot.objects.order_by("code").values_list("code", flat=True)
    )
    assert keeper.get(f"/store/deliveries/{delivery}").json() == done.json()


def test_a_line_that_a_gate_speaks_against_stays_undecided_and_says_why(calling):
    _school, crew, sent = a_truck()
    sent["lines"][0]["papers"] = PAPERS

    entered = calling(crew.storekeeper).post("/store/receipts", sent).json()

    assert [line["accepted_amount"] for line in entered["lines"]] == [10_000, None]
    assert [[one["gate"] for one in line["refusals"]] for line in entered["lines"]] == [[], ["GT-02"]]


def test_a_refused_decision_enters_nothing_of_the_truck(calling):
    _school, crew, sent = a_truck()
    for line in sent["lines"]:
        line["decision"] = {"accepted": 10_000}

    answer = calling(crew.storekeeper).post("/store/receipts", sent)

    assert answer.status_code == 409
    assert [one["reason"] for one in answer.json()["refusals"]] == ["document_missing", "document_missing"]
    assert not Delivery.objects.exists()


def test_an_issue_is_answered_from_what_it_wrote(calling, django_assert_num_queries):
    school, crew, _sent = a_truck()
    keeper = calling(crew.storekeeper)
    millet, oats = (a_lot(an_article(school, name)) for name in ("小米", "燕麦"))
    sent = {"purpose": "清洗", "lines": [{"lot": lot.pk, "amount": 4_000} for lot in (millet, oats)]}
    keeper.post("/store/issues", sent)

    with django_assert_num_queries(17):
        made = keeper.post("/store/issues", sent).json()

    assert keeper.get(f"/store/issues/{made['id']}").json() == made


def test_a_repeated_issue_is_read_and_answers_the_same(calling):
    school, crew, _sent = a_truck()
    keeper, lot = calling(crew.storekeeper), a_lot(an_article(school, "小米"))
    sent = {"purpose": "清洗", "lines": [{"lot": lot.pk, "amount": 4_000}]}

    first = keeper.post("/store/issues", sent, **{"Entry-Key": "k1"})
    again = keeper.post("/store/issues", sent, **{"Entry-Key": "k1"})

    assert (again.status_code, again.json()) == (201, first.json())


def test_what_an_issue_did_not_use_comes_back(calling):
    school, crew, _sent = a_truck()
    lot = a_lot(an_article(school, "小米"))
    keeper = calling(crew.storekeeper)

    made = keeper.post("/store/issues", {"purpose": "清洗", "lines": [{"lot": lot.pk, "amount": 4_000}]}).json()
    lines = [{"lot": lot.pk, "amount": 1_000}]
    back = keeper.post(f"/store/issues/{made['id']}/return", {"lines": lines}).json()

    assert [line["amount"] for line in back["lines"]] == [-4_000, 1_000]
    assert keeper.get(f"/store/lots/{lot.pk}").json()["left"] == 7_000
    assert [one["id"] for one in keeper.get("/store/issues").json()["items"]] == [made["id"]]


def test_a_lot_is_traced_to_every_pot_and_meal(calling):
    line = Lineage()
    asking = calling(line.crew.principal)

    traced = asking.get(f"/kitchen/trace/lots/{line.thighs.pk}").json()

    pots = (line.steamed, line.noodles, line.braised)
    assert {one["code"] for one in traced["batches"]} == {pot.code for pot in pots}
    assert [one["name"] for one in traced["suppliers"]] == [line.supplier.name]
    assert traced["balances"][0]["came"] == 58_000
    assert asking.get(f"/kitchen/trace/meals/{line.dinner.pk}").status_code == 200
