"""Hold, quarantine, reject, send back, destroy, move: each by those who may, each with its way out."""

import pytest

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import KernelReason, Refused
from houqin.supply.actions import (
    IssueLine,
    dispose_lot,
    end_quarantine,
    hold_lot,
    issue_lots,
    lift_hold,
    move_lot,
    quarantine_lot,
    reject_lot,
    send_back_lot,
)
from houqin.supply.models import Movement
from houqin.supply.reasons import Reason
from houqin.supply.selectors import balances
from tests.builders import NOON, a_lot, a_school, a_space, a_supplier, an_article


def refusal_of(verb, **arguments):
    entries, movements = Entry.objects.count(), Movement.objects.count()
    with pytest.raises(Refused) as caught:
        verb(at=NOON, **arguments)
    assert (Entry.objects.count(), Movement.objects.count()) == (entries, movements)
    return caught.value.reasons


def test_from_a_hold_on_nothing_leaves_the_lot(school, crew, rice):
    lot = a_lot(rice)

    hold_lot(lot=lot, actor=crew.cook, at=NOON)

    lines = [IssueLine(lot, 1)]
    assert refusal_of(issue_lots, school=school, purpose="午餐", lines=lines, actor=crew.storekeeper) == {
        Reason.LOT_HELD
    }


@pytest.mark.parametrize(
    "post",
    [
        "principal", "deputy_principal", "general_affairs_director", "food_safety_director", "food_safety_officer",
        "storekeeper", "cook",
    ],
)  # fmt: skip
def test_whoever_is_near_the_food_may_hold_it(crew, rice, post):
    assert hold_lot(lot=a_lot(rice), actor=getattr(crew, post), at=NOON).held_at == NOON


def test_a_held_lot_is_not_held_twice(crew, rice):
    assert refusal_of(hold_lot, lot=a_lot(rice, held_at=NOON), actor=crew.cook) == {Reason.HELD_ALREADY}


def test_a_hold_is_lifted_by_another_person(crew, rice):
    lot = a_lot(rice)
    hold_lot(lot=lot, reason="有异味", actor=crew.food_safety_officer, at=NOON)

    asked = {"lot": lot, "reason": "复查正常"}
    assert refusal_of(lift_hold, actor=crew.food_safety_officer, **asked) == {Reason.HELD_BY_YOU}
    lifted = lift_hold(actor=crew.food_safety_director, at=NOON, **asked)

    assert (lifted.held_at, lifted.held_reason) == (None, "")


@pytest.mark.parametrize("post", ["storekeeper", "cook", "general_affairs_director"])
def test_only_food_safety_and_the_principal_lift_a_hold(crew, rice, post):
    with pytest.raises(NotYours):
        lift_hold(lot=a_lot(rice, held_at=NOON), reason="好", actor=getattr(crew, post), at=NOON)


def test_a_hold_is_not_lifted_without_saying_why(crew, rice):
    lot = a_lot(rice, held_at=NOON)

    assert refusal_of(lift_hold, lot=lot, reason=" ", actor=crew.principal) == {Reason.WHY_MISSING}


def test_a_lot_that_is_not_held_has_no_hold_to_lift(crew, rice):
    assert refusal_of(lift_hold, lot=a_lot(rice), reason="好", actor=crew.principal) == {Reason.NOT_HELD}


def test_quarantine_begins_and_ends_with_a_reason(crew, rice):
    lot = a_lot(rice)

    assert quarantine_lot(lot=lot, reason="包装鼓起", actor=crew.storekeeper, at=NOON).quarantined_at == NOON
    assert refusal_of(quarantine_lot, lot=lot, reason="再", actor=crew.storekeeper) == {Reason.QUARANTINED_ALREADY}
    assert end_quarantine(lot=lot, reason="开包查验", actor=crew.food_safety_officer, at=NOON).quarantined_at is None


@pytest.mark.parametrize(
    ("state", "reason"),
    [({"expires_in": -1}, Reason.LOT_EXPIRED), ({"rejected_at": NOON}, Reason.LOT_REJECTED)],
)
def test_unfit_goods_do_not_leave_quarantine_for_use(crew, rice, state, reason):
    lot = a_lot(rice, quarantined_at=NOON, **state)

    assert refusal_of(end_quarantine, lot=lot, reason="好", actor=crew.food_safety_officer) == {reason}


def test_a_rejection_is_said_once(crew, rice):
    lot = reject_lot(lot=a_lot(rice), reason="生虫", actor=crew.food_safety_officer, at=NOON)

    assert lot.rejected_at == NOON
    assert refusal_of(reject_lot, lot=lot, reason="生虫", actor=crew.food_safety_officer) == {Reason.REJECTED_ALREADY}


UNFIT = [{"expires_in": -1}, {"held_at": NOON}, {"quarantined_at": NOON}, {"rejected_at": NOON}]


@pytest.mark.parametrize("state", UNFIT)
def test_unfit_goods_may_always_be_destroyed(crew, rice, state):
    lot = a_lot(rice, 10_000, **state)

    dispose_lot(lot=lot, amount=4_000, method="denatured", reason="不能用", actor=crew.storekeeper, at=NOON)
    dispose_lot(lot=lot, method="buried", reason="不能用", actor=crew.storekeeper, at=NOON)

    lot.refresh_from_db()
    assert (balances([lot.pk])[lot.pk], lot.disposed_at, lot.emptied_at) == (0, NOON, NOON)


@pytest.mark.parametrize("state", UNFIT)
def test_unfit_goods_may_always_be_sent_back(school, crew, rice, state):
    lot = a_lot(rice, 10_000, supplier=a_supplier(school), **state)

    send_back_lot(lot=lot, reason="不合格", actor=crew.storekeeper, at=NOON)

    lot.refresh_from_db()
    assert (balances([lot.pk])[lot.pk], lot.disposed_at, lot.emptied_at) == (0, None, NOON)


def test_what_was_made_here_has_nobody_to_go_back_to(crew, rice):
    assert refusal_of(send_back_lot, lot=a_lot(rice), reason="坏", actor=crew.storekeeper) == {Reason.NO_SUPPLIER}


@pytest.mark.parametrize(("amount", "reason"), [(10_001, Reason.NOT_ENOUGH_LEFT), (0, KernelReason.NOT_POSITIVE)])
def test_more_than_there_is_cannot_be_destroyed(crew, rice, amount, reason):
    lot = a_lot(rice, 10_000)

    asked = {"amount": amount, "method": "buried", "reason": "霉变"}
    assert refusal_of(dispose_lot, lot=lot, actor=crew.storekeeper, **asked) == {reason}


def test_a_lot_moves_where_it_fits(school, crew):
    meat, chiller = an_article(school, "鸡腿", storage="chilled"), a_space(school, "chiller", "冷藏柜")
    lot = a_lot(meat)

    assert move_lot(lot=lot, space=chiller, actor=crew.storekeeper, at=NOON).space == chiller
    assert refusal_of(move_lot, lot=lot, space=chiller, actor=crew.storekeeper) == {Reason.THERE_ALREADY}


def test_a_lot_does_not_move_where_it_would_spoil_or_does_not_belong(school, crew):
    lot = a_lot(an_article(school, "鸡腿", storage="chilled"))
    shut = a_space(school, "chiller", "旧冷柜")
    shut.closed_on = NOON.date()
    shut.save()

    def why_not(space):
        return refusal_of(move_lot, lot=lot, space=space, actor=crew.storekeeper)

    assert why_not(a_space(school)) == {Reason.SPACE_DOES_NOT_FIT}
    assert why_not(shut) == {Reason.SPACE_CLOSED}
    assert why_not(a_space(a_school(), "chiller")) == {KernelReason.OTHER_SCHOOL}
