"""A kind that only tests write."""

from houqin.journal.kinds import entry_kind

SOMETHING = entry_kind("tests.something", "Something", "{number}")
