"""Rows by the keys that a caller sends: another school's key is nobody's."""

from collections.abc import Iterable

from django.http import Http404
from django.shortcuts import get_object_or_404


def one_of(request, rows, pk: int | None):
    """The row that this caller may see; None for no key.  Raises Http404."""
    return None if pk is None else get_object_or_404(rows.visible_to(request.user), pk=pk)


def those_of(request, rows, keys: Iterable[int]) -> dict:
    """Rows by key, all of them or none, in one query.  Raises Http404."""
    keys = set(keys)
    found = rows.visible_to(request.user).in_bulk(keys)
    if len(found) < len(keys):
        raise Http404
    return found
