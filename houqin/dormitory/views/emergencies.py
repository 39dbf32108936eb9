"""An evacuation on all phones: begin, live totals, count a group, end."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.dormitory.actions.emergencies import call_off_emergency, count_heads, end_emergency, start_emergency
from houqin.dormitory.beside import others_inside
from houqin.dormitory.forms.emergencies import CallOffForm, HeadsForm, StartForm
from houqin.dormitory.gates.emergencies import may_end
from houqin.dormitory.models import Emergency, HeadSaid
from houqin.dormitory.permissions import COUNT_HEADS, END_EMERGENCY, SEE_EMERGENCIES, START_EMERGENCY
from houqin.dormitory.selectors.emergencies import expected_now, groups_of, is_by_room, missing_in, running, totals
from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.tenancy.asking import Nothing


@require_http_methods(["GET", "HEAD", "POST"])
def emergencies(request):
    """What there was, and the button that calls everybody out."""
    authorise(request.user, SEE_EMERGENCIES, school=request.school, at=request.now)
    form = StartForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        begun = form.submit(request, start_emergency, school=request.school)
        if begun:
            return go(begun)
    by_room = is_by_room(request.school, at=request.now)
    rows = Emergency.objects.visible_to(request.user).of(request.school).exclude(ended_at=None)
    earlier = list(rows.order_by("-started_at")[:20])
    missing = missing_in(earlier)
    return show(
        request, "dormitory/emergencies.html", form=form, running=running(request.school), by_room=by_room,
        expected=len(expected_now(request.school, at=request.now, by_room=by_room)),
        may_start=request.user.may(START_EMERGENCY, school=request.school, at=request.now),
        earlier=[(one, missing.get(one.pk, 0)) for one in earlier],
    )  # fmt: skip


def emergency_of(request, pk) -> Emergency:
    rows = Emergency.objects.visible_to(request.user).select_related("started_by", "ended_by", "school__bureau")
    return get_object_or_404(rows, pk=pk, school=request.school)


@require_safe
def emergency(request, pk):
    found = emergency_of(request, pk)
    authorise(request.user, SEE_EMERGENCIES, school=request.school, at=request.now)
    return _page(request, found)


def _page(request, found: Emergency, **more):
    groups = groups_of(found)
    sums = totals(groups)
    may = {name: request.user.may(needed, school=request.school, at=request.now)
           for name, needed in (("count", COUNT_HEADS), ("end", END_EMERGENCY))}  # fmt: skip
    return show(
        request, "dormitory/emergency.html", part="live", emergency=found, groups=groups, sums=sums,
        heading=_heading(found, sums), is_counted=not found.ended_at or bool(sums.get("missing")), may=may,
        others=others_inside(request.school, found.started_at), refusals=list(may_end(found, groups)),
        call_off=CallOffForm(),
        missing=[(pupil, group) for group in groups for pupil, mark in group.people
                 if mark and mark.said == HeadSaid.MISSING],
        entries=Entry.objects.about(found)[:30], **more,
    )  # fmt: skip


def _heading(found: Emergency, sums: dict) -> str:
    if missing := sums.get("missing"):
        said = ngettext("{number} child is missing.", "{number} children are missing.", missing)
        if found.ended_at:
            said = ngettext(
                "It is over, but {number} child is missing. Look at once.",
                "It is over, but {number} children are missing. Look at once.",
                missing,
            )
        return said.format(number=missing)
    if found.ended_at:
        return _("{what}: it is over.").format(what=found)
    if sums.get("uncounted"):
        said = ngettext(
            "{number} child is not counted yet.", "{number} children are not counted yet.", sums["uncounted"]
        )
        return said.format(number=sums["uncounted"])
    return _("Everybody is safe.")


@require_http_methods(["GET", "HEAD", "POST"])
def heads(request, pk, place):
    """One group: everybody stands here but those who are tapped."""
    found = emergency_of(request, pk)
    authorise(request.user, COUNT_HEADS, school=request.school, at=request.now)
    form = HeadsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.submit(request, count_heads, about=[found], emergency=found):
        messages.success(request, _("Counted."))
        return go(found)
    group = next((one for one in groups_of(found) if one.place == place), None)
    if group is None:
        return go(found)
    return show(request, "dormitory/heads.html", form=form, emergency=found, group=group, said=HeadSaid)


@require_POST
def end(request, pk):
    found = emergency_of(request, pk)
    form = Nothing(request.POST)
    if form.submit(request, end_emergency, about=[found], emergency=found):
        messages.success(request, _("The evacuation is over."))
        return go(found)
    return _page(request, found, form=form)


@require_POST
def call_off(request, pk):
    found = emergency_of(request, pk)
    form = CallOffForm(request.POST)
    if form.submit(request, call_off_emergency, about=[found], emergency=found):
        return go(found)
    return _page(request, found, form=form)
