"""A roll as no page of ours would send it: refused with a reason, and nothing is counted."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from houqin.dormitory.actions.rolls import BedWord, count_rooms
from houqin.dormitory.models import BedStay, Mark, Roll, RoomCount, Search
from houqin.dormitory.reasons import Reason
from houqin.kernel import clock
from houqin.kernel.refusals import Refused
from houqin.people.models import Pupil
from houqin.tenancy.models import Space
from tests.api.conftest import Caller, key_of
from tests.builders import Crew, a_school
from tests.dormitory.builders import a_boarder, a_building, a_dorm_room, a_stay
from tests.dormitory.night import EVENING, MINUTE, NIGHT, Night

NOTHING = (0, 0, 0, 0)


@pytest.fixture
def night(school, crew):
    return Night(school, crew, rooms=2, sleepers=2)


def counted() -> tuple:
    return Roll.objects.count(), Mark.objects.count(), RoomCount.objects.count(), Search.objects.count()


def words_of(night) -> list[BedWord]:
    """What the page of the first room would send."""
    return [BedWord(bed.pk, pupil.pk, "present") for bed, pupil in zip(night.beds[:2], night.p, strict=False)]


def another_school() -> Night:
    theirs = a_school()
    return Night(theirs, Crew(theirs), sleepers=1)


def a_bed_of_another_school(night):
    theirs = another_school()
    return BedWord(theirs.beds[0].pk, theirs.p[0].pk, "present", said="missing")


def a_bed_of_another_building(night):
    room = a_dorm_room(a_building(night.school, "2 号宿舍楼"))
    girl = a_boarder(night.school)
    a_stay(room.beds.first(), girl, by=night.warden)
    return BedWord(room.beds.first().pk, girl.pk, "present", said="missing")


def a_bed_that_nobody_has(night):
    return BedWord(987_654_321, night.p[0].pk, "present")


def a_bed_of_a_room_that_is_not_named(night):
    return BedWord(night.beds[2].pk, night.p[2].pk, "present", said="missing")


def the_same_bed_with_another_word(night):
    return BedWord(night.beds[0].pk, night.p[0].pk, "present", said="missing")


def a_pupil_of_another_school(night):
    return BedWord(night.room.beds.get(number=8).pk, another_school().p[0].pk, "present", said="missing")


def a_pupil_that_nobody_is(night):
    return BedWord(night.room.beds.get(number=8).pk, 987_654_321, "present")


def a_pupil_of_another_room(night):
    return BedWord(night.room.beds.get(number=8).pk, night.p[3].pk, "present", said="missing")


RUBBISH = {
    a_bed_of_another_school: Reason.BED_ELSEWHERE, a_bed_of_another_building: Reason.BED_ELSEWHERE,
    a_bed_that_nobody_has: Reason.BED_ELSEWHERE, a_bed_of_a_room_that_is_not_named: Reason.BED_NOT_COUNTED,
    the_same_bed_with_another_word: Reason.BED_SAID_TWICE, a_pupil_of_another_school: Reason.NEVER_SLEPT_THERE,
    a_pupil_that_nobody_is: Reason.NEVER_SLEPT_THERE, a_pupil_of_another_room: Reason.NEVER_SLEPT_THERE,
}  # fmt: skip


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_one_word_that_cannot_be_counts_nothing(night, rubbish):
    words = [*words_of(night), rubbish(night)]

    with pytest.raises(Refused) as refused:
        count_rooms(building=night.building, night=NIGHT, kind="evening", rooms=[night.room.pk], words=words,
                    actor=night.warden, at=EVENING)  # fmt: skip

    assert refused.value.reasons == {RUBBISH[rubbish]}
    assert counted() == NOTHING


def test_five_thousand_words_of_nowhere_are_one_refusal_and_few_queries(night):
    words = [BedWord(10**17 + number, 10**17 + number, "present") for number in range(5_000)]

    with pytest.raises(Refused) as refused, CaptureQueriesContext(connection) as seen:
        count_rooms(building=night.building, night=NIGHT, kind="evening", rooms=range(10**17, 10**17 + 5_000),
                    words=words, actor=night.warden, at=EVENING)  # fmt: skip

    assert [one.reason for one in refused.value.refusals] == [Reason.ROOM_ELSEWHERE, Reason.BED_ELSEWHERE]
    assert len(seen) < 30
    assert counted() == NOTHING


def test_a_bed_that_was_closed_after_the_page_was_made_is_passed_over(night):
    bed = night.room.beds.get(number=8)
    words = [*words_of(night), BedWord(bed.pk, a_boarder(night.school).pk, "present")]
    type(bed).objects.filter(pk=bed.pk).update(closed_on=NIGHT)
    a_stay(bed, Pupil.objects.get(pk=words[-1].pupil), by=night.warden, ends_on=NIGHT - timedelta(days=1))

    count_rooms(building=night.building, night=NIGHT, kind="evening", rooms=[night.room.pk], words=words,
                actor=night.warden, at=EVENING)  # fmt: skip

    assert night.said() == ["present", "present", None, None]


def test_a_mark_that_claims_to_have_seen_the_future_does_not_silence_a_later_one(night):
    night.count(seen=10**17)
    night.count(by=night.crew.duty_leader, at=EVENING + MINUTE, odd={0: "missing"}, seen=0)

    assert night.said()[0] == "look"


def test_whoever_sleeps_in_a_room_that_was_closed_stays_on_the_roll(night):
    Space.objects.filter(pk=night.room.space_id).update(closed_on=NIGHT)

    night.count(odd={0: "missing"})

    assert sorted(night.said()) == ["missing", "present", "present", "present"]
    assert Search.objects.get().pupil == night.p[0]
    with pytest.raises(Refused) as refused:
        night.close()
    assert refused.value.reasons == {Reason.BED_UNEXPLAINED}


def test_who_left_the_school_and_kept_the_bed_is_unexplained_until_the_bed_is_given_up(night):
    Pupil.objects.filter(pk=night.p[0].pk).update(left_on=NIGHT - timedelta(days=1))
    night.count()

    with pytest.raises(Refused) as refused:
        night.close()
    BedStay.objects.filter(pupil=night.p[0]).update(ends_on=NIGHT - timedelta(days=1), ended_by=night.warden)
    night.close()

    assert refused.value.reasons == {Reason.BED_UNEXPLAINED}


# Through the doors


@pytest.fixture
def page(client, night, monkeypatch):
    """Post these fields to the roll's page at 21:40."""
    monkeypatch.setattr(clock, "now", lambda: EVENING)
    client.force_login(night.warden)
    usual = {"night": NIGHT.isoformat(), "kind": "evening", "room": [night.room.pk], "entry_key": "k1"}
    usual["bed"] = [f"{word.bed}.{word.pupil}.present.0" for word in words_of(night)]
    return lambda **fields: client.post(reverse("dormitory:take", args=[night.building.pk]), usual | fields)


@pytest.mark.parametrize("rubbish", [
    {"bed": ["-1.-2.present.0"]}, {"bed": ["1.2.present.-3"]}, {"bed": ["1.2.asleep.0"]}, {"bed": ["٣.2.present.0"]},
    {"bed": [f"{10**30}.2.present.0"]}, {"bed": ["\0"]}, {"room": ["-1"]}, {"night": "9999-12-31"}, {"kind": "noon"},
])  # fmt: skip
def test_the_page_takes_no_rubbish(page, rubbish):
    assert page(**rubbish).status_code == 422
    assert counted() == NOTHING


def test_the_page_says_a_thousand_times_rubbish_once(page):
    assert page(bed=["rubbish"] * 900).content.decode().count("不是我们") <= 1
    assert counted() == NOTHING


@pytest.mark.parametrize("said", ["look", "rubbish"])
def test_the_page_takes_no_word_that_it_does_not_offer(page, night, said):
    bed = night.beds[0].pk

    assert page(odd=[bed], **{f"said-{bed}": said}).status_code == 422
    assert counted() == NOTHING


@pytest.mark.parametrize("said", ["leave", "visit"])
def test_gt_14_nobody_is_sent_home_or_to_a_visitor_from_the_bedside(page, night, said):
    bed, doctor = night.beds[0].pk, night.crew.school_doctor.pk

    answer = page(odd=[bed], **{f"said-{bed}": said, f"confirmed_by-{bed}": doctor})

    assert answer.status_code == 409
    assert "没有人让" in answer.content.decode()
    assert counted() == NOTHING


@pytest.mark.parametrize("rubbish", [the_same_bed_with_another_word, a_pupil_of_another_school])
def test_the_page_shows_the_refusal(page, night, rubbish):
    word = rubbish(night)
    bed = f"{word.bed}.{word.pupil}.present.0"

    answer = page(bed=[f"{one.bed}.{one.pupil}.present.0" for one in words_of(night)] + [bed])

    assert answer.status_code == 409
    assert counted() == NOTHING


def test_sent_twice_it_counts_once(page):
    first, again = page(), page()

    assert (first.status_code, again.status_code) == (303, 303)
    assert counted() == (1, 2, 1, 0)


@pytest.mark.parametrize("rubbish", [the_same_bed_with_another_word, a_pupil_of_another_school])
def test_the_api_says_why(night, rubbish, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: EVENING)
    word = rubbish(night)
    beds = [{"bed": one.bed, "pupil": one.pupil, "shown": "present"} for one in [*words_of(night), word]]

    answer = Caller(key_of(night.warden, night.school)).post(
        f"/dormitory/buildings/{night.building.pk}/roll",
        {"night": NIGHT.isoformat(), "kind": "evening", "rooms": [night.room.pk], "beds": beds},
    )

    assert answer.status_code == 409
    assert [one["reason"] for one in answer.json()["refusals"]] == [RUBBISH[rubbish].value]
    assert counted() == NOTHING


@pytest.mark.parametrize("more", [
    {"bed": -1}, {"pupil": 0}, {"seen": -1}, {"seen": 2**64}, {"said": "look"}, {"shown": "asleep"},
])  # fmt: skip
def test_the_api_takes_no_rubbish(night, more, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: EVENING)
    bed = {"bed": night.beds[0].pk, "pupil": night.p[0].pk, "shown": "present"} | more

    answer = Caller(key_of(night.warden, night.school)).post(
        f"/dormitory/buildings/{night.building.pk}/roll",
        {"night": NIGHT.isoformat(), "kind": "evening", "rooms": [night.room.pk], "beds": [bed]},
    )

    assert answer.status_code == 422
    assert counted() == NOTHING
