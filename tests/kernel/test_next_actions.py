"""The order of things to do."""

from datetime import UTC, datetime, timedelta

from houqin.kernel.next_actions import Action, in_order

AT = datetime(2025, 11, 19, 7, 18, tzinfo=UTC)


def action(code, state, minutes=None):
    by = None if minutes is None else AT + timedelta(minutes=minutes)
    return Action(code, code, state, "/", "Open", by=by)


def test_worst_comes_first_then_what_has_a_time_by_that_time_then_the_rest():
    actions = [action("papers", "due"), action("sample", "due", 42), action("expired", "late"),
               action("taste", "due", 12), action("release", "blocked", 5)]  # fmt: skip

    assert [one.code for one in in_order(actions, at=AT)] == ["expired", "taste", "sample", "papers", "release"]
