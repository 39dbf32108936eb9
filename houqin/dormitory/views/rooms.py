"""The house at a glance, and one room."""

from collections import Counter
from itertools import groupby

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from houqin.dormitory.models import DormRoom, Move
from houqin.dormitory.permissions import ASK_MOVE, DECIDE_MOVE, MANAGE_ROOMS, PLACE_PUPILS, PUT_IN_CHARGE
from houqin.dormitory.selectors.charges import charges_of
from houqin.dormitory.selectors.proposal import without_bed
from houqin.dormitory.selectors.rooms import RoomOn, earlier_stays, rooms_on
from houqin.dormitory.selectors.standards import checks_of
from houqin.dormitory.views.seeing import may, may_see_dormitory, rooms_crumb, thing, tonight
from houqin.journal.models import Entry
from houqin.kernel.http import show
from houqin.people.selectors import sits_in
from houqin.tenancy.models import Building, Space
from houqin.tenancy.permissions import MANAGE_SPACES

MOST_EARLIER = 30


@require_safe
def rooms(request):
    """One building at a time: its floors, rooms and beds. Counters are filters."""
    school, night = may_see_dormitory(request), tonight(request)
    houses = list(
        Building.objects.of(school)
        .annotate(many=Count("spaces", filter=Q(spaces__dorm_room__isnull=False)))
        .filter(many__gt=0).order_by("name")
    )  # fmt: skip
    answering = charges_of(school, night)
    house = _chosen(request, houses, answering)
    everywhere = rooms_on(school, night)
    here = [one for one in everywhere if house and one.room.space.building_id == house.pk]
    waiting = without_bed(school, night).count()
    shown = request.GET.get("show", "")
    kept = {"free": lambda one: one.free, "beyond": lambda one: one.beyond, "odd": lambda one: one.odd}
    listed = [one for one in here if kept.get(shown, bool)(one)]
    return show(
        request, "dormitory/rooms.html", sentence=_sentence(here, house, waiting), house=house,
        houses=[_tab(one, house, everywhere) for one in houses] if len(houses) > 1 else [],
        counters=_counters(here, house, shown), floors=_floors(listed), waiting=waiting,
        shown=shown, moves=Move.objects.of(school).open().count(), bare=_bare(school),
        checks=checks_of(everywhere, answering),
        managers=[charge.user.name for charge in answering.get(house.pk, [])] if house else [],
        may=may(request, place=PLACE_PUPILS, manage=MANAGE_ROOMS, charge=PUT_IN_CHARGE, spaces=MANAGE_SPACES,
                decide=DECIDE_MOVE),
        empty=_("No room here is like that. That is good."),
    )  # fmt: skip


def _chosen(request, houses: list[Building], answering: dict) -> Building | None:
    """The building in the address; else the one this person answers for, else the first."""
    asked = request.GET.get("building", "")
    mine = {key for key, charges in answering.items() if any(one.user_id == request.user.pk for one in charges)}
    by_address = [one for one in houses if str(one.pk) == asked]
    return next(iter([*by_address, *(one for one in houses if one.pk in mine), *houses]), None)


def _sentence(here: list[RoomOn], house: Building | None, waiting: int) -> str:
    if house is None:
        return _("No dorm room has beds yet. Furnish the first.")
    if waiting:
        said = ngettext("{count} boarder has no bed yet.", "{count} boarders have no bed yet.", waiting)
        return said.format(count=waiting)
    heads, free = sum(len(one.sleepers) for one in here), sum(one.free for one in here)
    return _("{building} sleeps {heads} tonight and has {free} free beds.").format(
        building=house.name, heads=heads, free=free
    )


def _tab(one: Building, house: Building, everywhere: list[RoomOn]) -> dict:
    heads = sum(len(room.sleepers) for room in everywhere if room.room.space.building_id == one.pk)
    return {"value": heads, "label": one.name, "url": f"?building={one.pk}", "current": one == house}


def _counters(here: list[RoomOn], house: Building | None, shown: str) -> list[dict]:
    if house is None:
        return []
    told = Counter({"": len(here), "free": sum(one.free for one in here)})
    told["beyond"] = sum(bool(one.beyond) for one in here)
    told["odd"] = sum(len(one.odd) for one in here)
    labels = {"": (_("rooms"), ""), "free": (_("free beds"), ""), "beyond": (_("beyond the standard"), "late"),
              "odd": (_("no claim to a bed"), "missed")}  # fmt: skip
    return [
        {"value": told[key], "label": label, "state": state if told[key] else "", "current": key == shown,
         "url": f"?building={house.pk}&show={key}"}
        for key, (label, state) in labels.items()
    ]  # fmt: skip


def _floors(listed: list[RoomOn]) -> list[tuple[int, int, list[RoomOn]]]:
    """(floor, free beds, rooms)."""
    floors = [(floor, list(inside)) for floor, inside in groupby(listed, key=lambda one: one.room.floor)]
    return [(floor, sum(one.free for one in inside), inside) for floor, inside in floors]


def _bare(school) -> list[dict]:
    """Dorm rooms that have no beds yet."""
    spaces = Space.objects.of(school).filter(kind=Space.Kind.DORM_ROOM, closed_on=None, dorm_room=None)
    return [
        {"label": space.name, "url": reverse("dormitory:furnish-room", args=[space.pk]), "icon": "bed",
         "quiet": space.building.name}
        for space in spaces.select_related("building").order_by("building__name", "code")[:50]
    ]  # fmt: skip


@require_safe
def room(request, pk):
    one = thing(request, DormRoom.objects.select_related("space__building"), pk)
    night = tonight(request)
    [on] = rooms_on(one.school, night, rooms=[one])
    pupils = [stay.pupil for bed in on.beds for stay in (bed.stay, bed.coming) if stay]
    moves = Move.objects.of(one.school).open().filter(Q(from_bed__room=one) | Q(to_bed__room=one)).with_all()
    classes = sits_in(pupils, on=night)
    return show(
        request, "dormitory/room.html", one=one, on=on, crumbs=[rooms_crumb()],
        beds=[(bed, classes.get(bed.stay.pupil_id) if bed.stay else None) for bed in on.beds],
        facts=_facts(on), moves=list(moves.order_by("asked_at")),
        earlier=earlier_stays(one, night, most=MOST_EARLIER), entries=Entry.objects.about(one)[:30],
        may=may(request, place=PLACE_PUPILS, manage=MANAGE_ROOMS, ask=ASK_MOVE),
    )  # fmt: skip


def _facts(on: RoomOn) -> list[tuple]:
    one, heads = on.room, len(on.sleepers)
    each = f"{one.area_m2 / heads:.1f} m²" if one.area_m2 and heads else None
    return [
        (_("Building"), one.space.building.name), (_("Floor"), one.floor), (_("Whose room"), one.get_gender_display()),
        (_("Section"), one.get_section_display()),
        (_("Sleep here"), _("{heads} of at most {most}").format(heads=heads, most=on.standard.most_beds)),
        (_("Beds in use"), on.in_use), (_("Floor space"), one.area_m2 and f"{one.area_m2} m²"), (_("Each has"), each),
    ]  # fmt: skip
