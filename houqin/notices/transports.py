"""One message to one address, and how it ended. The only code here that touches the network.

Apprise knows how each service wants to be spoken to. Two things it leaves to us: a robot's "no" comes with status 200
(a deleted WeCom group would count as reached for ever), and an address can be a trap (endless answers, redirects).
"""

import contextlib
import logging
import threading
import time
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from houqin.notices.guard import outside_only
from houqin.notices.models import Channel, Delivery

LOGGER = logging.getLogger("apprise")
Kind, Outcome = Channel.Kind, Delivery.Outcome

#: Seconds: to connect, between two bytes, and for the whole answer.
CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS = 3, 4, 6
#: After this the other side is left to itself: one that sends a byte now and then must not stop the clock.
GIVE_UP_SECONDS = 12
MOST_ANSWER_BYTES = 64 * 1024


@dataclass(frozen=True)
class Message:
    """`subject` is for mail and webhooks; `text` is whole without it. `facts` go along to a webhook."""

    subject: str
    text: str
    facts: dict


@dataclass(frozen=True)
class Result:
    outcome: str
    detail: str = ""

    @property
    def is_sent(self) -> bool:
        return self.outcome == Outcome.SENT


def send(kind: str, address: dict, message: Message) -> Result:
    """Say it now, in twelve seconds at most. Every way of going wrong is a Result; nothing is raised."""
    ended = []
    worker = threading.Thread(target=lambda: ended.append(_send(kind, address, message)), daemon=True)
    worker.start()
    worker.join(GIVE_UP_SECONDS)
    return ended[0] if ended else Result(Outcome.TIMED_OUT)


def _send(kind: str, address: dict, message: Message) -> Result:
    line, plugins = _apprise()
    line.heard = line.fault = None
    plugin = _plugin(kind, address, message, plugins)
    if plugin is None:
        return Result(Outcome.UNFIT)
    plugin.request_rate_per_sec = 0  # we hold back ourselves
    plugin.socket_connect_timeout, plugin.socket_read_timeout = CONNECT_SECONDS, READ_SECONDS
    allowed = list(settings.NOTICE_INSIDE_HOSTS)
    if kind == Kind.MAIL:
        allowed = [f"{settings.MAIL_SERVER['host']}:{settings.MAIL_SERVER['port']}"]
    text = message.text
    titled = kind in {Kind.MAIL, Kind.WEBHOOK}
    with outside_only(allowed) as was_stopped, _faults_told() as mail_faults:
        try:
            sent = plugin.send(text, title=message.subject if titled else "")
        except Exception as fault:  # a library's surprise must not cost the next person their message
            sent, line.fault = False, fault
        if was_stopped():
            return Result(Outcome.PRIVATE_HOST)
    if kind == Kind.MAIL:
        return Result(Outcome.SENT) if sent else _mail_result(mail_faults)
    return _result(sent, line)


def _result(sent: bool, line) -> Result:
    if line.fault is not None:
        late = "timeout" in type(line.fault).__name__.lower()
        return Result(Outcome.TIMED_OUT if late else Outcome.NO_CONNECTION, type(line.fault).__name__)
    status = line.heard.status_code
    if 300 <= status < 400:
        return Result(Outcome.REDIRECTED, f"HTTP {status}")
    if no := _said_no(line.heard):
        return Result(Outcome.REFUSED, no)
    return Result(Outcome.SENT) if sent else Result(Outcome.REFUSED, f"HTTP {status}")


def _said_no(answer) -> str:
    """WeCom and DingTalk: errcode; Feishu: code. Anything but 0 is a no, whatever the status."""
    try:
        said = answer.json()
    except ValueError:
        return ""
    if not isinstance(said, dict):
        return ""
    code = said.get("errcode", said.get("code", 0))
    words = str(said.get("errmsg") or said.get("msg") or "")
    return f"{code} {words}"[:120] if code not in (0, "0", None, "") and isinstance(code, int | str) else ""


def _mail_result(faults: list[str]) -> Result:
    words = " ".join(faults)
    if "timed out" in words:
        return Result(Outcome.TIMED_OUT)
    if any(word in words for word in ("Errno", "getaddrinfo", "Connection")):
        return Result(Outcome.NO_CONNECTION, words[:120])
    return Result(Outcome.REFUSED, words[:120])


def _plugin(kind, address: dict, message: Message, plugins):
    """The service's own speaker; None when the address lacks a part."""
    with contextlib.suppress(Exception):  # apprise has many ways to dislike a part
        if kind == Kind.WECOM:
            return plugins.wecom(key=address["key"])
        if kind == Kind.DINGTALK:
            return plugins.dingtalk(token=address["key"], secret=address.get("signing_key"))
        if kind == Kind.FEISHU:
            return plugins.feishu(token=address["key"])
        if kind == Kind.WEBHOOK:
            query = f"?{address['query']}" if address["query"] else ""
            return plugins.webhook(
                host=address["host"], port=address["port"], secure=address["scheme"] == "https",
                fullpath=address["path"] + query, payload=message.facts,
            )  # fmt: skip
        server = settings.MAIL_SERVER
        return plugins.mail(
            smtp_host=server["host"], host=server["host"], port=server["port"], secure_mode=server["mode"],
            secure=server["mode"] != "insecure", user=server["user"] or None, password=server["password"] or None,
            from_addr=settings.MAIL_FROM, targets=address["to"], format="text",
        )  # fmt: skip
    return None


class _Line(threading.local):
    """Stands where apprise's plugins say `requests`: no redirect, no proxy or password of the environment, an answer
    of limited size and time; and what was heard is kept for us, for each thread its own.
    """

    def __init__(self, requests):
        self._requests = requests
        self.heard = self.fault = None

    def __getattr__(self, name):
        return getattr(self._requests, name)

    def post(self, url, **more):
        return self.request("POST", url, **more)

    def request(self, method, url, **more):
        more |= {"allow_redirects": False, "stream": True, "timeout": (CONNECT_SECONDS, READ_SECONDS)}
        try:
            with self._requests.Session() as session:
                session.trust_env = False
                answer = session.request(method, url, **more)
                answer._content, answer._content_consumed = self._read(answer), True
        except self._requests.RequestException as fault:
            self.fault = fault
            raise
        self.heard = answer
        return answer

    def _read(self, answer) -> bytes:
        read, began = b"", time.monotonic()
        for piece in answer.iter_content(4096):
            read += piece
            if len(read) > MOST_ANSWER_BYTES or time.monotonic() - began > WHOLE_SECONDS:
                break
        return read


@cache
def _apprise():
    """The plugins themselves, without apprise's registry of 140 services: 26 MB instead of 60."""
    from types import SimpleNamespace  # slow import: with the rest

    import requests  # slow import: only a house that sends messages pays for it
    from apprise.plugins import custom_json, dingtalk, feishu, wecombot  # slow import
    from apprise.plugins.email import base as email  # slow import

    line = _Line(requests)
    for module in (custom_json, dingtalk, feishu, wecombot):
        module.requests = line
    LOGGER.propagate = False  # its lines hold keys
    LOGGER.setLevel(logging.DEBUG)
    return line, SimpleNamespace(
        wecom=wecombot.NotifyWeComBot, dingtalk=dingtalk.NotifyDingTalk, feishu=feishu.NotifyFeishu,
        webhook=custom_json.NotifyJSON, mail=email.NotifyEmail,
    )  # fmt: skip


class _Faults(logging.Handler):
    """Keeps what a mail server said no with; apprise tells it to its log only. Other threads' lines are theirs."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.words, self.thread = [], threading.get_ident()

    def emit(self, record):
        said = record.getMessage() if record.thread == self.thread else ""
        if said.startswith("Socket Exception: ") or " was refused: " in said:
            self.words.append(said.removeprefix("Socket Exception: "))


@contextlib.contextmanager
def _faults_told():
    faults = _Faults()
    LOGGER.addHandler(faults)
    try:
        yield faults.words
    finally:
        LOGGER.removeHandler(faults)
