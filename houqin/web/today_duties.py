"""Duties as Today shows them: one's own before the work that fulfils them, the school's late ones with their ladder."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from houqin.duties.models import Duty
from houqin.duties.schedules import OnEvent
from houqin.kernel.next_actions import Action
from houqin.kernel.prepared import Prepared
from houqin.people.answering import Answering
from houqin.web.today_beds import hides_a_child

#: A missed duty stays in sight for a day: long enough to be read in the morning, too short to pile up.
MISSED_SHOWN = timedelta(hours=24)
#: A duty whose deadline is further off than this is not for today.
SOON = timedelta(hours=36)
#: More late duties than this are read on the page of duties.
MOST_LATE = 5
#: What opens within this time is shown as later.
AHEAD = timedelta(hours=12)


def _in_sight(ahead, missed_after) -> Q:
    return Q(state__in=("due", "late")) | Q(state="waiting", opens_at__lte=ahead) | _missed(missed_after)


def _missed(missed_after) -> Q:
    return Q(state="missed", closes_at__gt=missed_after)


IN_SIGHT = Prepared(
    lambda school, posts, ahead, missed_after: (
        Duty.objects.of(school).filter(_in_sight(ahead, missed_after), owner__in=posts).order_by("due_at", "pk")
    )
)
WITH_LATE = Prepared(
    lambda school, posts, ahead, missed_after: (
        Duty.objects.of(school)
        .filter(Q(_in_sight(ahead, missed_after), owner__in=posts) | Q(state="late") | _missed(missed_after))
        .order_by("due_at", "pk")
    )
)


def duties_in_sight(
    actor, school, at: datetime, *, answering: Answering, with_late: bool = False
) -> tuple[list[Duty], list[Duty]]:
    """Duties of the posts a person answers for now, as a deputy too while the holder is away; and `with_late`, what is
    late now or was missed lately at the whole school. One query.

    Of the late ones what cannot wait comes first, then the newest: a pile of unread rules must not push a meal out of
    sight, and what is weeks late is known by now.
    """
    posts = answering.posts(school.pk, actor)
    rows = (WITH_LATE if with_late else IN_SIGHT)(
        school=school, posts=posts, ahead=at + AHEAD, missed_after=at - MISSED_SHOWN
    )
    for duty in rows:
        duty.school = school
    late = [duty for duty in rows if duty.state in ("late", "missed")] if with_late else []
    late.sort(key=lambda duty: (not hides_a_child(duty), not cannot_wait(duty), at - duty.due_at))
    return [duty for duty in rows if duty.owner in posts], late


def cannot_wait(duty: Duty) -> bool:
    return duty.is_open and duty.kind is not None and duty.kind.urgent


def is_decision(duty: Duty) -> bool:
    """It waits for somebody's word because something happened; the rest is the routine of the day.

    A step for a missing child is to be taken, not to be thought about.
    """
    happened = duty.kind is not None and isinstance(duty.kind.schedule, OnEvent)
    return happened and duty.is_open and not hides_a_child(duty)


def state_at(duty: Duty, at: datetime) -> str:
    """By the clock on the wall: a page must not call a duty early because the clock loop has not passed yet.

    What is due in days can be done now and is no business of today: it waits, folded.
    """
    if not duty.is_open:
        return duty.state
    if duty.due_at < at:
        return "late"
    return "due" if duty.opens_at <= at and duty.due_at - at < SOON else "waiting"


def place_of(duty: Duty) -> str:
    """Where the duty is done: the declared view, with its subject when it takes one; else the duty's own page."""
    view = duty.kind.view if duty.kind else ""
    for arguments in ([duty.subject_id], []) if view else ():
        try:
            return reverse(view, args=[one for one in arguments if one is not None])
        except NoReverseMatch:
            continue
    return duty.get_absolute_url()


def with_duties(actions: list[Action], duties: list[Duty], *, at: datetime) -> list[Action]:
    """The work a person can do next, and what they must do: one line for each place where it is done.

    An action at a duty's place takes its deadline, and its state when that is worse; it keeps its own words and
    refusals. A duty nobody has an action for is a line of its own.
    """
    lines, alone = list(actions), []
    at_place = {action.url: number for number, action in enumerate(actions)}
    for duty in duties:
        state, place = state_at(duty, at), place_of(duty)
        first = hides_a_child(duty) and state in ("late", "due")
        number = at_place.get(place)
        if number is None or state == "missed":
            alone.append(
                Action(
                    code=duty.code,
                    title=duty.title,
                    state=state,
                    url=place,
                    verb=_verb(duty, at),
                    by=duty.due_at,
                    comes_first=first,
                )
            )
        elif state != "waiting":
            action = lines[number]
            worse = "late" if state == "late" and action.state in ("due", "waiting") else action.state
            by = min(one for one in (action.by, duty.due_at) if one is not None)
            lines[number] = replace(action, state=worse, by=by)
    return [*lines, *alone]


def _verb(duty: Duty, at: datetime) -> str:
    """What is over or not yet open has no verb; the page of the duty tells its story."""
    if not duty.is_open or duty.opens_at > at:
        return ""
    return str(duty.kind.verb) if duty.kind and duty.kind.verb else _("Open")
