"""Buildings and the spaces in them."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.journal.models import Entry
from houqin.kernel.http import show
from houqin.kernel.permissions import authorise
from houqin.tenancy import actions
from houqin.tenancy.asking import Nothing, ask, crumb, sent
from houqin.tenancy.forms import BuildingForm, SpaceForm
from houqin.tenancy.gates import may_close
from houqin.tenancy.here import parts_of
from houqin.tenancy.models import Building, Space
from houqin.tenancy.permissions import MANAGE_SPACES, SEE_SETTINGS


def _crumbs(*further):
    return [crumb(_("Settings"), "tenancy:settings"), *further]


def _places():
    return crumb(_("Buildings and spaces"), "tenancy:spaces")


@require_safe
def spaces(request):
    authorise(request.user, SEE_SETTINGS, school=request.school, at=request.now)
    everything = list(Space.objects.of(request.school).select_related("within").order_by("code"))
    in_use = [space for space in everything if not space.closed_on]
    cards = [
        {"building": building, "lines": [_line(space) for space in in_use if space.building_id == building.pk]}
        for building in Building.objects.of(request.school).order_by("name")
    ]
    sentence = _("There is no building yet. Add the first.")
    if cards:
        in_buildings = ngettext("%(count)d building", "%(count)d buildings", len(cards)) % {"count": len(cards)}
        facts = {"count": len(in_use), "buildings": in_buildings}
        sentence = (
            ngettext("%(count)d space in %(buildings)s.", "%(count)d spaces in %(buildings)s.", len(in_use)) % facts
        )
    return show(
        request, "tenancy/spaces.html", sentence=sentence, cards=cards, crumbs=_crumbs(),
        closed=[_line(space) for space in everything if space.closed_on],
        may_manage=request.user.may(MANAGE_SPACES, school=request.school, at=request.now),
    )  # fmt: skip


def _line(space: Space) -> dict:
    facts = [space.code, space.get_kind_display()]
    if space.within:
        facts.append(_("in %(space)s") % {"space": space.within.name})
    places = ""
    if space.positions:
        places = ngettext("%(count)d place", "%(count)d places", space.positions) % {"count": space.positions}
    return {"label": space.name, "url": space.get_absolute_url(), "quiet": _(", ").join(facts), "end": places}


@require_safe
def space(request, pk):
    """What is so here now, then what the place is: whoever scanned its label stands in it."""
    authorise(request.user, SEE_SETTINGS, school=request.school, at=request.now)
    found = _space(request, pk)
    parts = parts_of(found, actor=request.user, at=request.now)
    inside = Space.objects.of(request.school).filter(within=found, closed_on=None).order_by("code")
    said = [{"text": part.said, "state": part.state} for _title, part in parts if part.said]
    if not any(one["state"] for one in said):
        said.insert(0, {"text": _("Nothing is due, unsafe or out of use here."), "state": "done"})
    facts = [
        (_("Code"), found.code),
        (_("Kind"), found.get_kind_display()),
        (_("Building"), found.building.name),
        {"label": _("Inside"), "value": found.within and found.within.name,
         "url": found.within and found.within.get_absolute_url()},
        (_("Numbered places"), found.positions or None),
    ]  # fmt: skip
    return show(
        request, "tenancy/space.html", space=found, facts=facts, crumbs=_crumbs(_places()),
        parts=[(title, part) for title, part in parts if part.lines or part.empty], said=said,
        verbs=[verb for _title, part in parts for verb in part.verbs], inside=[_line(one) for one in inside],
        labels=f"{reverse('documents:print-labels')}?kind=space&thing={found.pk}",
        refusals=list(may_close(found, parts=found.parts.filter(closed_on=None).order_by("code"))),
        may_manage=request.user.may(MANAGE_SPACES, school=request.school, at=request.now),
        entries=Entry.objects.about(found)[:20],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def add_building(request):
    return ask(
        request, BuildingForm(sent(request)), actions.add_building, needs=MANAGE_SPACES, school=request.school,
        title=_("Add a building"), submit=_("Add a building"), back=reverse("tenancy:spaces"),
        crumbs=_crumbs(_places()),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def add_space(request):
    form = SpaceForm(sent(request), school=request.school, initial={"building": request.GET.get("building")})
    return ask(
        request, form, actions.add_space, needs=MANAGE_SPACES, title=_("Add a space"), submit=_("Add a space"),
        back=reverse("tenancy:spaces"), crumbs=_crumbs(_places()),
        lead=_("A store room, a kitchen, a refrigerator: whatever has things in it or readings taken of it."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def close_space(request, pk):
    found = _space(request, pk)
    return ask(
        request, Nothing(sent(request)), actions.close_space, needs=MANAGE_SPACES, space=found, about=[found],
        title=_("Close %(space)s?") % {"space": found.name}, submit=_("Close this space"),
        back=found.get_absolute_url(),
        crumbs=_crumbs(_places()), lead=_("Out of use from today. Records that name it stay."),
    )  # fmt: skip


def _space(request, pk) -> Space:
    rows = (
        Space.objects.visible_to(request.user).of(request.school).select_related("building", "within", "school__bureau")
    )
    return get_object_or_404(rows, pk=pk)
