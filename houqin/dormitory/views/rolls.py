"""The roll on the phone: tonight's buildings, one building by rooms, closing, and what a roll was."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.dormitory.actions.rolls import close_roll, count_rooms
from houqin.dormitory.bells import bells
from houqin.dormitory.beside import words_beside
from houqin.dormitory.forms.rolls import CloseForm, RollForm
from houqin.dormitory.gates.rolls import may_close
from houqin.dormitory.models import NOT_HERE, Roll, RollKind, Said
from houqin.dormitory.permissions import CLOSE_ROLL, SEE_ROLLS, TAKE_ROLL
from houqin.dormitory.selectors import rolls as known
from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.nightwatch.selectors.roster import on_duty
from houqin.people.models import User
from houqin.people.selectors import holders
from houqin.tenancy.calendar import night_of
from houqin.tenancy.models import Building
from houqin.tenancy.posts import Post

#: Of each post: more chips than a thumb sees at once are no choice.
MOST_LIKELY = 2


@require_safe
def tonight(request):
    authorise(request.user, SEE_ROLLS, school=request.school, at=request.now)
    night, buildings = known.tonight(request.school, at=request.now)
    return show(
        request, "dormitory/tonight.html", night=night, buildings=buildings, times=bells(request.school, night),
        searches=list(known.open_searches(request.school)),
        rolls=Roll.objects.visible_to(request.user).of(request.school).select_related("building", "closed_by")
        .exclude(night=night).order_by("-night", "building__name", "kind")[:14],
    )  # fmt: skip


def building_of(request, pk) -> Building:
    rows = Building.objects.visible_to(request.user).select_related("school__bureau")
    return get_object_or_404(rows, pk=pk, school=request.school)


@require_http_methods(["GET", "HEAD", "POST"])
def take(request, pk):
    """GET shows what is known; `floor` or `room` narrows it. POST counts the rooms that the sent page showed."""
    building = building_of(request, pk)
    authorise(request.user, TAKE_ROLL, school=request.school, at=request.now)
    night = night_of(request.school, request.now)
    kind = request.GET.get("kind", "")
    if kind not in RollKind.values:
        kind = known.kind_now(bells(request.school, night), request.now)
    held = holders(request.school, on=request.school.localdate(request.now))
    colleagues = [one.user for one in held]
    if request.method == "POST":
        form = RollForm(request.POST, rooms=[], colleagues=colleagues, night=night, kind=kind)
        roll = form.submit(request, count_rooms, about=[building], building=building)
        if roll is not None:
            messages.success(request, _("Counted and recorded."))
            return go(f"{reverse('dormitory:take', args=[building.pk])}?kind={roll.kind}")
        if form.is_valid():
            night, kind = form.cleaned_data["night"], form.cleaned_data["kind"]
    sheet = known.sheet(building, night=night, kind=kind, at=request.now)
    rooms, narrowed = _narrowed(request, sheet)
    page_form = RollForm(
        request.POST if request.method == "POST" else None, rooms=rooms, colleagues=colleagues, night=night, kind=kind,
        likely=_likely(request, held),
    )  # fmt: skip
    if request.method == "POST":
        page_form.is_valid()
        page_form.refused = form.refused
    words = words_beside(request.school, night)
    for room in rooms:
        room.beside = words.get(room.room.pk, "")
    floors = sorted({room.room.floor for room in sheet.rooms})
    may_see_end = request.user.may(CLOSE_ROLL, school=request.school, at=request.now)
    return show(
        request, "dormitory/take.html", form=page_form, building=building, sheet=sheet, floors=floors,
        narrowed=narrowed, counters=_counters(sheet), kinds=RollKind, colleagues=_once(colleagues),
        refusals=list(may_close(sheet, at=request.now)) if may_see_end else [], may_close=may_see_end,
        searches=[tile.search for tile in sheet.tiles if tile.search], heading=_heading(sheet),
    )  # fmt: skip


def _likely(request, held) -> list[tuple[User, str]]:
    """Who mostly confirms it at night: the school's doctors and tonight's duty leaders, each with the post."""
    leaders = on_duty(request.school, night_of(request.school, request.now), at=request.now).leaders
    people = [(one.user, Post.SCHOOL_DOCTOR) for one in held if one.post == Post.SCHOOL_DOCTOR][:MOST_LIKELY]
    people += [(user, Post.DUTY_LEADER) for user in leaders[:MOST_LIKELY]]
    return [(user, post.label) for user, post in {user.pk: (user, post) for user, post in people}.values()]


def _once(people) -> list:
    return sorted({user.pk: user for user in people}.values(), key=lambda user: user.name)


def _narrowed(request, sheet):
    floor, room = request.GET.get("floor", ""), request.GET.get("room", "")
    if room.isascii() and room.isdigit():
        return [one for one in sheet.rooms if str(one.room.pk) == room], room
    if floor.lstrip("-").isdigit():
        return [one for one in sheet.rooms if str(one.room.floor) == floor], floor
    state = request.GET.get("state", "")
    if state == "open":
        return [one for one in sheet.rooms if not one.is_counted or any(tile.is_open for tile in one.tiles)], "open"
    return sheet.rooms, ""


def _heading(sheet) -> str:
    """The answer first."""
    missing = sheet.number(Said.MISSING)
    uncounted = sum(not room.is_counted for room in sheet.rooms)
    if sheet.roll and sheet.roll.closed_at:
        return _("{building}: the roll is closed.").format(building=sheet.building)
    if missing:
        said = ngettext(
            "{building}: {number} child is not here.", "{building}: {number} children are not here.", missing
        )
        return said.format(building=sheet.building, number=missing)
    if uncounted:
        said = ngettext("{building}: {number} room to count.", "{building}: {number} rooms to count.", uncounted)
        return said.format(building=sheet.building, number=uncounted)
    look = sheet.number(Said.LOOK)
    if look:
        said = ngettext("{building}: look at {number} bed again.", "{building}: look at {number} beds again.", look)
        return said.format(building=sheet.building, number=look)
    if not any(tile.pupil for tile in sheet.tiles):
        return _("{building}: nobody sleeps here tonight.").format(building=sheet.building)
    return _("{building}: every bed is explained.").format(building=sheet.building)


def _counters(sheet) -> list[dict]:
    address = f"{reverse('dormitory:take', args=[sheet.building.pk])}?kind={sheet.kind}"
    present, away = (
        sheet.number(Said.PRESENT),
        sheet.number(*NOT_HERE),
    )
    open_beds = sum(tile.is_open for tile in sheet.tiles)
    return [
        {"value": sheet.expected, "label": _("Beds assigned"), "url": address},
        {"value": present, "label": _("In bed"), "url": address, "state": "done"},
        {"value": away, "label": _("Elsewhere, known"), "url": address, "state": "due"},
        {"value": open_beds, "label": _("Not explained"), "url": f"{address}&state=open",
         "state": "missed" if sheet.number(Said.MISSING) else "waiting"},
    ]  # fmt: skip


@require_POST
def close(request, pk):
    building = building_of(request, pk)
    form = CloseForm(request.POST)
    roll = form.submit(request, close_roll, about=[building], building=building)
    if roll is not None:
        messages.success(request, _("The roll is closed. Every bed is explained."))
        return go(roll)
    return show(request, "dormitory/close.html", form=form, building=building)


@require_safe
def roll(request, pk):
    """What was said of each bed when the roll was closed; of an open one, where it stands."""
    authorise(request.user, SEE_ROLLS, school=request.school, at=request.now)
    rows = Roll.objects.visible_to(request.user).select_related("building", "closed_by", "school__bureau")
    found = get_object_or_404(rows, pk=pk, school=request.school)
    lines = found.lines.select_related("bed__room__space", "pupil", "confirmed_by", "counted_by")
    lines = lines.order_by("bed__room__floor", "bed__room__space__code", "bed__number")
    return show(
        request, "dormitory/roll.html", roll=found, lines=lines,
        odd=[line for line in lines if line.pupil_id and line.said != Said.PRESENT],
        present=sum(line.said == Said.PRESENT for line in lines), empty=sum(line.pupil_id is None for line in lines),
        searches=found.searches.select_related("pupil", "bed__room__space"), entries=Entry.objects.about(found),
        counts=found.counts.select_related("room__space", "by").order_by("happened_at", "pk"),
    )  # fmt: skip
