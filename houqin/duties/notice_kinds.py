"""What people are told of their duties."""

from django.utils.translation import gettext_lazy as _

from houqin.duties.events import title, titles
from houqin.notices.kinds import notice_kind
from houqin.people.events import post_name


def one_title(duty: list[str]) -> str:
    return title(*duty)


LATE = notice_kind("duties.late", _("{duty} is late"), _("It was due at {due_at}."), words={"duty": one_title})
LATE_BELOW = notice_kind(
    "duties.late_below",
    _("{duty} is late, and nobody has answered"),
    _("{owner} should have done it by {due_at}."),
    words={"duty": one_title, "owner": post_name},
)
MISSED = notice_kind(
    "duties.missed", _("{duty} was missed"), _("It was due at {due_at} and is over."), words={"duty": one_title}
)
SEVERAL = notice_kind(
    "duties.several", _("{late} duties are late"), _("Oldest first: {duties}."), words={"duties": titles}
)
MEANWHILE = notice_kind(
    "duties.meanwhile",
    _("{missed} duties were missed, {late} are late"),
    _("Oldest first: {duties}. What was missed is over."),
    words={"duties": titles},
)
