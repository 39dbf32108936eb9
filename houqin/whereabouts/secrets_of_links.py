"""The address and the code of a guardian's link: made here, shown once, kept as digests."""

import hashlib
import secrets
from datetime import timedelta

from django.utils.crypto import constant_time_compare, salted_hmac

#: A link that nobody used meanwhile is made anew. House rules: no rule names these numbers.
LINK_LASTS = timedelta(hours=72)
WRONG_CODES = 5
CODE_DIGITS = 6


def new_token() -> str:
    return secrets.token_urlsafe(16)


def new_code() -> str:
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def code_digest(code: str, *, token_digest: str) -> str:
    """Keyed with the installation's secret: a million codes are soon tried by whoever holds a copy of the database."""
    return salted_hmac("houqin.whereabouts.code", f"{token_digest}:{code}", algorithm="sha256").hexdigest()


def is_code(link, code: str) -> bool:
    return constant_time_compare(code_digest(code.strip(), token_digest=link.token_digest), link.code_digest)
