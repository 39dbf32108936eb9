"""Spot checks: draw rooms by lot, show how they were drawn, inspect those and no others."""

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from houqin.dormitory.models import DormRoom
from houqin.journal.models import Entry
from houqin.kernel.http import show
from houqin.kernel.shown import shown
from houqin.roomlife import actions, permissions
from houqin.roomlife.forms.rooms import DrawForm
from houqin.roomlife.models import Inspection, RoomDraw
from houqin.roomlife.selectors.drawing import holds
from houqin.roomlife.views.inspecting import inspect_page, seen_today
from houqin.roomlife.views.reaching import crumbs, draw_of, may, see
from houqin.tenancy.asking import ask, sent

A_PAGE = 40
#: A spot check of a few rooms says more than none; practice, no rule gives a number.
USUAL = 5


def _draws() -> tuple[str, str]:
    return _("Spot checks"), reverse("roomlife:draws")


@require_safe
def draws(request):
    see(request)
    rows = RoomDraw.objects.of(request.school).select_related("drawn_by").order_by("-drawn_at", "-pk")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    newest = rows.first()
    sentence = _("No rooms have been drawn yet.")
    if newest:
        sentence = _("{day}: {number} rooms drawn.").format(day=shown(newest.on), number=len(newest.rooms))
    return show(
        request, "roomlife/draws.html", page=page, lines=[_line(one) for one in page], sentence=sentence,
        may_draw=may(request, permissions.DRAW_ROOMS),
    )  # fmt: skip


def _line(one: RoomDraw) -> dict:
    again = _("draw {number} of that day: {why}").format(number=one.number, why=one.why) if one.number > 1 else ""
    return {
        "label": shown(one.drawn_at), "url": one.get_absolute_url(), "state": "late" if again else "", "icon": "dice",
        "quiet": _(", ").join(part for part in (one.drawn_by.name, again) if part), "end": str(len(one.rooms)),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def new_draw(request):
    today = request.school.localdate(request.now)
    is_again = RoomDraw.objects.of(request.school).filter(on=today).exists()
    form = DrawForm(sent(request), is_again=is_again, initial={"wanted": USUAL})
    lead = (
        _("Rooms were drawn today already. A second draw stays visible, with its reason.")
        if is_again
        else _("The lot is drawn once, with a seed that the journal keeps: anybody can repeat it, nobody can choose.")
    )
    return ask(
        request, form, actions.draw_rooms, needs=permissions.DRAW_ROOMS, title=_("Draw rooms"), submit=_("Draw"),
        back=reverse("roomlife:draws"), crumbs=crumbs(_draws()), school=request.school, lands=True, lead=lead,
    )  # fmt: skip


@require_safe
def draw(request, pk):
    found = draw_of(request, pk)
    see(request, school=found.school)
    rooms = _rooms(found)
    seen = {one.room_id: one for one in Inspection.objects.filter(draw=found).standing().scored()}
    lines = [
        {"label": str(room), "icon": "bed", "state": "" if room.pk in seen else "due",
         "url": seen[room.pk].get_absolute_url() if room.pk in seen else "",
         "end": str(max(seen[room.pk].score, 0)) if room.pk in seen else ""}
        for room in rooms
    ]  # fmt: skip
    facts = [
        (_("Drawn"), shown(found.drawn_at)), (_("By"), found.drawn_by.name), (_("Draw of the day"), found.number),
        (_("Why once more"), found.why), (_("From so many rooms"), len(found.among)), (_("Seed"), found.seed),
    ]  # fmt: skip
    left = sum(1 for room in rooms if room.pk not in seen)
    return show(
        request, "roomlife/draw.html", draw=found, lines=lines, facts=facts, holds=holds(found), left=left,
        may_inspect=bool(left) and may(request, permissions.INSPECT_ROOMS, found.school),
        history=Entry.objects.about(found)[:20],
    )  # fmt: skip


def _rooms(found: RoomDraw) -> list[DormRoom]:
    """In the order in which they were drawn."""
    rows = DormRoom.objects.of(found.school_id).select_related("space__building").in_bulk(found.rooms)
    return [rows[key] for key in found.rooms if key in rows]


@require_http_methods(["GET", "HEAD", "POST"])
def inspect_drawn(request, pk):
    found = draw_of(request, pk)
    see(request, permissions.INSPECT_ROOMS, found.school)
    seen = seen_today(found.school, found.school.localdate(request.now), draw=found)
    rooms = [room for room in _rooms(found) if request.method == "POST" or room.pk not in seen]
    return inspect_page(
        request, found.school, rooms, title=_("Spot check"), about=[found], back=found.get_absolute_url(),
        subject=found.get_absolute_url(), draw=found,
    )  # fmt: skip
