"""What keeps which clause of the plan here."""

from houqin.campus import events
from houqin.tenancy.posts import Post
from houqin.tenancy.standing import stands_behind

stands_behind(
    "D-25", entries=(events.ROUND_DONE, events.SERVICED, events.TESTED),
    ledgers=("equipment", "equipment-checks", "equipment-services"), answers=Post.GENERAL_AFFAIRS_DIRECTOR,
    view="campus:equipment",
)  # fmt: skip
# Doors are locked at night, and exits still open from inside.
stands_behind(
    "D-13", entries=(events.ROUND_DONE,), ledgers=("equipment-checks",), answers=Post.DORM_MANAGER,
    view="campus:checks",
)  # fmt: skip
