"""What lets anybody check a sheet against the journal: the range of entries behind it, and a short code."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from houqin.documents.periods import Span
from houqin.journal.models import Entry
from houqin.kernel.shown import plain


@dataclass(frozen=True)
class JournalRange:
    """First and last sequence number of the school's journal in a period, and the hash of the last entry."""

    first: int | None = None
    last: int | None = None
    head: str = ""


def journal_range(school, span: Span) -> JournalRange:
    """The entries that the journal took in during the period. Two queries; empty when there are none."""
    entries = Entry.objects.filter(chain=school.pk, at__gte=span.begins_at, at__lt=span.ends_at)
    edges = ("sequence", "hash")
    first = entries.order_by("sequence").values_list(*edges).first()
    if first is None:
        return JournalRange()
    last = entries.order_by("-sequence").values_list(*edges).first()
    return JournalRange(first[0], last[0], _hex(last[1]))


def _hex(digest) -> str:
    return digest if isinstance(digest, str) else bytes(digest).hex()


def check_code(title: str, rows: list[Any], head: str) -> str:
    """Twelve hex signs in groups of four over the values of the rows and the journal's hash.

    The same rows over the same journal give the same code whoever prints, whenever, in whatever language.
    """
    canonical = json.dumps([title, plain(rows), head], sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(canonical.encode()).hexdigest()[:12].upper()
    return f"{digest[:4]} {digest[4:8]} {digest[8:]}"


def grouped(number: int) -> str:
    """17402 as 17 402, with a no-break thin space: people read these aloud."""
    return f"{number:,}".replace(",", "\u202f")
