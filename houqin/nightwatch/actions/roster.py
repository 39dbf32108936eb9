"""Plan who has the nights, name somebody, swap."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from houqin.duties.actions import answer_codes
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import refuse, require
from houqin.kernel.transactions import lock
from houqin.nightwatch import events
from houqin.nightwatch.gates import roster as gates
from houqin.nightwatch.models import NightDuty, Role, Swap
from houqin.nightwatch.notice_kinds import SWAP_WANTED
from houqin.nightwatch.permissions import PLAN_ROSTER, SWAP_NIGHTS
from houqin.nightwatch.reasons import Reason
from houqin.nightwatch.selectors.roster import nights_of_month, posts_held, roster_of
from houqin.notices.actions import tell
from houqin.people.models import User
from houqin.tenancy.calendar import night_of
from houqin.tenancy.models import Building
from houqin.tenancy.schools import School

LEADER_NAMED = "nightwatch.leader"


def _lock_roster(school) -> None:
    """One change of a school's roster at a time."""
    lock(School.objects.filter(pk=school.pk))


@transaction.atomic
def plan_month(
    *, school, month: date, leaders: list[User], watchers: Mapping[Building, list[User]] | None = None, actor,
    at: datetime,
) -> list[NightDuty]:  # fmt: skip
    """Give every boarding night of a month that nobody has yet, to these people in turn.

    The turn goes on after whoever had the last night before. Nights that are over or taken stay as they are.
    Raises Refused: NOBODY_CHOSEN, POST_DOES_NOT_WATCH, IN_TWO_LISTS, TWICE_IN_A_NIGHT, NO_NIGHT_LEFT.
    """
    authorise(actor, PLAN_ROSTER, school=school, at=at)
    _lock_roster(school)
    tonight, watchers = night_of(school, at), dict(watchers or {})
    held, _users = posts_held(school, on=school.localdate(at))
    require(gates.may_plan(leaders, watchers, held))
    nights = nights_of_month(school, month, tonight=tonight)
    known = {one.slot: one for one in roster_of(school, nights[0], nights[-1])} if nights else {}
    made = []
    for role, building, users in [
        (Role.LEADER, None, leaders), *((Role.WATCHER, building, users) for building, users in watchers.items())
    ]:  # fmt: skip
        free = [night for night in nights if (night, role, building and building.pk) not in known]
        turn = _next_turn(school, role, building, users, before=free[0]) if users and free else 0
        for number, night in enumerate(free if users else ()):
            user = users[(turn + number) % len(users)]
            require(gates.is_free(user, night, known.values()))
            made.append(_row(school, night, role, building, user, actor=actor, at=at))
    if not made:
        refuse(Reason.NO_NIGHT_LEFT)
    NightDuty.objects.bulk_create(made)
    record(
        events.ROSTER_PLANNED, made[0], actor=actor, at=at, month=f"{month:%Y-%m}", count=len(made),
        names=[user.name for user in dict.fromkeys(one.user for one in made)],
    )  # fmt: skip
    answer_codes(school, LEADER_NAMED, at=at)
    return made


def _next_turn(school, role: str, building, users: list[User], *, before: date) -> int:
    rows = (
        NightDuty.objects.of(school).standing().filter(role=role, building=building, night__lt=before, user__in=users)
    )
    last = rows.order_by("-night", "-pk").first()
    keys = [user.pk for user in users]
    return keys.index(last.user_id) + 1 if last else 0


def _row(school, night: date, role: str, building, user: User, *, actor, at: datetime, **more) -> NightDuty:
    return NightDuty(
        school=school, night=night, role=role, building=building, user=user, planned_by=actor, planned_at=at, **more
    )


@transaction.atomic
def name_on_duty(
    *, school, night: date, role: str, user: User, building: Building | None = None, why: str = "", actor, at: datetime
) -> NightDuty:
    """A leader decides who has one night, instead of whoever had it. A building counts for a watcher only.

    Raises Refused: POST_DOES_NOT_WATCH, NIGHT_IS_OVER, SAME_PERSON, TWICE_IN_A_NIGHT, BUILDING_MISSING.
    """
    authorise(actor, PLAN_ROSTER, school=school, at=at)
    _lock_roster(school)
    building = building if role == Role.WATCHER else None
    if role == Role.WATCHER and building is None:
        refuse(Reason.BUILDING_MISSING)
    slot, of_night = (night, role, building and building.pk), roster_of(school, night, night)
    held, _users = posts_held(school, on=school.localdate(at))
    require(
        gates.may_have_nights([user], role, held),
        gates.is_to_come(night, tonight=night_of(school, at)),
        gates.is_free(user, night, of_night, slot=slot),
    )
    old = next((one for one in of_night if one.slot == slot), None)
    made = _give(old, _row(school, night, role, building, user, actor=actor, at=at, why=why.strip()[:120]), at=at)
    record(
        events.NAMED, made, about=[old], actor=actor, at=at, night=night, role=role,
        building=building.name if building else "", name=user.name, why=made.why,
    )  # fmt: skip
    answer_codes(school, LEADER_NAMED, at=at)
    return made


def _give(old: NightDuty | None, new: NightDuty, *, at: datetime) -> NightDuty:
    if old is not None:
        old.withdrawn_at = at
        old.save(update_fields=["withdrawn_at"])
        new.replaces = old
    new.save()
    return new


@transaction.atomic
def ask_swap(*, given: NightDuty, wanted: NightDuty, why: str = "", actor, at: datetime) -> Swap:
    """Ask a colleague to change nights. It counts when they say yes, or a leader for them.

    Raises Refused: see may_ask, may_swap.
    """
    school = given.school
    authorise(actor, SWAP_NIGHTS, school=school, at=at)
    _lock_roster(school)
    given, wanted = _both(given, wanted)
    require(
        gates.may_ask(
            given, actor=actor, decides=actor.may(PLAN_ROSTER, school=school, at=at),
            is_asked=Swap.objects.waiting().filter(given=given).exists(),
        ),
        gates.may_swap(given, wanted, of_nights=_of_nights(given, wanted), tonight=night_of(school, at)),
    )  # fmt: skip
    swap = Swap.objects.create(
        school=school, given=given, wanted=wanted, why=why.strip()[:120], asked_by=actor, asked_at=at
    )
    said = {"given": given.night, "wanted": wanted.night, "name": given.user.name, "other": wanted.user.name}
    record(events.SWAP_ASKED, swap, about=[given, wanted], actor=actor, at=at, **said)
    tell(
        SWAP_WANTED, to=[wanted.user], school=school, subject=swap, at=at, url=wanted.get_absolute_url(),
        **said | {"why": swap.why},
    )  # fmt: skip
    return swap


@transaction.atomic
def answer_swap(*, swap: Swap, agrees: bool, actor, at: datetime) -> Swap:
    """Yes or no from whoever was asked, or from a leader for both. Whoever asked may take it back with a no.

    Raises Refused: see may_answer, may_swap.
    """
    school = swap.school
    authorise(actor, SWAP_NIGHTS, school=school, at=at)
    _lock_roster(school)
    [swap] = lock(Swap.objects.filter(pk=swap.pk).select_related("school", "asked_by", "wanted__user"))
    given, wanted = _both(swap.given, swap.wanted)
    require(
        gates.may_answer(swap, agrees=agrees, actor=actor, decides=actor.may(PLAN_ROSTER, school=school, at=at)),
        gates.may_swap(given, wanted, of_nights=_of_nights(given, wanted), tonight=night_of(school, at))
        if agrees
        else (),
    )
    swap.is_agreed, swap.answered_by, swap.answered_at = agrees, actor, at
    swap.save(update_fields=["is_agreed", "answered_by", "answered_at"])
    about = [given, wanted]
    if agrees:
        for old, user in ((given, wanted.user), (wanted, given.user)):
            new = _row(school, old.night, old.role, old.building, user, actor=actor, at=at, why=swap.why)
            about.append(_give(old, new, at=at))
    record(
        events.SWAP_AGREED if agrees else events.SWAP_DECLINED, swap, about=about, actor=actor, at=at,
        given=given.night, wanted=wanted.night, name=given.user.name, other=wanted.user.name,
    )  # fmt: skip
    return swap


def _both(given: NightDuty, wanted: NightDuty) -> tuple[NightDuty, NightDuty]:
    """Both as they are now; of one school."""
    rows = NightDuty.objects.of(given.school_id).filter(pk__in=(given.pk, wanted.pk))
    rows = {row.pk: row for row in rows.select_related("school", "user", "building")}
    if wanted.pk not in rows:
        raise ValueError("two nights of one school are swapped")
    return rows[given.pk], rows[wanted.pk]


def _of_nights(*duties: NightDuty) -> list[NightDuty]:
    nights = [one.night for one in duties]
    return [one for one in roster_of(duties[0].school, min(nights), max(nights)) if one.night in nights]
