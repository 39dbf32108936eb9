"""The way in, light enough for the edge: the API itself is imported when somebody first knocks."""

from functools import cache

from django.http import JsonResponse
from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RegexPattern
from django.utils.translation import gettext as _

from houqin.kernel.collecting import settle

ROOT = "/api/v1/"


@cache
def _inside() -> dict[str, URLResolver]:
    """The operations by the first word of their address: hundreds in a row would be tried one after the other."""
    from houqin.api.service import api  # slow import: a school that only has browsers never pays for its schemas

    rooms: dict[str, list] = {}
    for operation in api.urls[0]:
        rooms.setdefault(str(operation.pattern).partition("/")[0], []).append(operation)
    settle()
    return {first: URLResolver(RegexPattern(r"^"), operations) for first, operations in rooms.items()}


def answer(request, rest: str):
    """Hand the request to its operation."""
    try:
        found = _inside()[rest.partition("/")[0]].resolve(rest)
    except (KeyError, Resolver404):
        return JsonResponse({"reason": "not_found", "detail": _("There is no such operation.")}, status=404)
    return found.func(request, *found.args, **found.kwargs)
