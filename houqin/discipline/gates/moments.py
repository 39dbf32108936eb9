"""What every record of something that happened is asked."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from houqin.discipline.reasons import Reason
from houqin.kernel.refusals import KernelReason, Refusal


def has_happened(happened_at: datetime, *, at: datetime) -> Iterator[Refusal]:
    if happened_at > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": happened_at})


WHAT = {
    "what": _("what it was"), "talk": _("what was agreed"), "follow_up": _("how it goes"), "points": _("the points"),
    "correction": _("what is true instead"), "withdrawal": _("why it is withdrawn"), "shelf": _("the shelf"),
    "owner": _("the owner"), "disposal": _("where it goes"),
}  # fmt: skip


def is_said(**texts: str) -> Iterator[Refusal]:
    """Every one of these says something; the keyword is one of `WHAT`."""
    for what, text in texts.items():
        if not text.strip():
            yield Refusal(Reason.NOTHING_SAID, {"what": WHAT[what]})
