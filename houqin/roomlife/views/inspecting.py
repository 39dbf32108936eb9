"""Inspect rooms by exception, floor by floor; look at what was seen; correct it."""

from itertools import groupby

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.incidents.models import Hazard
from houqin.journal.models import Attachment, Entry
from houqin.journal.used_before import mark_used_before
from houqin.kernel.http import go, show
from houqin.roomlife import actions, permissions
from houqin.roomlife.forms.by_exception import InspectForm
from houqin.roomlife.forms.rooms import CorrectForm
from houqin.roomlife.inspection_items import FULL_POINTS
from houqin.roomlife.models import Inspection
from houqin.roomlife.selectors.heads import rooms_in_use
from houqin.roomlife.views.reaching import crumbs, inspection_of, may, room_url, see
from houqin.tenancy.asking import ask
from houqin.tenancy.models import Building

either = require_http_methods(["GET", "HEAD", "POST"])


def seen_today(school, on, *, draw=None) -> set[int]:
    """Rooms that have been looked at on a day: on the daily round, or for a draw."""
    rows = Inspection.objects.of(school).filter(on=on, draw=draw)
    return set(rows.values_list("room", flat=True))


@require_safe
def floors(request):
    """Where the round of today still has to go."""
    see(request, permissions.INSPECT_ROOMS)
    school = request.school
    today = school.localdate(request.now)
    seen = seen_today(school, today)
    lines = []
    for (building, floor), group in groupby(
        rooms_in_use(school, today), lambda room: (room.space.building, room.floor)
    ):
        rooms = list(group)
        left = sum(1 for room in rooms if room.pk not in seen)
        said = ngettext("{number} room to see", "{number} rooms to see", left).format(number=left)
        lines.append({
            "label": _("{building}, floor {floor}").format(building=building, floor=floor),
            "url": reverse("roomlife:floor", args=[building.pk, floor]), "state": "due" if left else "done",
            "quiet": said if left else _("all seen today"), "end": str(len(rooms)),
        })  # fmt: skip
    waiting = sum(1 for line in lines if line["state"] == "due")
    sentence = ngettext("{number} floor to inspect today.", "{number} floors to inspect today.", waiting)
    return show(
        request, "roomlife/floors.html", lines=lines,
        sentence=sentence.format(number=waiting) if waiting else _("Every room has been inspected today."),
    )  # fmt: skip


@either
def floor(request, pk, floor):
    """The rooms of one floor that nobody has seen today."""
    building = get_object_or_404(Building.objects.visible_to(request.user).select_related("school__bureau"), pk=pk)
    school = building.school
    see(request, permissions.INSPECT_ROOMS, school)
    today = school.localdate(request.now)
    rooms = [room for room in rooms_in_use(school, today).filter(space__building=building, floor=floor)]
    seen = seen_today(school, today)
    # A phone sends what it saw yesterday evening: only what this page offers is looked at, not what is due now.
    offered = rooms if request.method == "POST" else [room for room in rooms if room.pk not in seen]
    title = _("{building}, floor {floor}").format(building=building, floor=floor)
    return inspect_page(
        request, school, offered, title=title, about=[building], back=reverse("roomlife:inspect"),
        subject=reverse("roomlife:floor", args=[pk, floor]), draw=None,
    )  # fmt: skip


def inspect_page(request, school, rooms, *, title, about, back, subject, draw):
    """The form over some rooms, and what becomes of it."""
    sent = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    form = InspectForm(rooms=rooms, **sent)
    if request.method == "POST" and form.submit(request, actions.inspect_rooms, about=about, school=school, draw=draw):
        messages.success(request, _("Recorded. What was in order is a record too."))
        return go(back)
    number = len(form.rooms)
    sentence = ngettext("{number} room to look at", "{number} rooms to look at", number).format(number=number)
    return show(
        request, "roomlife/inspect.html", form=form, title=title, sentence=sentence if number else _("All seen."),
        back=back, subject=subject,
    )  # fmt: skip


@require_safe
def inspection(request, pk):
    found = inspection_of(request, pk)
    see(request, school=found.school)
    findings = list(found.findings.order_by("pk"))
    hazards = {
        one.source_id: one
        for one in Hazard.objects.of(found.school).filter(
            source_kind="roomlife.finding", source_id__in=[finding.pk for finding in findings]
        )
    }
    files = list(Attachment.objects.filter(pk__in=found.photos.values("attachment")).order_by("pk"))
    mark_used_before(files, actor=request.user)
    score = max(FULL_POINTS - sum(finding.points for finding in findings), 0)
    return show(
        request, "roomlife/inspection.html", inspection=found, score=score, files=files,
        newer=getattr(found, "corrected_by", None), room_url=room_url(found.room),
        lines=[_finding(finding, hazards.get(finding.pk)) for finding in findings],
        may_correct=may(request, permissions.INSPECT_ROOMS, found.school), history=Entry.objects.about(found)[:20],
    )  # fmt: skip


def _finding(finding, hazard) -> dict:
    line = {"label": str(finding), "state": "missed" if finding.is_danger else "late", "end": f"−{finding.points}"}
    if hazard:
        line |= {"url": hazard.get_absolute_url(), "quiet": f"{hazard.code} {hazard.get_state_display()}"}
    return line


@either
def correct(request, pk):
    found = inspection_of(request, pk)
    see(request, permissions.INSPECT_ROOMS, found.school)
    sent = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    form = CorrectForm(initial={"items": list(found.findings.values_list("item", flat=True))}, **sent)
    return ask(
        request, form, actions.correct_inspection, needs=permissions.INSPECT_ROOMS,
        title=_("Correct the inspection of {room}").format(room=found.room), submit=_("Correct"),
        back=found.get_absolute_url(), crumbs=crumbs((str(found.room), room_url(found.room))), about=[found],
        inspection=found, lands=True, lead=_("The old entry stays on record beside the new one."),
    )  # fmt: skip
