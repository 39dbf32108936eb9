"""The end of each day's chain goes to the bureau, by hand or by the house."""

from houqin.foodsafety.actions import hand_over_heads
from houqin.foodsafety.clockwork import hand_over_what_waits
from houqin.foodsafety.models import HeadHandover
from houqin.foodsafety.reasons import Reason
from houqin.foodsafety.selectors.heads import lines_of
from houqin.journal.models import DailyHead, Entry
from houqin.journal.verifying import verify_against
from tests.builders import NOON, TODAY
from tests.foodsafety.conftest import DAY
from tests.refusing import posts_that_may, refused


def two_days(office):
    office.sign(TODAY - DAY, at=NOON - DAY)
    office.sign()


def test_what_the_bureau_lacks_is_handed_over_once(office):
    two_days(office)

    [made] = hand_over_heads(school=office.school, actor=office.crew.principal, at=NOON)

    head = DailyHead.objects.get()
    assert (made.on, made.sequence, made.hash, made.bureau) == (head.on, head.sequence, head.hash, office.school.bureau)
    assert refused(hand_over_heads, school=office.school, actor=office.crew.principal, at=NOON) == [
        Reason.HANDED_OVER_ALREADY
    ]


def test_the_bureaus_list_convicts_who_writes_history_anew(office):
    two_days(office)
    hand_over_heads(school=office.school, actor=office.crew.principal, at=NOON)
    text = "\n".join(lines_of(office.school.bureau))
    assert list(verify_against(text)) == []

    forged = text.replace(text.split()[-1], "0" * 64)

    assert len(list(verify_against(forged))) == 1


def test_the_house_hands_over_by_itself(office):
    two_days(office)

    assert [hand_over_what_waits(at=NOON), hand_over_what_waits(at=NOON)] == [1, 0]
    assert HeadHandover.objects.get().handed_by.username == "house"
    assert Entry.objects.filter(kind="foodsafety.heads_handed_over").count() == 1


def test_leaders_and_the_director_hand_over(office):
    two_days(office)

    assert posts_that_may(office.school, lambda actor: hand_over_heads(school=office.school, actor=actor, at=NOON)) == {
        "principal",
        "deputy_principal",
        "general_affairs_director",
        "food_safety_director",
    }
