"""Whom and what many rows of a trace point to: loaded once, not once for every row."""

from collections.abc import Iterable
from functools import cache

from houqin.kernel.prepared import Prepared
from houqin.tenancy.school_rows import with_school


def share(model, *pointing: tuple[str, Iterable]) -> None:
    """Load what these rows name and hand it to each. `pointing` are (foreign key, rows). One query."""
    pointing = [(name, list(rows)) for name, rows in pointing]
    keys = {getattr(row, f"{name}_id") for name, rows in pointing for row in rows} - {None}
    found = {row.pk: row for row in _by_key(model)(keys=keys)} if keys else {}
    for name, rows in pointing:
        for row in rows:
            if (key := getattr(row, f"{name}_id")) is not None:
                setattr(row, name, found[key])


@cache
def _by_key(model) -> Prepared:
    return Prepared(lambda keys: model._base_manager.filter(pk__in=keys))


def share_school(school, *rows: Iterable):
    """A trace never leaves its school: one row loads it, when nobody has, for all others."""
    every = [row for some in rows for row in some]
    if every and school is None:
        school = every[0].school
    for row in every:
        with_school(row, school)
    return school
