"""Who answers for a place: the post that its kind belongs to."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.people.answering import answering
from houqin.people.permissions import SEE_POSTS
from houqin.tenancy.here import Part, here, who_answers
from houqin.tenancy.models import Space
from houqin.tenancy.posts import Post

#: The general-affairs director answers for every other kind.
POSTS = {
    Space.Kind.CANTEEN: Post.FOOD_SAFETY_DIRECTOR,
    Space.Kind.KITCHEN: Post.FOOD_SAFETY_OFFICER,
    Space.Kind.DINING_HALL: Post.FOOD_SAFETY_OFFICER,
    Space.Kind.SAMPLE_REFRIGERATOR: Post.FOOD_SAFETY_OFFICER,
    Space.Kind.STORE: Post.STOREKEEPER,
    Space.Kind.CHILLER: Post.STOREKEEPER,
    Space.Kind.FREEZER: Post.STOREKEEPER,
    Space.Kind.DORM_ROOM: Post.DORM_MANAGER,
    Space.Kind.GUEST_ROOM: Post.DORM_MANAGER,
    Space.Kind.DUTY_ROOM: Post.DORM_MANAGER,
    Space.Kind.SICK_ROOM: Post.SCHOOL_DOCTOR,
}

#: A post that more people hold than this reads as the post.
MOST_NAMES = 2


@who_answers
def holders_for(space: Space, *, at: datetime):
    """Two queries. `space` has its school and bureau loaded."""
    post = POSTS.get(space.kind, Post.GENERAL_AFFAIRS_DIRECTOR)
    names = [user.name for user in answering(space.school, post, at)]
    return post.label, names if len(names) <= MOST_NAMES else []


@here(gettext_lazy("Who answers here"), place=90)
def who(space: Space, *, actor, at: datetime) -> Part:
    post, names = holders_for(space, at=at)
    may_see = actor.may(SEE_POSTS, school=space.school, at=at)
    more = reverse("people:posts") if may_see else ""
    line = {"label": str(post), "icon": "user-check", "end": names or _("see posts")}
    return Part([line], more=more)
