"""Threads at a real PostgreSQL: never over-issued, never released twice, never released after a hold."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from houqin.journal.models import Entry, Submission
from houqin.supply.models import Issue
from houqin.visitors.models import GuestStay
from tests.races.attempts import attempt
from tests.races.stage import build, look

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*attempts: tuple[str, int, int]) -> list[str]:
    together, answers = Barrier(len(attempts)), {}

    def go(place, words):
        try:
            together.wait()
            answers[place] = attempt(*words)
        finally:
            connection.close()

    threads = [Thread(target=go, args=pair) for pair in enumerate(attempts)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return [answers[place] for place in range(len(attempts))]


def test_the_last_kilos_are_issued_once():
    keys = build()

    answers = at_once(*[("issue", keys["last"], keys["storekeeper"])] * 8)

    assert sorted(answers) == ["done"] * 3 + ["not_enough_left"] * 5
    assert look(keys) | {"left": 0, "broken": []} == look(keys)


def test_the_same_key_at_the_same_moment_counts_once_and_everybody_gets_that_result():
    keys = build()
    issued, written = Issue.objects.count(), Entry.objects.count()

    answers = at_once(*[("issue with one key", keys["last"], keys["storekeeper"])] * 4)

    assert answers == [Issue.objects.latest("pk").code] * 4
    assert (Issue.objects.count(), Entry.objects.count()) == (issued + 1, written + 1)
    assert Submission.objects.filter(entry_key="k" * 32).count() == 1
    assert look(keys) | {"left": 2_000, "broken": []} == look(keys)


def test_two_releases_are_one():
    keys = build()

    answers = at_once(*[("release", keys["meal"], keys["officer"])] * 4)

    assert sorted(answers) == ["already_released"] * 3 + ["done"]
    assert look(keys)["order"] == ["kitchen.meal_released"]


@pytest.mark.parametrize("round_", range(6))
def test_nothing_is_released_after_a_hold(round_):
    keys = build()

    released, held = at_once(("release", keys["meal"], keys["officer"]), ("hold", keys["used"], keys["officer"]))

    seen = look(keys)
    assert held == "done"
    assert seen["broken"] == []
    if released == "done":
        assert (seen["state"], seen["order"]) == ("released", ["kitchen.meal_released", "supply.lot_held"])
    else:
        assert (released, seen["state"], seen["order"]) == ("lot_held", "sampled", ["supply.lot_held"])


def test_the_last_place_of_a_guest_room_is_given_once():
    keys = build()

    answers = at_once(*[("lodge", keys[f"guest {number}"], keys["manager"]) for number in (1, 2, 3)])

    assert sorted(answers) == ["done", "guest_room_full", "guest_room_full"]
    assert GuestStay.objects.lodged().count() == 1
