"""Which post stands above which: who may say that a duty need not be done."""

from houqin.tenancy.posts import Post

#: Posts without a rank of their own do the work.
RANKS = {
    Post.BUREAU_OFFICER: 4,
    Post.PRINCIPAL: 3,
    Post.DEPUTY_PRINCIPAL: 2,
    Post.GENERAL_AFFAIRS_DIRECTOR: 2,
    Post.FOOD_SAFETY_DIRECTOR: 1,
}
RANKED = frozenset(RANKS)


def rank(post: str) -> int:
    return RANKS.get(Post(post), 0)


def stands_above(post: str, owner: str) -> bool:
    """A bureau decides for a school only what nobody at the school stands above: its principal's own duties."""
    if post == Post.BUREAU_OFFICER:
        return owner == Post.PRINCIPAL
    return rank(post) > rank(owner)
