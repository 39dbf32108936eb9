"""Who may look: a thing of another school is not found, where children sleep needs a post."""

from datetime import date

from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from houqin.dormitory.permissions import SEE_DORMITORY
from houqin.kernel.permissions import authorise
from houqin.tenancy.asking import crumb
from houqin.tenancy.calendar import night_of
from houqin.tenancy.fields import FIRST_YEAR, LAST_YEAR


def may_see_dormitory(request):
    """The school whose dormitory is looked at.  Raises NotYours."""
    authorise(request.user, SEE_DORMITORY, school=request.school, at=request.now)
    return request.school


def thing(request, rows, pk: int):
    """One row that this person may see.  Raises Http404, NotYours."""
    found = rows.visible_to(request.user).of(request.school).select_related("school__bureau")
    one = get_object_or_404(found, pk=pk)
    may_see_dormitory(request)
    return one


def may(request, **named) -> dict[str, bool]:
    """Name → whether the person holds that permission here."""
    return {name: request.user.may(one, school=request.school, at=request.now) for name, one in named.items()}


def tonight(request) -> date:
    return night_of(request.school, request.now)


def night_asked(request) -> date:
    """The night in the address (`on=2026-03-11`), tonight when there is none or nonsense."""
    try:
        asked = parse_date(request.GET.get("on", ""))
    except ValueError:
        asked = None
    return asked if asked and FIRST_YEAR <= asked.year <= LAST_YEAR else tonight(request)


def rooms_crumb():
    return crumb(_("Dormitory"), "dormitory:rooms")


def room_crumbs(room) -> list[tuple[str, str]]:
    return [rooms_crumb(), (room.space.name, room.get_absolute_url())]
