"""What the measurements act on, made in a process of its own for one database. Prints JSON.

python -m bench.scene found              schools, people, keys and sessions
python -m bench.scene grow START END     a longer history (bench/history.py), in slots
python -m bench.scene stock LOTS         lots with stock in the first school
python -m bench.scene trucks COUNT       inspected and signed deliveries of ten lines, ready to be finished
python -m bench.scene queries SCENE      how many queries each request costs
"""

import json
import sys
from datetime import timedelta

ARTICLES = 10
LOTS_PER_ARTICLE = 3


def found() -> dict:
    """The first school gets a crew, a store to issue from, today's meals, tokens, and signed-in browsers."""
    from django.test import Client  # apps not ready yet

    from bench import history  # apps not ready yet
    from houqin.kitchen.models import CanteenDay  # apps not ready yet
    from houqin.people.actions.tokens import digest_of  # apps not ready yet
    from houqin.people.models import ApiToken  # apps not ready yet
    from houqin.tenancy.models import TimetableEntry  # apps not ready yet
    from tests import builders  # apps not ready yet

    school = history.found_schools()[0]
    TimetableEntry.objects.create(school=school, what="lunch", at_time="12:30", valid_from=builders.YEARS_AGO)
    crew = builders.Crew(school)
    supplier = builders.a_supplier(school, approved_for=["grain"])
    articles = [builders.an_article(school, f"大米{n}") for n in range(ARTICLES)]
    lots = [
        [builders.a_lot(one, 10**9, expires_in=30 + place, by=crew.storekeeper) for place in range(LOTS_PER_ARTICLE)]
        for one in articles
    ]
    CanteenDay.objects.create(
        school=school, on=builders.TODAY, opened_at=builders.NOON, opened_by=crew.food_safety_officer
    )
    dishes = [builders.a_dish(school, f"今日菜{n}", by=crew.cook) for n in range(9)]
    for kind, hours in (("breakfast", -4), ("lunch", 1), ("dinner", 6)):
        builders.a_meal(school, kind=kind, dishes=dishes, serves_at=builders.NOON + timedelta(hours=hours))
    keys, sessions = {}, {}
    for post in ("storekeeper", "food_safety_officer", "principal", "cook"):
        user = getattr(crew, post)
        keys[post] = ApiToken.new_key()
        ApiToken.objects.create(user=user, school=school, name=post, digest=digest_of(keys[post]), created_by=user,
                                created_at=builders.NOON)  # fmt: skip
        browser = Client()
        browser.force_login(user)
        sessions[post] = browser.cookies["sessionid"].value
    return {
        "school": school.pk, "supplier": supplier.pk, "keys": keys, "sessions": sessions,
        "storekeeper": crew.storekeeper.pk, "officer": crew.food_safety_officer.pk,
        "articles": [one.pk for one in articles], "issue_from": [one[0].pk for one in lots],
        "traced": 2 * history.TRACED_SLOT + 1,
    }  # fmt: skip


def grow(start: int, end: int) -> int:
    from bench import history  # apps not ready yet
    from houqin.supply.models import Movement  # apps not ready yet

    history.grow(start, end)
    history.after_growing()
    return Movement.objects.count()


def stock(lots: int) -> int:
    """Lots with stock: every fifth near its expiry, one in fifty expired."""
    from bench import history  # apps not ready yet
    from houqin.supply.models import Article, Lot, Movement  # apps not ready yet
    from tests.builders import NOON, TODAY  # apps not ready yet

    articles = list(Article.objects.filter(school=1).order_by("pk")[: history.KINDS])
    made = Lot.objects.bulk_create(
        [
            Lot(
                school_id=1, code=f"K{n}", article=articles[n % len(articles)], received_at=NOON, space_id=1,
                expiration_date=TODAY + timedelta(days=n % 50 * 7 - 1),
                near_expiry_on=TODAY + timedelta(days=n % 5 * 30),
            )
            for n in range(lots)
        ],
        batch_size=500,
    )  # fmt: skip
    Movement.objects.bulk_create(
        [Movement(school_id=1, lot=lot, kind="received", amount=10_000, moved_at=NOON, moved_by_id=1) for lot in made],
        batch_size=500,
    )
    history.after_growing()
    return Lot.objects.in_stock().filter(school=1).count()


def trucks(count: int, scene: dict) -> list[int]:
    from houqin.supply.goods_classes import goods_class  # apps not ready yet
    from houqin.supply.models import Delivery, DeliveryLine, Paper, Signature  # apps not ready yet
    from tests.builders import NOON, TODAY  # apps not ready yet

    seen = {check.code: True for check in goods_class("grain").checks}
    keeper, officer, school = scene["storekeeper"], scene["officer"], scene["school"]
    before = Delivery.objects.filter(code__startswith="T-").count()
    made = Delivery.objects.bulk_create(
        Delivery(school_id=school, code=f"T-{before + n}", supplier_id=scene["supplier"], arrived_at=NOON,
                 received_at=NOON, registered_by_id=keeper, is_vehicle_clean=True)
        for n in range(count)
    )  # fmt: skip
    lines = DeliveryLine.objects.bulk_create(
        DeliveryLine(
            school_id=school, delivery=truck, number=n + 1, article_id=article, amount=50_000, accepted_amount=50_000,
            supplier_lot="P1", production_date=TODAY, expiration_date=TODAY + timedelta(days=180), checklist=seen,
        )
        for truck in made
        for n, article in enumerate(scene["articles"])
    )  # fmt: skip
    Paper.objects.bulk_create(
        Paper(school_id=school, line=line, kind=group[0].code, number="65-1", passed=group[0].is_test or None,
              recorded_by_id=keeper, recorded_at=NOON)
        for line in lines
        for group in goods_class("grain").lot_documents
    )  # fmt: skip
    Signature.objects.bulk_create(
        Signature(school_id=school, delivery=truck, user_id=who, post="storekeeper", signed_at=NOON)
        for truck in made
        for who in (keeper, officer)
    )
    return [truck.pk for truck in made]


def queries(scene: dict) -> dict[str, int]:
    """Counted in this process: the same requests through the same middleware."""
    from django.db import connection  # apps not ready yet
    from django.test import Client  # apps not ready yet
    from django.test.utils import CaptureQueriesContext  # apps not ready yet

    from bench import calls  # apps not ready yet
    from houqin.web.management.commands.serve import collect_changed_static_files  # apps not ready yet

    collect_changed_static_files()
    [truck] = trucks(1, scene)
    counted = {}
    for name, request in {
        "receipt": calls.finish(scene, truck),
        "issue": calls.issue(scene),
        "trace": calls.trace(scene),
        "trace page": calls.trace_page(scene),
        "stock page": calls.stock_page(scene),
        **{f"today of {post}": calls.today_page(scene, post) for post in scene["sessions"]},
    }.items():
        browser = Client(SERVER_NAME="127.0.0.1")
        for again in (False, True):  # the first fills caches that live as long as the process
            if again and name == "receipt":
                request = calls.finish(scene, trucks(1, scene)[0])
            with CaptureQueriesContext(connection) as captured:
                answer = browser.generic(
                    request.method, request.path, request.body, content_type="application/json",
                    headers=request.headers,
                )  # fmt: skip
            assert answer.status_code in (200, 201), (name, answer.status_code, answer.content[:2000])
        counted[name] = len(captured)
    return counted


def main(words: list[str]) -> None:
    import django  # slow import: only a process of its own needs it

    django.setup()
    word, *rest = words
    if word == "found":
        answer = found()
    elif word == "grow":
        answer = grow(int(rest[0]), int(rest[1]))
    elif word == "stock":
        answer = stock(int(rest[0]))
    elif word == "trucks":
        answer = trucks(int(rest[0]), json.loads(rest[1]))
    else:
        answer = queries(json.loads(rest[0]))
    print(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1:])
