"""What broke in the house, told by a code that a person can read out over the phone."""

import logging
import secrets

log = logging.getLogger("houqin.faults")


def coded(request, error: Exception | None = None) -> str:
    """A new code, in the log beside the place, with the stack of `error` where nobody else has logged it."""
    code = secrets.token_hex(3).upper()
    log.error("broke, code %s, at %s %s", code, request.method, request.path, exc_info=error)
    return code
