"""Who answers for which building."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from houqin.dormitory import actions
from houqin.dormitory.forms.beds import ChargeForm, LastDayForm
from houqin.dormitory.gates.charges import is_run_by_somebody
from houqin.dormitory.models import Charge
from houqin.dormitory.permissions import PUT_IN_CHARGE
from houqin.dormitory.selectors.charges import charges_of
from houqin.dormitory.selectors.rooms import rooms_on
from houqin.dormitory.selectors.standards import checks_of, space_checks
from houqin.dormitory.views.seeing import may, may_see_dormitory, rooms_crumb, thing, tonight
from houqin.kernel.http import show
from houqin.tenancy.asking import ask, crumb, sent


@require_safe
def charges(request):
    """Each building with its managers, and what is beyond the standards of staff and space."""
    school, on = may_see_dormitory(request), request.school.localdate(request.now)
    rooms, answering = rooms_on(school, tonight(request)), charges_of(school, on)
    houses = list({one.room.space.building: None for one in rooms})
    cards = [
        {"house": house, "charges": answering.get(house.pk, []),
         "refusals": list(is_run_by_somebody(house, on, charges=answering.get(house.pk, [])))}
        for house in houses
    ]  # fmt: skip
    unanswered = [card["house"].name for card in cards if card["refusals"]]
    sentence = _("Somebody answers for every building.") if houses else _("No dorm room has beds yet.")
    if unanswered:
        sentence = _("Nobody answers for {buildings}.").format(buildings=_(", ").join(unanswered))
    later = Charge.objects.of(school).filter(starts_on__gt=on).exclude(ends_on__lte=on)
    return show(
        request, "dormitory/charges.html", sentence=sentence, cards=cards, crumbs=[rooms_crumb()],
        checks=checks_of(rooms, answering), later=later.select_related("building", "user").order_by("starts_on"),
        beyond=space_checks(rooms), may=may(request, charge=PUT_IN_CHARGE),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def put_in_charge(request):
    on = request.school.localdate(request.now)
    form = ChargeForm(
        sent(request), school=request.school, on=on,
        initial={"starts_on": on, "building": request.GET.get("building")},
    )  # fmt: skip
    return ask(
        request, form, actions.put_in_charge, needs=PUT_IN_CHARGE, title=_("Who answers for a building"),
        submit=_("Put in charge"), back=reverse("dormitory:charges"), crumbs=_crumbs(),
        lead=_("Listed are the dormitory managers in office."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def end_charge(request, pk):
    one = thing(request, Charge.objects.select_related("building", "user"), pk)
    form = LastDayForm(sent(request), initial={"ends_on": request.school.localdate(request.now)})
    title = _("{name} no longer answers for {building}").format(name=one.user.name, building=one.building.name)
    return ask(
        request, form, actions.end_charge, needs=PUT_IN_CHARGE, charge=one, about=[one.building], title=title,
        submit=_("End"), back=reverse("dormitory:charges"), crumbs=_crumbs(),
    )  # fmt: skip


def _crumbs():
    return [rooms_crumb(), crumb(_("Who answers for a building"), "dormitory:charges")]
