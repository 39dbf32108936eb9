"""Which pages a phone keeps for the hours without signal: those where a person's duties and next work are done."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from houqin.checklists.permissions import RUN_LISTS
from houqin.checklists.selectors.lists import open_lists
from houqin.incidents.models import Hazard
from houqin.incidents.permissions import REPORT_HAZARDS
from houqin.kitchen import selectors as kitchen
from houqin.kitchen.models import DishBatch, Meal
from houqin.kitchen.permissions import COOK, SAMPLE, TASTE
from houqin.people.answering import Answering
from houqin.roomlife.permissions import CHECK_ROTA, INSPECT_ROOMS
from houqin.roomlife.selectors.heads import rooms_in_use
from houqin.supply import selectors as supply
from houqin.supply.models import Delivery, DeliveryLine
from houqin.supply.permissions import INSPECT_GOODS
from houqin.web.today_duties import duties_in_sight, place_of

#: A phone fetches them one after the other on a school's network: more than this is no longer quiet.
MOST_PAGES = 60


def pages_to_keep(actor, *, school, at: datetime) -> list[str]:
    """Addresses, the most needed first, each once. A fixed number of queries, whatever the history."""
    found = dict.fromkeys([reverse("today"), reverse("web:outbox"), reverse("web:scan")])
    for places in (_of_duties, _of_kitchen, _of_receiving, _of_lists, _of_rooms, _of_hazards):
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
