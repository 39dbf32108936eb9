"""What the journal keeps of many duties at once."""

from collections.abc import Iterable

from houqin.duties.models import Duty
from houqin.journal.actions import Saying
from houqin.journal.kinds import EntryKind
from houqin.people.models import User

#: An entry names so many; the others it only mentions.
NAMED = 20


def by_school(duties: Iterable[Duty]) -> list[list[Duty]]:
    found: dict[int, list[Duty]] = {}
    for duty in duties:
        found.setdefault(duty.school_id, []).append(duty)
    return list(found.values())


def named(duties: list[Duty]) -> list[list[str]]:
    """[[code, subject's name], …]: what `events.titles` reads in any language."""
    return [[duty.code, duty.subject_name] for duty in duties[:NAMED]]


def saying(kind: EntryKind, duties: list[Duty], **facts) -> Saying:
    """One entry about all of these, which are of one school."""
    return Saying(kind, duties[0], duties[1:], {"duties": named(duties), **facts})


def house() -> User:
    """The actor of what the clock does."""
    return User.objects.house()
