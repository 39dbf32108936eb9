"""note_away, note_many_away, end_away: elsewhere with the school's knowledge."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from houqin.journal.models import Entry
from houqin.kernel.refusals import KernelReason
from houqin.people.models import PostHolding
from houqin.whereabouts.actions import end_away, end_many, note_away, note_many_away, vouch_for
from houqin.whereabouts.models import Away
from houqin.whereabouts.reasons import Reason
from houqin.whereabouts.selectors import whereabouts, who_should_be_here, who_should_sleep_here
from tests.builders import NOON, TODAY, a_person
from tests.refusing import refused
from tests.whereabouts.conftest import a_pupil, elsewhere

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def go(house):
    def note(pupil=house.ayi, kind="sick_room", *, at=NOON, **more):
        given = {"confirmed_by": house.crew.school_doctor, "place": "", "happened_at": NOON - HOUR}
        return note_away(pupil=pupil, kind=kind, actor=house.crew.dorm_manager, at=at, **(given | more))

    return note


def test_the_pupil_is_known_to_be_there_until_somebody_says_it_is_over(house, go):
    away = go()

    found = elsewhere(house, NOON)
    assert {key: (one.kind, one.since, one.confirmed_by, one.thing) for key, one in found.items()} == {
        house.ayi.pk: ("sick_room", NOON - HOUR, house.crew.school_doctor, away)
    }
    assert [pupil.name for pupil in who_should_be_here(house.school, at=NOON)] == ["白雪", "陈走读"]

    end_away(away=away, actor=house.crew.dorm_manager, at=NOON + HOUR)

    assert elsewhere(house, NOON + HOUR) == {}
    assert set(elsewhere(house, NOON)) == {house.ayi.pk}
    assert [entry.kind for entry in Entry.objects.about(house.ayi)] == [
        "whereabouts.away_ended", "whereabouts.away_noted",
    ]  # fmt: skip


def test_of_pupils_who_are_all_here_it_is_one_question(house, go, django_assert_num_queries):
    end_away(away=go(), actor=house.crew.dorm_manager, at=NOON)
    some = [house.ayi.pk, house.bai.pk]

    with django_assert_num_queries(1):
        assert whereabouts(house.school, at=NOON, pupils=some) == {}


def test_nobody_is_in_two_places(house, go):
    away = go()

    assert refused(go, kind="hospital") == [Reason.AWAY_ALREADY]
    assert list(Away.objects.all()) == [away]
    with pytest.raises(IntegrityError), transaction.atomic():
        Away.objects.create(
            school=house.school, pupil=house.ayi, kind="hospital", starts_at=NOON, recorded_at=NOON,
            confirmed_by=house.crew.school_doctor, recorded_by=house.crew.school_doctor,
        )  # fmt: skip


def test_what_is_written_down_late_lies_across_no_other_absence(house, go):
    end_away(away=go(), actor=house.crew.dorm_manager, at=NOON + HOUR)

    assert refused(go, kind="hospital", happened_at=NOON, at=NOON + 2 * HOUR) == [Reason.AWAY_THEN]
    assert Away.objects.count() == 1
    assert go(happened_at=NOON + HOUR, at=NOON + 2 * HOUR).starts_at == NOON + HOUR


@pytest.mark.parametrize(("more", "reasons"), [
    ({"happened_at": NOON + HOUR}, [KernelReason.IN_THE_FUTURE]),
    ({"until_at": NOON - 2 * HOUR}, [Reason.ENDS_BEFORE_START]),
    ({"kind": "activity", "until_at": NOON + 24 * HOUR}, [Reason.NIGHT_NEEDS_LEAVE]),
    ({"kind": "visit", "happened_at": NOON - 11 * HOUR}, [Reason.NIGHT_NEEDS_LEAVE]),
])  # fmt: skip
def test_what_cannot_be_is_refused(house, go, more, reasons):
    assert refused(go, **more) == reasons
    assert not Away.objects.exists()


def test_whoever_vouches_holds_a_post_here(house, go):
    assert refused(go, confirmed_by=a_person("路人")) == [Reason.VOUCHER_NOT_IN_OFFICE]


def test_an_activity_without_a_word_on_its_end_is_over_before_the_night(house, go):
    away = go(kind="activity", place="合唱团")

    assert house.school.localtime(away.until_at).strftime("%m-%d %H:%M") == "03-12 00:00"


def test_an_outing_goes_and_comes_back_as_a_whole(house):
    crew = house.crew
    given = {"kind": "activity", "place": "博物馆", "confirmed_by": crew.head_teacher, "happened_at": NOON}

    note_many_away(pupils=[house.ayi, house.bai, house.day_pupil], actor=crew.head_teacher, at=NOON, **given)

    assert len(whereabouts(house.school, at=NOON)) == 3
    third = refused(note_many_away, pupils=[house.ayi, house.bai], actor=crew.head_teacher, at=NOON, **given)
    assert third == [Reason.AWAY_ALREADY, Reason.AWAY_ALREADY]

    end_many(rows=Away.objects.all(), actor=crew.head_teacher, at=NOON + HOUR)

    assert whereabouts(house.school, at=NOON + HOUR) == {}


def test_an_outing_costs_the_same_for_two_and_for_twelve(house):
    more = [a_pupil(house.school, house.school_class, f"生{n}", f"Q{n}") for n in range(10)]
    counts = []
    for pupils in ([house.ayi, house.bai], more):
        with CaptureQueriesContext(connection) as caught:
            note_many_away(
                pupils=pupils, kind="activity", place="操场", confirmed_by=house.crew.head_teacher,
                happened_at=NOON, actor=house.crew.head_teacher, at=NOON,
            )  # fmt: skip
        counts.append(len(caught))

    assert counts[1] <= counts[0]


def test_who_left_the_school_is_said_to_have_left(house):
    house.bai.left_on = TODAY - timedelta(days=1)
    house.bai.save()

    found = whereabouts(house.school, at=NOON, pupils=[house.bai.pk, house.ayi.pk])

    assert {key: one.kind for key, one in found.items()} == {house.bai.pk: "left"}


def test_boarders_are_expected_at_night_on_boarding_nights_only(house):
    friday = TODAY + timedelta(days=2)

    assert [one.name for one in who_should_sleep_here(house.school, night=TODAY, at=NOON)] == ["阿依古丽", "白雪"]
    assert who_should_sleep_here(house.school, night=friday, at=NOON) == []


def leaves_office(user, last_day):
    PostHolding.objects.filter(user=user).update(ends_on=last_day)


def test_who_has_left_vouches_no_longer_until_somebody_in_office_does(house, go):
    away = go()
    leaves_office(house.crew.school_doctor, TODAY - timedelta(days=1))
    assert [one.is_vouched for one in elsewhere(house, NOON).values()] == [False]

    vouch_for(away=away, confirmed_by=house.crew.duty_leader, actor=house.crew.dorm_manager, at=NOON)

    assert [(one.is_vouched, one.confirmed_by) for one in elsewhere(house, NOON).values()] == [
        (True, house.crew.duty_leader)
    ]
    entry = Entry.objects.about(house.ayi).first()
    assert (entry.kind, entry.actor) == ("whereabouts.away_vouched", house.crew.dorm_manager)


def test_who_left_or_works_elsewhere_cannot_vouch_anew_nor_for_what_is_over(house, go):
    away = go()
    leaves_office(house.crew.school_doctor, TODAY - timedelta(days=1))

    for nobody in (house.crew.school_doctor, a_person("别校老师")):
        with_nobody = {"away": away, "confirmed_by": nobody, "actor": house.crew.dorm_manager, "at": NOON}
        assert refused(vouch_for, **with_nobody) == [Reason.VOUCHER_NOT_IN_OFFICE]
    end_away(away=away, actor=house.crew.dorm_manager, at=NOON)
    with_leader = {"away": away, "confirmed_by": house.crew.duty_leader, "actor": house.crew.dorm_manager, "at": NOON}
    assert refused(vouch_for, **with_leader) == [Reason.AWAY_IS_OVER]
