"""What all parts share: the mark, one person in every post, and how a thing is kept under its kind."""

from houqin.people.models import PostHolding, Staff
from houqin.tenancy.posts import Post
from tests.builders import (
    NOON,
    YEARS_AGO,
    a_person,
)

MARK = "QZX7"
SCHOOL_POSTS = [post for post in Post if post != Post.BUREAU_OFFICER]


def everybody_at(school, name="全能"):
    """One person in every post of a school: what they cannot reach, no single post can."""
    user = a_person(name)
    Staff.objects.create(school=school, name=user.name, number=f"E{school.pk}", user=user)
    for post in SCHOOL_POSTS:
        PostHolding.objects.create(
            post=post, user=user, school=school, starts_on=YEARS_AGO, appointed_by=user, appointed_at=NOON
        )
    return user


class Marked:
    """`things` by kind: what an address asks for where it says pk. `school` and `user` are there from the start."""

    def __getitem__(self, kind: str) -> int:
        return self.things[kind].pk

    def keep(self, kind: str, row):
        self.things[kind] = row
        return row

    def make(self, kind: str, model, /, **columns):
        return self.keep(kind, model.objects.create(school=self.school, **columns))
