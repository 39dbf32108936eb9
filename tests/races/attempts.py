"""What several people try at the same moment. Each attempt is a word, so that another process can be told it."""

from houqin.dormitory.actions.rolls import BedWord, count_rooms
from houqin.dormitory.models import BedStay, DormRoom
from houqin.journal import doors
from houqin.kernel.refusals import Refused
from houqin.kitchen.actions import release_meal
from houqin.kitchen.models import Meal
from houqin.people.models import User
from houqin.supply.actions import IssueLine, hold_lot, issue_lots
from houqin.supply.models import Lot
from houqin.tenancy.models import Space
from houqin.visitors.actions import lodge_guest
from houqin.visitors.models import GuestStay
from tests.dormitory.night import EVENING, NIGHT
from tests.kitchen.scene import clock

KILO = 1_000


def issue_a_kilo(lot: int, user: int) -> None:
    lot = Lot.objects.select_related("school__bureau", "article").get(pk=lot)
    issue_lots(school=lot.school, purpose="午餐", lines=[IssueLine(lot, KILO)], actor=_actor(user, 8), at=clock(8))


def issue_with_one_key(lot: int, user: int) -> str:
    """The same form, sent again and again: names the issue that came of it."""
    lot = Lot.objects.select_related("school__bureau", "article").get(pk=lot)
    issue = doors.attempt(
        issue_lots, entry_key="k" * 32, chain=lot.school_id, school=lot.school, purpose="午餐",
        lines=[IssueLine(lot, KILO)], actor=_actor(user, 8), at=clock(8),
    )  # fmt: skip
    return issue.code


def release(meal: int, user: int) -> None:
    meal = Meal.objects.select_related("school__bureau").get(pk=meal)
    release_meal(meal=meal, actor=_actor(user, 12), at=clock(12, 10))


def hold(lot: int, user: int) -> None:
    lot = Lot.objects.select_related("school__bureau").get(pk=lot)
    hold_lot(lot=lot, reason="家长投诉", actor=_actor(user, 12), at=clock(12, 10))


def lodge(stay: int, user: int) -> None:
    """In the one guest room there is, which has one place."""
    stay = GuestStay.objects.select_related("school__bureau").get(pk=stay)
    room = Space.objects.get(school=stay.school, kind=Space.Kind.GUEST_ROOM)
    lodge_guest(stay=stay, room=room, actor=_actor(user, 20), at=clock(20))


def count(room: int, user: int) -> None:
    """One room of the evening's roll, everybody in bed."""
    room = DormRoom.objects.select_related("space__building__school__bureau").get(pk=room)
    stays = BedStay.objects.filter(bed__room=room)
    words = [BedWord(bed, pupil, "present") for bed, pupil in stays.values_list("bed", "pupil")]
    actor = User.objects.get(pk=user).acting(EVENING)
    count_rooms(
        building=room.space.building, night=NIGHT, kind="evening", rooms=[room.pk], words=words, actor=actor, at=EVENING
    )


ATTEMPTS = {
    "issue": issue_a_kilo, "issue with one key": issue_with_one_key, "release": release, "hold": hold, "lodge": lodge,
    "count": count,
}  # fmt: skip


def attempt(word: str, thing: int, user: int) -> str:
    """What the attempt says of itself, else “done”; or the reasons of the refusal, sorted."""
    try:
        return ATTEMPTS[word](thing, user) or "done"
    except Refused as refused:
        return ",".join(sorted(str(reason.value) for reason in refused.reasons))


def _actor(pk: int, hour: int) -> User:
    return User.objects.get(pk=pk).acting(clock(hour))
