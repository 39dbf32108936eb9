"""How many duties are written at once, and what the journal keeps of them."""

from collections.abc import Iterable

from houqin.duties.models import Duty
from houqin.people.models import User

#: An entry names so many; the others it only mentions.
NAMED = 20


def write(duties: list[Duty], fields: Iterable[str]) -> None:
    """Save named columns of many locked rows. One statement per thousand; a row a piece would take minutes."""
    if duties:
        Duty.objects.bulk_create(
            duties, update_conflicts=True, unique_fields=["id"], update_fields=list(fields), batch_size=1000
        )


def by_school(duties: Iterable[Duty]) -> list[list[Duty]]:
    found: dict[int, list[Duty]] = {}
    for duty in duties:
        found.setdefault(duty.school_id, []).append(duty)
    return list(found.values())


def named(duties: list[Duty]) -> list[list[str]]:
    """[[code, subject's name], …]: what `events.titles` reads in any language."""
    return [[duty.code, duty.subject_name] for duty in duties[:NAMED]]


def house() -> User:
    """The actor of what the clock does."""
    return User.objects.house()
