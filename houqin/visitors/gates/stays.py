"""GT-15: nobody sleeps here before application, approval and registration, and only in a guest room (DV-01)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from houqin.kernel.refusals import KernelReason, Refusal
from houqin.tenancy.models import Space
from houqin.visitors.gates.visits import MOST_HEADS, document_is_said, is_not_listed
from houqin.visitors.identity import Identity
from houqin.visitors.models import GuestStay, Party
from houqin.visitors.models.stays import AFTER_APPROVAL, AFTER_KEY, AFTER_REGISTERING, OPEN
from houqin.visitors.reasons import StayReason as Reason
from houqin.visitors.reasons import VisitReason

GATE = "GT-15"
#: A longer stay is no visit.
MOST_NIGHTS = 14


def may_apply(
    school, *, pupil, name: str, relation: str, party: str, heads: int, arrives_on: date, leaves_on: date, why: str,
    today: date,
) -> Iterator[Refusal]:  # fmt: skip
    if pupil.school_id != school.pk:
        yield Refusal(KernelReason.OTHER_SCHOOL, {"what": str(pupil)})
    elif pupil.left_on and pupil.left_on < arrives_on:
        yield Refusal(Reason.PUPIL_NOT_HERE, {"pupil": pupil.name})
    if not name:
        yield Refusal(VisitReason.NAME_MISSING)
    if not relation:
        yield Refusal(Reason.RELATION_MISSING)
    if party not in Party.values:
        yield Refusal(Reason.PARTY_UNKNOWN)
    if not 1 <= heads <= MOST_HEADS:
        yield Refusal(VisitReason.HEADS_OUT_OF_RANGE, {"heads": heads, "most": MOST_HEADS})
    if not why:
        yield Refusal(VisitReason.WHY_MISSING)
    if arrives_on < today:
        yield Refusal(Reason.STAY_IN_THE_PAST, {"on": arrives_on})
    if leaves_on <= arrives_on:
        yield Refusal(Reason.STAY_BACKWARDS)
    elif leaves_on - arrives_on > timedelta(days=MOST_NIGHTS):
        yield Refusal(Reason.STAY_TOO_LONG, {"most": MOST_NIGHTS})


def is_open(stay: GuestStay) -> Iterator[Refusal]:
    if stay.state not in OPEN:
        yield Refusal(Reason.ENDED, {"code": stay.code, "state": stay.get_state_display()}, where=stay)


def may_decide(stay: GuestStay, *, actor) -> Iterator[Refusal]:
    """D-23: the school agrees, and nobody agrees to their own application."""
    yield from is_open(stay)
    if stay.state in AFTER_APPROVAL and stay.is_open:
        yield Refusal(Reason.DECIDED_ALREADY, {"code": stay.code}, where=stay)
    if actor.pk == stay.applied_by_id:
        yield Refusal(Reason.APPLIED_BY_YOU, {"code": stay.code}, GATE)


def note_is_said(note: str) -> Iterator[Refusal]:
    if not note:
        yield Refusal(Reason.NOTE_MISSING)


def may_call_off(stay: GuestStay) -> Iterator[Refusal]:
    yield from is_open(stay)
    if stay.state in AFTER_KEY and stay.is_open:
        yield Refusal(Reason.LODGED_ALREADY, {"code": stay.code}, where=stay)


def is_approved(stay: GuestStay) -> Iterator[Refusal]:
    yield from is_open(stay)
    if stay.is_open and stay.state not in AFTER_APPROVAL:
        yield Refusal(Reason.NOT_APPROVED, {"code": stay.code}, GATE, stay)


def may_register(
    stay: GuestStay, *, identity: Identity, is_listed: bool, registered_at: datetime, at: datetime
) -> Iterator[Refusal]:
    """D-24: the document is looked at before the key, and after the approval."""
    yield from is_approved(stay)
    if stay.state in AFTER_REGISTERING and stay.is_open:
        yield Refusal(Reason.REGISTERED_ALREADY, {"code": stay.code}, where=stay)
    if registered_at > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": registered_at}, "GT-18")
    elif stay.state in AFTER_APPROVAL and registered_at < stay.decided_at:
        yield Refusal(Reason.NOT_APPROVED_THEN, {"code": stay.code, "happened_at": registered_at}, GATE, stay)
    yield from document_is_said(identity)
    yield from is_not_listed(is_listed)


def may_have_key(
    stay: GuestStay, *, is_listed: bool, lodged_at: datetime, night: date, on: date, at: datetime
) -> Iterator[Refusal]:
    """Applied, approved, registered, and in that order by the clock too: a phone's late entry is judged by its time.

    The list of those not let in is asked again: somebody may have come onto it since the document was seen.
    """
    yield from is_approved(stay)
    if stay.is_open and stay.state not in AFTER_REGISTERING:
        yield Refusal(Reason.NOT_REGISTERED, {"code": stay.code}, GATE, stay)
    if stay.state in AFTER_KEY and stay.is_open:
        yield Refusal(Reason.LODGED_ALREADY, {"code": stay.code}, where=stay)
    if lodged_at > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": lodged_at}, "GT-18")
    elif stay.registered_at and lodged_at < stay.registered_at:
        yield Refusal(Reason.NOT_THEN, {"code": stay.code, "happened_at": lodged_at}, GATE, stay)
    # Who comes in the morning of the first day may put their things in the room.
    if not (stay.arrives_on <= night < stay.leaves_on or on == stay.arrives_on):
        facts = {"code": stay.code, "arrives_on": stay.arrives_on, "leaves_on": stay.leaves_on}
        yield Refusal(Reason.WRONG_NIGHT, facts, GATE, stay)
    yield from is_not_listed(is_listed)


def may_sleep_in(
    stay: GuestStay, room: Space, *, lodged: Iterable[GuestStay], on: date, is_pupils: bool,
    girls_buildings: frozenset[int],
) -> Iterator[Refusal]:  # fmt: skip
    """A guest room with a place left, shared with family or with the same gender; never a pupil's room."""
    if room.school_id != stay.school_id:
        yield Refusal(KernelReason.OTHER_SCHOOL, {"what": room.name})
        return
    if room.kind != Space.Kind.GUEST_ROOM or is_pupils:
        yield Refusal(Reason.NOT_A_GUEST_ROOM, {"room": room.name}, GATE)
        return
    if room.closed_on and room.closed_on <= on:
        yield Refusal(Reason.ROOM_CLOSED, {"room": room.name})
    if room.building_id in girls_buildings and stay.party != Party.WOMEN:
        yield Refusal(Reason.GIRLS_BUILDING, {"room": room.name}, GATE)
    if not room.positions:
        yield Refusal(Reason.ROOM_WITHOUT_PLACES, {"room": room.name}, where=room)
        return
    others = [one for one in lodged if one.pk != stay.pk]
    left = room.positions - sum(one.sleepers for one in others)
    if stay.sleepers > left:
        yield Refusal(Reason.ROOM_FULL, {"room": room.name, "left": max(left, 0), "heads": stay.sleepers})
    strangers = [one for one in others if one.pupil_id != stay.pupil_id]
    if any(Party.BOTH in (one.party, stay.party) or one.party != stay.party for one in strangers):
        yield Refusal(Reason.ROOM_NOT_SHARED, {"room": room.name, "others": [one.name for one in strangers]})


def may_depart(stay: GuestStay, *, departed_at: datetime, at: datetime) -> Iterator[Refusal]:
    if stay.state != GuestStay.State.LODGED:
        yield Refusal(Reason.NOT_LODGED, {"code": stay.code}, where=stay)
    elif departed_at < stay.lodged_at:
        yield Refusal(Reason.DEPARTED_BEFORE, {"code": stay.code, "lodged_at": stay.lodged_at})
    if departed_at > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": departed_at}, "GT-18")
