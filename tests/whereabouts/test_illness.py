"""A sick child at night: who does what, where the child is, and who may read about it."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from houqin.journal.models import Entry
from houqin.tenancy.posts import Post
from houqin.whereabouts.actions import (
    call_emergency,
    call_guardian,
    check_child,
    close_illness,
    end_away,
    note_away,
    read_notes,
    report_illness,
    take_to_hospital,
)
from houqin.whereabouts.models import Away, Illness, IllnessStep
from houqin.whereabouts.reasons import Reason
from houqin.whereabouts.selectors import whereabouts
from tests.builders import NOON, a_holder
from tests.refusing import not_yours, refused
from tests.whereabouts.leaving import HOUR, Leaving

pytestmark = pytest.mark.django_db
WORDS = "肚子痛，昨晚哭过"


@pytest.fixture
def illness(house):
    return report_illness(
        pupil=house.ayi, complaint=WORDS, temperature_c=Decimal("38.6"), actor=house.crew.dorm_manager, at=NOON
    )


def test_from_the_notice_on_the_child_is_in_the_sick_room_then_in_hospital_then_back(house, illness):
    night = {"illness": illness, "actor": house.crew.dorm_manager}
    kinds = [whereabouts(house.school, at=NOON)[house.ayi.pk].kind]

    call_guardian(guardian=house.mother, was_reached=False, at=NOON, **night)
    call_emergency(reference="120-77", at=NOON, **night)
    take_to_hospital(place="县医院", person="古丽老师", escort="f", at=NOON + HOUR, **night)
    kinds.append(whereabouts(house.school, at=NOON + HOUR)[house.ayi.pk].kind)
    closed = close_illness(outcome="阑尾炎，已回家", at=NOON + 2 * HOUR, **night)

    assert kinds == ["sick_room", "hospital"]
    assert whereabouts(house.school, at=NOON + 2 * HOUR) == {}
    assert closed.closed_by == house.crew.dorm_manager
    assert list(illness.steps.order_by("pk").values_list("kind", flat=True)) == [
        "noticed", "guardian", "emergency", "hospital", "closed",
    ]  # fmt: skip
    assert refused(check_child, note="", at=NOON + 3 * HOUR, **night) == [Reason.ILLNESS_CLOSED]


def test_whoever_came_to_see_the_child_does_not_keep_it_from_the_hospital(house, illness):
    doctor = house.crew.school_doctor
    end_away(away=illness.away, actor=doctor, at=NOON + HOUR)
    visit = note_away(pupil=house.ayi, kind="visit", confirmed_by=doctor, place="接待室", actor=doctor, at=NOON + HOUR)

    take_to_hospital(illness=illness, place="县医院", person="古丽老师", escort="f", actor=doctor, at=NOON + 2 * HOUR)

    assert whereabouts(house.school, at=NOON + 2 * HOUR)[house.ayi.pk].kind == "hospital"
    assert Away.objects.get(pk=visit.pk).ended_at == NOON + 2 * HOUR
    assert [entry.kind for entry in Entry.objects.about(visit)] == ["whereabouts.away_ended", "whereabouts.away_noted"]


def test_who_is_out_on_leave_is_taken_to_no_hospital_from_here(house, illness):
    doctor = house.crew.school_doctor
    end_away(away=illness.away, actor=doctor, at=NOON)
    Leaving(house).gone()
    given = {"illness": illness, "place": "县医院", "person": "古丽老师", "escort": "f", "actor": doctor}

    assert refused(take_to_hospital, at=NOON + HOUR, **given) == [Reason.AWAY_ALREADY]
    assert [step.kind for step in illness.steps.all()] == ["noticed"]


def test_an_illness_written_down_late_lies_across_no_other_absence(house):
    doctor = house.crew.school_doctor
    away = note_away(pupil=house.bai, kind="hospital", confirmed_by=doctor, place="", actor=doctor, at=NOON)
    end_away(away=away, actor=doctor, at=NOON + 2 * HOUR)
    given = {"pupil": house.bai, "complaint": "发烧", "actor": doctor, "at": NOON + 3 * HOUR}

    assert refused(report_illness, happened_at=NOON + HOUR, **given) == [Reason.AWAY_THEN]
    assert report_illness(happened_at=NOON + 2 * HOUR, **given).noticed_at == NOON + 2 * HOUR


def test_no_case_closes_before_a_guardian_was_called(house, illness):
    given = {"illness": illness, "outcome": "好了", "actor": house.crew.dorm_manager, "at": NOON}

    assert refused(close_illness, **given) == [Reason.GUARDIAN_NOT_CALLED]


def test_one_case_a_child_and_a_temperature_that_can_be(house, illness):
    crew = house.crew
    given = {"complaint": "", "actor": crew.dorm_manager, "at": NOON}
    assert refused(report_illness, pupil=house.ayi, **given) == [Reason.ILL_ALREADY]
    assert refused(report_illness, pupil=house.bai, temperature_c=Decimal("386"), **given) == [
        Reason.TEMPERATURE_UNLIKELY
    ]
    assert Illness.objects.get() == illness


def test_the_few_who_may_read_and_each_reading_is_on_record(house, illness):
    crew = house.crew
    other = a_holder(Post.HEAD_TEACHER, house.school, "别班班主任")

    for reader in (crew.principal, crew.duty_leader, crew.school_doctor, crew.head_teacher):
        assert [step.note for step in read_notes(illness=illness, actor=reader, at=NOON)] == [WORDS]
    assert refused(read_notes, illness=illness, actor=other, at=NOON) == [Reason.NOT_FOR_YOU]
    assert not_yours(read_notes, illness=illness, actor=crew.dorm_manager, at=NOON) == "whereabouts.read_notes"
    assert not_yours(read_notes, illness=illness, actor=crew.guard, at=NOON) == "whereabouts.read_notes"
    assert Entry.objects.filter(kind="whereabouts.notes_read").count() == 4


def test_the_journal_says_nothing_of_health(house, illness):
    check_child(illness=illness, note=WORDS, actor=house.crew.dorm_manager, at=NOON, temperature_c=Decimal("39.1"))

    said = "".join(entry.facts for entry in Entry.objects.about(house.ayi))
    assert [word for word in (WORDS, "38.6", "39.1") if word in said] == []


def test_what_was_done_is_sealed(illness):
    with pytest.raises(DatabaseError), transaction.atomic():
        IllnessStep.objects.update(note="没事")
