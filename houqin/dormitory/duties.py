"""What must always be done in a dormitory: the roll, the recount, every step for a missing child, a word on a move."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from houqin.dormitory.bells import BellsOfMany
from houqin.dormitory.models import BedStay, Move, Roll, RollKind, Search, SearchStep, Step
from houqin.duties.declaring import Done, duty
from houqin.duties.schedules import Each, Occasion, OnEvent, Window, decided_by
from houqin.tenancy.models import Building
from houqin.tenancy.posts import Post


def _buildings(schools, first, last) -> dict[int, dict[Building, list[tuple]]]:
    """The buildings of each school with the stays that touch these days, as (first night, last night or None)."""
    rows = BedStay.objects.filter(school__in=schools, starts_on__lte=last).exclude(ends_on__lt=first)
    rows = rows.values_list("school", "bed__room__space__building", "starts_on", "ends_on").distinct()
    rows = list(rows)
    buildings = Building.objects.in_bulk({building for _school, building, _from, _to in rows})
    found: dict[int, dict[Building, list[tuple]]] = {school.pk: {} for school in schools}
    for school, building, starts_on, ends_on in rows:
        found[school].setdefault(buildings[building], []).append((starts_on, ends_on))
    return found


def _nights(window: Window, kind: str) -> Iterator[Occasion]:
    """Each boarding night of each building in which somebody sleeps."""
    school = window.school
    bells = window.once(BellsOfMany)
    for building, stays in window.once(_buildings)[school.pk].items():
        for on, day in window.days.items():
            if not day.is_boarding_night or not any(a <= on and (b is None or b >= on) for a, b in stays):
                continue
            times = bells.on(school, on)
            due_at = times.lights_out if kind == RollKind.EVENING else times.recounted_by
            opens_at = times.opens_at if kind == RollKind.EVENING else times.lights_out
            yield Occasion(f"{on.isoformat()}/{building.pk}", on, opens_at, due_at, times.ends_at, subject=building)


def rolls_to_take(window: Window) -> Iterator[Occasion]:
    return _nights(window, RollKind.EVENING)


def recounts_to_take(window: Window) -> Iterator[Occasion]:
    return _nights(window, RollKind.RECOUNT)


#: As for a missing child: a roll that nobody took may hide one (DR-04).
UP = ((5, Post.DORM_MANAGER), (15, Post.DUTY_LEADER), (30, Post.PRINCIPAL), (60, Post.BUREAU_OFFICER))


@duty(
    "dormitory.roll", title=_("Night roll call: {subject}"), schedule=Each(rolls_to_take), owner=Post.DORM_MANAGER,
    ladder=UP, rule="DR-01", clauses=("D-16", "D-17", "D-18"), view="dormitory:take", verb=_("Take the roll"),
    urgent=True, grave=True, may_own=(Post.DUTY_LEADER,),
)  # fmt: skip
def roll_is_closed(duties) -> Iterator[Done]:
    """Done when the night's roll of the building is closed. One query."""
    yield from _closed(duties, RollKind.EVENING)


@duty(
    "dormitory.recount", title=_("Recount after the bell: {subject}"), schedule=Each(recounts_to_take),
    owner=Post.DORM_MANAGER, ladder=UP, rule="DR-01", clauses=("D-11", "D-17"), view="dormitory:take",
    verb=_("Count again"), urgent=True, may_own=(Post.DUTY_LEADER,),
)  # fmt: skip
def recount_is_closed(duties) -> Iterator[Done]:
    """Done when the recount of the building is closed. One query."""
    yield from _closed(duties, RollKind.RECOUNT)


def _closed(duties, kind: str) -> Iterator[Done]:
    duties = list(duties)
    rolls = Roll.objects.filter(
        building__in={one.subject_id for one in duties}, night__in={one.on for one in duties}, kind=kind,
        closed_at__isnull=False,
    )  # fmt: skip
    closed = {(roll.building_id, roll.night): roll for roll in rolls.select_related("closed_by")}
    for one in duties:
        if roll := closed.get((one.subject_id, one.on)):
            yield Done(one, at=roll.closed_at, by=roll.closed_by, thing=roll)


def _taken(duties, step: str) -> Iterator[Done]:
    """Done when the step was taken, or the child is found. Two queries. A call that nobody answered is not taken: the
    next hears of it.
    """
    duties = list(duties)
    searches = Search.objects.select_related("found_by").in_bulk({one.subject_id for one in duties})
    steps: dict[int, SearchStep] = {}
    rows = SearchStep.objects.filter(search__in=searches, step=step, was_reached=True).select_related("by")
    for row in rows.order_by("happened_at", "pk"):
        steps.setdefault(row.search_id, row)
    for one in duties:
        search = searches.get(one.subject_id)
        if row := steps.get(one.subject_id):
            yield Done(one, at=row.happened_at, by=row.by, thing=row)
        elif search and search.found_at:
            yield Done(one, at=search.found_at, by=search.found_by, thing=search)


CALL = _("Call")


def _step(code: str, step: str, title, owner: Post, ladder, verb=CALL):
    """A rung of the search: told to whoever must take it, and to the next when they do not."""

    def taken(duties) -> Iterator[Done]:
        return _taken(duties, step)

    duty(
        code, title=title, schedule=OnEvent(), owner=owner, ladder=ladder, rule="DR-04", clauses=("D-19", "D-30"),
        view="dormitory:search", verb=verb, urgent=True, grave=True,
    )(taken)  # fmt: skip


_step(
    "dormitory.call_head_teacher", Step.HEAD_TEACHER, _("Call the head teacher: {subject} is missing"),
    Post.DORM_MANAGER, ((5, Post.DUTY_LEADER),),
)  # fmt: skip
_step(
    "dormitory.call_guardian", Step.GUARDIAN, _("Call the guardian: {subject} is missing"), Post.DORM_MANAGER,
    ((0, Post.DUTY_LEADER),),
)  # fmt: skip
_step(
    "dormitory.call_duty_leader", Step.DUTY_LEADER, _("Call the duty leader: {subject} is missing"),
    Post.DORM_MANAGER, ((0, Post.DUTY_LEADER), (10, Post.DEPUTY_PRINCIPAL)),
)  # fmt: skip
_step(
    "dormitory.call_principal", Step.PRINCIPAL, _("Call the principal: {subject} is missing"), Post.DUTY_LEADER,
    ((0, Post.PRINCIPAL),),
)  # fmt: skip
_step(
    "dormitory.call_police", Step.POLICE, _("Call the police: {subject} is missing"), Post.DUTY_LEADER,
    ((0, Post.PRINCIPAL), (10, Post.DEPUTY_PRINCIPAL)), _("Call 110"),
)  # fmt: skip
_step(
    "dormitory.inform_bureau", Step.BUREAU, _("Inform the bureau: {subject} is missing"), Post.PRINCIPAL,
    ((0, Post.BUREAU_OFFICER),), _("Report"),
)  # fmt: skip


def _open_moves(schools: list, first: date, last: date) -> dict[int, list[Move]]:
    """Moves that wait, by school. One query."""
    found: dict[int, list[Move]] = {school.pk: [] for school in schools}
    for move in Move.objects.filter(school__in=schools).open().with_all().order_by("pk"):
        found[move.school_id].append(move)
    return found


def moves_to_decide(window: Window) -> Iterator[Occasion]:
    """Each change of bed that somebody asked for, by the evening of its first night."""
    school = window.school
    for move in window.once(_open_moves)[school.pk]:
        due = decided_by(school, move.starts_on, asked_at=move.asked_at)
        yield Occasion(str(move.pk), move.starts_on, move.asked_at, due, None, move)


@duty(
    "dormitory.decide-move", title=_("Decide about a change of bed: {subject}"), schedule=Each(moves_to_decide),
    owner=Post.DUTY_LEADER, ladder=((60, Post.DEPUTY_PRINCIPAL), (24 * 60, Post.PRINCIPAL)), rule="DV-03",
    clauses=("D-21",), view="dormitory:move", verb=_("Decide"), may_own=(Post.DEPUTY_PRINCIPAL, Post.PRINCIPAL),
)  # fmt: skip
def move_is_decided(duties) -> Iterator[Done]:
    """Approved, declined or taken back. One query."""
    duties = list(duties)
    moves = Move.objects.select_related("decision__by").in_bulk({one.subject_id for one in duties})
    for one in duties:
        move = moves.get(one.subject_id)
        if move and hasattr(move, "decision"):
            yield Done(one, at=move.decision.at, by=move.decision.by, thing=move)
