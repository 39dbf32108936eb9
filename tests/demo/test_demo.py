"""The reduced demo holds what the full one holds, and nothing in it is impossible."""

import csv
from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.utils import load_backend

from houqin.demo.story import SignIn
from houqin.dormitory.models import BedStay
from houqin.journal.models import Entry, Head
from houqin.journal.verifying import verify_chain
from houqin.kitchen.evidence import evidence_of
from houqin.kitchen.models import Meal, RetainedSample
from houqin.people.models import Guardian, PostHolding, Pupil, User
from houqin.supply.models import Delivery, DeliveryLine, Lot, Movement, Signature
from houqin.tenancy.posts import Post
from houqin.tenancy.schools import School
from tests.running import copy_of

pytestmark = pytest.mark.django_db

TODAY = date(2025, 11, 19)  # a Wednesday
NOW = datetime(2025, 11, 19, 7, 18, tzinfo=UTC)  # 13:18 in Urumqi


@pytest.fixture(scope="module")
def sign_ins(django_db_setup, django_db_blocker, demo_var, tmp_path_factory):
    """The demo that its command has written, connected for this module in place of the empty database."""
    var = copy_of(demo_var, tmp_path_factory.mktemp("demo") / "var")
    empty = connections[DEFAULT_DB_ALIAS]
    told = empty.settings_dict | {"NAME": str(var / "houqin.sqlite3")}
    with django_db_blocker.unblock():
        connections[DEFAULT_DB_ALIAS] = load_backend("django.db.backends.sqlite3").DatabaseWrapper(told)
        with (var / "demo-sign-ins.txt").open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t")
            yield [SignIn(row["school"], row["post"], row["username"]) for row in rows]
        connections[DEFAULT_DB_ALIAS].close()
        connections[DEFAULT_DB_ALIAS] = empty


@pytest.fixture(autouse=True)
def _the_demo(sign_ins):
    """Every test here looks at it."""


@pytest.fixture
def school():
    return School.objects.get(code="HLH")


def test_every_post_of_each_school_has_one_sign_in_of_its_own(sign_ins):
    posts = {school: {one.post for one in sign_ins if one.school == school} for school in ("HLH", "BYZ")}

    assert posts == {code: set(Post.values) - {"bureau_officer"} for code in ("HLH", "BYZ")}
    assert len({one.username for one in sign_ins}) == len(sign_ins)
    for one in sign_ins:
        user = User.objects.get(username=one.username)
        assert PostHolding.objects.filter(user=user, post=one.post).exists()


def test_the_password_opens_every_account_and_was_hashed_once(sign_ins, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]  # the command hashes in earnest
    hashes = set(User.objects.filter(kind=User.Kind.PERSON).values_list("password", flat=True))

    assert len(hashes) == 1
    assert User.objects.get(username="hlh-cook").check_password("red-willow-river")


def test_every_chain_is_whole_and_ends_before_the_moment_of_the_demo():
    assert [str(found) for head in Head.objects.all() for found in verify_chain(head.pk)] == []
    assert Entry.objects.order_by("-at").first().at == NOW.replace(minute=17)


def test_time_never_runs_backwards_in_a_chain():
    for school in School.objects.all():
        moments = list(Entry.objects.of_chain(school.pk).order_by("sequence").values_list("at", flat=True))
        assert [later for before, later in pairwise(moments) if later < before] == []


def test_no_lot_is_below_zero_and_the_empty_ones_say_so():
    for lot in Lot.objects.with_balance():
        assert lot.left >= 0
        assert (lot.emptied_at is not None) == (lot.left == 0)


def test_every_closed_meal_leads_back_to_deliveries_inspected_by_two(school):
    closed = evidence_of(Meal.objects.of(school).filter(state="closed").select_related("school__bureau"))

    assert len(closed) >= 15
    for meal in closed:
        assert meal.heads > 0
        for pot in meal.batches:
            bought = [lot for lot in pot.lots if lot.origin == Lot.Origin.RECEIVED]
            assert pot.lots
            assert all(lot.line_id for lot in bought)
            if pot.is_served:
                assert pot.is_passed
                assert pot.sample.grams >= 150
                assert pot.tasting.by_id != pot.batch.cooked_by_id
    signed = Counter(Signature.objects.filter(delivery__state="inspected").values_list("delivery", flat=True))
    assert set(signed.values()) == {2}
    assert len(signed) == Delivery.objects.filter(state="inspected").count()


def test_nothing_expired_or_set_aside_was_handed_out():
    taken = Movement.objects.filter(kind__in=["issued", "consumed"]).select_related("lot__school")

    assert [move for move in taken if move.lot.expiration_date < move.lot.school.localdate(move.moved_at)] == []


def test_samples_were_kept_their_time_and_then_disposed_of():
    gone = RetainedSample.objects.exclude(disposed_at=None)

    assert gone.count() > 0
    assert [sample for sample in gone if sample.disposed_at < sample.keep_until] == []
    assert RetainedSample.objects.filter(disposed_at=None, keep_until__lt=NOW.replace(hour=0)).count() == 0


def test_today_is_half_done(school):
    meals = dict(Meal.objects.of(school).filter(on=TODAY).values_list("kind", "state"))

    assert meals == {"breakfast": "closed", "lunch": "cooked", "dinner": "planned"}


def test_one_truck_waits_with_pork_that_cannot_be_accepted(school):
    waiting = Delivery.objects.of(school).get(state="arrived")
    lines = {
        line.article.name: line for line in DeliveryLine.objects.filter(delivery=waiting).select_related("article")
    }

    assert lines["西红柿"].returned_amount == 7500
    assert lines["北豆腐"].accepted_amount is None
    assert waiting.signatures.count() == 0


def test_the_store_has_a_held_an_expired_and_a_near_lot(school):
    stock = Lot.objects.of(school).in_stock()

    assert stock.exclude(held_at=None).count() == 1
    assert list(stock.expired(TODAY).values_list("article__name", flat=True)) == ["切片面包"]
    assert stock.near_expiry(TODAY).exists()


def test_pupils_are_of_all_peoples_with_guardians_and_one_rare_name(school):
    pupils = Pupil.objects.of(school)

    assert Guardian.objects.of(school).count() == pupils.count() > 90
    assert pupils.filter(name__contains="·").exists()
    assert pupils.filter(name__regex="䶮|𬎆").exists()
    assert pupils.filter(is_boarder=True).exists()


def test_it_does_not_load_beside_schools_and_says_so():
    with pytest.raises(CommandError, match="schools already"):
        call_command("demo")

    before = School.objects.count()
    call_command("demo", if_empty=True)
    assert School.objects.count() == before


def test_every_boarder_sleeps_in_a_bed_behind_the_gender_wall(school):
    stays = BedStay.objects.of(school).on(TODAY).select_related("pupil", "bed__room")
    boarders = Pupil.objects.of(school).enrolled(TODAY).filter(is_boarder=True)

    assert {stay.pupil_id for stay in stays} == set(boarders.values_list("pk", flat=True))
    assert all(stay.pupil.gender == stay.bed.room.gender for stay in stays)
