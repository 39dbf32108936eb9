"""The one stored shortcut, `emptied_at`, is recomputed and compared."""

from io import StringIO

import pytest
from django.core.management import call_command

from tests.builders import NOON, a_lot


def checked():
    out = StringIO()
    try:
        call_command("check_stock", stdout=out)
    except SystemExit as stopped:
        return stopped.code, out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def test_a_store_in_order_says_so(rice):
    a_lot(rice)
    a_lot(rice, 0, emptied_at=NOON)

    assert checked() == (0, ["2 lots agree with their movements."])


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({"amount": 0}, "0.0 kg left, not marked as emptied"),
        ({"amount": 500, "emptied_at": NOON}, "0.5 kg left, emptied at 2026-03-11 04:00"),
    ],
)
def test_a_difference_is_named(school, rice, state, said):
    lot = a_lot(rice, **state)

    assert checked() == (1, [f"{school.code} {lot.code}: {said}"])
