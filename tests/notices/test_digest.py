"""A storm and a backlog come as one message; what can wait waits through the quiet hours. Urgent passes both."""

from datetime import UTC, datetime, time, timedelta

import pytest

from houqin.notices.models import Choices, Notice, QuietHours
from houqin.notices.quiet import covers, length_hours, quiet_until
from houqin.notices.sending import send_what_waits
from tests.builders import NOON
from tests.notices.kinds import FIRE

NIGHT = (time(22), time(6, 30))


def heads(web) -> list[str]:
    return [text.split("\n")[1] for text in web.texts]


def test_three_at_once_come_one_by_one(told, channel, web, passes):
    for meal in "早中晚":
        told(meal)

    passes()

    assert heads(web) == ["早 is not tasted", "中 is not tasted", "晚 is not tasted"]


def test_a_storm_comes_as_one_message_oldest_first_and_urgent_ones_apart(told, channel, web, passes):
    notices = [told(str(number), at=NOON + timedelta(seconds=number))[0] for number in range(20)]
    told("厨房", kind=FIRE)

    assert passes(seconds=30) == 21
    assert heads(web) == ["紧急：Fire in 厨房", "20 条消息"]
    lines = web.texts[1].split("\n")
    assert lines[2] == "3 月 11 日 12:00 0 is not tasted"
    assert lines[-3] == "另有 8 条在消息页"
    assert lines[-1] == f"编号 N{notices[0].pk}"
    assert len(web.texts[1]) <= 600
    assert not Notice.objects.unsent().exists()


def test_a_storm_that_trickles_is_folded_too(told, channel, web, passes):
    """One every three seconds: three alone, then one message when the minute is over."""
    for number in range(20):
        told(str(number), at=NOON + timedelta(seconds=3 * number))
        passes(seconds=3 * number)
    passes(seconds=70)
    passes(seconds=130)

    assert [head for head in heads(web) if "条消息" not in head] == [f"{number} is not tasted" for number in range(3)]
    assert len(web.heard) <= 6
    assert not Notice.objects.unsent().exists()


def test_what_piled_up_while_nobody_could_send_is_one_message(told, channel, web, passes):
    told("早餐", at=NOON - timedelta(days=2))
    told("午餐", at=NOON - timedelta(days=1))

    passes()

    assert heads(web) == ["2 条消息"]


def test_the_night_holds_back_what_can_wait_and_the_morning_brings_one_message(told, channel, web, school):
    evening = school.moment(datetime(2026, 3, 11).date(), time(22, 0))
    for hours in range(3):
        told(str(hours), at=evening + timedelta(hours=hours))
        send_what_waits(at=evening + timedelta(hours=hours))
    told("宿舍", kind=FIRE, at=evening + timedelta(hours=3))
    send_what_waits(at=evening + timedelta(hours=3))
    assert heads(web) == ["紧急：Fire in 宿舍"]
    send_what_waits(at=evening + timedelta(hours=8, minutes=29, seconds=59))
    assert len(web.heard) == 1

    send_what_waits(at=evening + timedelta(hours=8, minutes=30))

    assert heads(web) == ["紧急：Fire in 宿舍", "3 条消息"]


def test_the_school_says_when_its_night_is(told, channel, web, passes, school):
    QuietHours.objects.create(school=school, from_time=time(11), until_time=time(13))
    told()

    assert [passes(), passes(minutes=61)] == [0, 1]


def test_a_person_may_be_quiet_for_longer_and_urgent_words_come_all_the_same(told, channel, web, passes, cook):
    Choices.objects.create(user=cook, from_time=time(11, 30), until_time=time(6, 30))
    told()
    told("厨房", kind=FIRE)

    passes()

    assert heads(web) == ["紧急：Fire in 厨房"]


def at(hour, minute=0, zone_hours=8):
    return datetime(2026, 3, 11, hour, minute, tzinfo=UTC) - timedelta(hours=zone_hours)


@pytest.mark.parametrize(
    ("moment", "end"),
    [(at(22), at(30 - 24, 30) + timedelta(days=1)), (at(21, 59), None), (at(6, 29), at(6, 30)), (at(6, 30), None),
     (at(0), at(6, 30)), (at(12), None)],
)  # fmt: skip
def test_the_night_runs_over_midnight_by_the_wall_clock(moment, end):
    assert quiet_until(moment, "Asia/Shanghai", [NIGHT]) == end


def test_hours_that_meet_are_one_quiet():
    spans = [NIGHT, (time(6), time(8))]

    assert quiet_until(at(23), "Asia/Shanghai", spans) == at(8) + timedelta(days=1)


def test_where_the_clock_is_put_forward_the_night_ends_by_the_clock():
    """Berlin, 29 March 2026: two o'clock is three o'clock; half past six is an hour sooner."""
    evening = datetime(2026, 3, 28, 21, tzinfo=UTC)

    assert quiet_until(evening, "Europe/Berlin", [NIGHT]) == datetime(2026, 3, 29, 4, 30, tzinfo=UTC)


@pytest.mark.parametrize(("outer", "inner", "yes"), [
    ((time(21), time(7)), NIGHT, True), (NIGHT, NIGHT, True), ((time(23), time(7)), NIGHT, False),
    ((time(21), time(6)), NIGHT, False), ((time(12), time(13)), NIGHT, False),
])  # fmt: skip
def test_wider_means_every_minute(outer, inner, yes):
    assert covers(outer, inner) is yes


def test_a_night_has_its_hours():
    assert [length_hours(*NIGHT), length_hours(time(12), time(13))] == [8.5, 1]
