"""Everybody out: who should be here, counted on many phones, never ended while somebody is missing."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from houqin.dormitory.actions.emergencies import call_off_emergency, count_heads, end_emergency, start_emergency
from houqin.dormitory.events import HEADS_COUNTED
from houqin.dormitory.models import Emergency, HeadMark
from houqin.dormitory.reasons import Reason
from houqin.dormitory.selectors.emergencies import expected_now, groups_of, is_by_room, missing_in, totals
from houqin.kernel import clock
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.notices.models import Notice
from houqin.people.models import Enrolment
from houqin.tenancy.models import ParameterValue, TimetableEntry
from houqin.whereabouts.actions import note_away
from tests.builders import NOON, YEARS_AGO, a_school
from tests.dormitory.builders import a_boarder
from tests.dormitory.night import EVENING, MINUTE, NIGHT, Night

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def start(night, at=EVENING, by=None):
    by = by or night.crew.duty_leader
    return start_emergency(school=night.school, what="三楼冒烟", actor=by.acting(at), at=at)


def count(night, emergency, pupils, missing=(), at=EVENING + MINUTE, by=None):
    by = by or night.warden
    return count_heads(emergency=emergency, shown=[one.pk for one in pupils], missing=[one.pk for one in missing],
                       actor=by.acting(at), at=at)  # fmt: skip


def groups(emergency) -> list[tuple[str, int]]:
    return [(group.name, len(group.people)) for group in groups_of(emergency)]


def test_by_night_it_goes_by_rooms(school, crew):
    night = Night(school, crew, rooms=2)

    assert groups(start(night)) == [("1 号宿舍楼 301 室", 4), ("1 号宿舍楼 302 室", 4)]


def test_by_day_it_goes_by_classes(night):
    emergency = start(night, at=NOON)

    assert [number for _name, number in groups(emergency)] == [4]
    assert not emergency.by_room


@pytest.mark.parametrize(("times", "until"), [
    ({"breakfast": "09:30", "get_up": "08:50"}, time(9, 30)), ({"get_up": "08:50"}, time(8, 50)), ({}, time(7, 0)),
])  # fmt: skip
def test_it_goes_by_rooms_until_breakfast_by_the_school_s_own_timetable(school, times, until):
    TimetableEntry.objects.filter(what="breakfast").delete()
    for what, at_time in times.items():
        TimetableEntry.objects.create(school=school, what=what, at_time=at_time, valid_from=YEARS_AGO)
    morning = school.moment(NIGHT + DAY, until)

    assert [is_by_room(school, at=at) for at in (morning - MINUTE, morning)] == [True, False]


def test_without_a_timetable_the_morning_is_as_late_as_the_bedtime(school, crew):
    TimetableEntry.objects.filter(what="breakfast").delete()
    ParameterValue.objects.create(
        key="bedtime_later_minutes", school=school, value="120", source="作息", valid_from=YEARS_AGO,
        set_by=crew.principal, set_at=NOON,
    )  # fmt: skip

    assert is_by_room(school, at=school.moment(NIGHT + DAY, time(8, 59)))


def test_on_a_day_without_school_day_pupils_are_at_home(night):
    a_boarder(night.school, is_boarder=False)

    assert len(expected_now(night.school, at=NOON, by_room=False)) == 5
    assert [one.pupil for one in expected_now(night.school, at=NOON + 4 * DAY, by_room=False)] == night.p


def test_who_is_in_hospital_is_not_looked_for(night):
    doctor = night.crew.school_doctor.acting(EVENING)
    note_away(pupil=night.p[0], kind="hospital", confirmed_by=doctor, place="县医院", happened_at=EVENING - MINUTE,
              actor=doctor, at=EVENING)  # fmt: skip

    assert groups(start(night)) == [("1 号宿舍楼 301 室", 3)]


@pytest.mark.parametrize(("kind", "place", "where"), [
    ("sick_room", "", "医务室"), ("sick_room", "二楼", "医务室 二楼"), ("visit", "门卫室", "在校内与来访者一起 门卫室"),
])  # fmt: skip
def test_who_is_elsewhere_on_the_premises_is_looked_for_there(night, kind, place, where):
    doctor = night.crew.school_doctor.acting(EVENING)
    note_away(pupil=night.p[0], kind=kind, confirmed_by=doctor, place=place, happened_at=EVENING - MINUTE,
              actor=doctor, at=EVENING)  # fmt: skip

    assert groups(start(night)) == [("1 号宿舍楼 301 室", 3), (where, 1)]


def gone_to_town(night):
    teacher = night.crew.head_teacher.acting(EVENING)
    note_away(pupil=night.p[1], kind="activity", confirmed_by=teacher, place="县城", actor=teacher,
              at=EVENING - 6 * HOUR, until_at=EVENING - 2 * HOUR)  # fmt: skip


def test_who_was_seen_in_bed_since_they_went_is_back_although_nobody_wrote_it_down(night):
    gone_to_town(night)
    night.count(odd={1: "present"})

    assert groups(start(night, at=EVENING + MINUTE)) == [("1 号宿舍楼 301 室", 4)]
    assert len(expected_now(night.school, at=EVENING + 12 * HOUR, by_room=False)) == 4


def test_who_was_taken_to_hospital_from_the_bed_is_not_looked_for(night):
    night.count()
    doctor = night.crew.school_doctor.acting(EVENING)
    note_away(pupil=night.p[0], kind="hospital", confirmed_by=doctor, place="县医院", actor=doctor, at=EVENING + MINUTE)

    assert groups(start(night, at=EVENING + 2 * MINUTE)) == [("1 号宿舍楼 301 室", 3)]


def test_in_bed_by_mistake_is_taken_back_by_the_next_word(night):
    gone_to_town(night)
    night.count(odd={1: "present"})
    night.count(odd={1: "activity"}, at=EVENING + MINUTE, confirmed_by=night.crew.head_teacher)

    assert groups(start(night, at=EVENING + 2 * MINUTE)) == [("1 号宿舍楼 301 室", 3)]


def test_a_boarder_without_a_bed_stands_with_the_class_by_night(night):
    a_boarder(night.school)
    a_boarder(night.school, is_boarder=False)

    assert groups(start(night)) == [("1 号宿舍楼 301 室", 4), ("4 年级 1 班，没有床位", 1)]


def test_who_has_no_class_yet_is_looked_for_all_the_same(night):
    Enrolment.objects.filter(pupil=night.p[0]).delete()

    assert [number for _name, number in groups(start(night, at=NOON))] == [3, 1]


def test_everybody_who_counts_is_told(night):
    start(night)

    told = set(Notice.objects.filter(kind="dormitory.emergency").values_list("to", flat=True))
    crew = night.crew
    counters = (crew.dorm_manager, crew.duty_leader, crew.guard, crew.head_teacher, crew.school_doctor, crew.principal,
                crew.deputy_principal, crew.general_affairs_director)  # fmt: skip
    assert told == {user.pk for user in counters}


def test_live_totals_from_two_phones(school, crew):
    night = Night(school, crew, rooms=2)
    emergency = start(night)

    count(night, emergency, night.p[:4], missing=night.p[:1])
    assert totals(groups_of(emergency)) == {"expected": 8, "safe": 3, "missing": 1, "uncounted": 4}

    count(night, emergency, night.p[4:], by=crew.head_teacher)
    count(night, emergency, night.p[:1], by=crew.guard, at=EVENING + 2 * MINUTE)
    assert totals(groups_of(emergency)) == {"expected": 8, "safe": 8, "missing": 0, "uncounted": 0}


def test_heads_that_waited_on_a_phone_do_not_hide_a_newer_missing(night, client, monkeypatch):
    emergency = start(night)
    count(night, emergency, night.p, missing=night.p[:1], by=night.crew.duty_leader, at=EVENING + 5 * MINUTE)
    monkeypatch.setattr(clock, "now", lambda: EVENING + 9 * MINUTE)
    sent = int(clock.now().timestamp() * 1000)
    headers = {"Houqin-Outbox": "later", "Houqin-Person": str(night.warden.pk), "Houqin-School": night.school.code,
               "Houqin-Pressed-At": str(sent - 8 * 60_000), "Houqin-Sent-At": str(sent)}  # fmt: skip
    client.force_login(night.warden)

    answer = client.post(reverse("dormitory:heads", args=[emergency.pk, 1]),
                         {"shown": [one.pk for one in night.p], "entry_key": "k1"}, headers=headers)  # fmt: skip

    assert answer.json()["state"] == "accepted"
    assert set(HeadMark.objects.filter(by=night.warden).values_list("happened_at", flat=True)) == {EVENING + MINUTE}
    assert totals(groups_of(emergency)) == {"expected": 4, "safe": 3, "missing": 1, "uncounted": 0}


@pytest.mark.parametrize("missing", [0, 1])
def test_it_does_not_end_while_anybody_is_uncounted_or_missing(night, missing):
    emergency = start(night)
    count(night, emergency, night.p[:3] if not missing else night.p, missing=night.p[:missing])

    with pytest.raises(Refused) as refused:
        end_emergency(emergency=emergency, actor=night.crew.duty_leader.acting(EVENING), at=EVENING + 5 * MINUTE)

    assert refused.value.reasons == {Reason.HEADS_UNACCOUNTED}
    assert Emergency.objects.get().ended_at is None


def test_it_ends_when_everybody_is_safe(night):
    emergency = start(night)
    count(night, emergency, night.p)

    end_emergency(emergency=emergency, actor=night.crew.duty_leader.acting(EVENING), at=EVENING + 5 * MINUTE)

    assert Emergency.objects.get().ended_at == EVENING + 5 * MINUTE


@pytest.fixture
def ended(night):
    """Everybody was counted; one who counted earlier has not been heard yet."""
    emergency = start(night)
    count(night, emergency, night.p)
    end_emergency(emergency=emergency, actor=night.crew.duty_leader.acting(EVENING), at=EVENING + 5 * MINUTE)
    return emergency


def late(night, emergency, missing, happened_at=EVENING + 3 * MINUTE):
    count_heads(emergency=emergency, shown=[one.pk for one in night.p], missing=[one.pk for one in missing],
                happened_at=happened_at, actor=night.crew.head_teacher.acting(EVENING),
                at=EVENING + 9 * MINUTE)  # fmt: skip


def told_of_missing() -> list:
    return list(Notice.objects.filter(kind="dormitory.missing_after_the_end", is_urgent=True).order_by("pk"))


def test_a_missing_child_that_is_heard_of_after_the_end_is_told_at_once(night, ended, client, monkeypatch):
    late(night, ended, night.p[:1])

    told = told_of_missing()
    assert {one.to for one in told} == {one.to for one in Notice.objects.filter(kind="dormitory.emergency")}
    assert night.p[0].name in told[0].body
    monkeypatch.setattr(clock, "now", lambda: EVENING + 10 * MINUTE)
    client.force_login(night.warden)
    assert "疏散已结束，但还缺 1 名学生。请立即寻找。" in client.get(ended.get_absolute_url()).content.decode()


@pytest.mark.parametrize("seen_at", [EVENING + 3 * MINUTE, EVENING + MINUTE / 2], ids=["all safe", "an older word"])
def test_what_changes_nothing_after_the_end_is_not_told(night, ended, seen_at):
    late(night, ended, night.p[:1] if seen_at < EVENING + MINUTE else [], happened_at=seen_at)

    assert told_of_missing() == []


def test_after_the_end_heads_are_counted_only_while_somebody_is_missing(night, ended):
    with pytest.raises(Refused) as refused:
        late(night, ended, [], happened_at=EVENING + 6 * MINUTE)
    assert refused.value.reasons == {Reason.EMERGENCY_OVER}

    late(night, ended, night.p[:1])
    late(night, ended, night.p[:1], happened_at=EVENING + 6 * MINUTE)
    late(night, ended, [], happened_at=EVENING + 7 * MINUTE)

    assert totals(groups_of(ended)) == {"expected": 4, "safe": 4, "missing": 0, "uncounted": 0}
    assert len(told_of_missing()) == Notice.objects.filter(kind="dormitory.emergency").count()


def called_off_with_one_missing(night):
    emergency = start(night)
    count(night, emergency, night.p, missing=night.p[:1])
    call_off_emergency(emergency=emergency, reason="误报", actor=night.crew.principal.acting(EVENING),
                       at=EVENING + 5 * MINUTE)  # fmt: skip


def ended_with_one_missing(night):
    emergency = start(night)
    count(night, emergency, night.p)
    end_emergency(emergency=emergency, actor=night.crew.duty_leader.acting(EVENING), at=EVENING + 5 * MINUTE)
    late(night, emergency, night.p[:1])


def listed(night, client, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: EVENING + 30 * MINUTE)
    client.force_login(night.warden)
    return client.get(reverse("dormitory:emergencies"))


@pytest.mark.parametrize("over", [ended_with_one_missing, called_off_with_one_missing])
def test_the_list_says_that_somebody_is_missing_although_it_is_over(night, client, monkeypatch, over):
    over(night)

    page = listed(night, client, monkeypatch)

    assert [missing for _one, missing in page.context["earlier"]] == [1]
    assert "缺 1 人" in (text := page.content.decode())
    assert ("#s-missed" in text, "#s-done" in text) == (True, False)


def test_the_list_is_at_ease_once_the_missing_child_was_seen(night, client, monkeypatch):
    ended_with_one_missing(night)
    late(night, Emergency.objects.get(), [], happened_at=EVENING + 7 * MINUTE)

    page = listed(night, client, monkeypatch)

    assert [missing for _one, missing in page.context["earlier"]] == [0]
    assert ("#s-missed" in (text := page.content.decode()), "#s-done" in text) == (False, True)


def test_one_evacuation_and_three_are_listed_by_as_many_queries(night, client, monkeypatch):
    ended_with_one_missing(night)
    listed(night, client, monkeypatch)
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("dormitory:emergencies"))
    called_off_with_one_missing(night)
    ended_with_one_missing(night)

    with CaptureQueriesContext(connection) as three:
        page = client.get(reverse("dormitory:emergencies"))

    assert [missing for _one, missing in page.context["earlier"]] == [1, 1, 1]
    assert len(three) == len(one)


def test_of_two_words_of_one_moment_the_list_takes_the_later_as_the_page_does(night):
    emergency = start(night)
    for missing in (night.p[:2], night.p[1:2]):
        count(night, emergency, night.p, missing=missing)

    assert missing_in([emergency]) == {emergency.pk: 1} == {emergency.pk: totals(groups_of(emergency))["missing"]}


def test_there_is_one_at_a_time(night):
    start(night)

    with pytest.raises(Refused) as refused:
        start(night, at=EVENING + MINUTE)

    assert refused.value.reasons == {Reason.EMERGENCY_RUNS}


def test_a_false_alarm_needs_a_reason(night):
    emergency = start(night)

    with pytest.raises(Refused) as refused:
        call_off_emergency(emergency=emergency, reason=" ", actor=night.crew.principal.acting(EVENING), at=EVENING)
    assert refused.value.reasons == {Reason.REASON_MISSING}

    call_off_emergency(emergency=emergency, reason="误报", actor=night.crew.principal.acting(EVENING), at=EVENING)
    assert Emergency.objects.get().ended_at == EVENING


def test_a_pupil_of_another_school_is_passed_over(night, crew):
    stranger = a_boarder(a_school("别的学校"))
    count(night, start(night), [*night.p, stranger])

    assert not HeadMark.objects.filter(pupil=stranger).exists()


def test_heads_at_the_assembly_point_are_no_diners():
    with translation.override("zh-hans"):
        assert str(HEADS_COUNTED.title) == "疏散清点人数"


def test_a_cook_does_not_call_everybody_out(night):
    with pytest.raises(NotYours):
        start(night, by=night.crew.cook)

    assert not Emergency.objects.exists()
