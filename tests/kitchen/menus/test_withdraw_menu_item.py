import pytest

from houqin.journal.models import Entry
from houqin.kernel.refusals import Refused
from houqin.kitchen.actions import withdraw_menu_item
from houqin.kitchen.models import MenuItem
from houqin.kitchen.reasons import Reason
from tests.builders import NOON, TODAY, a_dish
from tests.kitchen.menus.conftest import MONDAY


@pytest.fixture
def item(crew, a_menu):
    def make(*, published=True, on=TODAY, **more):
        a_menu(published=published, items=[(on, "lunch", a_dish(crew.school))])
        MenuItem.objects.update(**more)
        return MenuItem.objects.get()

    return make


def test_a_draft_forgets_what_is_taken_off_but_the_journal_does_not(crew, item):
    one = item(published=False)

    menu = withdraw_menu_item(item=one, actor=crew.cook, at=NOON)

    assert not MenuItem.objects.exists()
    assert [entry.kind for entry in Entry.objects.about(menu)] == ["kitchen.menu_item_removed"]


def test_a_published_menu_keeps_it_with_who_when_and_why(crew, item):
    withdraw_menu_item(item=item(), reason="鱼未到货", actor=crew.cook, at=NOON)

    kept = MenuItem.objects.get()
    assert (kept.withdrawn_at, kept.withdrawn_by, kept.withdrawn_reason) == (NOON, crew.cook, "鱼未到货")


@pytest.mark.parametrize(
    ("state", "reason_given", "reasons"),
    [
        ({}, "", {Reason.CHANGE_NEEDS_REASON}),
        ({"on": MONDAY}, "换菜", {Reason.MENU_DAY_OVER}),
        ({"on": MONDAY, "published": False}, "", {Reason.MENU_DAY_OVER}),
        ({"withdrawn_at": NOON}, "换菜", {Reason.WITHDRAWN_ALREADY}),
    ],
)
def test_withdrawing_is_refused(crew, item, state, reason_given, reasons):
    if "withdrawn_at" in state:
        state = state | {"withdrawn_by": crew.food_safety_officer, "withdrawn_reason": "先前"}
    one = item(**state)
    before = MenuItem.objects.values().get()

    with pytest.raises(Refused) as refused:
        withdraw_menu_item(item=one, reason=reason_given, actor=crew.cook, at=NOON)

    assert refused.value.reasons == reasons
    assert MenuItem.objects.values().get() == before
