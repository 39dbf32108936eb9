"""Questions asked before a change of people or posts."""

from collections.abc import Iterator

from houqin.kernel.refusals import Refusal
from houqin.people.models import PostHolding
from houqin.people.reasons import Reason
from houqin.people.selectors import vacant_posts


def canteen_has_its_people(held: list[PostHolding]) -> Iterator[Refusal]:
    """Why no canteen record may be made: a needed post has nobody in office. GT-16; charter C-02…C-06, S-11.

    `held` is `people.selectors.holders(school, on=day)`.
    """
    if vacant := vacant_posts(held):
        yield Refusal(Reason.POSTS_VACANT, {"posts": vacant}, gate="GT-16")
