"""A whole canteen day through the API, everybody with their own key."""

import pytest

from houqin.journal.models import Entry
from tests.kitchen.scene import Canteen, clock


@pytest.fixture
def people(calling):
    """`people.cook.post(…)`: everybody's key, made when first asked for."""
    canteen = Canteen()

    class People:
        scene = canteen

        def __getattr__(self, post):
            caller = calling(getattr(canteen.crew, post))
            setattr(self, post, caller)
            return caller

    return People()


def done(answer, status=200):
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def test_a_day_from_opening_to_closing(people, at):
    scene = people.scene
    at(clock(6))
    done(people.general_affairs_director.post("/kitchen/days", {"on": "2026-03-11"}), 201)
    at(clock(6, 30))
    dishes = [scene.stew.pk, scene.boiled.pk]
    wanted = {"on": "2026-03-11", "kind": "lunch", "heads": 100, "dishes": dishes}
    meal = done(people.cook.post("/kitchen/meals", wanted), 201)
    here = f"/kitchen/meals/{meal['id']}"
    pots = [pot["id"] for pot in meal["batches"]]
    at(clock(8))
    for pot, lot in zip(pots, (scene.tomatoes, scene.grain), strict=True):
        lines = [{"lot": lot.pk, "amount": 5_000}]
        handed = done(people.storekeeper.post(f"/kitchen/batches/{pot}/issues", {"lines": lines}), 201)
    back = {"issue": handed["issue"]["id"], "lines": [{"lot": scene.grain.pk, "amount": 500}]}
    done(people.storekeeper.post(f"/kitchen/batches/{pots[1]}/return", back))
    at(clock(10))
    done(people.cook.post(f"{here}/start", {}))
    at(clock(11))
    for pot in pots:
        done(people.cook.post(f"/kitchen/batches/{pot}/temperatures", {"core_temperature_c": "82.5"}), 201)
        done(people.cook.post(f"/kitchen/batches/{pot}/finish", {}))
    at(clock(11, 40))
    good = {"is_look_good": True, "is_smell_good": True, "is_taste_good": True}
    for place, pot in enumerate(pots, 1):
        done(people.food_safety_officer.post(f"/kitchen/batches/{pot}/tastings", good), 201)
        kept = {"grams": 150, "cabinet": scene.cabinet.pk, "position": place, "cabinet_temperature_c": "4.0"}
        done(people.food_safety_officer.post(f"/kitchen/batches/{pot}/samples", kept), 201)
    at(clock(12, 10))
    done(people.food_safety_officer.post(f"{here}/release"))
    at(clock(13, 20))
    rows = [{"school_class": scene.class_42.pk, "heads": 41}, {"group": "教职工", "heads": 9}]
    done(people.cook.post(f"{here}/counts", {"rows": rows}))
    rows = [{"kind": "cooked", "grams": 2_000}, {"kind": "plate", "grams": 800}]
    weighed = done(people.cook.post(f"{here}/leftovers", {"rows": rows}))
    gone = {"leftovers": [one["id"] for one in weighed["leftovers"]], "collector": "绿洲环卫"}
    done(people.cook.post(f"{here}/leftovers/dispose", gone))
    at(clock(14))

    closed = done(people.food_safety_officer.post(f"{here}/close"))

    assert (closed["state"], closed["released_by"]["name"]) == ("closed", scene.crew.food_safety_officer.name)
    assert [pot["used"][0]["amount"] for pot in closed["batches"]] == [5_000, 4_500]
    assert done(people.principal.get(here)) == closed
    traced = done(people.principal.get(f"/kitchen/trace/lots/{scene.grain.pk}"))
    assert [use["quantity"] for use in traced["uses"]] == [{"amount": 4_500, "unit": "g"}]
    assert [[one["heads"] for one in meal["eaters"]] for meal in traced["meals"]] == [[41, 9]]
    assert traced["balances"][0]["adds_up"] is True


def test_a_refusal_names_every_reason_and_stays_in_the_journal(people, at):
    scene = people.scene.until("plan")
    at(clock(12))

    answer = people.food_safety_officer.post(f"/kitchen/meals/{scene.meal.pk}/release")

    said = answer.json()["refusals"]
    assert answer.status_code == 409
    assert {"reason", "gate", "detail", "facts"} == set(said[0])
    assert len(said) > 1
    assert {one["gate"] for one in said} >= {"GT-08", "GT-09"}
    assert Entry.objects.filter(kind="journal.attempt_refused").count() == 1
    assert scene.fresh().state == "planned"


def test_the_day_and_its_meals_can_be_read(people, at):
    scene = people.scene.until("taste")
    at(clock(12))

    day = done(people.principal.get("/kitchen/days/2026-03-11"))

    assert [meal["code"] for meal in day["meals"]] == ["M260311-L"]
    assert [one["code"] for one in day["meals"][0]["stations"]][-1] == "close"
    assert done(people.cook.get("/kitchen/meals?on=2026-03-11"))["items"][0]["id"] == scene.meal.pk
    assert done(people.cook.get(f"/kitchen/batches/{scene.pots[0].pk}"))["tasting"]["passed"] is True
