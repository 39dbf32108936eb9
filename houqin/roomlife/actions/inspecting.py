"""Look at rooms. A danger is a hazard in the same breath; a room that does badly is to be helped first."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from houqin.dormitory.models import DormRoom
from houqin.duties.actions import answer_codes, raise_duty
from houqin.duties.models import OPEN, Duty
from houqin.duties.withdrawing import withdraw_duties
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
from houqin.roomlife.inspection_items import FULL_POINTS, INSPECTION_ITEMS, InspectionItem
from houqin.roomlife.models import Finding, Inspection, InspectionPhoto, RoomAward, RoomDraw
from houqin.roomlife.permissions import INSPECT_ROOMS
from houqin.roomlife.selectors.dangers import doubted
from houqin.roomlife.selectors.ratings import month_of, week_of
from houqin.tenancy.parameters import parameters_of

#: Somebody talks with the room before the week's end; practice, DR-08 gives the order and no number.
HELP_WITHIN = timedelta(days=3)
#: A certificate that hangs wrongly comes off the wall within a week; practice, EV-07 gives no number.
WITHDRAW_WITHIN = timedelta(days=7)


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
    Raises Refused: happened, follows_draw, may_inspect, items_known; those of attachments and of report_hazard.
    """
    authorise(actor, INSPECT_ROOMS, school=school, at=at)
    happened_at, seen = happened_at or at, seen or {}
    on = school.localdate(happened_at)
    keys = [room.pk for room in rooms]
    rows = lock(DormRoom.objects.of(school).filter(pk__in=keys).select_related("space"))
    said = {room.pk: seen.get(room.pk, Seen()) for room in rows}
    require(
        gates.happened(happened_at, at=at),
        gates.follows_draw(draw, happened_at=happened_at),
        *(gates.may_inspect(room, draw=draw, on=on) for room in rows),
        *(gates.items_known(one.items) for one in said.values()),
    )
    made = Inspection.objects.bulk_create(
        Inspection(
            school=school, room=room, on=on, draw=draw, happened_at=happened_at, received_at=at, done_by=actor,
            note=said[room.pk].note.strip()[:200],
        )
        for room in rows
    )  # fmt: skip
    scores = _keep([(one, said[one.room_id]) for one in made], reported=(), actor=actor, at=at)
    least = int(parameters_of(school, on=on)["room_help_below_score"])
    for one in made:
        if scores[one.pk] < least:
            _ask_for_help(one, at=at)
        if any(item.danger for item in _items(said[one.room_id])):
            _weigh_award(one, at=at)
    answer_codes(school, "roomlife.inspect", at=at)
    return made


def _keep(pairs: list[tuple[Inspection, Seen]], *, reported: Collection[str], actor, at: datetime) -> dict[int, int]:
    """Findings, photos, journal, hazards of dangers that are not `reported` yet. The score of each by its key.

    The number of statements grows with what was not in order, never with the rooms that were.
    """
    findings = Finding.objects.bulk_create(
        Finding(school=one.school, inspection=one, item=item.code, points=item.points, is_danger=item.danger)
        for one, said in pairs
        for item in _items(said)
    )
    photos = InspectionPhoto.objects.bulk_create(
        InspectionPhoto(school=one.school, inspection=one, attachment=file)
        for one, said in pairs
        for file in _files(one, said, actor=actor, at=at)
    )
    files: dict[int, list[Attachment]] = {one.pk: [] for one, _said in pairs}
    for photo in photos:
        files[photo.inspection_id].append(photo.attachment)
    scores = {one.pk: FULL_POINTS - sum(item.points for item in _items(said)) for one, said in pairs}
    _tell_journal(pairs, files, actor=actor, at=at)
    for finding in findings:
        if finding.is_danger and finding.item not in reported:
            _report(finding, files[finding.inspection_id], actor=actor, at=at)
    return scores


def _tell_journal(pairs: list[tuple[Inspection, Seen]], files: dict, *, actor, at: datetime) -> None:
    """One entry for the round. It names what was not in order; all other rooms of it were."""
    odd = [(one, said) for one, said in pairs if said.items]
    things = [thing for one, _said in odd for thing in (one.room, one.room.space, *files[one.pk])]
    if pairs:
        one = pairs[0][0]
        record(
            events.ROOMS_INSPECTED, one.draw or one.school, about=[*(one for one, _said in pairs), *things],
            actor=actor, at=at, happened_at=one.happened_at, on=one.on, count=len(pairs),
            found=[[str(one.room), [item.code for item in _items(said)]] for one, said in odd],
        )  # fmt: skip


def _items(said: Seen) -> list[InspectionItem]:
    return [INSPECTION_ITEMS[code] for code in dict.fromkeys(said.items)]


def _files(inspection: Inspection, said: Seen, **who) -> list[Attachment]:
    kept = who | {"chain": inspection.school_id}
    return [photo if isinstance(photo, Attachment) else store_attachment(photo, **kept) for photo in said.photos]


def _report(finding: Finding, files: list[Attachment], *, actor, at: datetime) -> None:
    """What the list calls a danger is a hazard of the room."""
    item, seen = INSPECTION_ITEMS[finding.item], finding.inspection
    report_hazard(
        school=seen.school, what=spoken(item, most=200), category=item.category, place=seen.room.space, photos=files,
        source=finding, grade=item.grade, found_at=seen.happened_at, item=f"roomlife/{item.code}", actor=actor, at=at,
    )  # fmt: skip


def _asked_to_help(inspection: Inspection) -> Duty | None:
    """The duty of the room and the week that stands, open or done."""
    rows = (
        Duty.objects.about(inspection.room)
        .filter(code="roomlife.help", key__startswith=_week_key(inspection))
        .exclude(state=Duty.State.WITHDRAWN)
    )
    return rows.first()


def _week_key(inspection: Inspection) -> str:
    return f"{inspection.room_id}/{week_of(inspection.on)[0]}"


def _ask_for_help(inspection: Inspection, *, at: datetime) -> None:
    """Education before points (DR-08): once a week and room, somebody talks with it."""
    if _asked_to_help(inspection):
        return
    # What a correction says is known since the correction.
    known_at = inspection.received_at if inspection.corrects_id else inspection.happened_at
    raise_duty(
        code="roomlife.help", key=f"{_week_key(inspection)}/{inspection.pk}", school=inspection.school,
        subject=inspection.room, opens_at=inspection.happened_at, due_at=known_at + HELP_WITHIN, at=at,
    )  # fmt: skip


def _weigh_help(inspection: Inspection, *, at: datetime) -> None:
    """After a correction: help is asked for when the week has a bad look left, and no more when it has none."""
    least = int(parameters_of(inspection.school, on=inspection.on)["room_help_below_score"])
    week = Inspection.objects.filter(room=inspection.room, on__range=week_of(inspection.on)).standing().scored()
    if week.filter(score__lt=least).exists():
        _ask_for_help(inspection, at=at)
    elif asked := _asked_to_help(inspection):
        withdraw_duties(code=asked.code, subject=inspection.room, only=asked.key, at=at)


def _weigh_award(inspection: Inspection, *, at: datetime) -> None:
    """A month that was awarded before its danger was entered: somebody withdraws the award, unless it was none."""
    rows = RoomAward.objects.filter(room=inspection.room, month=month_of(inspection.on)[0], withdrawn_at=None)
    award = rows.select_related("room__space").first()
    if award is None:
        return
    code = "roomlife.withdraw-award"
    if not doubted([award]):
        withdraw_duties(code=code, subject=award, at=at)
    elif not Duty.objects.about(award).filter(code=code, state__in=OPEN).exists():
        raise_duty(
            code=code, key=f"{award.pk}/{inspection.pk}", school=inspection.school, subject=award, opens_at=at,
            due_at=at + WITHDRAW_WITHIN, at=at,
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
    scores = _keep([(newer, Seen(items, why, list(photos)))], reported=reported, actor=actor, at=at)
    _weigh_help(newer, at=at)
    _weigh_award(newer, at=at)
    record(
        events.INSPECTION_CORRECTED, inspection, about=[newer, inspection.room], actor=actor, at=at,
        room=str(inspection.room), on=inspection.on, score=scores[newer.pk], why=newer.note,
    )  # fmt: skip
    return newer
