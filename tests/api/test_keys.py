"""Who may call, in which language, and how often it counts."""

import pytest

from houqin.people.actions import create_token
from houqin.people.models import PostHolding
from houqin.supply.models import Issue, Movement
from tests.api.conftest import Caller, key_of
from tests.builders import NOON, TODAY, Crew, a_delivery, a_lot, a_school, a_supplier, an_article


@pytest.fixture
def crew(db):
    return Crew(a_school())


@pytest.fixture
def lot(crew):
    return a_lot(an_article(crew.school, "大米"))


def an_issue(lot, amount=4_000):
    return {"purpose": "清洗", "lines": [{"lot": lot.pk, "amount": amount}]}


@pytest.mark.parametrize("key", ["", "hq_wrong", "x" * 300])
def test_without_a_valid_key_nobody_gets_in(db, key):
    answer = Caller(key).get("/store/lots")

    assert (answer.status_code, answer.json()["reason"]) == (401, "no_token")
    assert answer.headers["Content-Type"].startswith("application/json")


def test_a_revoked_key_and_a_closed_account_open_nothing(crew, calling):
    keeper, cook = calling(crew.storekeeper), calling(crew.cook)
    assert [one.get("/store/lots").status_code for one in (keeper, cook)] == [200, 200]

    crew.storekeeper.tokens.update(revoked_at=NOON)
    crew.cook.is_active = False
    crew.cook.save(update_fields=["is_active"])

    assert [one.get("/store/lots").status_code for one in (keeper, cook)] == [401, 401]


def test_a_key_does_nothing_once_the_post_has_ended(crew, calling, lot):
    keeper = calling(crew.storekeeper)
    PostHolding.objects.filter(user=crew.storekeeper).update(ends_on=TODAY.replace(day=10))

    assert keeper.get("/store/lots").status_code == 403
    assert keeper.get(f"/store/lots/{lot.pk}").status_code == 404
    assert keeper.post("/store/issues", an_issue(lot)).status_code == 404
    assert not Issue.objects.exists()


def test_a_key_opens_its_own_school_only(crew, lot):
    elsewhere = a_school("沙枣坪小学")
    both = Crew(elsewhere).storekeeper
    PostHolding.objects.create(
        user=both, post="storekeeper", school=crew.school, starts_on=TODAY, appointed_by=both, appointed_at=NOON
    )

    assert Caller(key_of(both, crew.school)).get(f"/store/lots/{lot.pk}").status_code == 200
    assert Caller(key_of(both, elsewhere)).get(f"/store/lots/{lot.pk}").status_code == 404


def test_a_machine_does_the_work_but_gives_nobodys_word(crew, lot):
    _token, key = create_token(
        school=crew.school, name="电子秤", posts=["storekeeper", "food_safety_officer"], actor=crew.principal, at=NOON
    )
    machine = Caller(key)
    delivery = a_delivery(crew.school, a_supplier(crew.school))

    assert machine.post("/store/issues", an_issue(lot)).status_code == 201
    signed = machine.post(f"/store/deliveries/{delivery.pk}/sign")

    assert (signed.status_code, signed.json()["reason"]) == (403, "not_permitted")


def test_an_entry_key_makes_a_write_count_once(crew, calling, lot):
    keeper = calling(crew.storekeeper)

    first, second = (keeper.post("/store/issues", an_issue(lot), **{"Entry-Key": "scale-1"}) for _ in range(2))
    third = keeper.post("/store/issues", an_issue(lot), **{"Entry-Key": "scale-2"})

    assert first.status_code == second.status_code == third.status_code == 201
    assert first.json() == second.json() != third.json()
    assert Movement.objects.filter(kind="issued").count() == 2


def test_reasons_come_in_the_language_asked_for(crew, calling, lot):
    told = {}
    for language in ("en", "zh-hans"):
        answer = calling(crew.storekeeper, language=language).post("/store/issues", an_issue(lot, 40_000_000))
        [refusal] = answer.json()["refusals"]
        told[language] = refusal.pop("detail")
        assert (answer.status_code, refusal["reason"], refusal["gate"]) == (409, "not_enough_left", "GT-05")
    assert told["en"] != told["zh-hans"]
    assert not Issue.objects.exists()


def test_a_field_that_nobody_knows_is_refused(crew, calling, lot):
    answer = calling(crew.storekeeper).post("/store/issues", an_issue(lot) | {"porpose": "x"})

    assert (answer.status_code, answer.json()["reason"]) == (422, "malformed")
    assert answer.json()["errors"][0]["loc"][-1] == "porpose"


def test_what_cannot_be_read_or_is_too_long_is_said_in_json(crew, calling, settings):
    keeper = calling(crew.storekeeper)
    headers = {"Authorization": f"Bearer {keeper.key}"}
    path = "/api/v1/store/issues"
    broken = keeper.client.post(path, data="{", content_type="application/json", headers=headers)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    long = keeper.client.post(path, data="{}" + " " * 20, content_type="application/json", headers=headers)

    assert (broken.status_code, broken.json()["reason"]) == (400, "malformed")
    assert (long.status_code, long.json()["reason"]) == (413, "too_big")


def test_a_list_goes_on_where_it_stopped(crew, calling, lot):
    lots = [lot.pk] + [a_lot(lot.article).pk for _ in range(4)]
    keeper, seen, after = calling(crew.storekeeper), [], ""
    while after is not None:
        page = keeper.get(f"/store/lots?limit=2{after and f'&after={after}'}").json()
        seen += [one["id"] for one in page["items"]]
        after = page["next"]

    assert seen == lots[::-1]
    assert keeper.get("/store/lots?limit=201").status_code == 422
