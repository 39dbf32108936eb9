"""What keeps the clauses of the plan that ask for somebody who answers, and for hazards to be searched."""

from houqin.foodsafety import events
from houqin.governance import events as governance
from houqin.tenancy.posts import Post
from houqin.tenancy.standing import stands_behind

SIGNED = (events.DAY_SIGNED, events.WEEK_SIGNED, events.DISPATCH_RECORDED)
REGISTERS = ("daily-food-safety", "weekly-food-safety", "monthly-food-safety")

stands_behind(
    "C-03", gates=("GT-16",), entries=(events.DISPATCH_RECORDED, governance.MINUTES_SIGNED),
    ledgers=("monthly-food-safety",), answers=Post.PRINCIPAL, view="foodsafety:index",
)  # fmt: skip
stands_behind(
    "C-05", entries=(events.WEEK_SIGNED,), ledgers=("weekly-food-safety",), answers=Post.GENERAL_AFFAIRS_DIRECTOR,
    view="foodsafety:index",
)  # fmt: skip
stands_behind("C-06", entries=SIGNED, ledgers=REGISTERS, answers=Post.FOOD_SAFETY_DIRECTOR, view="foodsafety:index")
stands_behind(
    "C-20", gates=("GT-18",), entries=(events.HEADS_HANDED_OVER,), answers=Post.GENERAL_AFFAIRS_DIRECTOR,
    view="foodsafety:heads",
)  # fmt: skip
stands_behind(
    "C-33", entries=(events.DAY_SIGNED,), ledgers=("daily-food-safety",), answers=Post.FOOD_SAFETY_OFFICER,
    view="foodsafety:index",
)  # fmt: skip
stands_behind("C-35", entries=SIGNED, ledgers=REGISTERS, answers=Post.FOOD_SAFETY_OFFICER, view="foodsafety:index")
stands_behind(
    "C-38", entries=(events.DISPATCH_RECORDED,), ledgers=("monthly-food-safety",), answers=Post.PRINCIPAL,
    view="foodsafety:index",
)  # fmt: skip
