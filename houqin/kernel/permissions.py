"""May this person do this? Declared by each app in `permissions.py`; posts hold permissions, people hold posts."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied

#: Every declared permission by code, filled when the apps' `permissions.py` are imported.
PERMISSIONS: dict[str, "Permission"] = {}


@dataclass(frozen=True)
class Permission:
    """`code` is stable and public; `posts` are the posts that hold it, as their stable codes.

    `personal` acts are somebody's word (a signature, a tasting, a release): no integration may do them.
    """

    code: str
    title: str
    posts: frozenset[str]
    personal: bool = False


def permission(code: str, title, posts, *, personal: bool = False) -> Permission:
    """Declare a permission once. Declaring a code twice is a mistake of ours and fails at start-up."""
    if code in PERMISSIONS:
        raise ValueError(f"permission {code} is declared twice")
    codes = frozenset(str(getattr(post, "value", post)) for post in posts)
    PERMISSIONS[code] = Permission(code, title, codes, personal)
    return PERMISSIONS[code]


class NotYours(PermissionDenied):
    """The person's posts do not hold the permission. Carries it, so that the page can name who may."""

    def __init__(self, needed: Permission):
        self.permission = needed
        super().__init__(str(needed.title))


def authorise(actor, needed: Permission, *, school, at: datetime, bureau=None) -> None:
    """Let the verb go on only for a person whose post holds `needed` in `school` at that moment.

    With `bureau`, the post must be held at that bureau or above it.
    Costs one query per person, school and day; kept on the actor.  Raises NotYours.
    """
    where = {"school": school} if bureau is None else {"school": None, "bureau": bureau}
    if not actor.may(needed, at=at, **where):
        raise NotYours(needed)
