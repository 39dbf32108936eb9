"""What keeps the clauses that ask where every child is, and that nobody sleeps outside."""

from houqin.tenancy.posts import Post
from houqin.tenancy.standing import stands_behind
from houqin.whereabouts import events

stands_behind(
    "D-18", entries=(events.AWAY_NOTED, events.AWAY_ENDED), ledgers=("away", "night-illness"),
    answers=Post.DORM_MANAGER, view="whereabouts:index",
)  # fmt: skip
stands_behind(
    "D-20", gates=("GT-14",), ledgers=("leave",), answers=Post.HEAD_TEACHER, view="whereabouts:index",
    entries=(
        *events.LEAVE_APPROVED, *events.LEAVE_COUNTERSIGNED, *events.HANDED_OVER, *events.LEAVE_PROLONGED,
        *events.RETURNED,
    ),
)  # fmt: skip
