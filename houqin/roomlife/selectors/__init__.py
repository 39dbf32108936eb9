"""Answers about the life of rooms."""

from houqin.roomlife.selectors.heads import headless, heads_of, sleepers

__all__ = ["headless", "heads_of", "sleepers"]
