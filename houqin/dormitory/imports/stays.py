"""The list of who sleeps where, as it hangs in the duty room: pupil, room, bed."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from houqin.dormitory.actions import place_pupils, remove_stays
from houqin.dormitory.actions.undoing import may_remove_stays
from houqin.dormitory.gates.charges import is_run_by_somebody
from houqin.dormitory.gates.placing import is_free, suits
from houqin.dormitory.gates.standards import has_room_for
from houqin.dormitory.models import Bed
from houqin.dormitory.permissions import PLACE_PUPILS
from houqin.dormitory.reasons import Reason
from houqin.dormitory.selectors.assigned import assigned_from
from houqin.dormitory.standards import standard_of
from houqin.imports.fields import CODE, DATE, INTEGER, Field
from houqin.imports.importers import Problem, importer
from houqin.imports.reasons import Reason as ImportReason
from houqin.kernel.refusals import Refusal
from houqin.people.models import Pupil
from houqin.tenancy.calendar import night_of
from houqin.tenancy.parameters import parameters_of


def plain(text: str) -> str:
    """As people mean a door: full-width signs, spaces and the last 室 do not count."""
    return re.sub(r"[\s室房寝]+", "", unicodedata.normalize("NFKC", text)).upper()


class _Known:
    """Beds by the words for their room, pupils by number and name. Two queries."""

    def __init__(self, school, rows):
        self.rooms: dict[str, dict[int, dict[int, Bed]]] = defaultdict(lambda: defaultdict(dict))
        for bed in Bed.objects.of(school).select_related("room__space__building").order_by("room", "number"):
            space = bed.room.space
            doors = {space.code, space.name, space.name.removeprefix(space.building.name)}
            doors |= {one.rpartition("-")[2] for one in doors}
            for word in {plain(door) for door in doors}:
                self.rooms[word][bed.room_id][bed.number] = bed
        numbers, names = {row.get("number") for row in rows}, {row.get("name") for row in rows}
        self.by_number, self.by_name = {}, defaultdict(list)
        for pupil in Pupil.objects.of(school).filter(left_on=None).order_by("number"):
            if pupil.number in numbers:
                self.by_number[pupil.number] = pupil
            if pupil.name in names:
                self.by_name[pupil.name].append(pupil)

    def pupil(self, row) -> Pupil | Refusal:
        number, name = row.get("number"), row.get("name")
        if number:
            found = self.by_number.get(number)
            if found is None:
                return Refusal(Reason.PUPIL_UNKNOWN, {"text": number})
            if name and found.name != name:
                return Refusal(Reason.PUPIL_OTHERWISE, {"number": number, "name": found.name, "text": name})
            return found
        if not name:
            return Refusal(ImportReason.CELL_EMPTY, {"column": _("Pupil number")})
        same = self.by_name.get(name, [])
        if len(same) == 1:
            return same[0]
        if same:
            return Refusal(Reason.PUPIL_AMBIGUOUS, {"text": name, "numbers": [one.number for one in same]})
        return Refusal(Reason.PUPIL_UNKNOWN, {"text": name})

    def bed(self, row) -> Bed | Refusal:
        written = " ".join(filter(None, [row.get("building", ""), row["room"]]))
        found = self.rooms.get(plain(row["room"]), {})
        if wanted := plain(row.get("building", "")):
            found = {key: beds for key, beds in found.items()
                     if plain(next(iter(beds.values())).room.space.building.name) == wanted}  # fmt: skip
        if not found:
            return Refusal(Reason.ROOM_UNKNOWN, {"text": written})
        if len(found) > 1:
            doors = sorted(next(iter(beds.values())).room.space.code for beds in found.values())
            return Refusal(Reason.ROOM_AMBIGUOUS, {"text": written, "codes": doors})
        [beds] = found.values()
        bed = beds.get(row["bed"])
        return bed or Refusal(Reason.BED_UNKNOWN, {"room": written, "number": row["bed"], "known": list(beds)})


@importer(
    "dormitory.stays",
    title=_("Who sleeps where"),
    permission=PLACE_PUPILS,
    note=_("Bring in rooms and pupils first. Each pupil by number; a name will do when only one bears it."),
    columns=[
        Field("number", _("Pupil number"), ["学号", "学籍号", "学生编号"], kind=CODE, longest=24,
              example="20220201"),
        Field("name", _("Full name"), ["姓名", "学生姓名", "学生"], longest=80, fill_merged=False,
              example="古丽娜尔·艾力"),
        Field("building", _("Building"), ["楼栋", "宿舍楼", "楼名", "楼号", "公寓"], longest=40, example="1 号宿舍楼"),
        Field("room", _("Room number"), ["房间号", "寝室号", "宿舍号", "房间", "寝室", "宿舍", "室号"], longest=60,
              required=True, example="301"),
        Field("bed", _("Bed number"), ["床号", "床位号", "床位", "床", "铺位"], kind=INTEGER, least=1, most=99,
              required=True, example="4"),
        Field("starts_on", _("First night"), ["入住日期", "入住时间", "入住"], kind=DATE, example="2026-09-01",
              note=_("Empty means tonight.")),
    ],
)  # fmt: skip
class StayList:
    def check(self, school, rows, at):
        tonight, known = night_of(school, at), _Known(school, rows)
        good = []
        for row in rows:
            pupil, bed = known.pupil(row), known.bed(row)
            if isinstance(pupil, Refusal):
                yield Problem(row.number, "number" if row.get("number") else "name", pupil)
            if isinstance(bed, Refusal):
                yield Problem(row.number, "bed" if bed.reason == Reason.BED_UNKNOWN else "room", bed)
            if not isinstance(pupil, Refusal) and not isinstance(bed, Refusal):
                good.append((row, pupil, bed, row.get("starts_on") or tonight))
        yield from _may(school, good)

    def accept(self, school, rows, actor, at, run):
        tonight, known = night_of(school, at), _Known(school, rows)
        nights: dict[date, list] = defaultdict(list)
        for row in rows:
            nights[row.get("starts_on") or tonight].append((known.bed(row), known.pupil(row)))
        stays = []
        for on, placings in sorted(nights.items()):
            stays += place_pupils(
                school=school, placings=placings, starts_on=on, reason=gettext("Brought in from a list"), actor=actor,
                at=at,
            )  # fmt: skip
        return stays

    def may_undo(self, school, created, at):
        return may_remove_stays(created)

    def undo(self, school, created, actor, at):
        remove_stays(school=school, stays=created, actor=actor, at=at)


def _may(school, good: list) -> Iterator[Problem]:
    """The gates of placing, row by row, so that each reason stands in its cell."""
    if not good:
        return
    earliest = min(on for _row, _pupil, _bed, on in good)
    numbers = parameters_of(school, on=earliest)
    assigned = assigned_from(
        school,
        earliest,
        beds=[bed for _row, _pupil, bed, _on in good],
        pupils=[one.pk for _row, one, _bed, _on in good],
    )
    pupils, beds, heads = {}, {}, Counter(assigned.heads)
    for row, pupil, bed, on in good:
        if pupil.pk in pupils:
            facts = {"text": pupil.name, "row": pupils[pupil.pk]}
            yield Problem(row.number, "name", Refusal(ImportReason.SAME_AS_ROW, facts))
        if bed.pk in beds:
            facts = {"text": str(bed), "row": beds[bed.pk]}
            yield Problem(row.number, "bed", Refusal(ImportReason.SAME_AS_ROW, facts))
        pupils.setdefault(pupil.pk, row.number)
        beds.setdefault(bed.pk, row.number)
        heads[bed.room_id] += 1
        for stay in assigned.of_pupils.get(pupil.pk, ())[:1]:
            yield Problem(row.number, "name", Refusal(Reason.HAS_A_BED, {"name": pupil.name, "bed": str(stay.bed)}))
        building = bed.room.space.building
        for why in (
            *suits(bed, pupil, on=on),
            *is_free(bed, assigned.of_beds.get(bed.pk, ())),
            *has_room_for(bed.room, heads[bed.room_id], standard_of(bed.room.section, numbers)),
            *is_run_by_somebody(building, on, charges=assigned.charges.get(building.pk, [])),
        ):
            yield Problem(row.number, "room", why)
