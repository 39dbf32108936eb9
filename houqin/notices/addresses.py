"""From what people paste to the parts a channel keeps, and what of it may be shown."""

import hashlib
import ipaddress
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings

from houqin.journal.actions import canonical
from houqin.notices.models import Channel

Kind = Channel.Kind

#: Where the robots of each service live, and the shape of their address as the service shows it.
ROBOTS = {
    Kind.WECOM: ("qyapi.weixin.qq.com", re.compile(r"/cgi-bin/webhook/send/?\?key=([\w-]{8,80})$")),
    Kind.DINGTALK: ("oapi.dingtalk.com", re.compile(r"/robot/send/?\?access_token=([\w-]{8,80})$")),
    Kind.FEISHU: ("open.feishu.cn", re.compile(r"/open-apis/bot/v2/hook/([\w-]{8,80})/?$")),
}
EXAMPLES = {
    Kind.WECOM: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…",
    Kind.DINGTALK: "https://oapi.dingtalk.com/robot/send?access_token=…",
    Kind.FEISHU: "https://open.feishu.cn/open-apis/bot/v2/hook/…",
    Kind.MAIL: "name@school.edu.cn",
    Kind.WEBHOOK: "https://example.cn/hook",
}
MAIL = re.compile(r"^[\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}$", re.ASCII)
#: Names that never leave the house they are spoken in.
INSIDE = ("localhost", ".localhost", ".local", ".internal", ".lan", ".home", ".home.arpa", ".intranet", ".corp")


@dataclass(frozen=True)
class Address:
    """`parts` open the door and are kept, `label` is what people see. `wrong` names what does not fit."""

    kind: str
    parts: dict = field(default_factory=dict)
    label: str = ""
    wrong: str = ""  # "", "address", "scheme", "private"
    about: str = ""  # the scheme or host that is wrong

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(canonical([self.kind, self.parts]).encode()).hexdigest()


def read_address(kind: str, text: str, signing_key: str = "") -> Address:
    """What somebody entered, taken apart. Looks nothing up: names are judged where the connection is made."""
    text = text.strip()
    if kind == Kind.MAIL:
        return Address(kind, {"to": text}, text) if MAIL.match(text) else Address(kind, wrong="address")
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return Address(kind, wrong="address")
    if kind in ROBOTS:
        return _robot(kind, parts, host, signing_key.strip())
    return _webhook(parts, host, port)


def _robot(kind, parts, host, signing_key) -> Address:
    home, shape = ROBOTS[kind]
    if parts.scheme not in {"https", ""}:
        return Address(kind, wrong="scheme", about=parts.scheme)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    found = shape.match(path)
    if host != home or not found or parts.username:
        return Address(kind, wrong="address")
    kept = {"key": found[1]} | ({"signing_key": signing_key} if signing_key else {})
    return Address(kind, kept, f"…{found[1][-4:]}")


def _webhook(parts, host, port) -> Address:
    allowed = f"{host}:{port}" in settings.NOTICE_INSIDE_HOSTS
    if parts.scheme != "https" and not (parts.scheme == "http" and allowed):
        return Address(Kind.WEBHOOK, wrong="scheme", about=parts.scheme or "…")
    if not host or parts.username or parts.password or not re.fullmatch(r"[\w.:-]+", host, re.ASCII):
        return Address(Kind.WEBHOOK, wrong="address")
    if is_inside(host) and not allowed:
        return Address(Kind.WEBHOOK, wrong="private", about=host)
    kept = {"scheme": parts.scheme, "host": host, "port": port, "path": parts.path or "/", "query": parts.query}
    return Address(Kind.WEBHOOK, kept, host)


def is_inside(host: str) -> bool:
    """Is this, by its spelling alone, a host of one's own network? 127.1, 0x7f.1 and 2130706433 are numbers too."""
    if re.fullmatch(r"[0-9a-fx.]*\d[0-9a-fx.]*", host) and not re.search(r"\.[a-z]{2,}$", host):
        try:
            return not is_public(host)
        except ValueError:
            return True
    if ":" in host:
        return not is_public(host)
    return "." not in host or f".{host}".endswith(INSIDE)


def is_public(ip: str) -> bool:
    """May a message go to this address? Looks into addresses that carry another.  Raises ValueError."""
    address = ipaddress.ip_address(ip.split("%")[0])
    if address.version == 6:
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and address in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.ip_address(int(address) & 0xFFFFFFFF)
        if inner is not None and not is_public(str(inner)):
            return False
        if address.ipv4_mapped:
            return True
    return address.is_global and not address.is_multicast
