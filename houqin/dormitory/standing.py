"""What of the dormitory stands behind a clause of the plan."""

from houqin.dormitory import events
from houqin.tenancy.posts import Post
from houqin.tenancy.standing import stands_behind

# Nights
for clause in ("D-16", "D-17", "D-18"):
    stands_behind(
        clause, gates=("GT-13", "GT-16"), entries=(events.ROOMS_COUNTED, events.ROLL_CLOSED), ledgers=("roll-calls",),
        answers=Post.DORM_MANAGER, view="dormitory:tonight",
    )  # fmt: skip
stands_behind(
    "D-19", entries=(events.CHILD_MISSING, events.SEARCH_STEP, events.CHILD_FOUND), ledgers=("searches",),
    answers=Post.DUTY_LEADER, view="dormitory:tonight",
)  # fmt: skip
stands_behind(
    "D-30", entries=(events.CHILD_MISSING,), ledgers=("searches",), answers=Post.DUTY_LEADER, view="dormitory:tonight"
)
# Rooms, beds and who sleeps where
stands_behind(
    "D-01", gates=("GT-16",), entries=(events.ROOM_FURNISHED, events.ROOM_CHANGED, events.PUT_IN_CHARGE),
    ledgers=("dorm-rooms",), answers=Post.DORM_MANAGER, view="dormitory:rooms",
)  # fmt: skip
stands_behind(
    "D-21", gates=("GT-15",), entries=(events.PLACED, events.STAY_ENDED, events.MOVE_APPROVED),
    ledgers=("dorm-sleepers", "bed-moves"), answers=Post.DORM_MANAGER, view="dormitory:moves",
)  # fmt: skip
