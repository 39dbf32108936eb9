"""Tonight, and one round: scan, see what is left, say what is wrong."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.incidents.models import Hazard
from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.shown import shown
from houqin.nightwatch import actions
from houqin.nightwatch.forms.rounds import MarkForm, WhyForm
from houqin.nightwatch.models import How, Mark, MarkPhoto, Round
from houqin.nightwatch.permissions import HAND_OVER, PLAN_ROUTES, WALK
from houqin.nightwatch.selectors.nights import Walked, rounds_of, walked
from houqin.nightwatch.selectors.roster import on_duty
from houqin.nightwatch.views.seeing import may, may_see, tonight_of
from houqin.tenancy.asking import ask, sent

either = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def tonight(request):
    may_see(request)
    school, night = request.school, tonight_of(request)
    found = rounds_of(school, night)
    walks = may(request, WALK)
    current = _current(found, request.now)
    return show(
        request, "nightwatch/tonight.html", sentence=_sentence(found, current, request.now), current=current,
        current_lines=_point_lines(current) if current else [], walks=walks,
        lines_of_routes=_stations(found, request.now), odd=_odd_lines(found, request.now),
        people=_people(on_duty(school, night, at=request.now)), hands_over=may(request, HAND_OVER),
        plans=may(request, PLAN_ROUTES),
    )  # fmt: skip


def _current(found: list[Walked], at) -> Walked | None:
    """The round that is walked now, else the next one."""
    to_do = [one for one in found if one.round.completed_at is None and one.round.closes_at > at]
    return next(iter(sorted(to_do, key=lambda one: one.round.starts_at)), None)


def _sentence(found: list[Walked], current: Walked | None, at) -> str:
    if not found:
        return _("No round is planned tonight.")
    if current is None:
        missed = sum(1 for one in found if one.state(at) == "missed")
        said = ngettext("{number} round was not complete.", "{number} rounds were not complete.", missed)
        return said.format(number=missed) if missed else _("Every round of the night is complete.")
    facts = {"round": str(current.round), "left": len(current.missed)}
    if current.round.starts_at > at:
        return _("Next round: {round}.").format(**facts)
    return ngettext("{round}: {left} point is left.", "{round}: {left} points are left.", facts["left"]).format(**facts)


def _stations(found: list[Walked], at) -> list[tuple[str, list[dict]]]:
    """(route, its rounds as stations)."""
    by_route: dict[str, list[dict]] = {}
    for one in found:
        by_route.setdefault(one.round.route.name, []).append(
            {
                "state": one.state(at), "label": f"{one.round.school.localtime(one.round.starts_at):%H:%M}",
                "note": f"{len(one.way) - len(one.missed)}/{len(one.way)}", "url": one.round.get_absolute_url(),
            }
        )  # fmt: skip
    return list(by_route.items())


def _point_lines(one: Walked) -> list[dict]:
    passed = one.passed
    return [
        {"label": f"{point.number}. {point.space.name}", "quiet": point.space.code,
         "state": "done" if point.pk in passed else "due",
         "end": f"{one.round.school.localtime(passed[point.pk].happened_at):%H:%M}" if point.pk in passed else ""}
        for point in one.way
    ]  # fmt: skip


def _odd_lines(found: list[Walked], at) -> list[dict]:
    """What a leader looks at: points that were missed, and marks that cannot be true as they stand."""
    lines = []
    for one in found:
        if one.state(at) == "missed":
            names = shown([point.space.name for point in one.missed])
            lines.append({
                "label": _("{round}: not passed").format(round=one.round), "quiet": names, "state": "missed",
                "url": one.round.get_absolute_url(),
            })  # fmt: skip
        lines += [
            {"label": f"{mark.space.name} {mark.by.name}", "quiet": odd.words, "state": "late",
             "url": f"{one.round.get_absolute_url()}#mark-{mark.pk}"}
            for mark in one.marks for odd in one.odd.get(mark.pk, ()) if odd.is_suspicious
        ]  # fmt: skip
    return lines


def _people(duty) -> list[tuple[str, str]]:
    leads = shown([user.name for user in duty.leaders]) or _("nobody")
    facts = [(_("Leads"), leads if duty.is_leader_named else _("{names} (not named)").format(names=leads))]
    for one in duty.watchers:
        facts.append((one.building.name if one.building else _("Dormitory"), one.user.name))
    return facts


def round_of(request, pk: int) -> Round:
    """One that this person may see.  Raises Http404, NotYours."""
    rows = Round.objects.visible_to(request.user).select_related("route", "version", "school__bureau")
    found = get_object_or_404(rows, pk=pk)
    may_see(request, found.school)
    return found


@require_safe
def one(request, pk):
    return _page(request, round_of(request, pk))


def _page(request, round: Round, form: MarkForm | None = None):
    [found] = walked([round])
    at, walks = request.now, may(request, WALK, round.school)
    # One that is still to come as well: its page is kept, and opened later without signal.
    is_open = at < round.closes_at
    kind = Mark._meta.label_lower
    hazards = Hazard.objects.filter(source_kind=kind, source_id__in=[mark.pk for mark in found.marks]).order_by("pk")
    return show(
        request, "nightwatch/round.html", round=round, sentence=_round_sentence(found, at), state=found.state(at),
        points=_points(found, walks and is_open), is_open=is_open, walks=walks, form=form or _any_form(request),
        marks=_mark_lines(found, walks), hazards=[_hazard_line(one) for one in hazards],
        history=Entry.objects.about(round)[:20], facts=_facts(round),
        mark_url=reverse("nightwatch:mark", args=[round.pk]),
    )  # fmt: skip


def _any_form(request) -> MarkForm:
    """For any code. From the page of a place it comes filled in, and says so."""
    code = request.GET.get("code", "")[:120]
    initial = {"code": code, "how": How.OPENED} if code else None
    return MarkForm(auto_id="id_any_%s", initial=initial)


def _round_sentence(one: Walked, at) -> str:
    state, left = one.state(at), one.missed
    if state == "done":
        return _("Every point is passed.")
    if state == "missed":
        return _("Not passed: {names}").format(names=shown([point.space.name for point in left]))
    if state == "waiting":
        return _("Begins at {time}.").format(time=f"{one.round.school.localtime(one.round.starts_at):%H:%M}")
    until = f"{one.round.school.localtime(one.round.due_at):%H:%M}"
    if state == "late":
        said = ngettext(
            "{left} point is left, late since {until}.", "{left} points are left, late since {until}.", len(left)
        )
    else:
        said = ngettext("{left} point is left, until {until}.", "{left} points are left, until {until}.", len(left))
    return said.format(left=len(left), until=until)


def _points(one: Walked, walks: bool) -> list[dict]:
    """Every point with its form. The place that carries a photo is printed here, so that it is known without signal."""
    passed, made = one.passed, []
    for point in one.way:
        mark = passed.get(point.pk)
        made.append({
            "point": point, "mark": mark, "wants_photo": point.number in one.round.photo_at and mark is None,
            "time": f"{one.round.school.localtime(mark.happened_at):%H:%M}" if mark else "",
            "form": MarkForm(point=point, auto_id=f"id_{point.pk}_%s") if walks else None,
            "report": reverse("incidents:report-hazard") + f"?place={point.space_id}",
        })  # fmt: skip
    return made


def _mark_lines(one: Walked, walks: bool) -> list[dict]:
    """Every mark with what is odd about it, the newest first."""
    files: dict[int, list] = {}
    for photo in MarkPhoto.objects.filter(mark__in=one.marks).select_related("attachment").order_by("pk"):
        files.setdefault(photo.mark_id, []).append(photo.attachment)
    return [
        {"mark": mark, "odd": one.odd.get(mark.pk, []), "is_late": (mark.received_at - mark.happened_at).seconds > 60,
         "files": files.get(mark.pk, ()), "walks": walks}
        for mark in reversed(one.marks)
    ]  # fmt: skip


def _hazard_line(hazard: Hazard) -> dict:
    return {"label": str(hazard.what), "url": hazard.get_absolute_url(), "quiet": hazard.code, "state": "late",
            "end": str(hazard.get_state_display())}  # fmt: skip


def _facts(round: Round) -> list[tuple]:
    version = round.version
    return [
        (_("Route"), round.route.name), (_("Prevents"), round.route.get_kind_display()),
        (_("Walked by"), version.get_owner_post_display()),
        (_("Time"), _("{first} to {last}").format(first=shown(round.starts_at), last=shown(round.closes_at))),
    ]  # fmt: skip


@require_POST
def mark(request, pk):
    """A refused mark comes back on the page of its round, with everything that was entered."""
    round = round_of(request, pk)
    form = MarkForm(request.POST, request.FILES, auto_id="id_any_%s")
    made = form.submit(request, actions.mark_point, about=[round], round=round)
    return go(made) if made is not None else _page(request, round, form)


@either
def take_back(request, pk):
    rows = Mark.objects.visible_to(request.user).select_related("round__route", "space", "school__bureau")
    found = get_object_or_404(rows, pk=pk)
    return ask(
        request, WhyForm(sent(request)), actions.take_back_mark, needs=WALK, about=[found], mark=found,
        title=_("Take back the mark of {place}").format(place=found.space.name), submit=_("Take back"),
        back=found.get_absolute_url(), crumbs=[(str(found.round), found.get_absolute_url())],
        lead=_("It no longer counts, and stays on record with the reason."),
    )  # fmt: skip
