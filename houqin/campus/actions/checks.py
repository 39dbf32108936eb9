"""Looking at equipment: one piece because somebody stands before it, or a whole building once a month."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from houqin.campus import events
from houqin.campus.gates import checks as gates
from houqin.campus.gates.equipment import says_why
from houqin.campus.models import CheckPhoto, CheckRound, Equipment, EquipmentCheck
from houqin.campus.permissions import CHECK_EQUIPMENT, LEAD_CHECKS
from houqin.duties.actions import answer_about
from houqin.incidents.actions import report_hazard
from houqin.incidents.models import Hazard
from houqin.journal.actions import record
from houqin.journal.attachments import store_attachment
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.spoken import spoken
from houqin.kernel.transactions import lock
from houqin.tenancy.models import Building


@dataclass(frozen=True)
class Found:
    """What was seen of one piece; no fault means that it is in order."""

    piece: Equipment
    faults: tuple[str, ...] = ()
    note: str = ""
    photos: list = field(default_factory=list)


@transaction.atomic
def check_building(
    *, building: Building, found: Iterable[Found], note: str = "", checked_at: datetime | None = None, actor,
    at: datetime,
) -> CheckRound:  # fmt: skip
    """Close the monthly check of a building (DP-04): every piece that was looked at, in order or with its faults.

    Each fault becomes a hazard about its piece. The queries grow with faults and photos alone.
    Raises Refused: see are_of, may_find, hung_there, has_happened; those of report_hazard and of attachments.
    """
    school, checked_at = building.school, checked_at or at
    authorise(actor, LEAD_CHECKS, school=school, at=at)
    found = _as_they_are(found)
    require(
        gates.has_happened(checked_at, at=at), gates.are_of(building, found),
        gates.may_find(found, checked_at=checked_at), gates.hung_there(found, checked_at=checked_at),
    )  # fmt: skip
    made = CheckRound.objects.create(
        school=school, building=building, checked_at=checked_at, received_at=at, by=actor, note=note.strip()[:200]
    )
    checks = EquipmentCheck.objects.bulk_create(_check(one, made, actor, checked_at, at) for one in found)
    faulty = [check for check in checks if check.faults]
    record(
        events.ROUND_DONE, made, about=[building, *(check.equipment for check in faulty)], actor=actor, at=at,
        happened_at=checked_at, building=building.name, count=len(checks), faulty=len(faulty), note=made.note,
    )  # fmt: skip
    for one, check in zip(found, checks, strict=True):
        _follow(one, check, actor=actor, at=at)
    answer_about(building, at=at)
    return made


@transaction.atomic
def check_equipment(
    *, equipment: Equipment, faults: Iterable[str] = (), note: str = "", photos: Iterable = (),
    checked_at: datetime | None = None, actor, at: datetime,
) -> EquipmentCheck:  # fmt: skip
    """Say how one piece looks. It is no monthly check, which somebody leads.

    Raises Refused: SCRAPPED, NOT_THERE_YET, FAULT_UNKNOWN, IN_THE_FUTURE; those of report_hazard and of attachments.
    """
    school, checked_at = equipment.school, checked_at or at
    authorise(actor, CHECK_EQUIPMENT, school=school, at=at)
    [one] = _as_they_are([Found(equipment, tuple(faults), note, list(photos))])
    require(
        gates.has_happened(checked_at, at=at), gates.may_find([one], checked_at=checked_at),
        gates.hung_there([one], checked_at=checked_at),
    )  # fmt: skip
    check = _check(one, None, actor, checked_at, at)
    check.save(force_insert=True)
    _record(events.CHECKED, check, actor=actor, at=at)
    _follow(one, check, actor=actor, at=at)
    return check


@transaction.atomic
def correct_check(
    *, check: EquipmentCheck, faults: Iterable[str] = (), note: str, photos: Iterable = (), actor, at: datetime
) -> EquipmentCheck:
    """Say anew what was seen; the old row stays and is named. A hazard that came of it is closed where it stands.

    Raises Refused: CORRECTED_ALREADY, FAULT_UNKNOWN, WHY_MISSING; those of report_hazard.
    """
    needed = LEAD_CHECKS if check.round_id else CHECK_EQUIPMENT
    authorise(actor, needed, school=check.school, at=at)
    [one] = _as_they_are([Found(check.equipment, tuple(faults), note, list(photos))])
    newer = EquipmentCheck.objects.filter(corrects=check).first()
    seen = gates.may_find([one], checked_at=check.checked_at)
    require(gates.may_correct(check, newer), seen, says_why(note))
    made = _check(one, check.round, actor, check.checked_at, at)
    made.space, made.corrects = check.space, check
    made.save(force_insert=True)
    _record(events.CHECK_CORRECTED, made, actor=actor, at=at)
    _follow(one, made, actor=actor, at=at)
    return made


def _as_they_are(found: Iterable[Found]) -> list[Found]:
    """The same, with every piece locked and read anew."""
    found = list(found)
    keys = {one.piece.pk for one in found}
    rows = {piece.pk: piece for piece in lock(Equipment.objects.filter(pk__in=keys).select_related("space", "school"))}
    return [Found(rows[one.piece.pk], tuple(dict.fromkeys(one.faults)), one.note, one.photos) for one in found]


def _check(one: Found, made: CheckRound | None, actor, checked_at: datetime, at: datetime) -> EquipmentCheck:
    piece = one.piece
    return EquipmentCheck(
        school=piece.school, equipment=piece, round=made, space=piece.space, checked_at=checked_at, received_at=at,
        by=actor, faults=list(one.faults), note=one.note.strip()[:200],
    )  # fmt: skip


def _record(kind, check: EquipmentCheck, *, actor, at: datetime) -> None:
    record(
        kind, check.equipment, about=[check.space], actor=actor, at=at, happened_at=check.checked_at,
        equipment=spoken(check.equipment), faults=spoken(lambda: said_of(check)), note=check.note,
    )  # fmt: skip


def said_of(check: EquipmentCheck) -> str:
    return _(", ").join(check.faults_said) or _("nothing wrong")


def _follow(one: Found, check: EquipmentCheck, *, actor, at: datetime) -> None:
    """Keep its photos, and report its faults, unless the same ones are reported and open."""
    files = [store_attachment(photo, chain=check.school_id, actor=actor, at=at) for photo in one.photos]
    CheckPhoto.objects.bulk_create(CheckPhoto(school=check.school, check_of=check, attachment=file) for file in files)
    if not check.faults:
        return
    piece, kind = check.equipment, check.equipment.kind_of
    item = f"campus/{kind.code}/{'+'.join(sorted(check.faults))}"[:80]
    if Hazard.objects.of(check.school).open().about(piece).filter(item=item).exists():
        return
    report_hazard(
        school=check.school, what=spoken(lambda: _failing(check), most=200), category=kind.category, place=check.space,
        thing=piece, photos=files, source=check, grade=kind.worst(check.faults), found_at=check.checked_at, item=item,
        actor=actor, at=at,
    )  # fmt: skip


def _failing(check: EquipmentCheck) -> str:
    said = f"{check.equipment}{_(': ')}{said_of(check)}"
    return f"{said} {check.note}" if check.note else said
