"""Rows by the keys that a caller sends: another school's key is nobody's."""

from collections.abc import Iterable

from django.http import Http404
from django.shortcuts import get_object_or_404

from houqin.tenancy.school_rows import with_school


def one_of(request, rows, pk: int | None):
    """The row that this caller may see; None for no key.  Raises Http404."""
    if pk is None:
        return None
    return with_school(get_object_or_404(rows.visible_to(request.user), pk=pk), request.school)


def those_of(request, rows, keys: Iterable[int]) -> dict:
    """Rows by key, all of them or none, in one query.  Raises Http404."""
    keys = set(keys)
    found = rows.visible_to(request.user).in_bulk(keys)
    if len(found) < len(keys):
        raise Http404
    return found
