"""What is counted of the rooms stays what it was when rooms empty and when the holidays come (CL-05, DE-01, SF-06)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from houqin.roomlife.actions import Seen, appoint_head, inspect_rooms
from houqin.roomlife.measures import dangers, mean_score, with_head
from tests.builders import NOON, TODAY
from tests.roomlife.conftest import move_out

DAY = timedelta(days=1)


def test_what_was_seen_in_a_room_counts_although_it_was_given_up_since(scene):
    other = scene.a_room("302 室", sleepers=1)
    seen = {other.pk: Seen(("wiring",))}
    inspect_rooms(school=scene.school, rooms=[scene.room, other], seen=seen, actor=scene.manager, at=NOON)

    move_out(scene.pupils(other)[0], on=TODAY + 3 * DAY)

    days = {"first": TODAY, "last": TODAY + 5 * DAY}
    assert dangers(scene.school, **days).value == 1
    assert (mean_score(scene.school, **days).value, mean_score(scene.school, **days).of) == (Decimal("97.5"), 2)


@pytest.mark.parametrize(
    ("first", "last", "heads"),
    [
        (date(2026, 2, 1), date(2026, 7, 10), 100),
        (date(2026, 2, 1), date(2026, 7, 31), 100),
        (date(2026, 7, 11), date(2026, 7, 31), None),
    ],
)
def test_heads_are_counted_on_the_last_night_of_the_term(scene, first, last, heads):
    appoint_head(room=scene.room, pupil=scene.pupils()[0], term=scene.term, actor=scene.manager, at=NOON)

    assert with_head(scene.school, first=first, last=last).value == heads
