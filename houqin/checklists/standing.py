"""What keeps which clause of the plan here."""

from houqin.checklists import events
from houqin.tenancy.posts import Post
from houqin.tenancy.standing import stands_behind

for clause in ("C-24", "C-35", "S-24"):
    stands_behind(
        clause, entries=(events.LIST_RUN,), ledgers=("checklists",), answers=Post.FOOD_SAFETY_OFFICER,
        view="checklists:lists",
    )  # fmt: skip
