"""Nobody makes the house talk to its own network: by spelling, by name, by redirect."""

import socket

import pytest

from houqin.notices.addresses import is_inside, is_public, read_address
from houqin.notices.guard import InsideHost, outside_only
from houqin.notices.transports import Message, send
from tests.notices.conftest import hook

SAID = Message("x", "x", {})


@pytest.mark.parametrize("host", [
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "10.0.0.8", "192.168.1.1", "172.16.0.1",
    "169.254.169.254", "100.64.0.1", "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1",
    "localhost", "a.localhost", "printer", "nas.local", "metadata.google.internal", "router.lan", "255.255.255.255",
    "224.0.0.1",
])  # fmt: skip
def test_what_is_spelt_inside_is_refused(host):
    assert is_inside(host) is True


@pytest.mark.parametrize("host", ["example.cn", "8.8.8.8", "2400:3200::1", "123.com", "a1.example.org", "fade.cc"])
def test_what_the_internet_knows_is_not(host):
    assert is_inside(host) is False


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("https://10.0.0.1/hook", "private"),
        ("https://[::1]/hook", "private"),
        ("http://example.cn/hook", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("gopher://example.cn/", "scheme"),
        ("jsons://example.cn/hook", "scheme"),
        ("https://user:word@example.cn/hook", "address"),
        ("https://exa mple.cn/", "address"),
        ("https://example.cn:999999/", "address"),
        ("https:///hook", "address"),
        ("https://example.cn@127.0.0.1/", "address"),
        ("https://[::1", "address"),
        ("https://localhost.:8000/", "private"),
        ("hello", "scheme"),
    ],
)
def test_a_webhook_begins_with_https_and_leads_outside(settings, text, wrong):
    settings.NOTICE_INSIDE_HOSTS = []

    assert read_address("webhook", text).wrong == wrong


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("wecom", "https://evil.example/cgi-bin/webhook/send?key=abcdefgh"),
        ("wecom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abcdefgh&x=1"),
        ("dingtalk", "https://oapi.dingtalk.com/robot/send?access_token=short"),
        ("feishu", "https://open.feishu.cn.evil.example/open-apis/bot/v2/hook/abcdefgh"),
        ("mail", "a@b"),
        ("mail", "a@school.cn, b@school.cn"),
        ("mail", "a@school.cn\nBcc: b@school.cn"),
    ],
)
def test_only_the_address_that_the_service_shows_is_one(kind, text):
    assert read_address(kind, text).wrong == "address"


def test_a_robot_keeps_its_key_and_shows_its_end():
    read = read_address("dingtalk", " https://oapi.dingtalk.com/robot/send?access_token=abcdefgh1234 ", "SECx")

    assert (read.parts, read.label, read.wrong) == ({"key": "abcdefgh1234", "signing_key": "SECx"}, "…1234", "")


def test_a_name_that_resolves_inside_is_stopped_where_the_connection_is_made(web, settings, monkeypatch):
    """The name is innocent when it is entered; whoever owns it lets it point here later."""
    settings.NOTICE_INSIDE_HOSTS = []
    ours = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", web.port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **more: ours)
    address = read_address("webhook", f"https://rebinding.example:{web.port}/hook")

    assert address.wrong == ""
    assert send("webhook", address.parts, SAID).outcome == "private_host"
    assert web.heard == []


def test_an_allowed_host_is_allowed_at_its_port_only(web, settings):
    settings.NOTICE_INSIDE_HOSTS = [f"127.0.0.1:{web.port + 1}"]

    assert send("webhook", hook(web), SAID).outcome == "private_host"
    assert web.heard == []


def test_even_a_library_that_follows_a_redirect_gets_no_further(web):
    with outside_only() as was_stopped, pytest.raises(InsideHost):
        socket.create_connection(("127.0.0.1", web.port), timeout=1)
    assert was_stopped() is True


def test_everything_else_in_the_process_connects_as_before(web):
    with outside_only():
        pass
    socket.create_connection(("127.0.0.1", web.port), timeout=1).close()


@pytest.mark.parametrize(("ip", "public"), [("8.8.8.8", True), ("::ffff:8.8.8.8", True), ("::ffff:127.0.0.1", False),
                                            ("fe80::1%eth0", False), ("0.0.0.0", False)])  # fmt: skip
def test_an_address_within_an_address_counts(ip, public):
    assert is_public(ip) is public
