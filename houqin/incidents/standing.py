"""What keeps which clause of the plan here."""

from houqin.incidents import events
from houqin.tenancy.posts import Post
from houqin.tenancy.standing import stands_behind

stands_behind(
    "C-24", gates=("GT-19",), entries=(events.HAZARD_REPORTED, events.HAZARD_FIXED, events.HAZARD_VERIFIED),
    ledgers=("hazards",), answers=Post.GENERAL_AFFAIRS_DIRECTOR, view="incidents:hazards",
)  # fmt: skip
stands_behind(
    "D-29", gates=("GT-19",), entries=(events.HAZARD_REPORTED_UP, events.USE_STOPPED), ledgers=("hazards",),
    answers=Post.PRINCIPAL, view="incidents:hazards",
)  # fmt: skip
