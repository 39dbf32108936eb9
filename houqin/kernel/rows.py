"""Many rows of a table in one statement: what a bureau's evening is made of.

Values travel as one JSON text, which C code writes here and the database takes apart, PostgreSQL and SQLite alike.
Django's bulk_update builds a CASE for each row and column, and its bulk_create prepares each value by itself: several
times slower, which for a bureau is the difference between seconds and a minute.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Field, JSONField, Model

from houqin.kernel.prepared import planned_cursor
from houqin.kernel.spoken import Spoken

#: Rows in one statement, so that its text stays below a few megabytes.
TOGETHER = 5_000


def update_rows(rows: Sequence[Model], fields: Iterable[str]) -> None:
    """Save named columns of many locked rows of one table: one UPDATE for each few thousand.

    A column that is the same in all of them is sent once. Values are as the columns keep them: text, in one language
    or in all, whole numbers, moments, days, JSON.
    """
    for part in _parts(rows):
        columns = [part[0]._meta.get_field(name) for name in fields]
        _update(part, {column: [row.__dict__[column.attname] for row in part] for column in columns})


def insert_rows(rows: Sequence[Model]) -> None:
    """Insert many rows of one table, and pass over those that a unique constraint knows already. Sets no keys."""
    for part in _parts(rows):
        model = type(part[0])
        columns = [column for column in model._meta.concrete_fields if not column.primary_key]
        wanted = {column: [row.__dict__[column.attname] for row in part] for column in columns}
        # The first column tells how many rows there are, also when they are alike.
        _insert(model, *_sorted_out(wanted, always=columns[0]))


def insert_values(model: type[Model], *, alike: dict[str, Any], each: dict[str, list]) -> None:
    """As `insert_rows`, for rows that nobody needs as objects: a value for all of them, or one for each, by column.

    Together they name every column but the key.
    """
    columns = {column.attname: column for column in model._meta.concrete_fields if not column.primary_key}
    if columns.keys() != alike.keys() | each.keys():
        raise TypeError(f"{model.__name__} has other columns: {', '.join(columns)}")
    if next(iter(each.values())):
        _insert(
            model, {columns[name]: values for name, values in each.items()},
            {columns[name]: value for name, value in alike.items()},
        )  # fmt: skip


def _insert(model: type[Model], differing: dict[Field, list], same: dict[Field, Any]) -> None:
    database = connections[DEFAULT_DB_ALIAS]
    sql = _insertion_of_table(database.vendor, model._meta.db_table, tuple(same), tuple(differing))
    values = [column.get_db_prep_save(value, database) for column, value in same.items()]
    with planned_cursor(database) as cursor:
        cursor.execute(sql, [*values, _told(differing)])


@cache
def _insertion_of_table(vendor: str, table: str, same: tuple[Field, ...], differing: tuple[Field, ...]) -> str:
    """The statement, whose values are the alike ones and one text. `vendor` tells the two databases' words apart."""
    quoted = [connection.ops.quote_name(column.column) for column in [*same, *differing]]
    # PostgreSQL must be told the type of a value that no column stands beside.
    typed = [f"CAST(%s AS {one.db_type(connection)})" if vendor == "postgresql" else "%s" for one in same]
    names, picked = ", ".join(quoted), ", ".join(typed + quoted[len(same) :])
    # WHERE: without it SQLite reads ON as the beginning of a join.
    return (
        f"INSERT INTO {table} ({names}) SELECT {picked} FROM {_as_table(differing)} WHERE true ON CONFLICT DO NOTHING"
    )


#: SQLite takes so many values in one statement.
MOST_VALUES = 32_766


def insert_with_keys(rows: Iterable[Model]) -> list:
    """As `bulk_create` writes them, keys included: rows of one model, by as few statements as the database takes."""
    rows = list(rows)
    if not rows:
        return rows
    head, fields = _insertion(type(rows[0]))
    places = f"({', '.join(['%s'] * len(fields))})"
    together = MOST_VALUES // len(fields)
    with connection.cursor() as cursor:
        for first in range(0, len(rows), together):
            some = rows[first : first + together]
            values = [field.get_db_prep_save(field.pre_save(row, True), connection) for row in some for field in fields]
            cursor.execute(f"{head} VALUES {', '.join([places] * len(some))} RETURNING id", values)
            for row, (key,) in zip(some, cursor.fetchall(), strict=True):
                row.pk, row._state.adding, row._state.db = key, False, connection.alias
    return rows


@cache
def _insertion(model: type[Model]) -> tuple[str, list[Field]]:
    """The beginning of the statement, and the columns that rows bring along: all but the key, which must be `id`."""
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    names = ", ".join(f'"{field.column}"' for field in fields)
    return f'INSERT INTO "{model._meta.db_table}" ({names})', fields


def _parts(rows: Sequence[Model]) -> Iterable[Sequence[Model]]:
    return (rows[start : start + TOGETHER] for start in range(0, len(rows), TOGETHER))


def _sorted_out(
    wanted: dict[Field, list], *, always: Field | None = None
) -> tuple[dict[Field, list], dict[Field, Any]]:
    """(columns whose values differ, and `always`; columns with the one value of all rows)."""
    differing = {
        column: values for column, values in wanted.items()
        if column == always or values.count(values[0]) < len(values)
    }  # fmt: skip
    return differing, {column: values[0] for column, values in wanted.items() if column not in differing}


def _update(part: Sequence[Model], wanted: dict[Field, list]) -> None:
    name, table, key = connection.ops.quote_name, part[0]._meta.db_table, part[0]._meta.pk
    differing, same = _sorted_out(wanted)
    sets = [f"{name(column.column)} = %s" for column in same]
    values = [column.get_db_prep_save(value, connection) for column, value in same.items()]
    sets += [f"{name(column.column)} = v.{name(column.column)}" for column in differing]
    told = {key: [row.__dict__[key.attname] for row in part], **differing}
    where = f"{table}.{name(key.column)} = v.{name(key.column)}"
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {', '.join(sets)} FROM {_as_table(told)} WHERE {where}", [*values, _told(told)]
        )


def _as_table(columns: Iterable[Field]) -> str:
    """What to select from, named `v`: a text of `_told`, taken apart by the database."""
    name = connection.ops.quote_name
    if connection.vendor == "postgresql":
        typed = ", ".join(f"{name(column.column)} {column.db_type(connection)}" for column in columns)
        return f"json_to_recordset(%s::json) AS v({typed})"
    picked = ", ".join(f"json_extract(value, '$[{n}]') AS {name(one.column)}" for n, one in enumerate(columns))
    return f"(SELECT {picked} FROM json_each(%s)) AS v"


def _told(columns: dict[Field, list]) -> str:
    """The values of some rows as one text."""
    if connection.vendor == "postgresql":
        names = [column.column for column in columns]
        rows = [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        return json.dumps(rows, default=_written)
    # SQLite keeps JSON as text.
    lists = [
        [json.dumps(one) for one in values] if isinstance(column, JSONField) else values
        for column, values in columns.items()
    ]
    return json.dumps(list(zip(*lists, strict=True)), default=_written)


def _written(value: datetime | date | Spoken) -> str:
    if isinstance(value, datetime):
        return str(connection.ops.adapt_datetimefield_value(value))
    if isinstance(value, date):
        return str(connection.ops.adapt_datefield_value(value))
    if isinstance(value, Spoken):
        return value.written()
    raise TypeError(f"{type(value).__name__} cannot be written with many rows")
