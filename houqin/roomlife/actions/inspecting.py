"""Look at rooms. A danger is a hazard in the same breath; a room that does badly is to be helped first."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from houqin.dormitory.models import DormRoom
from houqin.duties.actions import answer_codes, raise_duty
from houqin.incidents.actions import report_hazard
from houqin.journal.actions import record
from houqin.journal.attachments import store_attachment
from houqin.journal.models import Attachment
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.spoken import spoken
from houqin.kernel.transactions import lock
from houqin.roomlife import events
from houqin.roomlife.gates import inspections as gates
from houqin.roomlife.inspection_items import FULL_POINTS, INSPECTION_ITEMS
from houqin.roomlife.models import Finding, Inspection, InspectionPhoto, RoomDraw
from houqin.roomlife.permissions import INSPECT_ROOMS
from houqin.roomlife.selectors.ratings import week_of
from houqin.tenancy.parameters import parameters_of

#: Somebody talks with the room before the week's end; practice, DR-08 gives the order and no number.
HELP_WITHIN = timedelta(days=3)


@dataclass(frozen=True)
class Seen:
    """What was not in order in a room, by the codes of the items; nothing is a record as well."""

    items: tuple[str, ...] = ()
    note: str = ""
    photos: list = field(default_factory=list)


@transaction.atomic
def inspect_rooms(
    *, school, rooms: Iterable[DormRoom], seen: Mapping[int, Seen] | None = None, draw: RoomDraw | None = None,
    happened_at: datetime | None = None, actor, at: datetime,
) -> list[Inspection]:  # fmt: skip
    """These rooms were looked at: all in order, unless `seen` says otherwise by the room's key.

    With a draw, the rooms are among those drawn. All rooms or none, with the reasons of each.
    Raises Refused: happened, may_inspect, items_known; those of attachments and of report_hazard.
    """
    authorise(actor, INSPECT_ROOMS, school=school, at=at)
    happened_at, seen = happened_at or at, seen or {}
    on = school.localdate(happened_at)
    keys = [room.pk for room in rooms]
    rows = lock(DormRoom.objects.of(school).filter(pk__in=keys).select_related("space"))
    said = {room.pk: seen.get(room.pk, Seen()) for room in rows}
    require(
        gates.happened(happened_at, at=at),
        *(gates.may_inspect(room, draw=draw, on=on) for room in rows),
        *(gates.items_known(one.items) for one in said.values()),
    )
    least = int(parameters_of(school, on=on)["room_help_below_score"])
    made = []
    for room in rows:
        inspection = Inspection.objects.create(
            school=school, room=room, on=on, draw=draw, happened_at=happened_at, received_at=at, done_by=actor,
            note=said[room.pk].note.strip()[:200],
        )  # fmt: skip
        score = _keep(inspection, said[room.pk], reported=(), actor=actor, at=at)
        if score < least:
            _ask_for_help(inspection, at=at)
        made.append(inspection)
    answer_codes(school, "roomlife.inspect", at=at)
    return made


def _keep(inspection: Inspection, said: Seen, *, reported: Collection[str], actor, at: datetime) -> int:
    """Findings, photos, journal, hazards of dangers that are not `reported` yet. Returns the score."""
    school, room = inspection.school, inspection.room
    items = [INSPECTION_ITEMS[code] for code in dict.fromkeys(said.items)]
    findings = Finding.objects.bulk_create(
        Finding(school=school, inspection=inspection, item=item.code, points=item.points, is_danger=item.danger)
        for item in items
    )
    files = [
        photo if isinstance(photo, Attachment) else store_attachment(photo, chain=school.pk, actor=actor, at=at)
        for photo in said.photos
    ]
    InspectionPhoto.objects.bulk_create(
        InspectionPhoto(school=school, inspection=inspection, attachment=file) for file in files
    )
    score = FULL_POINTS - sum(item.points for item in items)
    record(
        events.ROOM_INSPECTED, inspection, about=[room, room.space, inspection.draw, *files], actor=actor, at=at,
        happened_at=inspection.happened_at, room=str(room), on=inspection.on, score=score,
        items=[item.code for item in items],
    )  # fmt: skip
    for finding, item in zip(findings, items, strict=True):
        if item.danger and item.code not in reported:
            report_hazard(
                school=school, what=spoken(item, most=200), category=item.category, place=room.space, photos=files,
                source=finding, grade=item.grade, found_at=inspection.happened_at, item=f"roomlife/{item.code}",
                actor=actor, at=at,
            )  # fmt: skip
    return score


def _ask_for_help(inspection: Inspection, *, at: datetime) -> None:
    """Education before points (DR-08): once a week and room, somebody talks with it."""
    monday, _sunday = week_of(inspection.on)
    raise_duty(
        code="roomlife.help", key=f"{inspection.room_id}/{monday}", school=inspection.school, subject=inspection.room,
        opens_at=inspection.happened_at, due_at=inspection.happened_at + HELP_WITHIN, at=at,
    )  # fmt: skip


@transaction.atomic
def correct_inspection(
    *, inspection: Inspection, items: Iterable[str], why: str, photos: Iterable = (), actor, at: datetime
) -> Inspection:
    """A new entry in the place of a wrong one, with the reason; the old one stays and names nobody less.

    A hazard that the old entry reported stays too: whether it was none, its own page says.
    Raises Refused: may_correct, items_known.
    """
    authorise(actor, INSPECT_ROOMS, school=inspection.school, at=at)
    lock(DormRoom.objects.filter(pk=inspection.room_id))
    inspection = Inspection.objects.select_related("room__space", "school__bureau", "draw").get(pk=inspection.pk)
    items = tuple(items)
    require(
        gates.may_correct(inspection, is_corrected=Inspection.objects.filter(corrects=inspection).exists(), why=why),
        gates.items_known(items),
    )
    newer = Inspection.objects.create(
        school=inspection.school, room=inspection.room, on=inspection.on, draw=inspection.draw,
        happened_at=inspection.happened_at, received_at=at, done_by=actor, corrects=inspection,
        note=why.strip()[:200],
    )  # fmt: skip
    reported = set(inspection.findings.values_list("item", flat=True))
    score = _keep(newer, Seen(items, why, list(photos)), reported=reported, actor=actor, at=at)
    record(
        events.INSPECTION_CORRECTED, inspection, about=[newer, inspection.room], actor=actor, at=at,
        room=str(inspection.room), on=inspection.on, score=score, why=newer.note,
    )  # fmt: skip
    return newer
