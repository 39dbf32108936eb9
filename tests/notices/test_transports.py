"""One message to one address: what the other side hears, and every way of going wrong by its name."""

import socket
import socketserver
import threading

import pytest

from houqin.notices import transports
from houqin.notices.transports import Message, Result, send
from tests.notices.conftest import hook
from tests.notices.servers import served

SAID = Message("午餐还没有预尝", "【后勤】午餐还没有预尝\n编号 N7", {"id": "N7"})
ROBOTS = {
    "wecom": ("wecom", {"key": "abcdefgh-1"}),
    "dingtalk": ("dingtalk", {"key": "abcdefgh", "signing_key": "SECabc"}),
    "feishu": ("feishu", {"key": "abcdefgh-1"}),
}


@pytest.fixture
def robot(web, monkeypatch):
    """The robots' services, moved to the web server of the test."""
    _line, plugins = transports._apprise()
    for name in ROBOTS:
        home = f"http://127.0.0.1:{web.port}/{name}?key={{{'key' if name == 'wecom' else 'token'}}}"
        monkeypatch.setattr(getattr(plugins, name), "notify_url", home)
    return lambda name: send(*ROBOTS[name], SAID)


def test_a_webhook_is_sent_json_with_the_number(web):
    assert send("webhook", hook(web, "/a") | {"query": "b=1"}, SAID) == Result("")
    (heard,) = web.heard
    assert (heard[0], heard[1]["title"], heard[1]["message"], heard[1]["id"]) == (
        "/a?b=1", SAID.subject, SAID.text, "N7",
    )  # fmt: skip


def test_mail_goes_through_the_server_of_the_settings(post):
    assert send("mail", {"to": "cook@school.edu.cn"}, SAID) == Result("")
    ((to, mail),) = post.heard
    assert to == ["cook@school.edu.cn"]
    assert "houqin@school.edu.cn" in mail


def test_a_mailbox_that_does_not_exist_is_a_no_in_the_words_of_the_server(post):
    post.unknown.add("gone@school.edu.cn")

    result = send("mail", {"to": "gone@school.edu.cn"}, SAID)

    assert (result.outcome, "nobody here" in result.detail) == ("refused", True)


@pytest.mark.parametrize("name", ROBOTS)
def test_a_robot_is_told_the_whole_text(robot, web, name):
    assert robot(name) == Result("")
    assert web.texts == [SAID.text]


@pytest.mark.parametrize(
    ("name", "said"),
    [("wecom", b'{"errcode":93000,"errmsg":"invalid webhook url"}'), ("feishu", b'{"code":19001,"msg":"bad token"}'),
     ("dingtalk", b'{"errcode":310000,"errmsg":"keywords not in content"}')],
)  # fmt: skip
def test_a_robot_that_says_no_with_status_200_is_a_no(robot, web, name, said):
    web.answers[f"/{name}"] = (200, {}, said)

    result = robot(name)

    assert result.outcome == "refused"
    assert result.detail.split()[0] in {"93000", "19001", "310000"}


@pytest.mark.parametrize(
    ("status", "result"),
    [(404, Result("refused", "HTTP 404")), (503, Result("refused", "HTTP 503")),
     (302, Result("redirected", "HTTP 302"))],
)  # fmt: skip
def test_any_other_answer_than_yes_is_a_no(web, status, result):
    web.answers["/hook"] = (status, {"Location": f"http://127.0.0.1:{web.port}/other"}, b"")

    assert send("webhook", hook(web), SAID) == result
    assert [path for path, _body in web.heard] == ["/hook"]


def test_nobody_there_is_no_connection(web, settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings.NOTICE_INSIDE_HOSTS = [f"127.0.0.1:{port}"]

    assert send("webhook", hook(web, port=port), SAID).outcome == "no_connection"


def test_silence_is_a_time_out(web, settings, monkeypatch):
    monkeypatch.setattr(transports, "READ_SECONDS", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        settings.NOTICE_INSIDE_HOSTS = [f"127.0.0.1:{port}"]

        assert send("webhook", hook(web, port=port), SAID).outcome == "timed_out"


def test_an_endless_answer_is_not_read_to_the_end(web):
    read = []

    def endless():
        while len(read) < 10_000:
            read.append(1)
            yield b" " * 65_536

    web.answers["/hook"] = (200, {}, endless())

    assert send("webhook", hook(web), SAID) == Result("")
    assert len(read) < 500


def test_who_sends_a_header_that_never_ends_is_left_to_itself(web, settings, monkeypatch):
    """Each byte comes in time, so no time-out of a socket ever strikes."""
    monkeypatch.setattr(transports, "GIVE_UP_SECONDS", 0.2)
    done = threading.Event()

    class Dripping(socketserver.BaseRequestHandler):
        def handle(self):
            self.request.sendall(b"HTTP/1.1 200 OK\r\nX: ")
            while not done.wait(0.02):
                self.request.sendall(b"x")

    with served(Dripping) as port:
        settings.NOTICE_INSIDE_HOSTS = [f"127.0.0.1:{port}"]
        result = send("webhook", hook(web, port=port), SAID)
        done.set()

    assert result == Result("timed_out")


def test_an_address_without_its_parts_is_said_to_be_incomplete(settings):
    settings.MAIL_SERVER = {}

    assert [send(kind, {}, SAID).outcome for kind in ("wecom", "mail", "webhook")] == ["unfit"] * 3
