"""What of the dormitory stands behind a clause of the plan."""

from houqin.dormitory import events
from houqin.tenancy.posts import Post
from houqin.tenancy.standing import stands_behind

# Rooms, beds and who sleeps where
stands_behind(
    "D-01", gates=("GT-16",), entries=(events.ROOM_FURNISHED, events.ROOM_CHANGED, events.PUT_IN_CHARGE),
    ledgers=("dorm-rooms",), answers=Post.DORM_MANAGER, view="dormitory:rooms",
)  # fmt: skip
stands_behind(
    "D-21", gates=("GT-15",), entries=(events.PLACED, events.STAY_ENDED, events.MOVE_APPROVED),
    ledgers=("dorm-sleepers", "bed-moves"), answers=Post.DORM_MANAGER, view="dormitory:moves",
)  # fmt: skip
