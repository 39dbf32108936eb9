"""How bad is it, who puts it right, who has to know?"""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from houqin.duties.actions import answer_about
from houqin.incidents import events
from houqin.incidents.actions.steps import add_step, ask_to_fix, ask_to_report_up, locked
from houqin.incidents.actions.stops import put_out_of_use
from houqin.incidents.gates import hazards as gates
from houqin.incidents.models import Grade, Hazard, HazardStep
from houqin.incidents.notice_kinds import HAZARD_ASSIGNED, HAZARD_MAJOR
from houqin.incidents.permissions import GRADE_HAZARDS, REPORT_HAZARDS_UP
from houqin.incidents.selectors.hazards import latest_day
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.spoken import spoken
from houqin.notices.actions import tell
from houqin.people.selectors import holders, officers_above
from houqin.tenancy.parameters import parameters_of
from houqin.tenancy.posts import Post


@transaction.atomic
def grade_hazard(
    *, hazard: Hazard, grade: str, owner_post: str = "", owner=None, due_on: date | None = None, note: str = "", actor,
    at: datetime,
) -> Hazard:  # fmt: skip
    """Say how bad it is, whose it is and until when; again when it turns out otherwise.

    Without an owner or a day, those it has stay; else the general-affairs director and the last day that the grade
    allows. Major puts its place and its thing out of use.
    Raises Refused: GRADE_UNKNOWN, CLOSED_ALREADY; owner_is_possible, due_is_possible.
    """
    authorise(actor, GRADE_HAZARDS, school=hazard.school, at=at)
    hazard = locked(hazard)
    school = hazard.school
    require(
        gates.is_open(hazard),
        gates.grade_is_known(grade),
        gates.owner_is_possible(school, post=owner_post, person=owner, at=at),
    )
    today = school.localdate(at)
    numbers = parameters_of(school, on=today)
    latest = latest_day(grade, found_on=school.localdate(hazard.found_at), numbers=numbers)
    require(gates.due_is_possible(due_on, grade=grade, latest=latest, today=today))
    if owner_post or owner:
        hazard.owner_post, hazard.owner = owner_post, owner
    hazard.due_on = due_on or hazard.due_on
    settle_grade(hazard, grade, numbers=numbers, note=note, actor=actor, at=at)
    answer_about(hazard, at=at)
    return hazard


def settle_grade(hazard: Hazard, grade: str, *, numbers, note: str = "", actor, at: datetime) -> None:
    """The change itself, for a hazard whose owner and day are set already as far as somebody chose them."""
    school, was_major = hazard.school, hazard.is_major
    today = school.localdate(at)
    latest = max(latest_day(grade, found_on=school.localdate(hazard.found_at), numbers=numbers), today)
    hazard.grade, hazard.graded_at = grade, at
    hazard.due_on = min(hazard.due_on or latest, latest)
    if not hazard.owner_post and hazard.owner is None:
        hazard.owner_post = Post.GENERAL_AFFAIRS_DIRECTOR
    if hazard.state == Hazard.State.FOUND:
        hazard.state = Hazard.State.FIXING
    hazard.save(update_fields=["grade", "graded_at", "due_on", "owner_post", "owner", "state"])
    said = {"owner_post": hazard.owner_post, "owner": hazard.owner, "due_on": hazard.due_on, "note": note.strip()}
    add_step(hazard, HazardStep.Kind.GRADED, grade=grade, actor=actor, at=at, **said)
    record(
        events.HAZARD_GRADED, hazard, actor=actor, at=at, code=hazard.code, grade=grade, post=hazard.owner_post,
        owner=hazard.owner.name if hazard.owner else "", due_on=hazard.due_on, note=note.strip(),
    )  # fmt: skip
    if hazard.state == Hazard.State.FIXING:
        ask_to_fix(hazard, at=at)
    _tell_owner(hazard, actor=actor, at=at)
    if grade == Grade.MAJOR and not was_major:
        _treat_as_major(hazard, numbers, actor=actor, at=at)


def _treat_as_major(hazard: Hazard, numbers, *, actor, at: datetime) -> None:
    """FM-13: stop at once, and tell those who answer and those above."""
    school = hazard.school
    for thing in (hazard.place, hazard.thing):
        if thing is not None:
            put_out_of_use(hazard, thing, actor=actor, at=at)
    ask_to_report_up(hazard, numbers, at=at)
    on = school.localdate(at)
    leaders = [held.user for held in holders(school, on=on) if held.post == Post.PRINCIPAL]
    tell(
        HAZARD_MAJOR, to=[*officers_above(school, on=on), *leaders], school=school, subject=hazard, at=at,
        url=_page(hazard), code=hazard.code, what=hazard.what, where=spoken(lambda: hazard.where), name=actor.name,
    )  # fmt: skip


@transaction.atomic
def assign_hazard(
    *, hazard: Hazard, owner_post: str = "", owner=None, due_on: date | None = None, note: str = "", actor, at: datetime
) -> Hazard:
    """Give it to another post or person, or to another day within what its grade allows.

    Raises Refused: CLOSED_ALREADY, FIXED_ALREADY, NOT_GRADED; owner_is_possible, due_is_possible.
    """
    authorise(actor, GRADE_HAZARDS, school=hazard.school, at=at)
    hazard = locked(hazard)
    school, today = hazard.school, hazard.school.localdate(at)
    require(gates.may_assign(hazard), gates.owner_is_possible(school, post=owner_post, person=owner, at=at))
    numbers = parameters_of(school, on=today)
    latest = latest_day(hazard.grade, found_on=school.localdate(hazard.found_at), numbers=numbers)
    if hazard.sent_back:
        # A second try has the days of its grade anew.
        latest = max(latest, hazard.due_on)
    require(gates.due_is_possible(due_on, grade=hazard.grade, latest=latest, today=today))
    if owner_post or owner:
        hazard.owner_post, hazard.owner = owner_post, owner
    hazard.due_on = due_on or hazard.due_on
    hazard.save(update_fields=["owner_post", "owner", "due_on"])
    said = {"owner_post": hazard.owner_post, "owner": hazard.owner, "due_on": hazard.due_on, "note": note.strip()}
    add_step(hazard, HazardStep.Kind.ASSIGNED, actor=actor, at=at, **said)
    record(
        events.HAZARD_ASSIGNED, hazard, actor=actor, at=at, code=hazard.code, post=hazard.owner_post,
        owner=hazard.owner.name if hazard.owner else "", due_on=hazard.due_on, note=note.strip(),
    )  # fmt: skip
    ask_to_fix(hazard, at=at)
    _tell_owner(hazard, actor=actor, at=at)
    return hazard


@transaction.atomic
def report_hazard_up(*, hazard: Hazard, note: str, photos=(), actor, at: datetime) -> Hazard:
    """Write down to whom a major hazard was reported, how, and under which number.

    Raises Refused: NOT_MAJOR, REPORTED_UP_ALREADY, NOTE_MISSING.
    """
    authorise(actor, REPORT_HAZARDS_UP, school=hazard.school, at=at)
    hazard = locked(hazard)
    require(gates.may_report_up(hazard, note=note))
    hazard.reported_up_at = at
    hazard.save(update_fields=["reported_up_at"])
    add_step(hazard, HazardStep.Kind.REPORTED_UP, note=note.strip(), photos=photos, actor=actor, at=at)
    record(events.HAZARD_REPORTED_UP, hazard, actor=actor, at=at, code=hazard.code, note=note.strip())
    answer_about(hazard, at=at)
    return hazard


def _tell_owner(hazard: Hazard, *, actor, at: datetime) -> None:
    """A person who was named hears it at once; a post is reminded by its duty."""
    if hazard.owner is not None and hazard.owner_id != actor.pk:
        tell(
            HAZARD_ASSIGNED, to=[hazard.owner], school=hazard.school, subject=hazard, at=at, url=_page(hazard),
            code=hazard.code, what=hazard.what, where=spoken(lambda: hazard.where), due_on=hazard.due_on,
        )  # fmt: skip


def _page(hazard: Hazard) -> str:
    return reverse("incidents:hazard", args=[hazard.pk])
