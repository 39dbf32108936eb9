"""How many duties are written at once, and what the journal keeps of them."""

from collections.abc import Iterable

from django.db import connection

from houqin.duties.models import Duty
from houqin.people.models import User

#: An entry names so many; the others it only mentions.
NAMED = 20
#: Rows of one statement; SQLite takes 32,766 values.
TOGETHER = 1000


def write(duties: list[Duty], fields: Iterable[str]) -> None:
    """Save named columns of many locked rows: one UPDATE for each thousand of them.

    Django's bulk_update builds a CASE for each row and column, and its upsert sends every column: five times slower,
    which for a bureau's evening is the difference between seconds and a minute.
    """
    columns = [Duty._meta.get_field(name) for name in fields]
    is_postgres = connection.vendor == "postgresql"
    # Without a cast, PostgreSQL takes a column of nothing but NULL for text.
    sets = ", ".join(
        f"{connection.ops.quote_name(field.column)} = v.column{place}"
        + (f"::{field.db_type(connection)}" if is_postgres else "")
        for place, field in enumerate(columns, start=2)
    )
    row = f"({', '.join(['%s'] * (len(columns) + 1))})"
    table = Duty._meta.db_table
    with connection.cursor() as cursor:
        for start in range(0, len(duties), TOGETHER):
            part = duties[start : start + TOGETHER]
            values = []
            for duty in part:
                values.append(duty.pk)
                values += [field.get_db_prep_save(getattr(duty, field.attname), connection) for field in columns]
            rows = ", ".join([row] * len(part))
            cursor.execute(f"UPDATE {table} SET {sets} FROM (VALUES {rows}) AS v WHERE {table}.id = v.column1", values)


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
