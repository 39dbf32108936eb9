"""A pass of the clock loop: what is said, by which channel, and what is left alone."""

from datetime import timedelta

import pytest
from django.db import connection

from houqin.notices import sending, transports
from houqin.notices.actions import read_notice, withdraw_about
from houqin.notices.models import Channel, Choices, Delivery, Notice
from houqin.people.models import PostHolding
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY, a_holder, a_person, a_school
from tests.notices.conftest import a_channel, hook
from tests.notices.kinds import FIRE

DAY = timedelta(days=1)


def sent(notice) -> bool:
    notice.refresh_from_db()
    return notice.sent_at is not None


def log() -> list[tuple]:
    """(address, outcome, how many notices) of each attempt."""
    return [(row.channel.label, row.outcome, row.count) for row in Delivery.objects.order_by("pk")]


def test_a_word_goes_out_once_in_chinese_with_place_link_and_number(told, channel, web, passes, settings):
    settings.PUBLIC_URL = "https://houqin.school.cn"
    (notice,) = told()

    assert [passes(), passes(seconds=3)] == [1, 0]
    assert web.texts == [
        "【后勤】红柳河学校\n午餐 is not tasted\nIt is served at 3 月 11 日 12:00.\n"
        f"https://houqin.school.cn/kitchen/\n编号 N{notice.pk}"
    ]
    assert sent(notice)
    assert log() == [("/hook", "", 1)]


def test_it_comes_in_the_language_that_the_person_chose(told, channel, web, passes, cook):
    Choices.objects.create(user=cook, language="en")
    (notice,) = told()

    passes()

    assert web.texts[0].startswith("[Houqin] 红柳河学校\n午餐 is not tasted\nIt is served at 11 March 12:00.")
    assert web.texts[0].endswith(f"No. N{notice.pk}")


def test_without_a_channel_it_stays_in_the_inbox(told, passes):
    (notice,) = told()

    assert (passes(), sent(notice), log()) == (1, True, [])


def test_an_unproven_channel_is_not_used(told, cook, web, passes):
    a_channel(cook, hook(web), verified_at=None)
    told()

    passes()

    assert web.heard == []


def test_the_own_channel_comes_before_the_group_of_the_post(told, cook, web, passes, school):
    a_channel(cook, hook(web, "/group"), school=school, post=Post.COOK)
    a_channel(cook, hook(web, "/own"), place=9)
    told()

    passes()

    assert [path for path, _body in web.heard] == ["/own"]


def test_a_group_is_told_once_what_several_of_its_people_were_told(told, cook, web, passes, school):
    a_channel(cook, hook(web, "/group"), school=school, post=Post.COOK)
    notices = told(to=[cook, a_holder(Post.COOK, school, "二厨")])

    assert passes() == 2
    assert [text.split("\n")[0] for text in web.texts] == ["【后勤】红柳河学校，致厨师"]
    assert [sent(notice) for notice in notices] == [True, True]


def test_the_group_of_another_school_hears_nothing(told, cook, web, passes):
    other = a_school("沙枣坪小学")
    a_channel(a_holder(Post.COOK, other), hook(web), school=other, post=Post.COOK)
    told()

    passes()

    assert web.heard == []


@pytest.mark.parametrize("gone", ["account", "post"])
def test_who_has_left_is_not_written_to(told, cook, channel, web, passes, gone):
    (notice,) = told()
    if gone == "account":
        type(cook).objects.filter(pk=cook.pk).update(is_active=False)
    else:
        PostHolding.objects.filter(user=cook).update(ends_on=TODAY - DAY)

    passes()

    assert (web.heard, sent(notice)) == ([], True)


def test_what_is_read_or_over_is_not_said(told, cook, channel, web, passes, school):
    (read,), (over,) = told(), told(subject=school)
    read_notice(notice=read, actor=cook, at=NOON)
    assert withdraw_about(school, at=NOON) == 1

    passes()

    assert (web.heard, sent(read), sent(over)) == ([], True, True)


def test_what_is_over_while_a_sender_holds_it_is_not_said(told, channel, web, passes, school, monkeypatch):
    told(subject=school)
    claim = sending._claim

    def over_meanwhile(at):
        claimed = claim(at)
        withdraw_about(school, at=NOON)
        return claimed

    monkeypatch.setattr(sending, "_claim", over_meanwhile)
    passes()

    assert web.heard == []


def test_the_next_channel_is_used_when_one_does_not_take_it(told, cook, web, passes):
    a_channel(cook, hook(web, "/first"), place=1)
    a_channel(cook, hook(web, "/second"), place=2)
    web.answers["/first"] = (500, {}, b"")
    told()

    passes()

    assert log() == [("/first", "refused", 1), ("/second", "", 1)]


def test_a_dead_channel_is_noticed_told_once_and_left_alone_between_attempts(told, cook, web, passes):
    first = a_channel(cook, hook(web, "/first"), place=1)
    a_channel(cook, hook(web, "/second"), place=2)
    web.answers["/first"] = (500, {}, b"")
    for minutes in (0, 1, 2, 3, 4, 5, 6):
        told(at=NOON + timedelta(minutes=minutes))
        passes(minutes=minutes)

    first.refresh_from_db()
    assert (first.is_dead, first.failures, first.failing_since) == (True, 4, NOON)
    assert [path for path, _body in web.heard].count("/first") == 4
    about = Notice.objects.get(kind="notices.channel_dead")
    assert (about.to, about.title, about.url) == (cook, "Webhook /first 收不到消息了", "/notices/channels/")


def test_a_channel_that_works_again_is_whole_and_its_warning_is_gone(told, cook, web, passes):
    channel = a_channel(cook, hook(web))
    web.answers["/hook"] = (500, {}, b"")
    told()
    for minutes in (0, 1, 3):
        passes(minutes=minutes)
    assert Channel.objects.get().is_dead
    web.answers.clear()

    passes(minutes=10)

    channel.refresh_from_db()
    assert (channel.failures, channel.failing_since, channel.retry_at) == (0, None, None)
    assert Notice.objects.get(kind="notices.channel_dead").withdrawn_at == NOON + timedelta(minutes=10)


def test_nothing_is_lost_while_the_only_channel_is_dead_and_given_up_after_a_day(told, cook, web, passes):
    a_channel(cook, hook(web))
    web.answers["/hook"] = (500, {}, b"")
    (notice,) = told()
    passes()
    assert not sent(notice)

    passes(hours=25)

    assert sent(notice)
    assert Delivery.objects.last().outcome == "given_up"


def test_owners_of_a_dead_group_are_those_who_manage_it(told, cook, principal, school, web, passes):
    a_channel(cook, hook(web), school=school, post=Post.COOK, failures=2)
    web.answers["/hook"] = (500, {}, b"")
    told()

    passes()

    assert [one.to for one in Notice.objects.filter(kind="notices.channel_dead")] == [principal]


def killed(*words, **more):
    raise KeyboardInterrupt


@pytest.mark.parametrize("line", ["before", "after"])
def test_a_sender_killed_at_the_network_leaves_the_word_to_the_next(told, channel, web, passes, monkeypatch, line):
    """At least once; and the copy says the same number."""
    (notice,) = told()
    with monkeypatch.context() as patch:
        patch.setattr(transports if line == "before" else sending, "send" if line == "before" else "record_attempt",
                      killed)  # fmt: skip
        with pytest.raises(KeyboardInterrupt):
            passes()

    told("晚餐", at=NOON + timedelta(minutes=1))
    assert [passes(seconds=70), passes(minutes=4)] == [1, 1]
    numbers = [text.split("编号 ")[1] for text in web.texts]
    assert numbers.count(f"N{notice.pk}") == {"before": 1, "after": 2}[line]
    assert sent(notice)


def test_after_a_jump_of_the_clock_back_nothing_waits_for_its_return(told, channel, web, passes):
    told(at=NOON + timedelta(hours=1))
    passes(hours=1)
    told("晚餐")

    passes()

    assert len(web.heard) == 2


def test_no_transaction_is_open_while_the_network_is_waited_for(told, channel, web, passes, monkeypatch):
    """Else one silent server would hold SQLite's only writer, and the kitchen with it."""
    told()
    before, seen, send = list(connection.savepoint_ids), [], transports.send

    def seeing(*words):
        seen.append(list(connection.savepoint_ids))
        return send(*words)

    monkeypatch.setattr(transports, "send", seeing)
    passes()

    assert seen == [before]


def test_an_urgent_word_is_said_at_once_before_older_ones(told, channel, web, passes):
    told()
    told("厨房", kind=FIRE, at=NOON + timedelta(seconds=5))

    passes(seconds=6)

    assert [text.split("\n")[1] for text in web.texts] == ["紧急：Fire in 厨房", "午餐 is not tasted"]


def test_one_slow_pass_leaves_the_rest_to_the_next(told, web, passes, school, monkeypatch):
    for _number in range(3):
        person = a_holder(Post.COOK, school)
        a_channel(person, hook(web))
        told(to=[person])
    ticks = iter(range(0, 100, 3))
    monkeypatch.setattr(sending.time, "monotonic", lambda: next(ticks))

    assert [passes(), passes(seconds=3)] == [1, 1]


def test_a_pass_with_nothing_to_do_costs_four_queries(school, passes, django_assert_num_queries):
    a_person()
    with django_assert_num_queries(8):  # two of them in a transaction: begin and end count too
        assert passes() == 0
