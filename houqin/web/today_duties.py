"""Duties as Today shows them: one's own before the work that fulfils them, the school's late ones with their ladder."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from houqin.duties.models import Duty
from houqin.kernel.next_actions import Action

#: A missed duty stays in sight for a day: long enough to be read in the morning, too short to pile up.
MISSED_SHOWN = timedelta(hours=24)
#: What opens within this time is shown as later.
AHEAD = timedelta(hours=12)


def _in_sight(at: datetime) -> Q:
    return (
        Q(state__in=("due", "late"))
        | Q(state="waiting", opens_at__lte=at + AHEAD)
        | Q(state="missed", closes_at__gt=at - MISSED_SHOWN)
    )


def own_duties(actor, school, at: datetime) -> list[Duty]:
    """Duties of the posts a person holds at a school, deputies included. One query."""
    posts = actor.posts_in(school, at)
    return list(Duty.objects.of(school).filter(_in_sight(at), owner__in=posts).order_by("due_at", "pk"))


def late_duties(school, at: datetime) -> list[Duty]:
    """What is late or was missed lately at the whole school, longest first, with the steps climbed. Three queries."""
    rows = Duty.objects.of(school).filter(Q(state="late") | Q(state="missed", closes_at__gt=at - MISSED_SHOWN))
    return list(rows.order_by("due_at", "pk").prefetch_related("steps__told"))


def state_at(duty: Duty, at: datetime) -> str:
    """By the clock on the wall: a page must not call a duty early because the clock loop has not passed yet."""
    if not duty.is_open:
        return duty.state
    if duty.due_at < at:
        return "late"
    return "due" if duty.opens_at <= at else "waiting"


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
        number = at_place.get(place)
        if number is None or state == "missed":
            alone.append(
                Action(
                    code=duty.code, title=duty.title, state=state, url=place, verb=_verb(duty, state), by=duty.due_at
                )
            )
        elif state != "waiting":
            action = lines[number]
            worse = "late" if state == "late" and action.state in ("due", "waiting") else action.state
            by = min(one for one in (action.by, duty.due_at) if one is not None)
            lines[number] = replace(action, state=worse, by=by)
    return [*lines, *alone]


def _verb(duty: Duty, state: str) -> str:
    """What is over or not yet open has no verb; the page of the duty tells its story."""
    if state in ("missed", "waiting"):
        return ""
    return str(duty.kind.verb) if duty.kind and duty.kind.verb else _("Open")
