"""What must be done about every night."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

from django.utils.translation import gettext_lazy as _

from houqin.duties.declaring import Done, duty, subjects
from houqin.duties.models import Duty, DutyState
from houqin.duties.schedules import BOARDING_NIGHTS, Daily, Each, Nightly, Occasion, Window
from houqin.nightwatch.actions.handover import HANDOVER
from houqin.nightwatch.actions.roster import LEADER_NAMED
from houqin.nightwatch.models import NightDuty, Round, ShiftTaken
from houqin.nightwatch.selectors.roster import WATCHED
from houqin.nightwatch.times import morning_after
from houqin.tenancy.models import Space
from houqin.tenancy.posts import Post

LEADER_BY = Daily(by=time(12, 0), days=BOARDING_NIGHTS)
HANDED_OVER_BY = Nightly(by=time(8, 0), opens=time(22, 0))


def _with_dormitory(schools, first: date, last: date) -> set[int]:
    """The schools where somebody sleeps or watches."""
    rows = Space.objects.filter(school__in=schools, kind__in=WATCHED, closed_on=None)
    return set(rows.values_list("school_id", flat=True).distinct())


def _left_again(schools, first: date, last: date) -> dict[tuple[int, date], NightDuty]:
    """Nights that were answered by a name, and whose leader has left the post since. Two queries."""
    nights = {"school__in": schools, "night__range": (first, last)}
    left = NightDuty.objects.standing().leaders().filter(**nights, is_in_office=False)
    asked = Duty.objects.filter(code=LEADER_NAMED, state=DutyState.DONE, school__in=schools, on__range=(first, last))
    done = {(school, on) for school, on, key in asked.values_list("school_id", "on", "key") if key == on.isoformat()}
    return {place: one for one in left if (place := (one.school_id, one.night)) in done}


def nights_to_lead(window: Window) -> Iterator[Occasion]:
    """By noon, every boarding night of a school with a dormitory; once more when whoever was named has left since.

    What is done stays done, so it is asked anew, of the nights from today on: the window begins with yesterday.
    """
    if window.school.pk not in window.once(_with_dormitory):
        return
    left = window.once(_left_again)
    for one in LEADER_BY.occasions(window):
        yield one
        named = left.get((window.school.pk, one.on))
        if named is not None and one.on > window.first:
            yield replace(one, key=f"{one.key}/{named.pk}")


def nights_to_hand_over(window: Window) -> Iterator[Occasion]:
    """By eight in the morning after."""
    if window.school.pk in window.once(_with_dormitory):
        yield from HANDED_OVER_BY.occasions(window)


@duty(
    LEADER_NAMED, title=_("Name who leads tonight"), schedule=Each(nights_to_lead),
    owner=Post.GENERAL_AFFAIRS_DIRECTOR, ladder=((60, Post.DEPUTY_PRINCIPAL), (240, Post.PRINCIPAL)),
    rule="SF-05", clauses=("D-28",), view="nightwatch:roster", verb=_("Name somebody"),
)  # fmt: skip
def leader_is_named(duties):
    """Done by a name on the roster that is in office on that night: people leave after they were named. One query."""
    duties = list(duties)
    rows = (
        NightDuty.objects.standing()
        .leaders()
        .filter(school__in={one.school_id for one in duties}, night__in={one.on for one in duties}, is_in_office=True)
    )
    named = {(row.school_id, row.night): row for row in rows.select_related("planned_by")}
    for one in duties:
        if row := named.get((one.school_id, one.on)):
            yield Done(one, at=row.planned_at, by=row.planned_by, thing=row)


def _planned(schools, first: date, last: date) -> dict[int, list[Round]]:
    found: dict[int, list[Round]] = defaultdict(list)
    rows = Round.objects.filter(school__in=schools, on__range=(first, last))
    for one in rows.select_related("route", "version", "school").order_by("starts_at", "pk"):
        found[one.school_id].append(one)
    return found


def rounds_to_walk(window: Window) -> Iterator[Occasion]:
    """One for each planned round; it closes by itself when the time of the round is over. One query."""
    for one in window.once(_planned)[window.school.pk]:
        if one.on in window.days:
            yield Occasion(
                str(one.pk), one.on, one.starts_at, one.due_at, one.closes_at, one, owner=one.version.owner_post
            )


@duty(
    "nightwatch.round", title=_("Walk {subject}"), schedule=Each(rounds_to_walk), owner=Post.GUARD,
    ladder=((15, Post.DUTY_LEADER), (45, Post.GENERAL_AFFAIRS_DIRECTOR)), rule="DP-01",
    clauses=("D-25", "D-26", "D-27", "D-28"), view="nightwatch:round", verb=_("Walk the round"),
    may_own=(Post.DORM_MANAGER, Post.DUTY_LEADER),
)  # fmt: skip
def round_is_walked(duties):
    """Done when every point is passed. One query."""
    for one, round in subjects(duties, Round):
        if round.completed_at is not None:
            yield Done(one, at=round.completed_at, thing=round)


@duty(
    HANDOVER, title=_("Hand over the night"), schedule=Each(nights_to_hand_over),
    owner=Post.DUTY_LEADER, ladder=((60, Post.GENERAL_AFFAIRS_DIRECTOR), (180, Post.PRINCIPAL)), rule="SF-05",
    clauses=("D-28",), view="nightwatch:handovers", verb=_("Write the report"), may_own=(Post.DORM_MANAGER,),
)  # fmt: skip
def night_is_handed_over(duties):
    """Done when a second person has signed that they took over what was signed in the morning. One query.

    Two watchmen may hand over to each other in the night as well: that ends a shift, not the night.
    """
    duties = list(duties)
    rows = ShiftTaken.objects.filter(
        handover__school__in={one.school_id for one in duties}, handover__night__in={one.on for one in duties}
    )
    taken: dict[tuple[int, date], list[ShiftTaken]] = defaultdict(list)
    for row in rows.select_related("handover", "by").order_by("at", "pk"):
        taken[row.school_id, row.handover.night].append(row)
    for one in duties:
        over_at = morning_after(one.school, one.on)
        row = next((row for row in taken[one.school_id, one.on] if row.handover.left_at >= over_at), None)
        if row is not None:
            yield Done(one, at=row.at, by=row.by, thing=row.handover)
