"""How many duties are written at once, and what the journal keeps of them."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Field

from houqin.duties.models import Duty
from houqin.people.models import User

#: An entry names so many; the others it only mentions.
NAMED = 20
#: Rows of one statement; SQLite takes 32,766 values, and ten columns are written at most.
TOGETHER = 2_500


def write(duties: list[Duty], fields: Iterable[str]) -> None:
    """Save named columns of many locked rows: one UPDATE for each few thousand of them.

    A column that is the same in all of them is sent once; PostgreSQL takes the others as arrays, SQLite as rows.

    Django's bulk_update builds a CASE for each row and column, and its upsert sends every column: five times slower,
    which for a bureau's evening is the difference between seconds and a minute.
    """
    columns = [Duty._meta.get_field(name) for name in fields]
    for start in range(0, len(duties), TOGETHER):
        part = duties[start : start + TOGETHER]
        same, differing = [], []
        for column in columns:
            first = getattr(part[0], column.attname)
            alike = all(getattr(duty, column.attname) == first for duty in part)
            (same if alike else differing).append(column)
        _update(part, same, differing)


def _update(part: list[Duty], same: list[Field], differing: list[Field]) -> None:
    name, table = connection.ops.quote_name, Duty._meta.db_table
    sets = [f"{name(column.column)} = %s" for column in same]
    values = [_prepared(column, part[0]) for column in same]
    sets += [f"{name(column.column)} = v.column{place}" for place, column in enumerate(differing, start=2)]
    if connection.vendor == "postgresql":
        arrays = ", ".join(["%s::bigint[]", *(f"%s::{column.db_type(connection)}[]" for column in differing)])
        names = ", ".join(f"column{place}" for place in range(1, len(differing) + 2))
        rows = f"(SELECT * FROM unnest({arrays}) AS u({names}))"
        values.append([duty.pk for duty in part])
        values += [[_prepared(column, duty) for duty in part] for column in differing]
    else:
        row = f"({', '.join(['%s'] * (len(differing) + 1))})"
        rows = f"(VALUES {', '.join([row] * len(part))})"
        values += [value for duty in part for value in (duty.pk, *(_prepared(column, duty) for column in differing))]
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {', '.join(sets)} FROM {rows} AS v WHERE {table}.id = v.column1", values)


def _prepared(column: Field, duty: Duty):
    return column.get_db_prep_save(getattr(duty, column.attname), connection)


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
