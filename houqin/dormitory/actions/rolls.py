"""Verbs of the roll: count rooms, close it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from houqin.dormitory.actions.searches import begin_searches, hold_searches, searched_for, settle_seen
from houqin.dormitory.bells import bells
from houqin.dormitory.events import ROLL_CLOSED, ROOMS_COUNTED
from houqin.dormitory.gates.charges import may_run
from houqin.dormitory.gates.rolls import may_close, may_count, words_fit
from houqin.dormitory.models import (
    EXPLAINED,
    NOT_HERE,
    WORDS,
    Bed,
    BedStay,
    Mark,
    Roll,
    RollLine,
    RoomCount,
    Said,
    Search,
)
from houqin.dormitory.permissions import CLOSE_ROLL, TAKE_ROLL
from houqin.dormitory.reasons import Reason
from houqin.dormitory.selectors.rolls import Sheet, bed_keys, load_sheet
from houqin.duties.actions import answer_about
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refused, refuse, require
from houqin.kernel.rows import insert_values, insert_with_keys
from houqin.kernel.transactions import lock, lock_row, locking
from houqin.people.models import Pupil, User
from houqin.people.selectors import holders
from houqin.tenancy.models import Building
from houqin.whereabouts.actions import note_away, vouch_for
from houqin.whereabouts.gates.away import vouches
from houqin.whereabouts.models import Away, Leave
from houqin.whereabouts.selectors import whereabouts


@dataclass(frozen=True)
class BedWord:
    """What one person says of one bed. `shown` is what their page assumed of it, `seen` the newest mark it knew.

    Not tapped (`said` empty) it is as shown. A pupil who is elsewhere without leave needs who confirms it (D-18).
    """

    bed: int
    pupil: int
    shown: str
    seen: int = 0
    said: str = ""
    confirmed_by: User | None = None
    place: str = ""


class Heard(NamedTuple):
    """The columns of a mark that differ from bed to bed."""

    bed_id: int
    pupil_id: int
    said: str
    confirmed_by_id: int | None
    seen: int


#: Who hands a child over or lets a visitor in makes these; at the bedside somebody says that it is so still.
KNOWN_ONLY = {Said.LEAVE, Said.VISIT}
ROLLS = locking(lambda building, night, kind: Roll.objects.filter(building=building, night=night, kind=kind))


@transaction.atomic
def count_rooms(
    *, building: Building, night: date, kind: str, rooms: Iterable[int], words: Iterable[BedWord],
    happened_at: datetime | None = None, actor, at: datetime,
) -> Roll:  # fmt: skip
    """Count some rooms of a building: who was not tapped is where the page assumed, if that still holds.

    What changed since the page was made is not assumed: that bed is to be looked at again. Who is not here is searched
    for from this moment on; a searched child is found when somebody taps where they are. Several people count at
    once; see `merging`.
    A dozen queries, whatever the beds.  Raises Refused: see may_count, words_fit; CONFIRMER_MISSING; of note_away.
    """
    school, rooms, words = building.school, list(dict.fromkeys(rooms)), list(words)
    authorise(actor, TAKE_ROLL, school=school, at=at)
    happened_at = happened_at or at
    roll = locked_roll(building, night, kind, at=at)
    beds = bed_keys(building, night)
    sleepers = {one.bed: one.pupil for one in beds if one.pupil}
    names = {one.room: one.room_name for one in beds}
    require(
        may_count(
            roll if roll.pk else None, kind=kind, rooms=rooms, of_building=set(names), bells=bells(school, night),
            happened_at=happened_at, at=at,
        ),
        _words_fit(building, words, {one.bed: one.room_name for one in beds}, sleepers,
                   counting={names[key] for key in rooms if key in names}),
        may_run(building, night),
    )  # fmt: skip
    if not roll.pk:
        roll.save()
    in_use = {one.bed for one in beds}
    counted = [word for word in words if word.bed in in_use]
    _lock_odd_ones(counted)
    searches = searched_for(school.pk, happened_at)
    # Before anything is written to the journal: whoever writes down a step of a search takes both in this order.
    hold_searches(searches[word.pupil] for word in counted if word.pupil in searches)
    _hold_absences(counted)
    heard = _heard(roll, counted, sleepers, searches, happened_at=happened_at, actor=actor, at=at)
    alike = {"school_id": school.pk, "roll_id": roll.pk, "by_id": actor.pk, "happened_at": happened_at,
             "received_at": at}  # fmt: skip
    insert_values(Mark, alike=alike, each={name: [getattr(one, name) for one in heard] for name in Heard._fields})
    insert_values(RoomCount, alike=alike, each={"room_id": rooms})
    seen = {
        one.pupil_id: (one.bed_id, one.said) for one in heard
        if one.said in EXPLAINED and sleepers.get(one.bed_id) == one.pupil_id
    }  # fmt: skip
    tally = Counter(one.said for one in heard)
    odd = tally[Said.MISSING] + tally[Said.LOOK]
    record(
        ROOMS_COUNTED, roll, about=[building], actor=actor, at=at, happened_at=happened_at, roll=kind,
        rooms=[names[key] for key in rooms], present=tally[Said.PRESENT], away=len(heard) - odd - tally[Said.PRESENT],
        odd=odd,
    )  # fmt: skip
    empty = _empty(heard, sleepers, night, happened_at=happened_at)
    begin_searches(roll, empty, actor=actor, at=at, happened_at=happened_at)
    settle_seen(roll, seen, searches, actor=actor, at=at, happened_at=happened_at)
    return roll


def _empty(heard: list[Heard], sleepers: dict[int, int], night: date, *, happened_at: datetime) -> dict[int, int]:
    """Who is not here, and the bed of each. Who lost the bed or got another while the word waited on a phone is missing
    as well, unless they were seen in bed since or have left the school.

    Two queries when there is somebody like that.
    """
    missing = {one.pupil_id: one.bed_id for one in heard if one.said == Said.MISSING}
    if moved := [pupil for pupil, bed in missing.items() if sleepers.get(bed) != pupil]:
        seen = Mark.objects.filter(pupil=OuterRef("pk"), said=Said.PRESENT, happened_at__gt=happened_at)
        gone = Pupil.objects.filter(Q(left_on__lt=night) | Exists(seen), pk__in=moved).values_list("pk", flat=True)
        missing |= dict(BedStay.objects.on(night).filter(pupil__in=moved).values_list("pupil", "bed"))
        for pupil in gone:
            del missing[pupil]
    return missing


def _words_fit(building: Building, words: list[BedWord], rooms: dict[int, str], sleepers: dict[int, int], *, counting):
    """The gate with what it must know. No query while each word is about whoever sleeps in that bed now."""
    beds = {word.bed for word in words}
    unknown = beds - rooms.keys()
    # A bed that was closed after the page was made is passed over.
    closed = set(_beds_of(building, unknown)) if unknown else set()
    others = {(word.bed, word.pupil) for word in words if sleepers.get(word.bed) != word.pupil}
    slept = set()
    if others:
        had = BedStay.objects.filter(bed__in=beds, pupil__in=[pupil for _bed, pupil in others])
        slept = set(had.values_list("bed", "pupil"))
    strangers = {bed for bed, _pupil in others - slept}
    return words_fit([word.bed for word in words], rooms=rooms, counting=counting, elsewhere=unknown != closed,
                     strangers=strangers)  # fmt: skip


def _beds_of(building: Building, beds: set[int]) -> Iterable[int]:
    return Bed.objects.filter(pk__in=beds, room__space__building=building).values_list("pk", flat=True)


def _lock_odd_ones(words: list[BedWord]) -> None:
    """Hold every pupil of whom something happens beyond the mark, in one order and before any row names them.

    The evening's roll and the recount are two rolls: without this two people miss one child at once, or wait for each
    other. No query when nobody was tapped.
    """
    if odd := [word.pupil for word in words if word.said == Said.MISSING or word.said in NOT_HERE]:
        lock(Pupil.objects.filter(pk__in=odd))


def _hold_absences(words: list[BedWord]) -> None:
    """Of whom is said to be elsewhere: whoever ends an absence holds it, and no pupil, as it writes to the journal."""
    if away := [word.pupil for word in words if word.said in NOT_HERE]:
        lock(Away.objects.filter(pupil__in=away, ended_at=None))


def _heard(
    roll: Roll, words: list[BedWord], sleepers: dict[int, int], searches: dict[int, Search], *, happened_at, actor, at
) -> list[Heard]:  # fmt: skip
    """What each word becomes. Somebody sent elsewhere by a word is elsewhere from now on, for everybody."""
    elsewhere = whereabouts(roll.school, at=happened_at, pupils=[word.pupil for word in words])
    odd = [word.pupil for word in words if word.said == Said.MISSING or word.said in NOT_HERE]
    by_now = whereabouts(roll.school, at=at, pupils=odd, since=happened_at) if odd else {}
    heard = []
    for word in words:
        known = elsewhere.get(word.pupil)
        if word.said in NOT_HERE:
            is_sent = sleepers.get(word.bed) == word.pupil and _is_sent_away(
                word, by_now.get(word.pupil), happened_at=happened_at, actor=actor, at=at
            )
            said, confirmed_by = (word.said, word.confirmed_by) if is_sent else (Said.LOOK.value, None)
        elif word.said == Said.MISSING and _is_handed_over(word, by_now.get(word.pupil), at=at):
            said, confirmed_by = Said.LOOK.value, None
        elif not word.said and (word.pupil in searches or (known and known.is_in_doubt(happened_at))):
            # Nobody is found by silence, and what nobody vouches for any more is not elsewhere.
            said, confirmed_by = (Said.LOOK.value if word.shown else ""), None
        else:
            said, confirmed_by = _said(word, known, actor)
        if said:
            heard.append(Heard(word.bed, word.pupil, said, confirmed_by and confirmed_by.pk, word.seen))
    return heard


def _is_handed_over(word: BedWord, known, *, at: datetime) -> bool:
    """Somebody took this child with a signature, and the page did not know it yet: nobody needs to search.

    Whoever misses the child all the same is heard: the page showed the leave, or a word that came since the hand-over.
    Of a class by exception, with one signature for all, nobody was looked at one by one. Two queries when there is one.
    """
    if known is None or known.kind != Said.LEAVE or known.over_at or known.is_overdue(at) or word.shown == Said.LEAVE:
        return False
    if Mark.objects.filter(pk=word.seen, received_at__gt=known.since).exists():
        return False
    return Leave.objects.filter(hand_over_signature=known.thing.hand_over_signature_id).count() == 1


def locked_roll(building: Building, night: date, kind: str, *, at: datetime) -> Roll:
    """The roll, locked; a new one that is not saved yet when nobody has counted anything.

    The building is locked first then: two people who send the first room at once make one roll.
    """
    found = ROLLS(building=building, night=night, kind=kind)
    if not found:
        lock_row(Building, building.pk)
        found = ROLLS(building=building, night=night, kind=kind)
    if found:
        [roll] = found
        roll.building, roll.school = building, building.school
        return roll
    return Roll(school=building.school, building=building, night=night, kind=kind, opened_at=at)


def _said(word: BedWord, known, actor) -> tuple[str, User | None]:
    """What the mark says and who vouches for it; nothing when nobody has said anything of this bed."""
    if word.said in (Said.MISSING, Said.LOOK):
        return word.said, None
    if word.said:
        return Said.PRESENT.value, actor
    if not word.shown:
        return "", None
    assumed = known.kind if known else Said.PRESENT
    if word.shown != assumed or assumed not in WORDS:
        return Said.LOOK.value, None
    return word.shown, known.confirmed_by if known else actor


def _is_sent_away(word: BedWord, known, *, happened_at: datetime, actor, at: datetime) -> bool:
    """What cannot be is refused to whoever stands there and can mend it; what comes late is to be looked at again:
    a name that lacks in one bed must not hold back that another is empty."""
    try:
        return _send_away(word, known, happened_at=happened_at, actor=actor, at=at)
    except Refused:
        if happened_at == at:
            raise
        return False


def _send_away(word: BedWord, known, *, happened_at: datetime, actor, at: datetime) -> bool:
    """Somebody says at the bedside where a child is: it is known everywhere from now on, with who confirms it.

    False when the school knows of another place since: where one child is must not hold back the others of the count.
    On leave or with a visitor is only whom somebody let go, however late: NOT_KNOWN_THERE (GT-14).
    """
    pupil = Pupil.objects.select_related("school__bureau").get(pk=word.pupil)
    if word.confirmed_by is None:
        refuse(Reason.CONFIRMER_MISSING, gate="GT-13", name=pupil.name)
    if known:
        require(vouches(word.confirmed_by, held=holders(pupil.school, on=pupil.school.localdate(at))))
        is_there = known.kind == word.said and known.over_at is None
        if is_there and not known.is_vouched:
            vouch_for(away=known.thing, confirmed_by=word.confirmed_by, actor=actor, at=at)
        return is_there
    if word.said in KNOWN_ONLY:
        refuse(Reason.NOT_KNOWN_THERE, gate="GT-14", name=pupil.name)
    note_away(
        pupil=pupil, kind=word.said, confirmed_by=word.confirmed_by, place=word.place, happened_at=happened_at,
        actor=actor, at=at,
    )  # fmt: skip
    return True


@transaction.atomic
def close_roll(*, building: Building, night: date, kind: str, actor, at: datetime) -> Roll:
    """End a roll: each bed has one explanation, each explanation a person.  Raises Refused: see may_close (GT-13)."""
    school = building.school
    authorise(actor, CLOSE_ROLL, school=school, at=at)
    roll = locked_roll(building, night, kind, at=at)
    known = load_sheet(
        building, night=night, kind=kind, roll=roll if roll.pk else None, bells=bells(school, night), at=at
    )
    require(may_close(known, at=at))
    if not roll.pk:
        roll.save()
    lines = list(_lines(known, roll, actor=actor, at=at))
    insert_with_keys(lines)
    roll.closed_at, roll.closed_by = at, actor
    roll.save(update_fields=["closed_at", "closed_by"])
    present = sum(line.said == Said.PRESENT for line in lines)
    empty = sum(line.pupil is None for line in lines)
    record(
        ROLL_CLOSED, roll, about=[building], actor=actor, at=at, roll=kind, present=present, empty=empty,
        away=len(lines) - present - empty,
    )  # fmt: skip
    answer_about(building, at=at)
    return roll


def _lines(known: Sheet, roll: Roll, *, actor, at: datetime):
    for room in known.rooms:
        for tile in room.tiles:
            if tile.pupil is None:
                last = room.counts[-1] if room.counts else None
                who, when = (last.by, last.happened_at) if last else (actor, at)
                yield RollLine(school=roll.school, roll=roll, bed=tile.bed, confirmed_by=who, counted_by=who,
                               counted_at=when)  # fmt: skip
            else:
                word = tile.bedside.standing[0]
                yield RollLine(
                    school=roll.school, roll=roll, bed=tile.bed, pupil=tile.pupil, said=word.said,
                    confirmed_by=word.confirmed_by, counted_by=word.by, counted_at=word.happened_at,
                )  # fmt: skip
