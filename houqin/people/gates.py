"""Questions asked before a change of people or posts."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from houqin.kernel.refusals import Refusal
from houqin.people.models import Enrolment, PostHolding, Pupil, SchoolClass, Staff, StaffAbsence
from houqin.people.permissions import APPOINT
from houqin.people.reasons import Reason
from houqin.people.selectors import vacant_posts
from houqin.tenancy.posts import AT_BUREAU, SINGLE, Post


def canteen_has_its_people(held: list[PostHolding]) -> Iterator[Refusal]:
    """Why no canteen record may be made: a needed post has nobody in office. GT-16; charter C-02…C-06, S-11.

    `held` is `people.selectors.holders(school, on=day)`.
    """
    if vacant := vacant_posts(held):
        yield Refusal(Reason.POSTS_VACANT, {"posts": vacant}, gate="GT-16")


def directors_are_named(held: list[PostHolding], *, heads: int, limits) -> Iterator[Refusal]:
    """FM-02, FM-05: from so many diners a food-safety director, and one of the contractor where one runs the canteen.

    `limits` are the school's numbers in force; a deputy counts as in office.
    """
    if heads < limits["director_needed_from_diners"]:
        return
    named = {one.is_of_contractor for one in held if one.post == Post.FOOD_SAFETY_DIRECTOR}
    wanted = {False: _("the school"), True: _("the contractor")} if limits["canteen_is_contracted"] else {
        False: _("the school")
    }  # fmt: skip
    if missing := [words for of_contractor, words in wanted.items() if of_contractor not in named]:
        yield Refusal(Reason.DIRECTOR_MISSING, {"heads": heads, "whose": missing}, gate="GT-16")


def may_appoint(staff: Staff, *, post: str, starts_on: date, ends_on: date | None, is_deputy: bool,
                is_of_contractor: bool, overlapping: list[PostHolding], today: date) -> Iterator[Refusal]:  # fmt: skip
    """Why this person may not take this post. `overlapping` are holdings of the post in those days."""
    title = Post(post).label
    if post in AT_BUREAU:
        yield Refusal(Reason.POST_ELSEWHERE, {"post": title})
    if is_of_contractor and post != Post.FOOD_SAFETY_DIRECTOR:
        yield Refusal(Reason.CONTRACTOR_NAMES_DIRECTOR, {"post": Post.FOOD_SAFETY_DIRECTOR.label})
    if not staff.user.is_active:
        yield Refusal(Reason.ACCOUNT_CLOSED, {"name": staff.name}, where=staff)
    if staff.left_on and (ends_on is None or staff.left_on < ends_on):
        yield Refusal(Reason.LEFT, {"name": staff.name, "left_on": staff.left_on})
    if starts_on < today:
        yield Refusal(Reason.BEGINS_IN_THE_PAST, {"starts_on": starts_on})
    if ends_on and ends_on < starts_on:
        yield Refusal(Reason.ENDS_BEFORE_START, {"starts_on": starts_on, "ends_on": ends_on})
    for held in overlapping:
        if held.user_id == staff.user_id:
            yield Refusal(Reason.HOLDS_ALREADY, {"name": staff.name})
        elif held.is_of_contractor != is_of_contractor:
            continue
        elif post in SINGLE and not is_deputy and not held.is_deputy:
            yield Refusal(Reason.POST_HELD, {"name": held.user.name, "post": title})


def may_end(holding: PostHolding, *, ends_on: date, today: date, appointers_left: bool) -> Iterator[Refusal]:
    """Why this appointment may not end then. `appointers_left`: somebody else can still appoint afterwards."""
    if holding.ends_on is not None and holding.ends_on < today:
        yield Refusal(Reason.ENDED_ALREADY, {"ends_on": holding.ends_on})
    elif holding.ends_on is not None and ends_on > holding.ends_on:
        yield Refusal(Reason.ENDS_EARLIER, {"name": holding.user.name, "ends_on": holding.ends_on})
    if ends_on < max(holding.starts_on, today):
        yield Refusal(Reason.ENDS_BEFORE_START, {"starts_on": max(holding.starts_on, today), "ends_on": ends_on})
    if holding.post in APPOINT.posts and not appointers_left:
        yield Refusal(Reason.LAST_APPOINTER, {"name": holding.user.name})


def may_be_away(staff: Staff, *, starts_at: datetime, ends_at: datetime, standing: list[StaffAbsence], approver,
                at: datetime) -> Iterator[Refusal]:  # fmt: skip
    """Why this leave may not be approved. `standing` are the staff member's leaves that overlap it."""
    if staff.user_id == approver.pk:
        yield Refusal(Reason.OWN_ABSENCE)
    if ends_at <= starts_at:
        yield Refusal(Reason.RETURNS_BEFORE_LEAVING, {"starts_at": starts_at, "ends_at": ends_at})
    elif ends_at <= at:
        yield Refusal(Reason.ABSENCE_IS_OVER, {"ends_at": ends_at})
    if staff.left_on and staff.left_on < staff.school.localdate(starts_at):
        yield Refusal(Reason.LEFT, {"name": staff.name, "left_on": staff.left_on})
    for one in standing:
        facts = {"name": staff.name, "starts_at": one.starts_at, "ends_at": one.ends_at}
        yield Refusal(Reason.AWAY_ALREADY, facts)


def may_return(absence: StaffAbsence, *, at: datetime) -> Iterator[Refusal]:
    """Why this leave cannot be ended now."""
    if absence.is_over(at):
        yield Refusal(Reason.BACK_ALREADY, {"ended_at": absence.ended_at or absence.ends_at})


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


def may_withdraw(holding: PostHolding, *, today: date) -> Iterator[Refusal]:
    """Why this appointment may not be taken back: somebody may already have answered by it."""
    if holding.starts_on <= today:
        yield Refusal(Reason.BEGUN_ALREADY, {"starts_on": holding.starts_on})


def may_use_account(staff: Staff, *, elsewhere: list[str]) -> Iterator[Refusal]:
    """Why a school may not touch this account: there is none, or it also opens doors at the places `elsewhere`."""
    if staff.user is None:
        yield Refusal(Reason.NO_ACCOUNT, {"name": staff.name})
    if elsewhere:
        yield Refusal(Reason.ANSWERS_ELSEWHERE, {"name": staff.name, "places": elsewhere})


def school_can_go_on(staff: Staff, *, held: set[str], appointers_left: bool) -> Iterator[Refusal]:
    """Why this person may not stop now: they hold (`held`) the last post that can appoint anybody."""
    if held & APPOINT.posts and not appointers_left:
        yield Refusal(Reason.LAST_APPOINTER, {"name": staff.name})


def may_move(pupil: Pupil, place: Enrolment, *, to: SchoolClass, on: date) -> Iterator[Refusal]:
    """Why a pupil may not change class that day. `place` is the present one."""
    if to.pk == place.school_class_id:
        yield Refusal(Reason.IN_CLASS_ALREADY, {"name": pupil.name, "school_class": str(to)})
    if to.closed_on and to.closed_on <= on:
        yield Refusal(Reason.CLASS_CLOSED, {"name": str(to), "closed_on": to.closed_on})
    if on <= place.starts_on:
        yield Refusal(Reason.CAME_LATER, {"name": pupil.name, "starts_on": place.starts_on})
