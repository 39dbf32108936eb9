"""The proposal: looked at by room, taken as a whole or one room at a time."""

import hashlib
import re

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from houqin.dormitory import actions
from houqin.dormitory.models import Bed
from houqin.dormitory.permissions import PLACE_PUPILS
from houqin.dormitory.proposing import Proposal
from houqin.dormitory.reasons import Reason
from houqin.dormitory.selectors.proposal import proposal_for
from houqin.dormitory.views.seeing import rooms_crumb, tonight
from houqin.journal.doors import VerbForm
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refusal, Refused
from houqin.kernel.shown import shown
from houqin.people.models import Pupil
from houqin.people.selectors import sits_in

#: Between the numbers that somebody types for whoever needs the ground floor.
BETWEEN = re.compile(r"[\s,，、;；]+")
MOST_TYPED = 2_000


@require_http_methods(["GET", "POST"])
def proposal(request):
    authorise(request.user, PLACE_PUPILS, school=request.school, at=request.now)
    school, night = request.school, tonight(request)
    typed = request.GET.get("ground", "")[:MOST_TYPED]
    ground, unknown = _on_the_ground(school, typed)
    found, pupils = proposal_for(school, night, needs_ground=ground)
    form, digest = VerbForm(request.POST or None), _digest(found)
    if request.method == "POST":
        wanted = _wanted(found, request.POST.get("room", ""))
        if request.POST.get("digest") != digest:
            form.refused = Refused([Refusal(Reason.PROPOSAL_CHANGED)])
        elif _accepted(form, request, wanted, pupils):
            return go(reverse("dormitory:proposal") + (f"?ground={typed}" if typed else ""))
    return show(
        request, "dormitory/proposal.html", form=form, digest=digest, typed=typed, unknown=unknown,
        sentence=_sentence(found, pupils), crumbs=[rooms_crumb()], warnings=_warnings(found, pupils, unknown),
        **_told(found, pupils, night),
    )  # fmt: skip


def _on_the_ground(school, typed: str) -> tuple[set[int], list[str]]:
    """(pupils whose number or name was typed, words that fit nobody or more than one)."""
    words = list(dict.fromkeys(word for word in BETWEEN.split(typed) if word))
    rows = Pupil.objects.of(school).filter(left_on=None)
    known: dict[str, set[int]] = {}
    for field in ("number", "name"):
        for word, key in rows.filter(**{f"{field}__in": words}).values_list(field, "pk"):
            known.setdefault(word, set()).add(key)
    sure = {word: keys for word, keys in known.items() if len(keys) == 1}
    return set().union(*sure.values()), [word for word in words if word not in sure]


def _digest(found: Proposal) -> str:
    """What was looked at is what is accepted."""
    return hashlib.sha256(repr(sorted(found.beds.items())).encode()).hexdigest()[:16]


def _wanted(found: Proposal, room: str) -> dict[int, int]:
    """Pupil → bed: of one room when it is named, else of all."""
    if not room:
        return found.beds
    inside = next((keys for key, keys in found.rooms.items() if str(key) == room), [])
    return {key: found.beds[key] for key in inside}


def _accepted(form: VerbForm, request, wanted: dict[int, int], pupils: list[Pupil]) -> bool:
    by_key, beds = {pupil.pk: pupil for pupil in pupils}, Bed.objects.in_bulk(wanted.values())
    placings = [(beds[bed], by_key[pupil]) for pupil, bed in wanted.items()]
    form.submit(request, actions.place_pupils, school=request.school, placings=placings, reason=_("By the proposal"))
    return form.is_valid() and form.refused is None


def _sentence(found: Proposal, pupils: list[Pupil]) -> str:
    if not pupils:
        return _("Every boarder has a bed.")
    if not found.beds:
        return _("No bed is free for the boarders who have none.")
    said = ngettext("{count} boarder without a bed can have one.", "{count} boarders without a bed can have one.",
                    len(found.beds))  # fmt: skip
    return said.format(count=len(found.beds))


def _warnings(found: Proposal, pupils: list[Pupil], unknown: list[str]) -> list[str]:
    names = [pupil.name for pupil in pupils if pupil.pk in set(found.upstairs)]
    said = [
        (_("Not found, or more than one: {words}."), unknown),
        (_("The ground floor is full; upstairs remain: {words}."), names),
    ]
    return [sentence.format(words=shown(words)) for sentence, words in said if words]


def _told(found: Proposal, pupils: list[Pupil], night) -> dict:
    """Rooms with the names for each bed, and who finds none."""
    by_key, classes = {pupil.pk: pupil for pupil in pupils}, sits_in(pupils, on=night)
    beds = Bed.objects.select_related("room__space__building").in_bulk(found.beds.values())
    rooms = []
    for key, inside in found.rooms.items():
        lines = [(beds[found.beds[one]], by_key[one], classes.get(one)) for one in inside]
        together = list(dict.fromkeys(str(one) for _bed, _pupil, one in lines))
        rooms.append({"room": lines[0][0].room, "lines": lines, "classes": together, "is_mixed": key in found.mixed})
    left = [one for one in pupils if one.pk not in found.beds]
    return {
        "rooms": rooms, "many": len(found.beds), "left": [(one, classes.get(one.pk)) for one in left],
    }  # fmt: skip
