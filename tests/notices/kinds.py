"""Kinds of notice that only tests tell."""

from houqin.notices.kinds import notice_kind

LATE = notice_kind("tests.late", "{meal} is not tasted", "It is served at {serves_at}.")
FIRE = notice_kind("tests.fire", "Fire in {place}", urgent=True)
