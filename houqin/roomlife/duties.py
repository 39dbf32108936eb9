"""What must always be done in the rooms: looked at daily, cleaned by turns, with a head; helped when it goes badly.

Asked only of schools where boarders sleep.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from houqin.dormitory.models import BedStay, DormRoom
from houqin.duties.declaring import Done, duty, subjects
from houqin.duties.models import Duty
from houqin.duties.schedules import BOARDING_NIGHTS, Daily, Each, Occasion, OnEvent, Schedule, Termly, Window
from houqin.roomlife.models import HelpNote, Inspection, RoomAward, RoomHead, Turn
from houqin.roomlife.selectors.heads import Lodging, lodgings, rooms_slept_in, slept_in_on
from houqin.roomlife.selectors.ratings import week_of
from houqin.roomlife.selectors.rota import cleaned
from houqin.tenancy.calendar import calendars
from houqin.tenancy.posts import Post

DAY = timedelta(days=1)
#: Rooms are looked at while their children are in lessons (CL-05, D-16 ask for every day and name no hour).
INSPECT_BY = time(17, 0)
#: Duty pupils clean before lessons; somebody has looked by the end of the morning (D-06).
CHECK_BY = time(12, 0)
#: Without lessons, children come back in the afternoon or clean in their own time: somebody looks by the evening.
WITHOUT_LESSONS_BY = time(20, 0)
#: The sheet hangs on the wall when the week begins.
PLAN_BY = time(12, 0)
#: Rooms elect in the first fortnight of a term (SF-06 says termly); who moves out is followed within a week.
ELECT_WITHIN_DAYS, ELECT_BY, FOLLOW_WITHIN = 14, time(18, 0), timedelta(days=7)
ABOVE = ((120, Post.GENERAL_AFFAIRS_DIRECTOR), (24 * 60, Post.PRINCIPAL))


def _lodgings(schools, first: date, last: date) -> dict[int, dict[int, list[Lodging]]]:
    """The lodgings of these days and of the night before them."""
    return lodgings(schools, first - DAY, last)


def _are_slept_in(rooms: dict[int, list[Lodging]], *nights: date) -> bool:
    """Is one of these rooms slept in on each of the nights?"""
    return any(all(slept_in_on(night, stays) for night in nights) for stays in rooms.values())


def where_boarders_sleep(schedule: Schedule, *, since: timedelta = timedelta()) -> Each:
    """The schedule, on days with a room that is slept in that night; with `since`, so long before as well."""

    def occasions(window: Window) -> Iterator[Occasion]:
        if rooms := window.once(_lodgings)[window.school.pk]:
            yield from (one for one in schedule.occasions(window) if _are_slept_in(rooms, one.on - since, one.on))

    return Each(occasions)


def on_cleaning_days(*, by: time, since: timedelta = timedelta()) -> Each:
    """The days on which rooms are cleaned, at schools with boarders; by this time on those with lessons."""
    taught, nights = Daily(by=by), Daily(by=WITHOUT_LESSONS_BY, days=BOARDING_NIGHTS)

    def occasions(window: Window) -> Iterator[Occasion]:
        days = {one.on: one for one in (*nights.occasions(window), *taught.occasions(window))}
        yield from (days[on] for on in sorted(days))

    return where_boarders_sleep(Each(occasions), since=since)


def by_day(duties) -> Iterator[tuple[date, dict[int, Duty]]]:
    """The duties of each day by their school: records are read for a day, whatever the number of schools."""
    days: dict[date, dict[int, Duty]] = defaultdict(dict)
    for one in duties:
        days[one.on][one.school_id] = one
    yield from sorted(days.items())


@duty(
    "roomlife.inspect", title=_("Inspect every dormitory room"), schedule=on_cleaning_days(by=INSPECT_BY, since=DAY),
    owner=Post.DORM_MANAGER, ladder=ABOVE, rule="CL-05", clauses=("D-08", "D-16"), view="roomlife:inspect",
    verb=_("Inspect rooms"), may_own=(Post.DUTY_LEADER,),
)  # fmt: skip
def every_room_is_inspected(duties):
    """Done when every room that is slept in before and after the day was looked at, by the last. Two queries a day.

    A room that was given up or closed that day is on no page any more, and one that is moved into was nobody's yet.
    When all were given up, those that were looked at are enough.
    """
    for on, of_school in by_day(duties):
        rooms = rooms_slept_in(of_school, on - DAY, on)
        rows = Inspection.objects.filter(school__in=of_school, on=on, corrects=None, draw=None)
        seen: dict[int, dict[int, Inspection]] = defaultdict(dict)
        for row in rows.select_related("done_by").order_by("received_at", "pk"):
            seen[row.school_id].setdefault(row.room_id, row)
        for school, one in of_school.items():
            wanted = rooms[school] or seen[school].keys()
            if wanted and wanted <= seen[school].keys():
                last = max((seen[school][key] for key in wanted), key=lambda row: row.received_at)
                yield Done(one, at=last.received_at, by=last.done_by, thing=last)


@duty(
    "roomlife.check-turns", title=_("Check what the duty pupils cleaned"),
    schedule=on_cleaning_days(by=CHECK_BY), owner=Post.DORM_MANAGER, ladder=ABOVE, rule="CL-05",
    clauses=("D-06",), view="roomlife:check-turns", verb=_("Check the cleaning"), may_own=(Post.HEAD_TEACHER,),
)  # fmt: skip
def every_turn_is_checked(duties):
    """Done when every turn of the day was looked at; a day without turns waits for a rota. One query a day."""
    for on, of_school in by_day(duties):
        turns: dict[int, list[Turn]] = defaultdict(list)
        for turn in Turn.objects.filter(school__in=of_school, on=on).select_related("check_of__checked_by"):
            turns[turn.school_id].append(turn)
        for school, one in of_school.items():
            checks = [turn.check_of for turn in turns[school] if hasattr(turn, "check_of")]
            if checks and len(checks) == len(turns[school]):
                last = max(checks, key=lambda check: check.received_at)
                yield Done(one, at=last.received_at, by=last.checked_by, thing=last)


def _weeks(window: Window) -> Iterator[Occasion]:
    """Mondays of weeks in which rooms are cleaned, where boarders sleep on the first such day; due on that day."""
    school = window.school
    rooms = window.once(_lodgings)[school.pk]
    for on in window.days:
        week = {day: window.days[day] for day in _of_week(on) if day in window.days} if on.weekday() == 0 else {}
        days = cleaned(week)
        if days and _are_slept_in(rooms, days[0]):
            yield Occasion(
                f"{on}/w", on, school.moment(on - 4 * DAY, time(8, 0)), school.moment(days[0], PLAN_BY),
                school.moment(on + 7 * DAY, time(0, 0)),
            )  # fmt: skip


def _of_week(monday: date) -> list[date]:
    return [monday + number * DAY for number in range(7)]


@duty(
    "roomlife.plan-rota", title=_("Plan the cleaning rota of the week"), schedule=Each(_weeks),
    owner=Post.DORM_MANAGER, ladder=((24 * 60, Post.GENERAL_AFFAIRS_DIRECTOR),), rule="SF-06", clauses=("D-06",),
    view="roomlife:rota", verb=_("Plan"), may_own=(Post.HEAD_TEACHER,),
)  # fmt: skip
def week_is_planned(duties):
    """Done when every room in use has a turn on each cleaning day of the week that was left, up to its last night.

    In use are the rooms that are slept in on the first cleaning day. Four queries a week.
    """
    for on, of_school in by_day(duties):
        monday, sunday = week_of(on)
        rooms = lodgings(of_school, monday, sunday)
        turns = Turn.objects.filter(school__in=of_school, on__range=(monday, sunday)).select_related("planned_by")
        planned: dict[int, list[Turn]] = defaultdict(list)
        for turn in turns.order_by("planned_at", "pk"):
            planned[turn.room_id].append(turn)
        known = calendars([one.school for one in of_school.values()], monday, sunday)
        for key, one in of_school.items():
            days = cleaned(known[key].days(monday, sunday))
            in_use = {room: stays for room, stays in rooms[key].items() if days and slept_in_on(days[0], stays)}
            plans = [planned[room][-1] for room in in_use if planned[room]]
            if not plans:
                continue
            newest = max(plans, key=lambda turn: turn.planned_at)
            settled = [_settled_at(one.school, days, stays, planned[room], newest) for room, stays in in_use.items()]
            if None not in settled:
                at = max(settled)
                yield Done(one, at=at, by=newest.planned_by if at == newest.planned_at else None, thing=newest)


def _settled_at(school, days: list[date], stays: list[Lodging], turns: list[Turn], newest: Turn) -> datetime | None:
    """When nothing was left to plan in a room. `turns` are its own, newest plan last; `newest` is of the whole school.

    What of the week was over before it can be planned no more, nor what was when the room was given up.
    """
    plan, laid = turns[-1] if turns else newest, {turn.on for turn in turns}
    since = school.localdate(plan.planned_at)
    missing = [on for on in days if on >= since and on not in laid and slept_in_on(on, stays)]
    if not missing:
        return plan.planned_at
    ends = [one.given_up_at for one in stays]
    given_up = max(ends) if None not in ends else None
    return given_up if given_up and missing[-1] <= school.localdate(given_up) else None


@duty(
    "roomlife.elect-heads", title=_("Every dormitory room elects its head"),
    schedule=where_boarders_sleep(Termly(by=ELECT_BY, within_days=ELECT_WITHIN_DAYS)), owner=Post.DORM_MANAGER,
    ladder=((24 * 60, Post.GENERAL_AFFAIRS_DIRECTOR),), rule="SF-06", clauses=("D-05",), view="roomlife:heads",
    verb=_("Elect"), may_own=(Post.HEAD_TEACHER,),
)  # fmt: skip
def every_room_has_a_head(duties):
    """Done when no room in use is without a head: by the last appointment, or when the last one without was given up.

    A room that is known to be empty by the deadline needs none. Two queries, and two for each day that is looked at,
    of at most three a school.
    """
    of_school = {one.school_id: one for one in duties}
    for on, asked in sorted(_days_to_look(of_school).items()):
        rooms = rooms_slept_in(asked, on)
        headed = set(RoomHead.objects.filter(school__in=asked).in_office(on).values_list("room", flat=True))
        for school, done in asked.items():
            if school in of_school and rooms[school] <= headed:
                del of_school[school]
                yield done


def _days_to_look(of_school: dict[int, Duty]) -> dict[date, dict[int, Done]]:
    """The days on which every room may have its head, with the answers of the schools if it is so. Two queries."""
    since = min((one.opens_at for one in of_school.values()), default=None)
    if since is None:
        return {}
    heads = RoomHead.objects.filter(school__in=of_school, appointed_at__gte=since).select_related("appointed_by")
    last = {head.school_id: head for head in heads.order_by("appointed_at", "pk")}
    ends = BedStay.objects.filter(school__in=last, ended_at__gte=since)
    given_up = dict(ends.values_list("school").annotate(newest=Max("ended_at")).order_by())
    days: dict[date, dict[int, Done]] = defaultdict(dict)
    for school, head in last.items():
        one, ended_at = of_school[school], given_up.get(school)
        done = Done(one, at=head.appointed_at, by=head.appointed_by, thing=head)
        days[head.starts_on][school] = done
        if ended_at:
            done = done if ended_at < done.at else Done(one, at=ended_at, thing=head)
            # The last night may be the one to come.
            days[one.school.localdate(ended_at) + DAY].setdefault(school, done)
        days[one.on].setdefault(school, done)
    return days


def _lost_heads(schools, first: date, last: date) -> dict[int, list[tuple[RoomHead, date]]]:
    """By school, heads of a running term who are gone from a room that has nobody since, with the first day without.

    Gone are who were ended, who moved to another bed, and who left the school, whether or not the bed was given up.

    Three queries.
    """
    rows = RoomHead.objects.filter(school__in=schools, term__starts_on__lte=last, term__ends_on__gte=first)
    rows = rows.select_related("room__space", "term", "pupil").order_by("starts_on", "pk")
    newest = {row.room_id: row for row in rows}
    stays = BedStay.objects.filter(bed__room__in=newest, starts_on__lte=last)
    in_use = rooms_slept_in(schools, last)
    until: dict[tuple[int, int], date | None] = {}
    for room, pupil, ends_on in stays.order_by("starts_on", "pk").values_list("bed__room", "pupil", "ends_on"):
        until[room, pupil] = ends_on
    found = defaultdict(list)
    for head in newest.values():
        moved = until.get((head.room_id, head.pupil_id), head.starts_on)
        gone = [on for on in (head.ends_on, moved, head.pupil.left_on) if on is not None]
        if gone and min(gone) <= last and head.room_id in in_use[head.school_id]:
            found[head.school_id].append((head, max(min(gone) + DAY, head.starts_on)))
    return found


def rooms_that_lost_their_head(window: Window) -> Iterator[Occasion]:
    school = window.school
    for head, on in window.once(_lost_heads)[school.pk]:
        opens_at = school.moment(on, time(8, 0))
        yield Occasion(
            f"{head.pk}/lost", on, opens_at, school.moment(on, ELECT_BY) + FOLLOW_WITHIN,
            school.moment(head.term.ends_on + DAY, time(0, 0)), subject=head.room,
        )  # fmt: skip


@duty(
    "roomlife.new-head", title=_("Room without a head: {subject}"), schedule=Each(rooms_that_lost_their_head),
    owner=Post.DORM_MANAGER, ladder=((24 * 60, Post.GENERAL_AFFAIRS_DIRECTOR),), rule="SF-06", clauses=("D-05",),
    view="roomlife:room", verb=_("Elect"), may_own=(Post.HEAD_TEACHER,),
)  # fmt: skip
def somebody_follows(duties):
    """Done by the first appointment in the room after the old head was gone. Two queries."""
    duties = list(duties)
    rows = RoomHead.objects.filter(room__in={one.subject_id for one in duties}).select_related("appointed_by")
    rows = list(rows.order_by("appointed_at", "pk"))
    for one, room in subjects(duties, DormRoom):
        after = int(one.key.split("/")[0])
        if head := next((row for row in rows if row.room_id == room.pk and row.pk > after), None):
            yield Done(one, at=head.appointed_at, by=head.appointed_by, thing=head)


@duty(
    "roomlife.help", title=_("Talk with the room and help: {subject}"), schedule=OnEvent(), owner=Post.DORM_MANAGER,
    ladder=((24 * 60, Post.GENERAL_AFFAIRS_DIRECTOR),), rule="DR-08", clauses=("D-02",), view="roomlife:help",
    verb=_("Note the help"), may_own=(Post.HEAD_TEACHER,),
)  # fmt: skip
def room_is_helped(duties):
    """Done by the first help note after the inspection that asked for it. Two queries."""
    duties = list(duties)
    notes = HelpNote.objects.filter(room__in={one.subject_id for one in duties}).select_related("given_by")
    notes = list(notes.order_by("happened_at", "pk"))
    for one, room in subjects(duties, DormRoom):
        if note := next((row for row in notes if row.room_id == room.pk and row.happened_at >= one.opens_at), None):
            yield Done(one, at=note.received_at, by=note.given_by, thing=note)


@duty(
    "roomlife.withdraw-award", title=_("Withdraw the award, a danger was found: {subject}"), schedule=OnEvent(),
    owner=Post.GENERAL_AFFAIRS_DIRECTOR, ladder=((24 * 60, Post.PRINCIPAL),), rule="EV-07", clauses=("D-02",),
    view="roomlife:withdraw-award", verb=_("Withdraw"),
)  # fmt: skip
def award_is_withdrawn(duties):
    """Done when the award is withdrawn. One query."""
    duties = list(duties)
    rows = RoomAward.objects.exclude(withdrawn_at=None).select_related("withdrawn_by")
    gone = rows.in_bulk({one.subject_id for one in duties})
    for one in duties:
        if award := gone.get(one.subject_id):
            yield Done(one, at=award.withdrawn_at, by=award.withdrawn_by, thing=award)
