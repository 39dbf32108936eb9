"""May this link still be used?"""

from collections.abc import Iterator
from datetime import datetime

from houqin.kernel.refusals import Refusal
from houqin.whereabouts.models import GuardianLink
from houqin.whereabouts.reasons import Reason


def is_usable(link: GuardianLink, *, at: datetime) -> Iterator[Refusal]:
    """The first reason only: a stranger with an address learns no more than that it is of no use."""
    if link.revoked_at:
        yield Refusal(Reason.LINK_REVOKED)
    elif link.locked_at:
        yield Refusal(Reason.LINK_LOCKED, {"count": link.wrong_codes})
    elif link.answered_at:
        yield Refusal(Reason.LINK_ANSWERED)
    elif link.expires_at <= at:
        yield Refusal(Reason.LINK_EXPIRED, {"expires_at": link.expires_at})
