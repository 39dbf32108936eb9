"""First expired first out, over as many lots as it takes, and in words why not."""

from datetime import timedelta

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houqin.supply.actions import IssueLine, issue_lots
from houqin.supply.models import Lot
from houqin.supply.selectors import balances, suggest_lots
from houqin.supply.shelf_life import is_usable
from tests.builders import NOON, TODAY, a_lot, a_school, an_article


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def taken(suggestions):
    return [(one.lot, one.amount) for one in suggestions]


def test_what_expires_first_is_taken_first_and_the_next_follows(school, rice):
    later, first, middle = a_lot(rice, 10, expires_in=9), a_lot(rice, 10, expires_in=2), a_lot(rice, 10, expires_in=5)

    assert taken(suggest_lots(school, {rice.pk: 25}, TODAY)) == [(first, 10), (middle, 10), (later, 5)]


def test_every_lot_says_why_it_is_suggested(school, rice):
    a_lot(rice, 10, expires_in=2)
    a_lot(rice, 10, expires_in=5)
    salt = an_article(school, "盐")
    a_lot(salt, 10)

    found = suggest_lots(school, {rice.pk: 20, salt.pk: 1}, TODAY)

    assert {(one.article, one.why) for one in found} == {
        (rice, "Expires first, 13 March."), (rice, "Next to expire, 16 March."), (salt, "The only usable lot."),
    }  # fmt: skip


def test_of_two_that_expire_together_the_older_goes_first(school, rice):
    new = a_lot(rice, 10, expires_in=2)
    old = a_lot(rice, 10, expires_in=2, received_at=NOON - timedelta(days=1))

    assert taken(suggest_lots(school, {rice.pk: 15}, TODAY)) == [(old, 10), (new, 5)]


def test_what_is_missing_comes_with_a_sentence(school, rice):
    usable = a_lot(rice, 10_000)
    expired, held = a_lot(rice, 10_000, expires_in=-1), a_lot(rice, 10_000, held_at=NOON)

    found = suggest_lots(school, {rice.pk: 12_000}, TODAY)

    assert [(one.lot, one.amount, one.left) for one in found] == [(usable, 10_000, 10_000), (None, 2_000, 10_000)]
    assert found[1].why == f"2.0 kg of 大米 are missing; not usable: expired {expired.code}; held {held.code}."


def test_an_empty_shelf_says_so(school, rice):
    (nothing,) = suggest_lots(school, {rice.pk: 500}, TODAY)

    assert (nothing.lot, nothing.why) == (None, "No 大米 is in the store; 0.5 kg are missing.")


def test_another_schools_lots_and_articles_are_never_suggested(school, rice):
    theirs = an_article(a_school())
    a_lot(theirs)

    assert suggest_lots(school, {theirs.pk: 1}, TODAY) == []


def test_ten_articles_cost_as_many_queries_as_one(school, django_assert_num_queries):
    articles = [an_article(school, f"菜{place}") for place in range(10)]
    for article in articles:
        a_lot(article)

    for wanted in (articles[:1], articles):
        with django_assert_num_queries(2):
            suggest_lots(school, {article.pk: 1 for article in wanted}, TODAY)


LOTS = st.lists(
    st.fixed_dictionaries(
        {
            "amount": st.integers(1, 50),
            "expires_in": st.integers(-3, 6),
            "held_at": st.sampled_from([None, None, None, NOON]),
            "quarantined_at": st.sampled_from([None, None, None, NOON]),
            "rejected_at": st.sampled_from([None, None, None, NOON]),
        }
    ),
    max_size=6,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states=LOTS, wanted=st.integers(1, 120))
def test_a_suggestion_can_always_be_issued_as_it_is(school, crew, states, wanted):
    """Whatever stands in the store: what is suggested passes every gate without a reason, nothing usable is left
    out, no balance goes below zero, and queryset, function and gate mean the same by “usable”."""
    article = an_article(school, "豆腐")
    lots = [a_lot(article, **state) for state in states]
    usable = set(Lot.objects.of(school).filter(article=article).usable(TODAY))
    assert usable == {lot for lot in lots if is_usable(lot, TODAY)}

    found = suggest_lots(school, {article.pk: wanted}, TODAY)

    chosen = [IssueLine(one.lot, one.amount) for one in found if one.lot]
    assert {line.lot for line in chosen} <= usable
    assert sum(line.amount for line in chosen) == min(wanted, sum(lot.left for lot in _with_left(usable)))
    assert sum(one.amount for one in found) == wanted
    if chosen:
        issue_lots(school=school, purpose="午餐", lines=chosen, actor=crew.storekeeper, at=NOON)
    left = balances(lot.pk for lot in lots)
    assert all(amount >= 0 for amount in left.values())
    empty = set(Lot.objects.filter(article=article, emptied_at__isnull=False).values_list("pk", flat=True))
    assert empty == {pk for pk, amount in left.items() if amount == 0}


def _with_left(lots):
    return Lot.objects.filter(pk__in=[lot.pk for lot in lots]).with_balance()
