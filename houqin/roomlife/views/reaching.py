"""How the pages reach rows: hidden ones are not there (404). Who may see children's names, and who only rooms."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from houqin.dormitory.models import DormRoom
from houqin.kernel.permissions import authorise
from houqin.roomlife.models import Election, Inspection, RoomAward, RoomDraw, RoomHead, Turn
from houqin.roomlife.permissions import SEE_ROOMS

ROOM = ("room__space__building", "school__bureau")


def see(request, needs=SEE_ROOMS, school=None) -> None:
    """Raises NotYours."""
    authorise(request.user, needs, school=school or request.school, at=request.now)


def may(request, permission, school=None) -> bool:
    return request.user.may(permission, school=school or request.school, at=request.now)


def _one(request, model, pk: int, *related: str):
    return get_object_or_404(model.objects.visible_to(request.user).select_related(*related), pk=pk)


def room_of(request, pk: int) -> DormRoom:
    return _one(request, DormRoom, pk, "space__building", "school__bureau")


def election_of(request, pk: int) -> Election:
    return _one(request, Election, pk, *ROOM, "term", "winner")


def head_of(request, pk: int) -> RoomHead:
    return _one(request, RoomHead, pk, *ROOM, "term", "pupil")


def turn_of(request, pk: int) -> Turn:
    return _one(request, Turn, pk, *ROOM, "pupil", "instead_of")


def inspection_of(request, pk: int) -> Inspection:
    return _one(request, Inspection, pk, *ROOM, "done_by", "draw", "corrects", "corrected_by")


def draw_of(request, pk: int) -> RoomDraw:
    return _one(request, RoomDraw, pk, "school__bureau", "drawn_by")


def award_of(request, pk: int) -> RoomAward:
    return _one(request, RoomAward, pk, *ROOM, "awarded_by")


def room_url(room: DormRoom) -> str:
    return reverse("roomlife:room", args=[room.pk])


def where(room: DormRoom) -> str:
    """“一号宿舍楼，3 层”. The room with its building loaded."""
    return _("{building}, floor {floor}").format(building=room.space.building, floor=room.floor)


def crumbs(*more) -> list[tuple[str, str]]:
    return [(_("Dorm rooms"), reverse("roomlife:rooms")), *more]
