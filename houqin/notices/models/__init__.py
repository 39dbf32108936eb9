"""Nouns of notices: words to people, the ways they go out by, and how each attempt ended."""

from houqin.notices.models.channels import Channel
from houqin.notices.models.choices import QUIET_FROM, QUIET_UNTIL, Choices, QuietHours
from houqin.notices.models.deliveries import Delivery
from houqin.notices.models.notices import Notice

__all__ = ["QUIET_FROM", "QUIET_UNTIL", "Channel", "Choices", "Delivery", "Notice", "QuietHours"]
