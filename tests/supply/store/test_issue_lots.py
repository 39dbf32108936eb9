"""Out of the store: GT-05, first expired first out, GT-16; never half of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from houqin.journal.models import Entry, Mention
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import KernelReason, Refused
from houqin.people.models import PostHolding
from houqin.people.reasons import Reason as PeopleReason
from houqin.supply.actions import IssueLine, issue_lots, prepare_lot
from houqin.supply.models import Issue, Lot, Movement
from houqin.supply.reasons import Reason
from houqin.supply.selectors import balances
from tests.builders import NOON, TODAY, Crew, a_lot, a_school, an_article


def issue(school, crew, *lines, purpose="午餐", at=NOON):
    return issue_lots(school=school, purpose=purpose, lines=lines, actor=crew.storekeeper, at=at)


def refused(school, crew, *lines, **more):
    with pytest.raises(Refused) as caught:
        issue(school, crew, *lines, **more)
    assert not Issue.objects.exists()
    assert not Movement.objects.filter(kind="issued").exists()
    assert not Entry.objects.exists()
    return caught.value.reasons


def test_an_issue_takes_from_each_lot_and_says_so_once(school, crew, rice):
    oil = an_article(school, "菜籽油", base_unit="mL")
    some_rice, some_oil = a_lot(rice, 10_000), a_lot(oil, 5_000)

    made = issue(school, crew, IssueLine(some_rice, 4_000), IssueLine(some_oil, 5_000))

    assert balances([some_rice.pk, some_oil.pk]) == {some_rice.pk: 6_000, some_oil.pk: 0}
    assert list(Lot.objects.order_by("pk").values_list("emptied_at", flat=True)) == [None, NOON]
    entry = Entry.objects.get()
    with translation.override("en"):
        assert entry.sentence == f"{made.code} for 午餐: 大米 {some_rice.code} 4.0 kg, 菜籽油 {some_oil.code} 5.0 L"
    mentioned = set(Mention.objects.filter(entry=entry, kind="supply.lot").values_list("object_id", flat=True))
    assert mentioned == {some_rice.pk, some_oil.pk}


WRONG = [
    ({"expires_in": -1}, Reason.LOT_EXPIRED),
    ({"quarantined_at": NOON}, Reason.LOT_QUARANTINED),
    ({"held_at": NOON}, Reason.LOT_HELD),
    ({"rejected_at": NOON}, Reason.LOT_REJECTED),
    ({"amount": 3_999}, Reason.NOT_ENOUGH_LEFT),
    ({"amount": 0, "emptied_at": NOON, "disposed_at": NOON}, Reason.LOT_DISPOSED),
]


@pytest.mark.parametrize(("wrong", "reason"), WRONG)
def test_a_lot_that_is_not_usable_is_refused_and_nothing_moves(school, crew, rice, wrong, reason):
    good, bad = a_lot(an_article(school, "盐"), 1_000), a_lot(rice, **({"amount": 10_000} | wrong))

    assert refused(school, crew, IssueLine(good, 500), IssueLine(bad, 4_000)) == {reason}
    assert balances([good.pk]) == {good.pk: 1_000}


def test_every_line_gives_all_its_reasons_at_once(school, crew, rice):
    expired, held = a_lot(rice, expires_in=-1, quarantined_at=NOON), a_lot(an_article(school, "盐"), held_at=NOON)

    reasons = refused(school, crew, IssueLine(expired, 1), IssueLine(held, 1))

    assert reasons == {Reason.LOT_EXPIRED, Reason.LOT_QUARANTINED, Reason.LOT_HELD}


def test_every_refusal_names_its_gate(school, crew, rice):
    with pytest.raises(Refused) as caught:
        issue(school, crew, IssueLine(a_lot(rice, expires_in=-1), 1))

    assert [refusal.gate for refusal in caught.value.refusals] == ["GT-05"]


def test_the_last_day_of_use_is_still_usable(school, crew, rice):
    issue(school, crew, IssueLine(a_lot(rice, expires_in=0), 1))

    assert Issue.objects.count() == 1


def test_the_day_is_the_schools_own(school, crew, rice):
    """23:30 in UTC is the next morning in Shanghai: the lot that expired yesterday there stays."""
    lot = a_lot(rice, expires_in=0)

    assert refused(school, crew, IssueLine(lot, 1), at=NOON + timedelta(hours=13)) == {Reason.LOT_EXPIRED}


def test_a_lot_of_another_school_is_refused(school, crew):
    other = a_school("二小")
    Crew(other)
    theirs = a_lot(an_article(other))

    assert refused(school, crew, IssueLine(theirs, 1)) == {KernelReason.OTHER_SCHOOL}


def test_two_lines_of_one_lot_count_together(school, crew, rice):
    lot = a_lot(rice, 10_000)

    assert refused(school, crew, IssueLine(lot, 6_000), IssueLine(lot, 6_000)) == {Reason.NOT_ENOUGH_LEFT}


def test_a_lot_made_from_a_held_lot_is_refused_at_any_depth(school, crew, rice):
    paste, filling = an_article(school, "米浆", is_intermediate=True), an_article(school, "馅", is_intermediate=True)
    grain = a_lot(rice)
    first = prepare_lot(article=paste, made_amount=5_000, inputs=[IssueLine(grain, 5_000)], actor=crew.cook, at=NOON)
    second = prepare_lot(article=filling, made_amount=2_000, inputs=[IssueLine(first, 2_000)], actor=crew.cook, at=NOON)
    Lot.objects.filter(pk=grain.pk).update(held_at=NOON)

    with pytest.raises(Refused) as caught:
        issue(school, crew, IssueLine(second, 1))

    assert [(one.reason, one.facts["ancestor"]) for one in caught.value.refusals] == [
        (Reason.ANCESTOR_HELD, grain.code)
    ]
    assert not Issue.objects.exists()


def test_a_later_lot_before_an_earlier_one_needs_a_reason(school, crew, rice):
    earlier, later = a_lot(rice, expires_in=3), a_lot(rice, expires_in=9)

    with pytest.raises(Refused) as caught:
        issue(school, crew, IssueLine(later, 1))

    assert [(one.reason, one.where) for one in caught.value.refusals] == [(Reason.EARLIER_LOT_FIRST, earlier)]


def test_the_reason_for_a_later_lot_is_kept_on_its_movement(school, crew, rice):
    a_lot(rice, expires_in=3)
    later = a_lot(rice, expires_in=9)

    issue(school, crew, IssueLine(later, 1, "袋子已开"))

    assert Movement.objects.get(kind="issued").deviation_reason == "袋子已开"


def test_a_later_lot_follows_an_earlier_one_that_is_used_up(school, crew, rice):
    earlier, later = a_lot(rice, 1_000, expires_in=3), a_lot(rice, expires_in=9)

    issue(school, crew, IssueLine(earlier, 1_000), IssueLine(later, 500))

    assert balances([earlier.pk, later.pk]) == {earlier.pk: 0, later.pk: 9_500}


def test_an_earlier_lot_used_only_in_part_still_comes_first(school, crew, rice):
    earlier, later = a_lot(rice, 1_000, expires_in=3), a_lot(rice, expires_in=9)

    assert refused(school, crew, IssueLine(earlier, 999), IssueLine(later, 500)) == {Reason.EARLIER_LOT_FIRST}


@pytest.mark.parametrize("state", [{"held_at": NOON}, {"expires_in": -1}, {"amount": 0, "emptied_at": NOON}])
def test_an_earlier_lot_that_may_not_be_used_is_no_competitor(school, crew, rice, state):
    a_lot(rice, **({"expires_in": 3} | state))

    issue(school, crew, IssueLine(a_lot(rice, expires_in=9), 1))

    assert Issue.objects.count() == 1


@pytest.mark.parametrize("amount", [0, -5, 1.5])
def test_an_amount_is_a_whole_number_above_zero(school, crew, rice, amount):
    assert refused(school, crew, IssueLine(a_lot(rice), amount)) == {KernelReason.NOT_POSITIVE}


def test_nothing_chosen_and_no_purpose_are_refused(school, crew, rice):
    assert refused(school, crew) == {Reason.NOTHING_CHOSEN}
    assert refused(school, crew, IssueLine(a_lot(rice), 1), purpose=" ") == {Reason.PURPOSE_MISSING}


def test_nothing_is_issued_while_a_post_is_vacant(school, crew, rice):
    PostHolding.objects.filter(post="cook").update(ends_on=TODAY - timedelta(days=1))

    assert refused(school, crew, IssueLine(a_lot(rice), 1)) == {PeopleReason.POSTS_VACANT}


@pytest.mark.parametrize("post", ["cook", "buyer", "principal", "head_teacher"])
def test_only_the_storekeeper_issues(school, crew, rice, post):
    with pytest.raises(NotYours):
        issue_lots(school=school, purpose="午餐", lines=[IssueLine(a_lot(rice), 1)], actor=getattr(crew, post), at=NOON)

    assert not Issue.objects.exists()


def test_ten_lines_cost_as_many_queries_as_one(school, crew):
    def cost(lines):
        with CaptureQueriesContext(connection) as queries:
            issue(school, crew, *lines)
        return len(queries)

    def lots(number):
        return [IssueLine(a_lot(an_article(school, f"菜{place}")), 1) for place in range(number)]

    cost(lots(1))  # the series of codes and the head of the chain exist from here on

    assert cost(lots(10)) == cost(lots(1))
