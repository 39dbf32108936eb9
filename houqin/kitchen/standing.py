"""What of the kitchen stands behind a clause of the plan."""

from houqin.kitchen import events
from houqin.tenancy.posts import Post
from houqin.tenancy.standing import stands_behind

stands_behind("C-02", gates=("GT-16",), entries=(events.DAY_OPENED,), answers=Post.PRINCIPAL, view="kitchen:day")
stands_behind(
    "C-15", gates=("GT-08",), entries=(events.TASTING_PASSED, events.TASTING_FAILED), ledgers=("tastings",),
    answers=Post.FOOD_SAFETY_OFFICER, view="kitchen:day",
)  # fmt: skip
stands_behind(
    "C-16", gates=("GT-09",), entries=(events.SAMPLE_TAKEN, events.SAMPLE_DISPOSED), ledgers=("retained-samples",),
    answers=Post.FOOD_SAFETY_OFFICER, view="kitchen:samples",
)  # fmt: skip
stands_behind(
    "C-17", entries=(events.TEMPERATURE_RECORDED,), ledgers=("cooking-temperatures",), answers=Post.COOK,
    view="kitchen:day",
)  # fmt: skip
stands_behind(
    "C-19", gates=("GT-10",), entries=(events.LEFTOVER_WEIGHED, events.LEFTOVERS_DISPOSED), ledgers=("leftovers",),
    answers=Post.COOK, view="kitchen:day",
)  # fmt: skip
stands_behind(
    "C-27", gates=("GT-11",), entries=(events.DISINFECTED,), ledgers=("disinfections",), answers=Post.COOK,
    view="kitchen:day",
)  # fmt: skip
for clause in ("C-26", "C-28", "C-29"):
    stands_behind(
        clause, entries=(events.DISINFECTED,), ledgers=("disinfections",), answers=Post.COOK, view="kitchen:day"
    )
stands_behind("C-22", gates=("GT-06",), entries=(events.MENU_PUBLISHED,), answers=Post.BUYER, view="kitchen:menus")
