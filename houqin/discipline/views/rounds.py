"""The night: tonight's round, what was heard, the rounds before."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.discipline import actions
from houqin.discipline.forms.rounds import RoundForm
from houqin.discipline.models import AfterBellRound
from houqin.discipline.permissions import MAKE_ROUNDS, RECORD_VIOLATIONS, SEE_REST
from houqin.discipline.selectors.rounds import houses, rooms_lived_in
from houqin.discipline.views.parts import clock, home, joined, may, page
from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.tenancy.asking import crumb
from houqin.tenancy.calendar import is_boarding_night, night_of
from houqin.tenancy.models import Building

ON_A_PAGE = 30


def tonight(school, at) -> tuple[list, str]:
    """Every building of this night, and the night in a sentence."""
    night = night_of(school, at)
    if not is_boarding_night(school, night):
        return [], _("Nobody sleeps here tonight.")
    found = houses(school, night)
    if not found:
        return [], _("No room is lived in yet.")
    bell = max(house.bell for house in found)
    loud = sum(len(house.loud) for house in found)
    waiting = sum(len(house.open) for house in found)
    if at < bell and not any(house.rounds for house in found):
        return found, _("Lights-out is at {time}. The round comes after it.").format(time=clock(school, bell))
    if waiting:
        said = ngettext("{number} room has not been heard yet.", "{number} rooms have not been heard yet.", waiting)
        return found, said.format(number=waiting)
    if loud:
        said = ngettext("{number} room was not quiet tonight.", "{number} rooms were not quiet tonight.", loud)
        return found, said.format(number=loud)
    return found, _("All rooms are quiet.")


@require_safe
def rounds(request):
    school = request.school
    authorise(request.user, SEE_REST, school=school, at=request.now)
    found, sentence = tonight(school, request.now)
    night = night_of(school, request.now)
    earlier = AfterBellRound.objects.of(school).exclude(night=night).select_related("building", "by")
    pager = Paginator(earlier.order_by("-night", "-happened_at", "-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    verbs = []
    if may(request, MAKE_ROUNDS):
        verbs = [verb for house in found if request.now >= house.bell for verb in _go_round(house)]
        for first in [verb for verb in verbs if verb.pop("is_waiting")][:1]:
            first["primary"] = True
    sections = [
        {
            "title": house.building.name,
            "lines": _house_lines(school, house),
            "words": _house_words(school, house),
            "empty": _("Nobody has gone round yet."),
        }
        for house in found
    ]
    lines = [_round_line(school, one) for one in pager]
    sections.append({"title": _("Earlier nights"), "lines": lines, "empty": _("No round was made before tonight.")})
    return page(request, title=_("Rounds after the bell"), sentence=sentence, sections=sections, verbs=verbs,
                pager=pager)  # fmt: skip


def _go_round(house) -> list[dict]:
    """One button for the building, or one a floor where there are several."""
    url = reverse("discipline:make-round", args=[house.building.pk])
    floors, waiting = sorted({room.floor for room in house.rooms}), {room.floor for room in house.open}
    if len(floors) == 1:
        label = _("Go round: {building}").format(building=house.building)
        return [{"label": label, "icon": "walk", "href": url, "is_waiting": bool(waiting)}]
    return [
        {"label": _("Go round: {building}, floor {floor}").format(building=house.building, floor=floor), "icon": "walk",
         "href": f"{url}?floor={floor}", "is_waiting": floor in waiting}
        for floor in floors
    ]  # fmt: skip


def _house_words(school, house) -> str:
    said = ngettext("{number} room, lights-out {time}.", "{number} rooms, lights-out {time}.", len(house.rooms))
    return said.format(number=len(house.rooms), time=clock(school, house.bell))


def _house_lines(school, house) -> list[dict]:
    """What was not quiet first, then the walks."""
    lines = [
        {"label": door.room.space.name, "quiet": joined(door.words, door.note), "state": "late",
         "end": clock(school, door.round.happened_at), "url": door.round.get_absolute_url()}
        for door in house.loud
    ]  # fmt: skip
    return lines + [_round_line(school, one) for one in house.rounds]


def _round_line(school, one: AfterBellRound) -> dict:
    said = ngettext("{loud} of {rooms} room not quiet", "{loud} of {rooms} rooms not quiet", one.rooms)
    words = said.format(loud=one.loud, rooms=one.rooms) if one.loud else _("all quiet")
    return {
        "label": f"{one.building} {one.night:%m-%d}", "quiet": joined(one.by.name, words),
        "url": one.get_absolute_url(), "state": "late" if one.loud else "done",
        "end": clock(school, one.happened_at),
    }  # fmt: skip


@require_safe
def one_round(request, pk):
    rows = AfterBellRound.objects.visible_to(request.user).select_related("building", "by", "school")
    made = get_object_or_404(rows, pk=pk)
    authorise(request.user, SEE_REST, school=made.school, at=request.now)
    doors = list(made.doors.select_related("room__space").order_by("room__floor", "room__space__code"))
    sentence = _("All rooms were quiet.")
    if made.loud:
        said = ngettext("{number} room was not quiet.", "{number} rooms were not quiet.", made.loud)
        sentence = said.format(number=made.loud)
    odd = [door for door in doors if door.heard]
    record = reverse("discipline:record")
    lines = [
        {"label": door.room.space.name, "quiet": joined(door.words, door.note),
         "state": "late" if door.is_loud else "done",
         "url": f"{record}?room={door.room_id}" if door.is_loud and may(request, RECORD_VIOLATIONS) else ""}
        for door in odd
    ]  # fmt: skip
    quiet = [{"label": door.room.space.name, "state": "done"} for door in doors if not door.heard]
    facts = [(_("Night of"), made.night), (_("Round made at"), made.happened_at), (_("By"), made.by.name),
             (_("Note"), made.note)]  # fmt: skip
    if made.is_entered_late:
        facts.append((_("Entered at"), made.entered_at))
    sections = [
        {"title": _("Not quiet"), "lines": lines, "empty": _("Nothing was heard, and that is a record too."),
         "words": _("A tap writes down what a child did.") if any(line["url"] for line in lines) else ""},
        {"title": _("Quiet"), "lines": quiet, "folded": True}, {"title": _("The round"), "facts": facts},
    ]  # fmt: skip
    trail = home(crumb(_("Rounds after the bell"), "discipline:rounds"))
    return page(request, title=str(made), sentence=sentence, sections=sections, crumbs=trail,
                history=Entry.objects.about(made)[:20])  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def make_round(request, pk):
    """By exception: every lived-in room of a building in this night."""
    buildings = Building.objects.visible_to(request.user).select_related("school__bureau")
    building = get_object_or_404(buildings, pk=pk)
    authorise(request.user, MAKE_ROUNDS, school=building.school, at=request.now)
    rows = rooms_lived_in(building.school, night_of(building.school, request.now)).filter(space__building=building)
    title, floor = _("Round after the bell: {building}").format(building=building), request.GET.get("floor", "")
    if floor.isascii() and floor.isdigit() and len(floor) < 3:
        rows = rows.filter(floor=int(floor))
        title = _("Round after the bell: {building}, floor {floor}").format(building=building, floor=floor)
    rooms = list(rows)
    if not rooms and request.method != "POST":
        raise Http404
    form = RoundForm(request.POST if request.method == "POST" else None, rooms=rooms)
    if request.method == "POST":
        made = form.submit(request, actions.make_round, about=[building], building=building)
        if made is not None:
            said = ngettext(
                "Recorded. {number} room was not quiet.", "Recorded. {number} rooms were not quiet.", made.loud
            )
            messages.success(request, said.format(number=made.loud) if made.loud else _("Recorded. All was quiet."))
            return go(made)
    return show(
        request, "discipline/by_exception.html", form=form, items=form.items, tally=form.tally,
        title=title, odd=_("Not quiet"), even=_("quiet"),
        lead=_("Walk from door to door. Tap a room only when it is not quiet; illness is said too."),
        after=[form["note"], form["happened_at"]], submit=_("The round is done"), subject=reverse("discipline:rounds"),
        crumbs=home(crumb(_("Rounds after the bell"), "discipline:rounds")), offline=True,
    )  # fmt: skip
