"""The document is looked at, then the key is given; the key comes back (D-24, GT-15)."""

from datetime import datetime, time

from django.db import transaction

from houqin.duties.actions import answer_about
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.tenancy.calendar import night_of
from houqin.tenancy.models import Space
from houqin.tenancy.school_rows import lock_one
from houqin.visitors import events
from houqin.visitors.actions.stays import locked
from houqin.visitors.gates import stays as gates
from houqin.visitors.identity import identity_of, kept_of
from houqin.visitors.models import DocumentKind, GuestStay
from houqin.visitors.permissions import LODGE_GUESTS, REGISTER_GUESTS
from houqin.visitors.selectors.gate import girls_buildings, is_listed
from houqin.visitors.selectors.stays import is_pupils_room, lodged_in
from houqin.whereabouts.actions import end_away, note_away
from houqin.whereabouts.models import Away, AwayKind
from houqin.whereabouts.selectors import whereabouts

State = GuestStay.State
NOON = time(12, 0)


@transaction.atomic
def register_guest(
    *, stay: GuestStay, document_kind: str = DocumentKind.IDENTITY_CARD, document_number: str,
    happened_at: datetime | None = None, actor, at: datetime,
) -> GuestStay:  # fmt: skip
    """Look at the guest's document and write down how its number ends; the number itself is not kept.

    Raises Refused: NOT_APPROVED, NOT_APPROVED_THEN (GT-15), REGISTERED_ALREADY, ENDED, DOCUMENT_MISSING, IN_THE_FUTURE,
    ASK_THE_LEADER.
    """
    authorise(actor, REGISTER_GUESTS, school=stay.school, at=at)
    stay = locked(stay)
    identity = identity_of(stay.school, document_kind, document_number)
    listed = is_listed(stay.school, name=stay.name, identity=identity)
    registered_at = happened_at or at
    require(gates.may_register(stay, identity=identity, is_listed=listed, registered_at=registered_at, at=at))
    stay.state, stay.registered_by, stay.registered_at = State.REGISTERED, actor, registered_at
    stay.document_kind, stay.document_ending, stay.document_digest = identity.kind, identity.ending, identity.digest
    stay.save(
        update_fields=[
            "state", "registered_by", "registered_at", "document_kind", "document_ending", "document_digest",
        ]
    )  # fmt: skip
    record(
        events.STAY_REGISTERED, stay, actor=actor, at=at, happened_at=registered_at, code=stay.code,
        document=identity.kind,
    )  # fmt: skip
    return stay


@transaction.atomic
def lodge_guest(*, stay: GuestStay, room: Space, happened_at: datetime | None = None, actor, at: datetime) -> GuestStay:
    """Give the key of a guest room. A pupil who sleeps along is said to be with a visitor, unless on leave already.

    Raises Refused: NOT_APPROVED, NOT_REGISTERED, NOT_THEN, NOT_A_GUEST_ROOM and others (GT-15): see gates.stays.
    ASK_THE_LEADER for who came onto the list of those not let in after the document was registered.
    NIGHT_NEEDS_LEAVE (GT-14) for a boarder who would sleep along without leave.
    """
    authorise(actor, LODGE_GUESTS, school=stay.school, at=at)
    stay = locked(stay)
    # The room is held too: two parties never take its last place.
    room = lock_one(Space, room.pk, school=stay.school) if room.school_id == stay.school_id else room
    lodged_at = happened_at or at
    on, night = stay.school.localdate(lodged_at), night_of(stay.school, lodged_at)
    listed = is_listed(stay.school, name=stay.name, identity=kept_of(stay))
    require(
        gates.may_have_key(stay, is_listed=listed, lodged_at=lodged_at, night=night, on=on, at=at),
        gates.may_sleep_in(
            stay, room, lodged=lodged_in(room), on=on, is_pupils=is_pupils_room(room),
            girls_buildings=girls_buildings(stay.school),
        ),
    )  # fmt: skip
    stay.state, stay.room, stay.lodged_by, stay.lodged_at = State.LODGED, room, actor, lodged_at
    stay.save(update_fields=["state", "room", "lodged_by", "lodged_at"])
    record(
        events.GUEST_LODGED, stay, about=[room, stay.pupil], actor=actor, at=at, happened_at=lodged_at,
        code=stay.code, room=room.name, sleepers=stay.sleepers,
    )  # fmt: skip
    if stay.has_pupil_along and stay.pupil_id not in whereabouts(stay.school, at=lodged_at, pupils=[stay.pupil_id]):
        note_away(
            pupil=stay.pupil, kind=AwayKind.VISIT, confirmed_by=actor, place=room.name, happened_at=lodged_at,
            until_at=stay.school.moment(stay.leaves_on, NOON), actor=actor, at=at,
        )  # fmt: skip
    return stay


@transaction.atomic
def depart_guest(*, stay: GuestStay, happened_at: datetime | None = None, actor, at: datetime) -> GuestStay:
    """Take the key back: they have left.  Raises Refused: NOT_LODGED, DEPARTED_BEFORE, IN_THE_FUTURE."""
    authorise(actor, LODGE_GUESTS, school=stay.school, at=at)
    stay = locked(stay)
    departed_at = happened_at or at
    require(gates.may_depart(stay, departed_at=departed_at, at=at))
    stay.state, stay.departed_by, stay.departed_at = State.DEPARTED, actor, departed_at
    stay.save(update_fields=["state", "departed_by", "departed_at"])
    record(
        events.GUEST_DEPARTED, stay, about=[stay.room, stay.pupil], actor=actor, at=at, happened_at=departed_at,
        code=stay.code, room=stay.room.name,
    )  # fmt: skip
    if stay.has_pupil_along:
        for away in Away.objects.of(stay.school).filter(pupil=stay.pupil, kind=AwayKind.VISIT, ended_at=None):
            end_away(away=away, happened_at=max(departed_at, away.starts_at), actor=actor, at=at)
    answer_about(stay, at=at)
    return stay
