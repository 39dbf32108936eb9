"""What keeps which clause of the plan here."""

from houqin.tenancy.posts import Post
from houqin.tenancy.standing import stands_behind
from houqin.visitors import events

STAYS, GATE = "visitors:stays", "visitors:gate"

stands_behind(
    "D-22", gates=("GT-15",), entries=(events.STAY_APPLIED,), ledgers=("overnight-guests",),
    answers=Post.DUTY_LEADER, view=STAYS,
)  # fmt: skip
stands_behind(
    "D-23", gates=("GT-15",), entries=(events.STAY_APPROVED, events.STAY_DECLINED), ledgers=("overnight-guests",),
    answers=Post.DUTY_LEADER, view=STAYS,
)  # fmt: skip
stands_behind(
    "D-24", gates=("GT-15",), entries=(events.STAY_REGISTERED, events.GUEST_LODGED, events.GUEST_DEPARTED),
    ledgers=("overnight-guests",), answers=Post.DORM_MANAGER, view=STAYS,
)  # fmt: skip
stands_behind(
    "D-26", entries=(events.VISITOR_LET_IN, events.WORKERS_LET_IN, events.LET_OUT), ledgers=("visitors", "workers"),
    answers=Post.GUARD, view=GATE,
)  # fmt: skip
stands_behind(
    "E-08", entries=(events.VISITOR_LET_IN, events.LET_OUT), ledgers=("visitors",), answers=Post.GUARD, view=GATE
)  # fmt: skip
