"""The register: what there is, what is due, faulty or out of use first."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.campus.actions import register_equipment
from houqin.campus.forms.equipment import RegisterForm
from houqin.campus.kinds import kinds
from houqin.campus.models import Equipment
from houqin.campus.permissions import KEEP_EQUIPMENT
from houqin.campus.selectors.pieces import FAULTY, FINE, STOPPED, standings
from houqin.campus.views.seeing import may, may_see
from houqin.campus.words import SHAPES, WORDS
from houqin.kernel.http import go, show
from houqin.tenancy.asking import ask, crumb, sent
from houqin.tenancy.models import Building

ON_A_PAGE = 50
#: What each counter shows. What is due is due whatever its state: the duty of a building leads to exactly these.
FILTERS = {
    "": lambda one: True, "due": lambda one: one.is_due, "faulty": lambda one: one.state == FAULTY,
    "stopped": lambda one: one.state == STOPPED,
}  # fmt: skip


@require_safe
def equipment(request):
    """A fixed number of queries; the states of all pieces are reckoned, then one page is drawn."""
    school = may_see(request)
    text, state = request.GET.get("q", "").strip()[:60], request.GET.get("state", "")
    state = state if state in FILTERS else ""
    building = _building(request)
    rows = Equipment.objects.of(school).kept()
    if building:
        rows = rows.filter(space__building=building)
    if text:
        rows = rows.filter(_asked(text))
    found = standings(school, rows, on=school.localdate(request.now))
    counts = {name: sum(map(belongs, found)) for name, belongs in FILTERS.items()}
    wanted = list(filter(FILTERS[state], found))
    wanted.sort(key=lambda one: one.state == FINE)
    page = Paginator(wanted, ON_A_PAGE).get_page(request.GET.get("page"))
    return show(
        request, "campus/equipment.html", page=page, lines=[line_of(one) for one in page], text=text, state=state,
        sentence=_sentence(counts, building), counters=_counters(counts, state, building), building=building,
        buildings=_buildings(school, building), may_keep=may(request, KEEP_EQUIPMENT),
    )  # fmt: skip


def _building(request) -> Building | None:
    key = request.GET.get("building", "")
    if not (key.isascii() and key.isdigit() and len(key) < 18):
        return None
    return get_object_or_404(Building.objects.of(request.school), pk=int(key))


def _asked(text: str) -> Q:
    from_kind = [
        code for code, kind in kinds().items() if text.casefold() in f"{kind.title_zh} {kind.title_en}".casefold()
    ]
    return (
        Q(code__icontains=text) | Q(serial__icontains=text) | Q(spot__icontains=text) | Q(kind__in=from_kind)
        | Q(space__name__icontains=text) | Q(space__code__iexact=text)
    )  # fmt: skip


def _sentence(counts: dict[str, int], building) -> str:
    place = building.name if building else _("The school")
    if not counts[""]:
        return _("No equipment is on the register yet.")
    if not any(counts[name] for name in ("due", "faulty", "stopped")):
        said = ngettext("{place}: {number} piece, in order.", "{place}: {number} pieces, all in order.", counts[""])
        return said.format(place=place, number=counts[""])
    parts = [
        said.format(number=counts[name])
        for name, said in (
            ("due", ngettext("{number} is due", "{number} are due", counts["due"])),
            ("faulty", ngettext("{number} is faulty", "{number} are faulty", counts["faulty"])),
            ("stopped", ngettext("{number} is out of use", "{number} are out of use", counts["stopped"])),
        )
        if counts[name]
    ]
    return _("{place}: {parts}.").format(place=place, parts=_(", ").join(parts))


def _counters(counts, state, building) -> list[dict]:
    labels = [("", _("On the register"), ""), ("due", _("Due or overdue"), "due"), ("faulty", _("Faulty"), "late"),
              ("stopped", _("Out of use"), "held")]  # fmt: skip
    kept = {"building": building.pk} if building else {}
    return [
        {"value": counts[name], "label": label, "state": shape if counts[name] else "", "current": name == state,
         "url": f"?{urlencode(kept | ({'state': name} if name else {}))}"}
        for name, label, shape in labels
    ]  # fmt: skip


def _buildings(school, current) -> list[dict]:
    """The buildings that have any, each a filter; none where there is but one."""
    keys = Equipment.objects.of(school).kept().values("space__building")
    found = [
        {"label": one.name, "url": f"?building={one.pk}", "current": one == current}
        for one in Building.objects.of(school).filter(pk__in=keys).order_by("name")
    ]
    return [{"label": _("All buildings"), "url": "?", "current": current is None}, *found] if len(found) > 1 else []


def line_of(one) -> dict:
    piece = one.piece
    due = _("due {day}").format(day=f"{one.due_on:%Y-%m-%d}") if one.due_on else ""
    odd = "" if one.state == FINE else str(WORDS[one.state])
    return {
        "label": f"{piece.kind_of} {piece.code}", "url": piece.get_absolute_url(), "state": SHAPES[one.state],
        "quiet": _(", ").join(part for part in (f"{piece.space.building} {piece.where}", due) if part), "end": odd,
    }  # fmt: skip


@require_safe
def due(request, pk):
    """Where the duty of a building leads: what is due there."""
    may_see(request)
    building = get_object_or_404(Building.objects.visible_to(request.user), pk=pk)
    return go(f"{reverse('campus:equipment')}?state=due&building={building.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def register(request):
    """Whoever scanned the label of a room stands in it."""
    form = RegisterForm(sent(request), school=request.school, initial={"space": request.GET.get("space")})
    return ask(
        request, form, register_equipment, needs=KEEP_EQUIPMENT, title=_("Register equipment"), submit=_("Register"),
        back=reverse("campus:equipment"), crumbs=[crumb(_("Equipment"), "campus:equipment")], lands=True,
        lead=_("It gets a code; print its label and stick it on."), school=request.school,
    )  # fmt: skip
