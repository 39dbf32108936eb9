"""What is asked of whereabouts. Other apps ask here."""

from houqin.whereabouts.selectors.whereabouts import (
    LEAVE,
    LEFT,
    Whereabouts,
    expected_heads,
    whereabouts,
    who_should_be_here,
    who_should_sleep_here,
)

__all__ = [
    "LEAVE",
    "LEFT",
    "Whereabouts",
    "expected_heads",
    "whereabouts",
    "who_should_be_here",
    "who_should_sleep_here",
]
