"""Who holds which post and answers for which clause, on any day and over any period (S-11)."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from houqin.governance.selectors.charter import behind
from houqin.people.models import PostHolding, User
from houqin.people.selectors import holders
from houqin.tenancy import rulebook
from houqin.tenancy.posts import EVERY_SCHOOL_POST, Post


@dataclass
class MatrixRow:
    """One post: what it answers for, who holds it, who deputises."""

    post: Post
    clauses: list[str]
    people: list[PostHolding] = field(default_factory=list)
    deputies: list[PostHolding] = field(default_factory=list)

    @property
    def is_vacant(self) -> bool:
        return not self.people


def clauses_of_posts() -> dict[str, list[str]]:
    """Post code → ids of the clauses it answers for, in the order of the plan; no query."""
    found: dict[str, list[str]] = {post.value: [] for post in Post}
    for clause in rulebook.clauses().values():
        for post in behind(clause).posts:
            found[post.value].append(clause.id)
    return found


def matrix_on(school, on: date) -> list[MatrixRow]:
    """Every post of the school on a day, vacant ones included. One query."""
    clauses = clauses_of_posts()
    rows = {post.value: MatrixRow(post, clauses[post.value]) for post in Post if post in EVERY_SCHOOL_POST}
    for held in holders(school, on=on):
        row = rows[held.post]
        (row.deputies if held.is_deputy else row.people).append(held)
    return list(rows.values())


def held_between(school, first: date, last: date) -> list[PostHolding]:
    """Everybody who held a post on any of these days, by post and first day. One query."""
    rows = PostHolding.objects.of(school).filter(
        Q(ends_on=None) | Q(ends_on__gte=first), starts_on__lte=last, user__kind=User.Kind.PERSON
    )
    order = {post.value: place for place, post in enumerate(Post)}
    found = rows.select_related("user", "appointed_by").order_by("starts_on", "is_deputy", "pk")
    return sorted(found, key=lambda held: order[held.post])


ONE_DAY = timedelta(days=1)


def vacancies(held: list[PostHolding], first: date, last: date) -> list[tuple[date, date | None]]:
    """Stretches of these days on which no main holder was in office; None as the end: still vacant on the last day.

    `held` are the holdings of one post; deputies fill no vacancy.
    """
    found, free_from = [], first
    for one in sorted(
        (one for one in held if not (one.is_deputy or one.is_of_contractor)), key=lambda one: one.starts_on
    ):
        if one.starts_on > free_from:
            found.append((free_from, one.starts_on - ONE_DAY))
        ends_on = one.ends_on or last
        free_from = max(free_from, ends_on + ONE_DAY)
    if free_from <= last:
        found.append((free_from, None))
    return found
