"""What keeps which clause of the plan here."""

from houqin.nightwatch import events
from houqin.tenancy.posts import Post
from houqin.tenancy.standing import stands_behind

for clause in ("D-25", "D-26", "D-27"):
    stands_behind(
        clause, entries=(events.POINT_MARKED, events.ROUND_COMPLETED), ledgers=("patrol-rounds",), answers=Post.GUARD,
        view="nightwatch:tonight",
    )  # fmt: skip
stands_behind(
    "D-28", entries=(events.POINT_MARKED, events.ROUND_CLOSED, events.HANDED_OVER),
    ledgers=("patrol-rounds", "shift-handover", "night-roster"), answers=Post.DUTY_LEADER, view="nightwatch:tonight",
)  # fmt: skip
