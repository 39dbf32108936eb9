"""Today: what each person sees first. Composes what the domain apps know; decides nothing itself."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from houqin.duties.selectors import ladders
from houqin.journal.models import Entry
from houqin.kernel.next_actions import Action, in_order
from houqin.kernel.prepared import Prepared
from houqin.kernel.shown import shown
from houqin.kitchen import selectors as kitchen
from houqin.kitchen.permissions import OPEN_DAY, SEE_MEALS, SEE_TRACE
from houqin.kitchen.selectors import Day, MealOnDay
from houqin.people.answering import Answering
from houqin.supply import selectors as supply
from houqin.supply.permissions import SEE_STORE
from houqin.tenancy.posts import Post
from houqin.web.overview import Figure, Line, store_lines, week_figures
from houqin.web.templatetags.houqin import time_left
from houqin.web.today_beds import beds_tonight
from houqin.web.today_cases import Clock, OpenCases, open_cases
from houqin.web.today_duties import (
    MOST_LATE,
    cannot_wait,
    duties_in_sight,
    is_decision,
    place_of,
    with_duties,
)

#: Things one did today that are shown folded; the rest is in the journal.
MOST_DONE = 30
#: A meal this near, or late, says how long is left.
SOON = timedelta(hours=2)


@dataclass(frozen=True)
class MealLine:
    title: str
    url: str
    quiet: str
    stations: list


@dataclass(frozen=True)
class Counter:
    value: str
    label: str
    url: str
    state: str = ""
    current: bool = False


@dataclass(frozen=True)
class Duty:
    """One thing to do; the fields of ui/duties.html."""

    state: str
    title: str
    url: str = ""
    when: str = ""
    detail: str = ""
    verb: str = ""
    verb_url: str = ""
    primary: bool = False
    urgent: bool = False
    refusals: list = field(default_factory=list)
    ladder: list = field(default_factory=list)
    clock: Clock | None = None


@dataclass(frozen=True)
class Today:
    """The page as data. `sentence` is the answer the page opens with; `nothing` says why no duty is listed,
    and `next_url` with `next_label` where to go then."""

    sentence: str
    nothing: str = ""
    next_url: str = ""
    next_label: str = ""
    beside: str = ""
    #: The canteen's day stands below: somebody is missing, or the reader has no part in food.
    work_first: bool = False
    meals: list[MealLine] = field(default_factory=list)
    counters: list[Counter] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    decisions: list[Duty] = field(default_factory=list)
    late: list[Duty] = field(default_factory=list)
    late_title: str = ""
    cases: OpenCases | None = None
    later: list[Duty] = field(default_factory=list)
    done: list[Duty] = field(default_factory=list)
    store: list[Line] = field(default_factory=list)
    week: list[Figure] = field(default_factory=list)


def today_for(actor, *, school, at: datetime, only: str = "") -> Today:
    """Today of one person at one school, or only their things in one state.

    A fixed number of queries, whatever the history.
    """
    sees_meals = actor.may(SEE_MEALS, school=school, at=at)
    answering = Answering([school], at=at)
    held = answering.holders(school.pk)
    meals = kitchen.open_meals(school, at=at, held=held)
    day = kitchen.day_of(school, school.localdate(at), meals, held=held) if sees_meals else None
    answers = sees_meals and actor.may(OPEN_DAY, school=school, at=at)
    store = supply.store_counts(school, school.localdate(at)) if supply.counts_store(actor, school, at) else None
    mine, late_ones = duties_in_sight(actor, school, at, answering=answering, with_late=answers)
    decisions = [duty for duty in mine if is_decision(duty)] if answers else []
    actions = [
        *kitchen.next_actions(actor, school, at, meals=meals, day=day),
        *supply.next_actions(actor, school, at, counts=store),
    ]
    actions = in_order(with_duties(actions, [duty for duty in mine if duty not in decisions], at=at), at=at)
    done = _done_by(actor, school, at)
    now = [action for action in actions if action.state != "waiting"]
    shown_now = [action for action in now if not only or action.state == only]
    late, late_title = _late(late_ones, at, answering) if answers else ([], "")
    cases = open_cases(actor, school, at, line=Duty) if answers else None
    beds = beds_tonight(actor, school, [*mine, *late_ones], at=at)
    has_part_in_food = answers or actor.may(SEE_TRACE, school=school, at=at)
    sentence = _both(_sentence(day, at), cases.urgent if cases else "") if has_part_in_food else _of_own_work(now)
    return Today(
        sentence=_both(beds, sentence) if beds else sentence,
        nothing=_("Nothing of yours is in this state.") if only else "",
        beside=_responsible(day) if day else "",
        work_first=bool(beds) or not has_part_in_food,
        meals=[_line(one, at) for one in day.meals] if day else [],
        counters=_counters(now, done, only),
        duties=[_duty(action, at, first=place == 0) for place, action in enumerate(shown_now)],
        decisions=[_decision(duty, at) for duty in decisions],
        late=late,
        late_title=late_title,
        cases=cases,
        later=[_duty(action, at, first=False) for action in actions if action.state == "waiting"],
        done=done,
        store=store_lines(store) if answers and actor.may(SEE_STORE, school=school, at=at) else [],
        week=week_figures(school, at) if answers else [],
    )


def _sentence(day: Day | None, at: datetime) -> str:
    """The answer first: may the next meal be served, and if not, how much is missing."""
    if day is None:
        return _("Your work for today.")
    if not day.meals:
        return _("No meal is planned for today.")
    if day.opened is None:
        return _("The canteen day is not open yet.")
    meals = [one for one in day.meals if not one.meal.is_called_off]
    if not meals:
        return _("Every meal of today was called off.")
    waiting = [one for one in meals if one.meal.released_at is None]
    if not waiting:
        closed = all(one.meal.closed_at for one in meals)
        return _("All meals of today are closed.") if closed else _("All meals of today are released.")
    following = waiting[0]
    facts = {
        "meal": following.meal.get_kind_display(),
        "time": f"{following.meal.school.localtime(following.meal.serves_at):%H:%M}",
        "number": len(following.release_refusals),
    }
    if not following.release_refusals:
        return _("{meal} at {time} can be released.").format(**facts)
    if following.station("cook").state == "done" or at > following.meal.serves_at:
        return _("{meal} at {time} cannot be released yet: {number} things are missing.").format(**facts)
    return _("{meal} is at {time}.").format(**facts)


def _of_own_work(now: list[Action]) -> str:
    """The answer for somebody who has no part in the meals: how much of theirs is late, or can be done."""
    late = len([action for action in now if action.state == "late"])
    if late:
        return ngettext("{number} thing of yours is late.", "{number} things of yours are late.", late).format(
            number=late
        )
    due = len([action for action in now if action.state == "due"])
    if due:
        return ngettext("{number} thing of yours is due.", "{number} things of yours are due.", due).format(number=due)
    return _("Nothing of yours waits now.")


def _both(first: str, second: str) -> str:
    return _("{first} {second}").format(first=first, second=second) if second else first


def _responsible(day: Day) -> str:
    """Who answers today, as the mockup's line beside the heading: named people, by post."""
    wanted = [Post.FOOD_SAFETY_OFFICER, Post.FOOD_SAFETY_DIRECTOR, Post.STOREKEEPER]
    names = {}
    for held in day.held:
        if held.post in wanted:
            names.setdefault(Post(held.post), held.user.name)
    return shown([f"{post.label} {names[post]}" for post in wanted if post in names])


def _line(one: MealOnDay, at: datetime) -> MealLine:
    meal = one.meal
    heads = one.known.heads or meal.planned_heads
    if meal.is_called_off:
        quiet = _("Called off: {why}").format(why=meal.called_off_reason)
    elif meal.released_at:
        said = _("{heads} heads, closed") if meal.closed_at else _("{heads} heads, released")
        quiet = said.format(heads=heads)
    elif meal.serves_at - at < SOON:
        quiet = _("{heads} heads, {left}").format(heads=heads, left=time_left(meal.serves_at, at))
    else:
        quiet = _("{heads} heads, {dishes} dishes").format(heads=heads, dishes=len(one.known.served))
    title = f"{meal.get_kind_display()} {meal.school.localtime(meal.serves_at):%H:%M}"
    return MealLine(title, meal.get_absolute_url(), quiet, one.stations)


def _duty(action: Action, at: datetime, *, first: bool) -> Duty:
    return Duty(
        state=action.state,
        title=action.title,
        url=action.url,
        when=_when(action, at),
        detail=action.detail,
        verb=action.verb,
        verb_url=action.url,
        primary=first and action.state in ("late", "due"),
        refusals=action.refusals,
    )


def _decision(duty, at: datetime) -> Duty:
    return Duty(
        state="late" if duty.due_at < at else "due",
        title=duty.title,
        url=duty.get_absolute_url(),
        when=time_left(duty.due_at, at),
        verb=str(duty.kind.verb or _("Look at it")),
        verb_url=place_of(duty),
    )


def _late(rows: list, at: datetime, answering: Answering) -> tuple[list[Duty], str]:
    """The school's late and missed duties with who has been told, and the numbers in words."""
    rungs = ladders(rows[:MOST_LATE], at=at, answering=answering) if rows else {}
    lines = [
        Duty(
            state=duty.state,
            title=duty.title,
            url=duty.get_absolute_url(),
            when=time_left(duty.due_at, at) if duty.is_open else shown(duty.due_at),
            urgent=cannot_wait(duty),
            ladder=rungs[duty.pk],
        )
        for duty in rows[:MOST_LATE]
    ]
    missed = len([duty for duty in rows if duty.state == "missed"])
    title = _("{late} late, {missed} missed") if missed else _("{late} late")
    return lines, title.format(late=len(rows) - missed, missed=missed)


def _when(action: Action, at: datetime) -> str:
    return time_left(action.by, at) if action.by else ""


def _counters(now: list[Action], done: list[Duty], only: str) -> list[Counter]:
    words = {"late": _("Late"), "missed": _("Missed"), "due": _("Due"), "blocked": _("Blocked")}
    counters = []
    for state, word in words.items():
        number = len([action for action in now if action.state == state])
        if number or state != "missed":
            url = "/" if only == state else f"/?show={state}"
            counters.append(Counter(str(number), word, url, state if number else "", only == state))
    counters.append(Counter(str(len(done)), _("Done"), "#done", "done" if done else ""))
    return counters


DONE = Prepared(
    lambda chain, begins, actor: (
        Entry.objects.of_chain(chain).filter(at__gte=begins, actor=actor).order_by("-at", "-sequence")[:MOST_DONE]
    )
)


def _done_by(actor, school, at: datetime) -> list[Duty]:
    """What the person did today, newest first, out of the journal."""
    begins = school.localtime(at).replace(hour=0, minute=0, second=0)
    # By time and not by number: the index by time ends where the day began, a walk down the numbers goes on for years.
    entries = DONE(chain=school.pk, begins=begins, actor=actor)
    return [
        Duty("done", entry.title, when=f"{school.localtime(entry.at):%H:%M}", detail=entry.sentence)
        for entry in entries
    ]
