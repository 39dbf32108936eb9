"""What a message says outside the house: plain text, in the recipient's language, by the school's clock."""

import hashlib
from contextlib import contextmanager

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from houqin.kernel.shown import shown
from houqin.notices.models import Notice
from houqin.notices.transports import Message
from houqin.tenancy.posts import Post

#: WeCom takes 2,048 bytes, and a Chinese sign is three of them.
MOST_SIGNS = 600
MOST_LINES = 12
MOST_LINE = 60


@contextmanager
def in_the_words_of(language: str, zone: str):
    with translation.override(language), timezone.override(zone):
        yield


def message_id(notices: list[Notice]) -> str:
    """By the oldest notice: who gets a message again after a crash sees that it is the same."""
    return f"N{notices[0].pk}"


def message(notices: list[Notice], school, *, post: str = "") -> Message:
    """One notice in full, or several as one message, oldest first. Within `in_the_words_of`."""
    head, lines = _one(notices[0]) if len(notices) == 1 else _digest(notices)
    place = _("[Houqin] %(school)s") % {"school": school.name}
    if post:
        place = _("%(place)s, to: %(post)s") % {"place": place, "post": Post(post).label}
    url = notices[0].url if len(notices) == 1 else reverse("notices:inbox")
    link = f"{settings.PUBLIC_URL}{url}" if url else ""
    code = _("No. %(code)s") % {"code": message_id(notices)}
    room = MOST_SIGNS - len(place) - len(link) - len(code) - 4
    text = "\n".join(filter(None, [place, cut("\n".join([head, *lines]), room), link, code]))
    facts = {"id": message_id(notices), "url": link, "school": school.code, "kinds": [one.kind for one in notices],
             "urgent": notices[0].is_urgent}  # fmt: skip
    return Message(cut(f"{school.name} {head}", MOST_LINE * 2), text, facts)


def _one(notice: Notice) -> tuple[str, list[str]]:
    head = _("Urgent: %(title)s") % {"title": notice.title} if notice.is_urgent else notice.title
    return head, [notice.body] if notice.body else []


def _digest(notices: list[Notice]) -> tuple[str, list[str]]:
    lines = [cut(f"{shown(one.told_at)} {one.title}", MOST_LINE) for one in notices[:MOST_LINES]]
    if more := len(notices) - len(lines):
        lines.append(_("and %(count)d more in the inbox") % {"count": more})
    return _("%(count)d messages") % {"count": len(notices)}, lines


def test_message(channel) -> Message:
    school = channel.school
    place = _("[Houqin] %(school)s") % {"school": school.name}
    said = _("This is the test message. Messages of Houqin arrive here from now on.")
    return Message(f"{school.name} {_('Test message')}", f"{place}\n{said}", {"id": f"T{channel.pk}", "test": True})


def cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def digest_of(notices: list[Notice]) -> str:
    """The same words told at the same moment to several people: a group robot says them once."""
    told = [f"{one.kind} {one.facts} {one.told_at.isoformat()}" for one in notices]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
