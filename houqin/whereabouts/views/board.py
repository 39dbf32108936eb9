"""Who is where now; one child; one class."""

from datetime import time, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from houqin.journal.models import Entry
from houqin.kernel.http import show
from houqin.kernel.shown import shown
from houqin.people.forms import open_classes
from houqin.people.models import Pupil
from houqin.people.selectors import class_members
from houqin.tenancy.asking import crumb
from houqin.whereabouts import permissions
from houqin.whereabouts.models import AwayKind, Illness, Leave
from houqin.whereabouts.selectors import LEAVE, whereabouts
from houqin.whereabouts.selectors.board import GOING_OUT, Board, Elsewhere, board
from houqin.whereabouts.selectors.classes import teaches
from houqin.whereabouts.views.reaching import class_of, may, pupil_of, see
from houqin.whereabouts.words import span_of, state_of

MOST_FOUND = 30


@require_safe
def index(request):
    see(request)
    known = board(request.school, at=request.now)
    asked, text = request.GET.get("show", ""), request.GET.get("q", "").strip()[:60]
    parts = _parts(known)
    shown_rows = parts.get(asked, known.elsewhere)
    lines = [leave_line(one, request.now) for one in known.asked] if asked == "asked" else [
        _line(one) for one in shown_rows
    ]  # fmt: skip
    return show(
        request, "whereabouts/index.html", sentence=_sentence(known), counters=_counters(known, parts, asked),
        lines=lines, text=text, found=_found(request, text) if text else None,
        classes=_class_lines(request, known) if not asked and not text else [],
        may_ask=may(request, permissions.ASK_LEAVE), may_sign=may(request, permissions.COUNTERSIGN_LEAVE),
        to_sign=sum(1 for one in known.asked if one.is_overnight and one.approved_at and not one.countersigned_at),
        out=sum(1 for one in known.of(*GOING_OUT)), may_note=may(request, permissions.NOTE_AWAY),
        illnesses=_illnesses(request),
    )  # fmt: skip


def _parts(known: Board) -> dict[str, list[Elsewhere]]:
    return {
        "overdue": known.overdue, "leave": known.of(LEAVE), "sick": known.of(AwayKind.SICK_ROOM),
        "hospital": known.of(AwayKind.HOSPITAL), "out": known.of(*GOING_OUT),
    }  # fmt: skip


def _counters(known: Board, parts, asked: str) -> list[dict]:
    words = {
        "overdue": _("Late back"), "leave": _("On leave"), "sick": _("Sick room"), "hospital": _("Hospital"),
        "out": _("Activity or visit"),
    }  # fmt: skip
    counted = [("", len(known.elsewhere), _("Elsewhere"), "")]
    counted += [(code, len(parts[code]), said, "late" if code == "overdue" else "") for code, said in words.items()]
    counted.append(("asked", len(known.asked), _("Leave under way"), "due"))
    return [
        {"value": value, "label": label, "state": state if value else "", "url": f"?show={code}" if code else "?",
         "current": code == asked}
        for code, value, label, state in counted
    ]  # fmt: skip


def _sentence(known: Board) -> str:
    late, number = len(known.overdue), len(known.elsewhere)
    if late:
        return ngettext("{late} child is late back.", "{late} children are late back.", late).format(late=late)
    if number:
        said = ngettext("{number} child is elsewhere, with our knowledge.",
                        "{number} children are elsewhere, with our knowledge.", number)  # fmt: skip
        return said.format(number=number)
    return _("Nobody is elsewhere.")


def _line(one: Elsewhere) -> dict:
    until = _("back by {moment}").format(moment=shown(one.known.until)) if one.known.until else ""
    since = _("since {moment}").format(moment=shown(one.known.since))
    nobody = "" if one.known.is_vouched else _("nobody in office vouches for it")
    said = [str(one.school_class or ""), one.where, since, until, nobody]
    return {
        "label": one.pupil.name, "url": one.known.thing.get_absolute_url(), "end": one.known.words,
        "quiet": _(", ").join(part for part in said if part),
        "state": "late" if one.is_overdue or nobody else "waiting",
    }  # fmt: skip


def leave_line(leave: Leave, now) -> dict:
    state, word = state_of(leave, at=now)
    return {
        "label": leave.pupil.name, "url": leave.get_absolute_url(), "state": state, "end": word,
        "quiet": span_of(leave),
    }  # fmt: skip


def _found(request, text: str) -> list[dict]:
    rows = Pupil.objects.of(request.school).enrolled(request.school.localdate(request.now))
    rows = rows.filter(Q(name__icontains=text) | Q(number__icontains=text)).order_by("number")[:MOST_FOUND]
    return [_pupil_line(one) for one in rows]


def _pupil_line(pupil: Pupil, known=None) -> dict:
    line = {"label": pupil.name, "url": reverse("whereabouts:pupil", args=[pupil.pk]), "quiet": pupil.number}
    if known:
        return line | {"end": known.words, "state": "waiting"}
    return line | {"icon": "user"}


def _class_lines(request, known: Board) -> list[dict]:
    away, waiting = {}, {}
    for one in known.elsewhere:
        if one.school_class:
            away[one.school_class.pk] = away.get(one.school_class.pk, 0) + 1
    for leave in known.asked:
        if leave.confirmed_at and not leave.approved_at and (school_class := known.classes.get(leave.pupil_id)):
            waiting[school_class.pk] = waiting.get(school_class.pk, 0) + 1
    found = []
    # One's own class first, then those where something is to be done or known.
    classes = list(open_classes(request.school).select_related("head_teacher"))
    classes.sort(key=lambda one: (not teaches(request.user, one), one.pk not in waiting, one.pk not in away))
    for one in classes:
        said = _("{number} to approve").format(number=waiting[one.pk]) if one.pk in waiting else ""
        found.append({
            "label": str(one), "url": reverse("whereabouts:class", args=[one.pk]), "icon": "school", "quiet": said,
            "end": _("{number} elsewhere").format(number=away[one.pk]) if one.pk in away else "",
        })  # fmt: skip
    return found


def _illnesses(request) -> list[dict]:
    if not may(request, permissions.CARE):
        return []
    rows = Illness.objects.of(request.school).open().select_related("pupil").order_by("noticed_at")
    return [
        {"label": one.pupil.name, "url": one.get_absolute_url(), "state": "late",
         "quiet": _("noticed {moment}").format(moment=shown(one.noticed_at))}
        for one in rows
    ]  # fmt: skip


@require_safe
def pupil(request, pk):
    """Where one child is, and what may be said of it."""
    one = pupil_of(request, pk)
    known = whereabouts(request.school, at=request.now, pupils=[one.pk]).get(one.pk)
    leaves = one.leaves.select_related("pupil").order_by("-starts_at", "-pk")[:20]
    return show(
        request, "whereabouts/pupil.html", one=one, known=known, crumbs=[board_crumb()],
        is_overdue=known is not None and known.is_overdue(request.now),
        lines=[leave_line(leave, request.now) for leave in leaves], may_ask=may(request, permissions.ASK_LEAVE),
        may_note=may(request, permissions.NOTE_AWAY), may_care=may(request, permissions.CARE),
        guardians=[
            {"label": one.name, "quiet": one.relation, "end": one.phone, "icon": "phone"}
            for one in one.guardians.order_by("pk")
        ],
    )  # fmt: skip


@require_safe
def school_class(request, pk):
    """One class: who is where, and every act for many at once with how many it waits for."""
    one = class_of(request, pk)
    pupils = [place.pupil for place in class_members(one, on=request.school.localdate(request.now))]
    known = whereabouts(request.school, at=request.now, pupils=[pupil.pk for pupil in pupils])
    leaves = Leave.objects.of(request.school).filter(pupil__in=[pupil.pk for pupil in pupils])
    steps = _steps(request, one, list(leaves.open()))
    here = len(pupils) - len(known)
    return show(
        request, "whereabouts/class.html", one=one, crumbs=[board_crumb()], steps=steps,
        sentence=ngettext("{here} of {all} child of {name} is here.", "{here} of {all} children of {name} are here.",
                          len(pupils)).format(here=here, all=len(pupils), name=str(one)),
        lines=[_pupil_line(pupil, known.get(pupil.pk)) for pupil in pupils],
        may_ask=may(request, permissions.ASK_LEAVE), may_note=may(request, permissions.NOTE_AWAY),
    )  # fmt: skip


def _steps(request, one, leaves: list[Leave]) -> list[dict]:
    """What the class's leaves wait for, each a page by exception; a step that nothing waits for is left out."""
    asked = [leave for leave in leaves if not leave.handed_over_at and leave.until_at > request.now]
    tonight = request.school.moment(request.school.localdate(request.now) + timedelta(days=1), time(0, 0))
    without = [leave for leave in asked if not leave.confirmed_at]
    counted = [
        ("class-links", len(without), _("Send links to guardians"), "link", permissions.ASK_LEAVE),
        ("class-paper", len(without), _("Photograph the signed sheet"), "camera", permissions.ASK_LEAVE),
        ("class-approve", sum(1 for one in asked if one.confirmed_at and not one.approved_at), _("Approve leave"),
         "check", permissions.APPROVE_LEAVE),
        ("class-hand-over", sum(1 for leave in asked if leave.may_go and leave.starts_at < tonight),
         _("Hand over the children"), "door-exit", permissions.HAND_OVER),
        ("class-return", sum(1 for one in leaves if one.is_out), _("Receive the children back"),
         "door-enter", permissions.HAND_OVER),
    ]  # fmt: skip
    return [
        {"label": label, "url": reverse(f"whereabouts:{view}", args=[one.pk]), "icon": icon, "end": str(number)}
        for view, number, label, icon, needs in counted
        if number and may(request, needs)
    ]


def board_crumb():
    return crumb(_("Whereabouts"), "whereabouts:index")


def history_of(thing):
    return Entry.objects.about(thing)[:40]
