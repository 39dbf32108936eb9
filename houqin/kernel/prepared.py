"""Querysets whose SQL is composed once.

The ORM spends more on composing a statement than either database on answering it: a row by its key costs a tenth.
"""

import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
    prefetch_related_objects,
)

#: A place for a value in a statement, and not the sign that a LIKE doubles.
PLACE = re.compile(r"(?<!%)%s")
MANY = (list, tuple, set, frozenset)


class Slot(models.Expression):
    """Stands in a queryset for a value that is not known yet: `filter(on=Slot("on"))`, or many: `filter(pk__in=…)`."""

    def __init__(self, name: str):
        super().__init__()
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


class Prepared:
    """Rows of a queryset of one shape; `build` gets a stand-in for each of its parameters, once for each database.

        HELD = Prepared(lambda user: PostHolding.objects.filter(user=user).select_related("school"))
        HELD(user=7)  # a list, by one query, and those of its prefetches

    A value is a number, a text, a moment, a date or a row (its key), never None. Where one of many is asked, it is a
    list; nothing is one of none, and nothing is other than none either, so no list may stand in `exclude`. Rows are
    what the queryset gives: models, or the tuples or values of `values_list`.
    """

    def __init__(self, build: Callable[..., models.QuerySet]):
        self.build = build
        self.shapes: dict[str, Shape] = {}

    def __call__(self, **values) -> list:
        vendor = connections[DEFAULT_DB_ALIAS].vendor
        shape = self.shapes.get(vendor)
        if shape is None:
            names = inspect.signature(self.build).parameters
            shape = self.shapes[vendor] = shape_of(self.build(**{name: Slot(name) for name in names}))
        return shape.rows(values)


def planned_cursor(database):
    """As `database.cursor()`, for a statement that comes in the same words again and again.

    PostgreSQL plans it twice and keeps the plan; its values need a type that it can tell.
    """
    if database.vendor != "postgresql":
        return database.cursor()
    from houqin.kernel.planned import PlannedCursor  # loads the driver, which SQLite does without

    database.close_if_health_check_failed()
    database.ensure_connection()
    with database.wrap_database_errors:
        return database._prepare_cursor(PlannedCursor(database.connection))


def give(owners: Iterable[models.Model], name: str, rows: Iterable, owner_of: Callable) -> None:
    """As `prefetch_related(name)` would leave it: each owner's `name.all()` answers with its own of these rows."""
    found: dict = {}
    for row in rows:
        found.setdefault(owner_of(row), []).append(row)
    for owner in owners:
        queryset = getattr(owner, name).all()
        queryset._result_cache, queryset._prefetch_done = found.get(owner.pk, []), True
        owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = queryset


@dataclass(frozen=True)
class Shape:
    """What the ORM's compiler knows of a statement. It holds no connection, so threads share it."""

    sql: str
    pieces: list[str]
    params: list
    converters: list
    made: Callable[[Iterable], list]

    def rows(self, values: dict) -> list:
        # The thread's own: each look through the proxy costs as much as a column.
        database, sql = connections[DEFAULT_DB_ALIAS], self.sql
        given = [_adapted(values[one.name], database.ops) if isinstance(one, Slot) else one for one in self.params]
        if database.vendor != "postgresql" and any(isinstance(value, MANY) for value in given):
            sql, given = self._spread(given)
        with planned_cursor(database) as cursor:
            cursor.execute(sql, given)
            rows = cursor.fetchall()
        return self.made(self._converted(rows) if self.converters else rows)

    def _spread(self, given: list) -> tuple[str, list]:
        """A place for each one of many."""
        sql, spread = [self.pieces[0]], []
        for value, piece in zip(given, self.pieces[1:], strict=True):
            if isinstance(value, MANY):
                sql.append(", ".join(["%s"] * len(value)) or "NULL")
                spread += value
            else:
                sql.append("%s")
                spread.append(value)
            sql.append(piece)
        return "".join(sql), spread

    def _converted(self, rows: Iterable) -> Iterable[list]:
        for row in map(list, rows):
            for place, converters, expression in self.converters:
                value = row[place]
                for convert in converters:
                    value = convert(value, expression, connection)
                row[place] = value
            yield row


def _with_lists_as_one_value(sql: str, params: list) -> str:
    """For PostgreSQL: a list of another length is the same statement."""
    pieces = PLACE.split(sql)
    for place, one in enumerate(params):
        before, after = pieces[place : place + 2]
        if isinstance(one, Slot) and before.endswith(" IN (") and after.startswith(")"):
            pieces[place] = before.removesuffix(" IN (") + " = ANY("
    return "%s".join(pieces)


def shape_of(queryset: models.QuerySet) -> Shape:
    compiler = queryset.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    if connection.vendor == "postgresql":
        sql = _with_lists_as_one_value(sql, params)
    converters = compiler.get_converters([one[0] for one in compiler.select[: compiler.col_count]])
    return Shape(
        sql, PLACE.split(sql), list(params),
        [(place, *found) for place, found in converters.items()], _maker(queryset, compiler),
    )  # fmt: skip


def _maker(queryset: models.QuerySet, compiler) -> Callable[[Iterable], list]:
    kind = queryset._iterable_class
    if kind is FlatValuesListIterable:
        return lambda rows: list(map(itemgetter(0), rows))
    if kind is ValuesListIterable:
        return lambda rows: list(map(tuple, rows))
    if kind is not ModelIterable:
        raise TypeError(f"rows as {kind.__name__} cannot be prepared")
    return _model_maker(compiler, queryset._prefetch_related_lookups)


def _model_maker(compiler, prefetches) -> Callable[[Iterable], list]:
    """As ModelIterable makes them, with all that depends on the shape found out beforehand."""
    info, select, alias = compiler.klass_info, compiler.select, connection.alias
    model, fields = info["model"], info["select_fields"]
    own = slice(fields[0], fields[-1] + 1)
    names = [one[0].target.attname for one in select[own]]
    populators = get_related_populators(info, select, alias)
    annotations = list(compiler.annotation_col_map.items())

    def made(rows: Iterable) -> list:
        found = []
        for row in rows:
            one = model.from_db(alias, names, row[own])
            for populator in populators:
                populator.populate(row, one)
            for name, place in annotations:
                setattr(one, name, row[place])
            found.append(one)
        if prefetches and found:
            prefetch_related_objects(found, *prefetches)
        return found

    return made


def _adapted(value, ops):
    """As the database takes it. A conversion that this does not know is a mistake of ours."""
    if isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, MANY):
        return list(value) if all(type(one) is int for one in value) else [_adapted(one, ops) for one in value]
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, datetime):
        return ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return ops.adapt_datefield_value(value)
    raise TypeError(f"{value!r} cannot be given to a prepared query")
