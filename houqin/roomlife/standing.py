"""What keeps which clause of the plan here."""

from houqin.roomlife import events
from houqin.tenancy.posts import Post
from houqin.tenancy.standing import stands_behind

stands_behind(
    "D-02", entries=(events.ROOM_AWARDED, events.ROOM_HELPED), ledgers=("civilised-rooms",), answers=Post.PRINCIPAL,
    view="roomlife:awards",
)  # fmt: skip
stands_behind(
    "D-05", entries=(events.HEAD_ELECTED, events.HEAD_APPOINTED, events.HEAD_ENDED), ledgers=("room-heads",),
    answers=Post.DORM_MANAGER, view="roomlife:heads",
)  # fmt: skip
stands_behind(
    "D-06", entries=(events.ROTA_PLANNED, events.TURNS_CHECKED), ledgers=("cleaning-rota",), answers=Post.DORM_MANAGER,
    view="roomlife:rota",
)  # fmt: skip
for clause in ("D-08", "D-16"):
    stands_behind(
        clause, entries=(events.ROOMS_INSPECTED, events.ROOMS_DRAWN), ledgers=("room-inspections",),
        answers=Post.DORM_MANAGER, view="roomlife:rooms",
    )  # fmt: skip
