"""Two people fill the same list without knowing of each other: merged item by item, disagreement shown to both."""

from datetime import timedelta
from decimal import Decimal

import pytest

from houqin.checklists.actions import Answered, run_checklist
from houqin.checklists.models import Run
from houqin.checklists.selectors.disagreeing import disagreements, newest_key, pairs_of
from houqin.incidents.models import Hazard
from houqin.journal.models import Entry
from houqin.notices.models import Notice
from tests.builders import NOON
from tests.checklists.conftest import FLOOR, FRIDGE, ITEMS, WORD

MINUTE = timedelta(minutes=1)
OILY = {FLOOR: Answered(passed=False, note="油污")}


@pytest.fixture
def hand_in(scene):
    """`hand_in(person, known=0)` hands in a list, made when `known` was its newest entry."""
    daily = scene.publish(*ITEMS)

    def hand_in(actor, *, more=(), at=NOON, **verb):
        items = scene.items(daily)
        answers = {items[FRIDGE].pk: Answered(number=Decimal("4.5")), items[WORD].pk: Answered(passed=True)}
        answers |= {items[key].pk: answered for key, answered in dict(more).items()}
        return run_checklist(school_list=daily, answers=answers, actor=actor, at=at, **verb)

    hand_in.daily = daily
    return hand_in


@pytest.fixture
def cook(scene):
    return scene.crew.cook


@pytest.fixture
def officer(scene):
    return scene.crew.food_safety_officer


def told():
    rows = Notice.objects.filter(kind="checklists.runs_disagree", withdrawn_at=None)
    return set(rows.values_list("to__name", flat=True))


def test_two_who_agree_make_one_hazard_and_no_noise(hand_in, cook, officer):
    first = hand_in(cook, more=OILY, known=0)
    second = hand_in(officer, more=OILY, known=0, at=NOON + MINUTE)

    assert second.beside == first
    assert disagreements(first, second) == []
    assert Hazard.objects.count() == 1
    assert told() == set()


def test_where_they_disagree_both_are_told_and_nothing_is_overwritten(hand_in, cook, officer):
    first = hand_in(cook, more=OILY, known=0)
    second = hand_in(officer, more={FRIDGE: Answered(number=Decimal("12"))}, known=0, at=NOON + MINUTE)

    found = [(str(one.item), one.one.passed, one.other.passed) for one in disagreements(first, second)]
    assert found == [("地面清洁", False, True), ("冷藏柜温度", True, False)]
    assert told() == {cook.name, officer.name}
    assert Hazard.objects.count() == 2
    assert Entry.objects.about(first).filter(kind="checklists.run_beside").exists()


def test_who_knew_of_the_first_entry_hands_in_another_occasion(hand_in, cook, officer):
    first = hand_in(cook, more=OILY, known=0)
    second = hand_in(officer, known=first.pk, at=NOON + MINUTE)

    assert second.beside is None
    assert told() == set()


@pytest.mark.parametrize("known", [None, 0])
def test_one_person_twice_is_not_two_people(hand_in, cook, known):
    hand_in(cook, more=OILY, known=known)

    assert hand_in(cook, known=known, at=NOON + MINUTE).beside is None


def test_a_correction_settles_it(hand_in, cook, officer):
    first = hand_in(cook, more=OILY, known=0)
    second = hand_in(officer, known=0, at=NOON + MINUTE)
    hand_in(officer, more=OILY, corrects=second, note="看漏了", at=NOON + 2 * MINUTE)

    [(one, other)] = pairs_of(first)
    assert disagreements(one, other) == []
    assert told() == set()
    assert Hazard.objects.count() == 1


def test_a_page_made_now_knows_the_newest(hand_in, cook):
    assert newest_key(hand_in.daily) == 0
    run = hand_in(cook)
    assert newest_key(hand_in.daily) == run.pk == Run.objects.get().pk


def test_both_pages_show_the_two_side_by_side(hand_in, cook, officer, client):
    first = hand_in(cook, more=OILY, known=0)
    second = hand_in(officer, known=0, at=NOON + MINUTE)
    client.force_login(cook)

    for run in (first, second):
        page = client.get(run.get_absolute_url()).content.decode()
        assert [words in page for words in ("两份提交不一致", cook.name, officer.name)] == [True] * 3
