"""What a phone without signal brings later counts from the press of its button, and never hides a missing child."""

import pytest
from django.urls import reverse

from houqin.dormitory.actions.moving import ask_move, decide_move
from houqin.dormitory.actions.rolls import BedWord, count_rooms
from houqin.dormitory.models import Mark, Search
from houqin.kernel import clock
from houqin.kernel.refusals import Refused
from houqin.whereabouts.actions import end_away, note_away
from tests.api.conftest import Caller, key_of
from tests.builders import a_person
from tests.dormitory.night import EVENING, MINUTE, NIGHT, Night

LATER = EVENING + 20 * MINUTE


@pytest.fixture
def sent_later(night, client, monkeypatch):
    """`sent_later(missing=[1])` is a roll of EVENING that the outbox brings at LATER."""
    monkeypatch.setattr(clock, "now", lambda: LATER)
    client.force_login(night.warden)

    def send(*, missing=()):
        now = int(LATER.timestamp() * 1000)
        headers = {
            "Houqin-Outbox": "later", "Houqin-Person": str(night.warden.pk), "Houqin-School": night.school.code,
            "Houqin-Pressed-At": str(int(EVENING.timestamp() * 1000)), "Houqin-Sent-At": str(now),
        }  # fmt: skip
        beds = [f"{bed.pk}.{pupil.pk}.present.0" for bed, pupil in zip(night.beds, night.p, strict=True)]
        form = {
            "night": NIGHT.isoformat(), "kind": "evening", "room": [str(night.room.pk)], "bed": beds,
            "odd": [str(night.beds[number].pk) for number in missing], "entry_key": "k1",
        }  # fmt: skip
        answer = client.post(reverse("dormitory:take", args=[night.building.pk]), form, headers=headers)
        return answer.json()["state"]

    return send


def test_dr_04_the_ladder_counts_from_the_press_of_the_button(sent_later):
    assert sent_later(missing=[1]) == "accepted"

    assert Search.objects.get().missing_since == EVENING
    assert set(Mark.objects.values_list("happened_at", flat=True)) == {EVENING}


def test_an_empty_bed_seen_before_the_roll_was_closed_is_searched_for_after_it(night, sent_later):
    night.count(by=night.crew.duty_leader)
    night.close(at=EVENING + 10 * MINUTE)

    assert sent_later(missing=[1]) == "accepted"

    assert Search.objects.get().pupil == night.p[1]


def test_an_older_count_of_the_same_warden_does_not_find_the_child(night, sent_later):
    night.count(odd={1: "missing"}, at=EVENING + 10 * MINUTE)  # at another machine

    assert sent_later() == "accepted"

    assert Search.objects.get().found_at is None
    assert night.said(at=LATER)[1] == "missing"


def test_a_missing_child_who_got_another_bed_meanwhile_is_searched_for(school, crew):
    night = Night(school, crew, rooms=2)
    free = night.rooms[1].beds.get(number=8)
    move = ask_move(pupil=night.p[1], to_bed=free, why="打呼噜", actor=crew.dorm_manager.acting(EVENING),
                    at=EVENING - 60 * MINUTE)  # fmt: skip
    decide_move(move=move, approve=True, actor=crew.duty_leader.acting(EVENING), at=EVENING + MINUTE)

    count_rooms(
        building=night.building, night=NIGHT, kind="evening", rooms=[night.rooms[0].pk], happened_at=EVENING,
        words=[BedWord(night.beds[1].pk, night.p[1].pk, "present", 0, "missing")], actor=night.warden, at=LATER,
    )  # fmt: skip

    assert [(one.pupil, one.bed) for one in Search.objects.all()] == [(night.p[1], free)]


@pytest.mark.parametrize(
    ("kind", "is_over", "said"),
    [("sick_room", False, "sick_room"), ("hospital", False, "look"), ("sick_room", True, "look")],
)
def test_what_the_doctor_noted_meanwhile_holds_no_count_back(night, kind, is_over, said):
    doctor = night.crew.school_doctor.acting(EVENING)
    away = note_away(pupil=night.p[1], kind=kind, confirmed_by=doctor, place="", actor=doctor, at=EVENING + 2 * MINUTE)
    if is_over:
        end_away(away=away, actor=doctor, at=EVENING + 3 * MINUTE)
    words = [
        BedWord(night.beds[1].pk, night.p[1].pk, "present", 0, "sick_room", doctor),
        BedWord(night.beds[2].pk, night.p[2].pk, "present", 0, "missing"),
    ]

    count_rooms(building=night.building, night=NIGHT, kind="evening", rooms=[night.room.pk], words=words,
                happened_at=EVENING, actor=night.warden, at=LATER)  # fmt: skip

    assert night.said(at=LATER)[1] == said
    assert Search.objects.get().pupil == night.p[2]


@pytest.mark.parametrize("nobody", [True, False])
def test_a_name_that_lacks_in_one_bed_does_not_hold_back_that_another_is_empty(night, nobody):
    former = a_person("已调走的医生")
    words = [
        BedWord(night.beds[1].pk, night.p[1].pk, "present", 0, "sick_room", None if nobody else former),
        BedWord(night.beds[2].pk, night.p[2].pk, "present", 0, "missing"),
    ]
    counted = {"building": night.building, "night": NIGHT, "kind": "evening", "rooms": [night.room.pk], "words": words}

    with pytest.raises(Refused):
        count_rooms(**counted, actor=night.warden, at=LATER)
    count_rooms(**counted, happened_at=EVENING, actor=night.warden, at=LATER)

    assert night.said(at=LATER)[1:3] == ["look", "missing"]
    assert Search.objects.get().pupil == night.p[2]


def test_a_clock_twenty_seconds_ahead_holds_no_missing_child_back(night, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: EVENING)
    beds = [
        {"bed": bed.pk, "pupil": pupil.pk, "shown": "present"} for bed, pupil in zip(night.beds, night.p, strict=True)
    ]
    beds[1]["said"] = "missing"

    answer = Caller(key_of(night.warden, night.school)).post(
        f"/dormitory/buildings/{night.building.pk}/roll",
        {"night": NIGHT.isoformat(), "kind": "evening", "rooms": [night.room.pk], "beds": beds,
         "happened_at": (EVENING + MINUTE / 3).isoformat()},
    )  # fmt: skip

    assert answer.status_code == 200, answer.content.decode()
    assert Search.objects.get().missing_since == EVENING
