"""Questions asked before a change of people or posts."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from houqin.kernel.refusals import Refusal
from houqin.people.models import PostHolding, Staff
from houqin.people.reasons import Reason
from houqin.people.selectors import vacant_posts
from houqin.tenancy.posts import AT_BUREAU, SINGLE, Post


def canteen_has_its_people(held: list[PostHolding]) -> Iterator[Refusal]:
    """Why no canteen record may be made: a needed post has nobody in office. GT-16; charter C-02…C-06, S-11.

    `held` is `people.selectors.holders(school, on=day)`.
    """
    if vacant := vacant_posts(held):
        yield Refusal(Reason.POSTS_VACANT, {"posts": vacant}, gate="GT-16")


def may_appoint(staff: Staff, *, post: str, starts_on: date, ends_on: date | None, is_deputy: bool,
                overlapping: list[PostHolding], today: date) -> Iterator[Refusal]:  # fmt: skip
    """Why this person may not take this post. `overlapping` are holdings of the post in those days."""
    title = Post(post).label
    if post in AT_BUREAU:
        yield Refusal(Reason.POST_ELSEWHERE, {"post": title})
    if staff.left_on and staff.left_on < starts_on:
        yield Refusal(Reason.LEFT, {"name": staff.name, "left_on": staff.left_on})
    if starts_on < today:
        yield Refusal(Reason.BEGINS_IN_THE_PAST, {"starts_on": starts_on})
    if ends_on and ends_on < starts_on:
        yield Refusal(Reason.ENDS_BEFORE_START, {"starts_on": starts_on, "ends_on": ends_on})
    for held in overlapping:
        if held.user_id == staff.user_id:
            yield Refusal(Reason.HOLDS_ALREADY, {"name": staff.name})
        elif post in SINGLE and not is_deputy and not held.is_deputy:
            yield Refusal(Reason.POST_HELD, {"name": held.user.name, "post": title})


def may_end(holding: PostHolding, *, ends_on: date, today: date, appointers_left: bool) -> Iterator[Refusal]:
    """Why this appointment may not end then. `appointers_left`: somebody else can still appoint afterwards."""
    if holding.ends_on is not None and holding.ends_on < today:
        yield Refusal(Reason.ENDED_ALREADY, {"ends_on": holding.ends_on})
    if ends_on < max(holding.starts_on, today):
        yield Refusal(Reason.ENDS_BEFORE_START, {"starts_on": max(holding.starts_on, today), "ends_on": ends_on})
    if holding.post in {Post.PRINCIPAL, Post.GENERAL_AFFAIRS_DIRECTOR} and not appointers_left:
        yield Refusal(Reason.LAST_APPOINTER, {"name": holding.user.name})


#: What leans on an entry, in words. The apps above us are no more than “other records” here.
LEANING = {
    "people.user": _("accounts"),
    "people.schoolclass": _("classes, as head teacher"),
    "people.enrolment": _("class lists"),
    "people.guardian": _("guardians"),
}
NAMED = 20


def nothing_leans_on(names: dict[int, str], leaning: dict[int, list[str]], words=LEANING) -> Iterator[Refusal]:
    """Why these entries stay. `leaning`: key → labels of models, as `kernel.references.referring` finds them.

    The first twenty by name: after a week every one of 1,200 pupils is in use, and nobody reads 1,200 sentences.
    """
    for key, labels in list(leaning.items())[:NAMED]:
        said = dict.fromkeys(str(words.get(label, _("other records"))) for label in labels)
        yield Refusal(Reason.IN_USE, {"name": names[key], "what": list(said)})
    if len(leaning) > NAMED:
        yield Refusal(Reason.MORE_IN_USE, {"count": len(leaning) - NAMED})
