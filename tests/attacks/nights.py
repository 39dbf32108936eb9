"""One house of two rooms and six boarders, and whatever somebody there may do at any moment of a week."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from houqin.dormitory.actions import ask_move, decide_move
from houqin.dormitory.actions.placing import end_stay, place_pupil
from houqin.dormitory.actions.rolls import BedWord, close_roll, count_rooms
from houqin.dormitory.actions.searches import find_child, log_search_step
from houqin.dormitory.bells import bells
from houqin.dormitory.gates.rolls import may_close
from houqin.dormitory.models import Bed, BedStay, Move, Search
from houqin.dormitory.selectors.rolls import kind_now, sheet
from houqin.journal import doors
from houqin.journal.arrivals import Arrival
from houqin.people.models import Guardian, Staff, User
from houqin.tenancy.calendar import night_of
from houqin.tenancy.models import Space
from houqin.tenancy.posts import Post
from houqin.visitors import actions as gate
from houqin.visitors.models import GuestStay
from houqin.whereabouts import actions as where
from houqin.whereabouts.models import Away, Leave
from tests.builders import NOON, a_holder, a_school, a_space
from tests.builders import Crew as Everybody
from tests.dormitory.builders import a_boarder, a_building, a_charge, a_class, a_dorm_room, a_stay
from tests.whereabouts.leaving import a_paper, a_signature

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NUMBER = "650000190001010001"


@dataclass
class Kept:
    """A page that a phone made, with what its owner tapped: `seen_at` by the right clock, `happened_at` by theirs."""

    who: User
    night: object
    kind: str
    rooms: list[int]
    words: list[BedWord]
    seen_at: datetime
    happened_at: datetime
    key: str


class House:
    def __init__(self, rng):
        self.rng, self.now, self.kept, self.sent = rng, NOON, [], 0
        self.school = a_school()
        self.crew = Everybody(self.school)
        self.wardens = [self.crew.dorm_manager, a_holder(Post.DORM_MANAGER, self.school, "乙宿管")]
        self.building = a_building(self.school)
        a_charge(self.building, self.wardens[0])
        self.rooms = [a_dorm_room(self.building, f"30{number} 室", beds=4) for number in (1, 2)]
        self.beds = list(Bed.objects.filter(room__in=self.rooms).select_related("room__space").order_by("pk"))
        its_class = a_class(self.school)
        its_class.head_teacher = Staff.objects.get(user=self.crew.head_teacher)
        its_class.save()
        self.pupils = [a_boarder(self.school, phone="139") for _n in range(6)]
        for bed, pupil in zip(self.beds, self.pupils, strict=False):
            a_stay(bed, pupil, by=self.wardens[0])
        self.guest_room = a_space(self.school, Space.Kind.GUEST_ROOM, "招待室", positions=2)

    @property
    def night(self):
        return night_of(self.school, self.now)

    def one_of(self, rows):
        rows = list(rows.order_by("pk"))
        return self.rng.choice(rows) if rows else None

    def warden(self) -> User:
        return self.rng.choice(self.wardens)

    def late(self) -> datetime:
        """When it is said to have happened: mostly now, sometimes before."""
        return self.now - self.rng.choice((0, 0, 0, 0, 3, 45)) * MINUTE

    def by(self, user) -> dict:
        return {"actor": user.acting(self.now), "at": self.now}


def keep_sheet(house: House, *, taps=True) -> Kept:
    """Look at the page of one room or both, and tap whom it does not find."""
    rng, now = house.rng, house.now
    kind = kind_now(bells(house.school, house.night), now)
    rooms = {room.pk for room in rng.choice((house.rooms, house.rooms, house.rooms[:1], house.rooms[1:]))}
    known = sheet(house.building, night=house.night, kind=kind, at=now)
    words = []
    for tile in known.tiles:
        if tile.pupil and tile.bed.room_id in rooms:
            said, who = "", None
            if taps and rng.random() < 0.15:
                said = rng.choice(("missing", "missing", "present", "sick_room", "hospital", "activity"))
                who = rng.choice((house.crew.school_doctor, house.crew.school_doctor, None))
            elif not tile.assumed:
                said = rng.choice(("present", "present", "missing", ""))
            words.append(BedWord(tile.bed.pk, tile.pupil.pk, tile.assumed, tile.bedside.last, said, who))
    off = rng.choice((0, 0, 0, -2, -30, 40)) * MINUTE
    house.sent += 1
    return Kept(house.warden(), house.night, kind, sorted(rooms), words, now, now + off, f"k{house.sent}")


def send(house: House, page: Kept):
    """Through the door, as a phone does that found a network late; a clock that is ahead is measured, not believed."""
    waited = house.now - page.seen_at
    arrival = Arrival(page.seen_at, 2_400) if waited else None
    return doors.attempt(
        count_rooms, entry_key=page.key, chain=house.school.pk, arrival=arrival, building=house.building,
        night=page.night, kind=page.kind, rooms=page.rooms, words=page.words, happened_at=page.happened_at,
        **house.by(page.who),
    )  # fmt: skip


# Deeds: each does one thing of its kind with whatever there is, or nothing when there is nothing


def looks(house):
    house.kept.append(keep_sheet(house))


def sends(house):
    """The oldest page or any, once or twice; it stays in the outbox now and then."""
    if house.kept:
        page = house.rng.choice((house.kept[0], house.rng.choice(house.kept)))
        if house.rng.random() < 0.9:
            house.kept.remove(page)
        send(house, page)


def counts(house):
    send(house, keep_sheet(house))


def counts_quietly(house):
    """Nobody is tapped but those at whom somebody must look."""
    send(house, keep_sheet(house, taps=False))


def closes(house):
    kind = kind_now(bells(house.school, house.night), house.now)
    kind = house.rng.choice((kind, kind, "evening"))
    close_roll(building=house.building, night=house.night, kind=kind, **house.by(house.warden()))


def goes_on(house):
    """The sensible next step of a night: look for whoever is missing, count what is open, close."""
    kind = kind_now(bells(house.school, house.night), house.now)
    known = sheet(house.building, night=house.night, kind=kind, at=house.now)
    if search := Search.objects.filter(found_at=None).first():
        find_child(search=search, found_as="present", where="楼梯", **house.by(house.warden()))
    elif any(may_close(known, at=house.now)):
        words = [
            BedWord(tile.bed.pk, tile.pupil.pk, tile.assumed, tile.bedside.last, "" if tile.assumed else "present")
            for tile in known.tiles if tile.pupil
        ]  # fmt: skip
        count_rooms(
            building=house.building, night=house.night, kind=kind, rooms=[room.room.pk for room in known.rooms],
            words=words, **house.by(house.warden()),
        )  # fmt: skip
    else:
        close_roll(building=house.building, night=house.night, kind=kind, **house.by(house.warden()))


def finds(house):
    if search := house.one_of(Search.objects.filter(found_at=None)):
        found_as = house.rng.choice(("present", "present", "present", "sick_room", "hospital", "leave"))
        find_child(search=search, found_as=found_as, where="楼梯", happened_at=house.late(), **house.by(house.warden()))


def calls(house):
    if search := house.one_of(Search.objects):
        log_search_step(search=search, step="guardian", happened_at=house.late(), **house.by(house.warden()))


def asks_leave(house):
    starts = house.now + house.rng.choice((0, 0, 1, 6)) * HOUR
    where.ask_leave(
        pupil=house.rng.choice(house.pupils), starts_at=starts, until_at=starts + house.rng.choice((2, 20, 44)) * HOUR,
        reason="探亲", collector_name="外婆", **house.by(house.crew.dorm_manager),
    )  # fmt: skip


def leave_goes_on(house):
    """The next word of a leave, or any."""
    leave = house.one_of(Leave.objects.open().select_related("pupil", "school__bureau"))
    if leave is None:
        return
    steps = [confirms, approves, countersigns, hands_over, takes_back]
    done = (leave.confirmed_at, leave.approved_at, leave.countersigned_at or not leave.is_overnight)
    step = next((step for step, word in zip(steps, done, strict=False) if not word), hands_over)
    if leave.handed_over_at:
        step = takes_back
    if house.rng.random() < 0.2:
        step = house.rng.choice(steps)
    step(house, leave)


def confirms(house, leave):
    guardian = Guardian.objects.get(pupil=leave.pupil)
    where.confirm_on_paper(rows=[(leave, guardian)], paper=a_paper(), **house.by(house.crew.dorm_manager))


def approves(house, leave):
    where.approve_leaves(leaves=[leave], **house.by(house.crew.head_teacher))


def countersigns(house, leave):
    where.countersign_leaves(leaves=[leave], **house.by(house.crew.duty_leader))


def hands_over(house, leave):
    where.hand_over(
        taken=[where.Taken(leave, "外婆")], signature=a_signature(), happened_at=house.late(),
        **house.by(house.crew.dorm_manager),
    )  # fmt: skip


def takes_back(house, leave):
    where.take_back(
        brought=[where.Brought(leave)], signature=a_signature(), happened_at=house.late(),
        **house.by(house.crew.dorm_manager),
    )  # fmt: skip


def notes_away(house):
    doctor = house.crew.school_doctor
    where.note_away(
        pupil=house.rng.choice(house.pupils), kind=house.rng.choice(("sick_room", "hospital", "activity")), place="",
        confirmed_by=doctor, happened_at=house.late(), **house.by(doctor),
    )  # fmt: skip


def ends_away(house):
    if away := house.one_of(Away.objects.filter(ended_at=None).select_related("school__bureau")):
        where.end_away(away=away, happened_at=house.late(), **house.by(house.crew.school_doctor))


def asks_move(house):
    """Mostly to a free bed, or a swap with whoever sleeps there; sometimes what cannot be."""
    bed = house.rng.choice(house.beds)
    there = BedStay.objects.filter(bed=bed, ends_on=None).select_related("pupil").first()
    other = there.pupil if there and house.rng.random() < 0.9 else None
    ask_move(
        pupil=house.rng.choice(house.pupils), to_bed=bed, other=other, why="换床",
        starts_on=house.night + house.rng.choice((0, 0, 1)) * DAY, **house.by(house.crew.head_teacher),
    )  # fmt: skip


def decides_move(house):
    if move := house.one_of(Move.objects.filter(decision=None)):
        decide_move(move=move, approve=house.rng.random() < 0.8, note="看", **house.by(house.crew.duty_leader))


def gives_up_bed(house):
    last_night = house.night - house.rng.choice((0, 1, 1)) * DAY
    end_stay(pupil=house.rng.choice(house.pupils), last_night=last_night, why="走读", **house.by(house.wardens[0]))


def places(house):
    homeless = [one for one in house.pupils if not BedStay.objects.filter(pupil=one, ends_on=None).exists()]
    pupil = house.rng.choice(homeless or house.pupils)
    place_pupil(bed=house.rng.choice(house.beds), pupil=pupil, **house.by(house.wardens[0]))


def applies(house):
    on = house.school.localdate(house.now)
    gate.apply_for_stay(
        school=house.school, pupil=house.rng.choice(house.pupils), name="母亲", relation="母亲", party="f",
        arrives_on=on, leaves_on=on + DAY, why="远", has_pupil_along=house.rng.random() < 0.5,
        **house.by(house.crew.head_teacher),
    )  # fmt: skip


def guest_goes_on(house):
    """The next step of a guest, or any; the room is now and then a pupil's."""
    stay = house.one_of(GuestStay.objects.select_related("school__bureau"))
    if stay is None:
        return
    rng, room = house.rng, house.rng.choice((house.guest_room, house.guest_room, house.rooms[0].space))
    steps = {
        "applied": lambda: gate.approve_stay(
            stay=stay, **house.by(rng.choice((house.crew.duty_leader, house.crew.head_teacher)))
        ),
        "approved": lambda: gate.register_guest(stay=stay, document_number=NUMBER, **house.by(house.crew.guard)),
        "registered": lambda: gate.lodge_guest(
            stay=stay, room=room, happened_at=house.late(), **house.by(house.wardens[0])
        ),
        "lodged": lambda: gate.depart_guest(stay=stay, happened_at=house.late(), **house.by(house.wardens[0])),
    }
    state = stay.state if rng.random() < 0.8 and stay.state in steps else rng.choice(sorted(steps))
    steps[state]()


BY_DAY = (
    asks_leave, leave_goes_on, leave_goes_on, leave_goes_on, notes_away, ends_away, asks_move, decides_move,
    gives_up_bed, places, places, applies, guest_goes_on, guest_goes_on, sends,
)  # fmt: skip
BY_NIGHT = (
    looks, looks, sends, sends, sends, counts, counts_quietly, closes, goes_on, goes_on, goes_on, goes_on, goes_on,
    finds, calls, notes_away, ends_away, leave_goes_on,
)  # fmt: skip
