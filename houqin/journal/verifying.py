"""Has anybody changed what was written? Walks a chain once, in order; keeps one hash per entry."""

from collections.abc import Iterator
from dataclasses import dataclass

from houqin.journal.actions import canonical, entry_hash
from houqin.journal.models import DailyHead, Entry, Head, Mention

ALTERED, REMOVED, INSERTED, REORDERED = "altered", "removed", "inserted", "reordered"
SEARCH = 64  # how far a moved row is looked for


@dataclass(frozen=True)
class Finding:
    """One place where the chain is broken. `what` is altered, removed, inserted or reordered."""

    chain: int
    sequence: int
    what: str
    detail: str

    def __str__(self) -> str:
        return f"chain {self.chain} #{self.sequence} {self.what}: {self.detail}"


def verify_chain(chain: int) -> Iterator[Finding]:
    """Every break of one chain, named by sequence number. Yields nothing when the chain is whole."""
    expected, previous_hash = 1, "0" * 64
    rows = iter(Entry.objects.filter(chain=chain).order_by("sequence").iterator(chunk_size=2000))
    row = next(rows, None)
    seen: dict[int, str] = {}
    while row is not None:
        following = next(rows, None)
        if row.sequence > expected:
            yield Finding(chain, expected, REMOVED, f"#{expected} to #{row.sequence - 1} are gone")
        honest = entry_hash(row) == row.hash
        if not honest:
            moved = _moved_from(row)
            if moved:
                yield Finding(chain, row.sequence, REORDERED, f"this row was written as #{moved}")
            else:
                yield Finding(chain, row.sequence, ALTERED, f"{row.kind} does not match its hash")
        elif row.sequence == expected and row.previous_hash != previous_hash:
            if following is not None and following.previous_hash == previous_hash:
                yield Finding(chain, row.sequence, INSERTED, "the rows around it do not know it")
            else:
                yield Finding(chain, row.sequence, REMOVED, "the row it follows is not the one before it")
        seen[row.sequence] = row.hash
        expected, previous_hash = row.sequence + 1, row.hash
        row = following
    yield from _verify_head(chain, expected - 1, previous_hash)
    yield from _verify_daily_heads(chain, seen)
    yield from _verify_mentions(chain)


def verify_against(heads: str) -> Iterator[Finding]:
    """Every head kept elsewhere (lines of `houqin heads`) that the chain no longer passes through.

    Somebody who owns the whole database can write a consistent history anew; what lies outside convicts them.
    """
    for line in filter(str.strip, heads.splitlines()):
        chain, on, sequence, digest = line.split()
        if not Entry.objects.filter(chain=chain, sequence=sequence, hash=digest).exists():
            yield Finding(int(chain), int(sequence), ALTERED, f"the head kept for {on} names another row")


def _moved_from(row: Entry) -> int | None:
    """The number under which the row's own hash is right, if it was renumbered."""
    kept = row.sequence
    try:
        for distance in range(1, SEARCH + 1):
            for candidate in (kept - distance, kept + distance):
                row.sequence = candidate
                if candidate > 0 and entry_hash(row) == row.hash:
                    return candidate
    finally:
        row.sequence = kept
    return None


def _verify_head(chain: int, last: int, last_hash: str) -> Iterator[Finding]:
    head = Head.objects.filter(pk=chain).first()
    sequence, digest = (head.sequence, head.hash) if head else (0, "0" * 64)
    if sequence > last:
        yield Finding(chain, last + 1, REMOVED, f"#{last + 1} to #{sequence} are gone from the end")
    elif sequence < last:
        yield Finding(chain, sequence + 1, INSERTED, f"the chain should end at #{sequence}")
    elif digest != last_hash:
        yield Finding(chain, last, ALTERED, "the last row is not the one the head names")


def _verify_daily_heads(chain: int, seen: dict[int, str]) -> Iterator[Finding]:
    for head in DailyHead.objects.filter(chain=chain).order_by("on"):
        if seen.get(head.sequence) != head.hash:
            yield Finding(chain, head.sequence, ALTERED, f"the head sealed for {head.on} names another row")


def _verify_mentions(chain: int) -> Iterator[Finding]:
    """The index of mentions must say what the hashed rows say; a row hidden from a thing's history shows here."""
    mentions = Mention.objects.filter(entry__chain=chain).order_by("entry__sequence", "pk")
    listed: dict[int, list] = {}
    for entry_id, kind, object_id in mentions.values_list("entry_id", "kind", "object_id").iterator():
        listed.setdefault(entry_id, []).append([kind, object_id])
    rows = Entry.objects.filter(chain=chain).order_by("sequence").values_list("pk", "sequence", "about")
    for pk, sequence, about in rows.iterator():
        if canonical(listed.get(pk, [])) != about:
            yield Finding(chain, sequence, ALTERED, "its index of mentions differs from what it says")
