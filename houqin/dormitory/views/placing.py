"""Who sleeps where: a bed is given or given up; who slept where on a night; one pupil's beds."""

from itertools import groupby

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.dormitory import actions
from houqin.dormitory.forms.beds import EndStayForm, PlaceForm
from houqin.dormitory.models import Bed, Move
from houqin.dormitory.permissions import ASK_MOVE, PLACE_PUPILS
from houqin.dormitory.selectors.rooms import slept_on, stays_of
from houqin.dormitory.views.seeing import (
    may,
    may_see_dormitory,
    night_asked,
    room_crumbs,
    rooms_crumb,
    thing,
    tonight,
)
from houqin.kernel.http import show
from houqin.kernel.shown import shown
from houqin.people.models import Pupil
from houqin.people.permissions import SEE_PUPILS
from houqin.tenancy.asking import ask, sent


@require_http_methods(["GET", "POST"])
def place(request, pk):
    bed = thing(request, Bed.objects.select_related("room__space__building"), pk)
    night = tonight(request)
    form = PlaceForm(sent(request), bed=bed, night=night, initial={"starts_on": night})
    return ask(
        request, form, actions.place_pupil, needs=PLACE_PUPILS, bed=bed, about=[bed.room],
        title=_("Who sleeps in {bed}?").format(bed=bed), submit=_("Give the bed"), back=bed.room.get_absolute_url(),
        crumbs=room_crumbs(bed.room), lead=_("Listed are boarders who have no bed and may sleep in this room."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def end(request, pk):
    pupil = pupil_of(request, pk)
    form = EndStayForm(sent(request), initial={"last_night": tonight(request)})
    return ask(
        request, form, actions.end_stay, needs=PLACE_PUPILS, pupil=pupil, about=[pupil],
        title=_("{name} gives the bed up").format(name=pupil.name), submit=_("Give up"), back=stays_url(pupil),
        crumbs=[rooms_crumb(), (pupil.name, stays_url(pupil))],
    )  # fmt: skip


@require_safe
def stays(request, pk):
    """One pupil: where they sleep tonight, and where they slept before."""
    pupil = pupil_of(request, pk)
    may_see_dormitory(request)
    night, found = tonight(request), stays_of(pupil)
    current = next(
        (stay for stay in found if stay.starts_on <= night and (not stay.ends_on or stay.ends_on >= night)), None
    )
    sentence = _("{name} has no bed.").format(name=pupil.name)
    if current:
        sentence = _("{name} sleeps in {bed}.").format(name=pupil.name, bed=current.bed)
    moves = Move.objects.of(pupil.school).filter(pupil=pupil).with_all().order_by("-asked_at")[:20]
    return show(
        request, "dormitory/stays.html", pupil=pupil, sentence=sentence, current=current, crumbs=[rooms_crumb()],
        lines=[_line(stay) for stay in found], moves=moves,
        may=may(request, place=PLACE_PUPILS, ask=ASK_MOVE, pupils=SEE_PUPILS),
    )  # fmt: skip


def _line(stay) -> dict:
    span = _("from {first} on").format(first=f"{stay.starts_on}")
    if stay.ends_on:
        span = _("{first} to {last}").format(first=f"{stay.starts_on}", last=f"{stay.ends_on}")
    facts = [stay.bed.room.space.building.name, span, stay.reason]
    return {"label": str(stay.bed), "url": stay.bed.room.get_absolute_url(), "icon": "bed",
            "quiet": _(", ").join(filter(None, facts))}  # fmt: skip


@require_safe
def nights(request):
    """Who slept where on a night, of any day."""
    school, night = may_see_dormitory(request), night_asked(request)
    found = slept_on(school, night)
    heads = sum(len(one.sleepers) for one in found)
    said = ngettext("{count} slept here in the night of {on}.", "{count} slept here in the night of {on}.", heads)
    if night >= tonight(request):
        said = ngettext("{count} has a bed in the night of {on}.", "{count} have a bed in the night of {on}.", heads)
    houses = [(house, list(inside)) for house, inside in groupby(found, key=lambda one: one.room.space.building)]
    return show(
        request, "dormitory/nights.html", night=night, is_tonight=night == tonight(request),
        sentence=said.format(count=heads, on=shown(night)), 
        houses=[(house, sum(len(one.sleepers) for one in inside), [_room_line(one) for one in inside])
                for house, inside in houses],
    )  # fmt: skip


def _room_line(one) -> dict:
    names = [f"{stay.bed.number} {stay.pupil.name}" for stay in one.sleepers]
    return {"label": one.room.space.name, "url": one.room.get_absolute_url(), "icon": "bed",
            "quiet": _(", ").join(names), "end": len(names)}  # fmt: skip


def pupil_of(request, pk) -> Pupil:
    rows = Pupil.objects.visible_to(request.user).of(request.school).select_related("school__bureau")
    return get_object_or_404(rows, pk=pk)


def stays_url(pupil: Pupil) -> str:
    return reverse("dormitory:stays", args=[pupil.pk])
