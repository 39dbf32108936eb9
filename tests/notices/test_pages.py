"""The inbox, the channels, the school's side and the log, as people open them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from houqin.notices.models import Channel, Delivery, Notice, QuietHours
from houqin.tenancy.posts import Post
from tests.builders import NOON, a_holder, a_school
from tests.notices.conftest import a_channel
from tests.notices.kinds import FIRE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_at_noon")]


@pytest.fixture(autouse=True)
def _no_mail(settings):
    settings.MAIL_SERVER, settings.NOTICE_INSIDE_HOSTS = {}, []


def text(answer) -> str:
    return answer.content.decode()


def test_the_inbox_says_how_much_is_unread_and_so_does_every_page(as_, cook, told):
    told()
    told("厨房", kind=FIRE)
    page = text(as_(cook).get("/notices/"))

    assert "2 messages are unread." in page
    assert page.count("<b>2</b>") == 2  # beside the menu on a desk, on the bell of a phone
    assert "<b>2</b>" in text(as_(cook).get("/me/"))


def test_a_tap_reads_it_and_goes_where_it_speaks_of(as_, cook, told):
    (notice,) = told()
    answer = as_(cook).post(reverse("notices:open", args=[notice.pk]))

    assert (answer.status_code, answer.headers["Location"]) == (303, "/kitchen/")
    assert Notice.objects.get().read_at == NOON
    assert "Everything is read." in text(as_(cook).get("/notices/"))


def test_all_are_read_with_one_tap(as_, cook, told):
    told()
    told("晚餐")

    assert as_(cook).post("/notices/read/").status_code == 303
    assert not Notice.objects.unread().exists()


def test_the_notice_of_a_colleague_is_not_there(as_, cook, principal, told):
    (notice,) = told(to=[principal])

    assert as_(cook).post(reverse("notices:open", args=[notice.pk])).status_code == 404
    assert "is not tasted" not in text(as_(cook).get("/notices/"))


def test_a_channel_is_added_tested_and_removed_and_its_key_is_on_no_page(as_, cook):
    browser, key = as_(cook), "abcdefgh1234"
    address = f"https://oapi.dingtalk.com/robot/send?access_token={key}"
    answer = browser.post("/notices/channels/new/dingtalk/", {"address": address, "signing_key": "SECabcdef"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/notices/channels/")

    page = text(browser.get("/notices/channels/"))
    assert "DingTalk …1234" in page
    assert "Test message on its way" in page
    assert [word for word in (key, "SECabcdef") if word in page] == []
    pk = Channel.objects.get().pk
    assert browser.post(f"/notices/channels/{pk}/test/").status_code == 409  # the first is on its way
    assert browser.post(f"/notices/channels/{pk}/remove/").status_code == 303
    assert "DingTalk …1234" not in text(browser.get("/notices/channels/"))


def test_a_wrong_address_stays_in_its_form_with_the_reason(as_, cook):
    answer = as_(cook).post("/notices/channels/new/webhook/", {"address": "https://192.168.1.1/"})

    assert answer.status_code == 409
    assert "192.168.1.1 lies inside a private network." in text(answer)
    assert not Channel.objects.exists()


def test_mail_without_a_server_says_why_beside_its_button(as_, cook):
    assert "No mail server is set up." in text(as_(cook).get("/notices/channels/"))


def test_there_is_no_other_kind(as_, cook):
    assert as_(cook).get("/notices/channels/new/sms/").status_code == 404


def test_choices_and_quiet_hours_are_kept(as_, cook, principal):
    mine = {"language": "en", "from_time": "21:00", "until_time": "07:00"}
    assert as_(cook).post("/notices/channels/choices/", mine).status_code == 303
    assert "21:00–07:00" in text(as_(cook).get("/notices/channels/"))
    ours = {"from_time": "21:30", "until_time": "06:00"}
    assert as_(principal).post("/notices/posts/quiet/", ours).status_code == 303

    assert str(QuietHours.objects.get()) == "21:30-06:00"


def test_half_of_a_night_is_a_mistake_of_the_form(as_, cook):
    answer = as_(cook).post("/notices/channels/choices/", {"language": "en", "from_time": "21:00", "until_time": ""})

    assert answer.status_code == 422


def test_the_school_gives_a_post_a_channel(as_, principal):
    wanted = {"address": "https://example.cn/hook", "post": "cook"}

    assert as_(principal).post("/notices/posts/new/webhook/", wanted).headers["Location"] == "/notices/posts/"
    assert "Webhook example.cn" in text(as_(principal).get("/notices/posts/"))


@pytest.mark.parametrize("path", ["/notices/posts/", "/notices/posts/new/wecom/", "/notices/posts/quiet/",
                                  "/notices/log/"])  # fmt: skip
def test_the_schools_side_is_for_leaders(as_, cook, path):
    assert as_(cook).get(path).status_code == 403


@pytest.mark.parametrize("verb", ["test", "first", "remove"])
def test_channels_of_others_and_of_other_schools_are_not_there(as_, cook, principal, verb):
    other = a_school("沙枣坪小学")
    foreign = a_channel(a_holder(Post.COOK, other), {}, school=other, post="cook")
    for channel in (a_channel(cook, {}), foreign):
        assert as_(principal).post(f"/notices/channels/{channel.pk}/{verb}/").status_code == 404


def an_attempt(school, cook, told, channel, outcome=""):
    (notice,) = told()
    return Delivery.objects.create(
        school=school, channel=channel, to=cook, notice=notice, at=NOON - timedelta(hours=1), outcome=outcome,
        detail="HTTP 500" if outcome else "",
    )  # fmt: skip


def test_the_log_shows_what_did_not_get_through(as_, principal, cook, school, told):
    channel = a_channel(cook, {})
    an_attempt(school, cook, told, channel)
    an_attempt(school, cook, told, channel, "refused")

    page = text(as_(principal).get("/notices/log/?show=wrong"))

    assert "1 attempt of the last seven days went wrong." in page
    assert page.count("Did not get through") == 1
    assert "The other side did not take it. (HTTP 500)" in page


@pytest.mark.parametrize("path", ["/notices/", "/notices/channels/", "/notices/posts/", "/notices/log/"])
def test_more_rows_cost_no_more_queries(as_, principal, school, told, path):
    browser, counts = as_(principal), []
    for rows in (1, 2):
        for number in range(rows):
            an_attempt(school, principal, told, a_channel(principal, {"a": rows, "b": number}), "refused")
            a_channel(principal, {"c": rows, "d": number}, school=school, post="cook")
            told(to=[principal])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get(path)
        counts.append(len(queries))

    assert counts[0] == counts[1]
