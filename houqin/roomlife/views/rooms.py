"""How the rooms do this week, who needs help first; one room with everything about it."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.journal.models import Entry
from houqin.kernel.http import show
from houqin.kernel.shown import shown
from houqin.roomlife import actions, permissions
from houqin.roomlife.forms.rooms import HelpForm
from houqin.roomlife.models import Election, Inspection, RoomHead
from houqin.roomlife.selectors.heads import heads_of, rooms_in_use, sleepers
from houqin.roomlife.selectors.ratings import Rating, month_of, ratings, week_of
from houqin.roomlife.selectors.rota import Share, shares, turns_of
from houqin.roomlife.views.reaching import crumbs, may, room_of, room_url, see, where
from houqin.tenancy.asking import ask, sent
from houqin.tenancy.parameters import parameters_of

#: A room's page shows so many inspections; the ledger has them all.
LAST_SEEN = 12
FILTERS = ("help", "headless", "unseen")


def help_below(school, on) -> int:
    return int(parameters_of(school, on=on)["room_help_below_score"])


@require_safe
def rooms(request):
    """The week's rating. The worst come first for those who help; everybody else reads them by room."""
    school, today = request.school, request.school.localdate(request.now)
    see(request)
    sees_children = may(request, permissions.SEE_CHILDREN)
    rated = ratings(school, *week_of(today), rooms=list(rooms_in_use(school, today)))
    heads = heads_of(school, today) if sees_children else {}
    least, chosen = help_below(school, today), request.GET.get("show", "")
    groups = _groups(rated, heads, least, today, sees_children)
    keys = groups.get(chosen, list(rated))
    building, buildings = request.GET.get("building", ""), {}
    for one in rated.values():
        buildings[str(one.room.space.building_id)] = one.room.space.building.name
    found = [rated[key] for key in keys if building in ("", str(rated[key].room.space.building_id))]
    if sees_children:
        found.sort(key=lambda one: (not one.danger_on, one.score is None, one.score or 0))
    return show(
        request, "roomlife/rooms.html", sentence=_sentence(rated, groups), may=_verbs(request),
        lines=[line_of(one, heads, least) for one in found],
        counters=_counters(rated, groups, chosen, building), buildings=buildings, building=building, chosen=chosen,
    )  # fmt: skip


def _groups(rated, heads, least, today, sees_children) -> dict[str, list[int]]:
    groups = {
        "help": [key for key, one in rated.items() if one.danger_on or (one.score is not None and one.score < least)],
        "unseen": [key for key, one in rated.items() if one.last_on != today],
    }
    return groups | ({"headless": [key for key in rated if key not in heads]} if sees_children else {})


def _sentence(rated, groups) -> str:
    if not rated:
        return _("Nobody sleeps in a dormitory room yet.")
    if groups["help"]:
        number = len(groups["help"])
        said = ngettext("{number} room needs help this week.", "{number} rooms need help this week.", number)
        return said.format(number=number)
    if len(groups["unseen"]) == len(rated):
        return _("No room has been inspected today.")
    return _("No room needs help this week.")


def _counters(rated, groups, chosen, building) -> list[dict]:
    words = {"help": _("Need help"), "unseen": _("Not seen today"), "headless": _("Without a head")}
    tail = f"&building={building}" if building else ""
    counters = [
        {"value": len(rated), "label": _("Dorm rooms"), "url": f"?show={tail}", "current": chosen not in groups}
    ]
    return counters + [
        {"value": len(groups[name]), "label": words[name], "url": f"?show={name}{tail}", "current": chosen == name,
         "state": "late" if name == "help" and groups[name] else ""}
        for name in ("help", "unseen", "headless") if name in groups
    ]  # fmt: skip


def line_of(one: Rating, heads, least) -> dict:
    """A room in a list: its state, what it needs, its mean. A child's name only from `heads`."""
    if one.danger_on:
        state, said = "missed", _("a danger was found on {day}").format(day=shown(one.danger_on))
    elif one.score is not None and one.score < least:
        state, said = "late", _("needs help: {what}").format(what=shown(one.needs))
    elif one.score is None:
        state, said = "waiting", _("not inspected this week")
    else:
        state, said = "", shown(one.needs)
    head = heads.get(one.room.pk)
    parts = [where(one.room), said, _("head {name}").format(name=head.name) if head else ""]
    return {
        "label": str(one.room), "url": room_url(one.room), "state": state, "icon": "bed",
        "quiet": _(", ").join(part for part in parts if part), "end": one.score if one.score is not None else "",
    }  # fmt: skip


def _verbs(request) -> dict[str, bool]:
    return {
        "inspect": may(request, permissions.INSPECT_ROOMS), "check": may(request, permissions.CHECK_ROTA),
        "children": may(request, permissions.SEE_CHILDREN), "elect": may(request, permissions.ELECT_HEADS),
        "draw": may(request, permissions.DRAW_ROOMS), "plan": may(request, permissions.PLAN_ROTA),
        "help": may(request, permissions.HELP_ROOMS),
    }  # fmt: skip


@require_safe
def room(request, pk):
    """What a stranger to the dormitory sees of it names no child: rating, inspections, awards."""
    found = room_of(request, pk)
    school = found.school
    see(request, school=school)
    today = school.localdate(request.now)
    week = ratings(school, *week_of(today), rooms=[found])[found.pk]
    month = ratings(school, *month_of(today), rooms=[found])[found.pk]
    seen = Inspection.objects.filter(room=found).standing().scored().select_related("done_by", "room__space")
    page = {"children": None, "history": []}
    if may(request, permissions.SEE_CHILDREN, school):
        page = {"children": _children(found, today), "history": Entry.objects.about(found)[:20]}
    return show(
        request, "roomlife/room.html", room=found, where=where(found), week=week, month=month, may=_verbs(request),
        needs_help=bool(week.danger_on) or (week.score is not None and week.score < help_below(school, today)),
        inspections=[inspection_line(one) for one in seen.order_by("-happened_at", "-pk")[:LAST_SEEN]],
        awards=found.awards.filter(withdrawn_at=None).order_by("-month"), **page,
    )  # fmt: skip


def inspection_line(one: Inspection) -> dict:
    """`one` with its score."""
    spot = _("spot check") if one.draw_id else ""
    return {
        "label": shown(one.happened_at), "url": one.get_absolute_url(), "end": str(max(one.score, 0)),
        "icon": "home-check", "quiet": _(", ").join(part for part in (one.done_by.name, spot, one.note) if part),
    }  # fmt: skip


def _children(found, today) -> dict:
    """The head, the turns of this week and the next, who cleaned how often, how the room was helped."""
    head = RoomHead.objects.of(found.school).in_office(today).filter(room=found).select_related("pupil", "term").first()
    monday, sunday = week_of(today)
    turns = turns_of(found.school, monday, sunday + timedelta(days=7), rooms=[found])
    cleaned = shares(found.school, sleepers(found.school, today, rooms=[found]), on=today).get(found.pk, [])
    notes = found.help_notes.select_related("given_by").order_by("-happened_at", "-pk")[:LAST_SEEN]
    return {
        "head": head, "election": Election.objects.running(today).filter(room=found).first(),
        "turns": [turn_line(turn, today) for turn in turns],
        "shares": [
            {"label": one.pupil.name, "icon": "user", "end": str(one.done),
             "quiet": _(", ").join(_counted(one))}
            for one in cleaned
        ],
        "notes": [
            {"label": note.get_kind_display(), "icon": "heart-handshake",
             "quiet": f"{shown(note.happened_at)} {note.given_by.name}{_(': ')}{note.text}"}
            for note in notes
        ],
    }  # fmt: skip


def _counted(one: Share) -> list[str]:
    """What is not in the number of turns done."""
    said = [(one.ahead, _("{number} planned")), (one.unseen, _("{number} nobody looked at"))]
    return [words.format(number=number) for number, words in said if number]


def turn_line(turn, today: date) -> dict:
    check = getattr(turn, "check_of", None)
    state = "" if check is None else "done" if check.is_done else "missed"
    return {
        "label": f"{shown(turn.on)} {turn.who}", "state": state, "icon": "brush",
        "quiet": check.note if check else turn.why,
        "url": "" if check or turn.on < today else reverse("roomlife:stand-in", args=[turn.pk]),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def help_room(request, pk):
    found = room_of(request, pk)
    return ask(
        request, HelpForm(sent(request)), actions.help_room, needs=permissions.HELP_ROOMS,
        title=_("How {room} was helped").format(room=found), submit=_("Note it"), back=room_url(found),
        crumbs=crumbs((str(found), room_url(found))), about=[found], room=found, offline=True,
        lead=_("First a talk, then a hand, points never. Write what helps the next colleague."),
    )  # fmt: skip
