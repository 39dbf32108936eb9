"""Rooms get their beds; beds go out of use and come back."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from houqin.dormitory import actions
from houqin.dormitory.forms.beds import FurnishForm, RoomForm, WhyForm
from houqin.dormitory.models import Bed, DormRoom
from houqin.dormitory.permissions import MANAGE_ROOMS
from houqin.dormitory.views.seeing import room_crumbs, rooms_crumb, thing
from houqin.journal.doors import VerbForm
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.tenancy.asking import ask, carried_out, sent
from houqin.tenancy.models import Space


@require_http_methods(["GET", "POST"])
def furnish(request, pk):
    rows = Space.objects.visible_to(request.user).of(request.school).select_related("school__bureau")
    space = get_object_or_404(rows, pk=pk)
    return ask(
        request, FurnishForm(sent(request), initial={"floor": 1}), actions.furnish_room, needs=MANAGE_ROOMS,
        space=space, about=[space], title=_("Furnish {room}").format(room=space.name), submit=_("Furnish the room"),
        back=reverse("dormitory:rooms"), crumbs=[rooms_crumb()], lands=True,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def change(request, pk):
    one = thing(request, DormRoom.objects.select_related("space"), pk)
    known = {"floor": one.floor, "gender": one.gender, "section": one.section, "area_m2": one.area_m2}
    return ask(
        request, RoomForm(sent(request), initial=known), actions.change_room, needs=MANAGE_ROOMS, room=one,
        about=[one], title=_("Change {room}").format(room=one.space.name), submit=_("Save"),
        lead=_("Whose room it is changes only while nobody has a bed in it."), back=one.get_absolute_url(),
        crumbs=room_crumbs(one),
    )  # fmt: skip


@require_POST
def add_bed(request, pk):
    one = thing(request, DormRoom.objects.select_related("space"), pk)
    return _at_once(request, actions.add_bed, one, room=one)


@require_http_methods(["GET", "POST"])
def close_bed(request, pk):
    bed = thing(request, Bed.objects.select_related("room__space"), pk)
    return ask(
        request, WhyForm(sent(request)), actions.close_bed, needs=MANAGE_ROOMS, bed=bed, about=[bed.room],
        title=_("{bed} goes out of use").format(bed=bed), submit=_("Take out of use"),
        back=bed.room.get_absolute_url(), crumbs=room_crumbs(bed.room),
    )  # fmt: skip


@require_POST
def reopen_bed(request, pk):
    bed = thing(request, Bed.objects.select_related("room__space"), pk)
    return _at_once(request, actions.reopen_bed, bed.room, bed=bed)


def _at_once(request, verb, where: DormRoom, **arguments):
    authorise(request.user, MANAGE_ROOMS, school=where.school, at=request.now)
    form = VerbForm(request.POST)
    if carried_out(form, request, verb, about=[where], **arguments):
        return go(where)
    return show(
        request, "tenancy/ask.html", form=form, title=where.space.name, submit=_("Try again"),
        back=where.get_absolute_url(), crumbs=room_crumbs(where),
    )  # fmt: skip
