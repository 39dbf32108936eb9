"""Which pages a phone keeps for the hours without signal: those where a person's duties and next work are done."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.urls import reverse

from houqin.campus.permissions import LEAD_CHECKS
from houqin.campus.selectors.checks import buildings_to_check
from houqin.checklists.permissions import RUN_LISTS
from houqin.checklists.selectors.lists import open_lists
from houqin.discipline.permissions import MAKE_ROUNDS
from houqin.discipline.selectors.rounds import rooms_lived_in
from houqin.dormitory.models import RollKind
from houqin.dormitory.permissions import COUNT_HEADS, SEARCH, TAKE_ROLL
from houqin.dormitory.selectors.emergencies import running
from houqin.dormitory.selectors.rolls import open_searches, tonight
from houqin.incidents.models import Hazard
from houqin.incidents.permissions import REPORT_HAZARDS
from houqin.kitchen import selectors as kitchen
from houqin.kitchen.models import DishBatch, Meal
from houqin.kitchen.permissions import COOK, SAMPLE, TASTE
from houqin.nightwatch.models import Round
from houqin.nightwatch.permissions import WALK
from houqin.people.answering import Answering
from houqin.roomlife.permissions import CHECK_ROTA, INSPECT_ROOMS
from houqin.roomlife.selectors.heads import rooms_in_use
from houqin.supply import selectors as supply
from houqin.supply.models import Delivery, DeliveryLine
from houqin.supply.permissions import INSPECT_GOODS
from houqin.tenancy.calendar import is_boarding_night, night_of
from houqin.visitors.models import GuestStay
from houqin.visitors.permissions import LET_IN, LODGE_GUESTS
from houqin.web.today_duties import duties_in_sight, place_of
from houqin.whereabouts.models import Leave
from houqin.whereabouts.permissions import HAND_OVER, SEE_WHEREABOUTS

#: A phone fetches them one after the other on a school's network: more than this is no longer quiet.
MOST_PAGES = 60
#: Whoever begins the night takes its rounds along.
ROUNDS_AHEAD = timedelta(hours=12)


def pages_to_keep(actor, *, school, at: datetime) -> list[str]:
    """Addresses, the most needed first, each once. A fixed number of queries, whatever the history."""
    found = dict.fromkeys([reverse("today"), reverse("web:outbox"), reverse("web:scan")])
    for places in (
        _of_duties,
        _of_kitchen,
        _of_receiving,
        _of_lists,
        _of_hazards,
        _of_nights,
        _of_bedtimes,
        _of_equipment,
        _of_rounds,
        _of_whereabouts,
        _of_gate,
        _of_rooms,
    ):
        found |= dict.fromkeys(places(actor, school, at))
    return list(found)[:MOST_PAGES]


def _of_duties(actor, school, at) -> Iterator[str]:
    """Where the duties of the next hours and the next steps of the work are done."""
    mine, _late = duties_in_sight(actor, school, at, answering=Answering([school], at=at))
    for duty in mine:
        if duty.is_open:
            yield place_of(duty)
    for action in [*kitchen.next_actions(actor, school, at), *supply.next_actions(actor, school, at)]:
        yield action.url.split("#")[0]


def _of_kitchen(actor, school, at) -> Iterator[str]:
    """Today's meals that are not closed, and their pots."""
    if not any(actor.may(needed, school=school, at=at) for needed in (COOK, TASTE, SAMPLE)):
        return
    meals = Meal.objects.of(school).filter(on=school.localdate(at)).exclude(
        state__in=(Meal.State.CLOSED, Meal.State.CALLED_OFF)
    )  # fmt: skip
    for meal in meals.order_by("serves_at"):
        yield meal.get_absolute_url()
        yield reverse("kitchen:meal-heat", args=[meal.pk])
        yield reverse("kitchen:meal-taste", args=[meal.pk])
        yield reverse("kitchen:meal-sample", args=[meal.pk])
    for batch in DishBatch.objects.of(school).filter(meal__in=meals).order_by("meal__serves_at", "pk"):
        yield batch.get_absolute_url()


def _of_receiving(actor, school, at) -> Iterator[str]:
    """Trucks that stand in the yard: the delivery and each of its lines."""
    if not actor.may(INSPECT_GOODS, school=school, at=at):
        return
    waiting = Delivery.objects.of(school).filter(state=Delivery.State.ARRIVED)
    for delivery in waiting.order_by("-arrived_at"):
        yield delivery.get_absolute_url()
    for line in DeliveryLine.objects.of(school).filter(delivery__in=waiting).order_by("delivery", "pk"):
        yield line.get_absolute_url()


def _of_rounds(actor, school, at) -> Iterator[str]:
    """The night watch, and each round that is walked now or within the next hours."""
    if not actor.may(WALK, school=school, at=at):
        return
    to_walk = Round.objects.of(school).filter(
        completed_at=None, closes_at__gt=at, starts_at__lt=at + ROUNDS_AHEAD
    )  # fmt: skip
    if keys := list(to_walk.order_by("starts_at", "pk").values_list("pk", flat=True)):
        yield reverse("nightwatch:tonight")
        for key in keys:
            yield reverse("nightwatch:round", args=[key])


def _of_bedtimes(actor, school, at) -> Iterator[str]:
    """Corridors have no signal: the round of each building tonight, and where a found thing is shelved."""
    if actor.may(MAKE_ROUNDS, school=school, at=at):
        night = night_of(school, at)
        lived_in = rooms_lived_in(school, night).order_by().values_list("space__building", flat=True).distinct()
        for building in lived_in if is_boarding_night(school, night) else ():
            yield reverse("discipline:make-round", args=[building])
        yield reverse("discipline:shelve")


def _of_lists(actor, school, at) -> Iterator[str]:
    if actor.may(RUN_LISTS, school=school, at=at):
        for one in open_lists(school):
            yield reverse("checklists:fill", args=[one.pk])


def _of_rooms(actor, school, at) -> Iterator[str]:
    """The floors of the round, and the check of today's turns."""
    if actor.may(INSPECT_ROOMS, school=school, at=at):
        floors = dict.fromkeys(
            (room.space.building_id, room.floor) for room in rooms_in_use(school, school.localdate(at))
        )
        for building, floor in floors:
            yield reverse("roomlife:floor", args=[building, floor])
    if actor.may(CHECK_ROTA, school=school, at=at):
        yield reverse("roomlife:check-turns")


def _of_hazards(actor, school, at) -> Iterator[str]:
    """Where one is reported, and those that this person's posts put right, with the form for it."""
    if not actor.may(REPORT_HAZARDS, school=school, at=at):
        return
    yield reverse("incidents:report-hazard")
    mine = Hazard.objects.of(school).filter(
        state=Hazard.State.FIXING, owner_post__in=actor.posts_in(school, at)
    )  # fmt: skip
    for hazard in mine.order_by("due_on", "pk"):
        yield hazard.get_absolute_url()
        yield reverse("incidents:fix-hazard", args=[hazard.pk])


def _of_nights(actor, school, at) -> Iterator[str]:
    """Who is missing, then the rolls of the night that comes or lasts, and the groups of an evacuation."""
    if actor.may(COUNT_HEADS, school=school, at=at) and (emergency := running(school)):
        yield emergency.get_absolute_url()
    if actor.may(SEARCH, school=school, at=at):
        yield from (search.get_absolute_url() for search in open_searches(school))
    if actor.may(TAKE_ROLL, school=school, at=at):
        _night, buildings = tonight(school, at=at)
        for one in buildings:
            address = reverse("dormitory:take", args=[one.building.pk])
            yield from (f"{address}?kind={kind}" for kind in RollKind.values)


def _of_equipment(actor, school, at) -> Iterator[str]:
    """The monthly check of each building that still waits for it: stairwells and cellars have no signal."""
    if actor.may(LEAD_CHECKS, school=school, at=at):
        for one in buildings_to_check(school, on=school.localdate(at)):
            if one.unseen:
                yield reverse("campus:check", args=[one.building.pk])


#: Children at the gate in the next hours; the others wait for a signal.
MOST_CHILDREN = 10


def _of_whereabouts(actor, school, at) -> Iterator[str]:
    """Who is elsewhere, and where those who go or come back today are handed over."""
    if not actor.may(SEE_WHEREABOUTS, school=school, at=at):
        return
    yield reverse("whereabouts:index")
    if not actor.may(HAND_OVER, school=school, at=at):
        return
    tonight = school.moment(school.localdate(at) + timedelta(days=1), time(0, 0))
    due = Leave.objects.of(school).out().filter(until_at__lt=tonight).order_by("until_at", "pk")
    for key in due.values_list("pk", flat=True)[:MOST_CHILDREN]:
        yield reverse("whereabouts:return", args=[key])
    going = Leave.objects.of(school).to_hand_over().filter(starts_at__lt=tonight, until_at__gt=at)
    for key in going.order_by("starts_at", "pk").values_list("pk", flat=True)[:MOST_CHILDREN]:
        yield reverse("whereabouts:hand-over", args=[key])


def _of_gate(actor, school, at) -> Iterator[str]:
    """The gate with its forms, and the stays of tonight that wait for a document, a key or its return."""
    if not actor.may(LET_IN, school=school, at=at):
        return
    yield from (reverse(f"visitors:{name}") for name in ("gate", "let-in", "let-workers-in"))
    verbs = {"approved": "register-guest"}
    if actor.may(LODGE_GUESTS, school=school, at=at):
        verbs |= {"registered": "lodge-guest", "lodged": "depart-guest"}
    today = school.localdate(at)
    mine = GuestStay.objects.of(school).filter(state__in=verbs, arrives_on__lte=today).order_by("arrives_on", "pk")
    for key, state in mine.values_list("pk", "state"):
        yield reverse("visitors:stay", args=[key])
        yield reverse(f"visitors:{verbs[state]}", args=[key])
