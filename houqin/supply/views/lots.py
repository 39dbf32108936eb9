"""The page of one lot, and its verbs."""

from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.journal.used_before import mark_used_before
from houqin.kernel.http import go, show
from houqin.kernel.permissions import Permission
from houqin.supply import actions
from houqin.supply.forms import store as forms_of
from houqin.supply.gates import store as gates
from houqin.supply.models import Lot, Movement
from houqin.supply.permissions import CLEAR_LOTS, DISPOSE_STOCK, HOLD_LOTS, ISSUE_STOCK
from houqin.supply.selectors.lot_page import lot_page, movement_note
from houqin.supply.selectors.lots import held_by, refusals_at_the_door
from houqin.supply.views.seeing import thing, whole
from houqin.supply.views.stock import days_left
from houqin.supply.views.words import SHAPES, state_word


@dataclass(frozen=True)
class LotVerb:
    """A verb as the page offers it: who may, what it asks, what it says afterwards."""

    title: Any
    verb: Any
    form: type[forms.Form]
    needs: Permission
    done: Any
    confirm: Any = ""


VERBS = {
    "hold": LotVerb(
        gettext_lazy("Hold"), actions.hold_lot, forms_of.HoldForm, HOLD_LOTS, gettext_lazy("Held. Nothing uses it now.")
    ),
    "lift": LotVerb(
        gettext_lazy("Lift the hold"), actions.lift_hold, forms_of.WhyForm, CLEAR_LOTS,
        gettext_lazy("The hold is lifted."),
    ),
    "quarantine": LotVerb(
        gettext_lazy("Quarantine"), actions.quarantine_lot, forms_of.WhyForm, HOLD_LOTS,
        gettext_lazy("Quarantined until food safety decides."),
    ),
    "end-quarantine": LotVerb(
        gettext_lazy("End quarantine"), actions.end_quarantine, forms_of.WhyForm, CLEAR_LOTS,
        gettext_lazy("The quarantine has ended."),
    ),
    "move": LotVerb(
        gettext_lazy("Move"), actions.move_lot, forms_of.MoveForm, ISSUE_STOCK, gettext_lazy("Moved.")
    ),
    "send-back": LotVerb(
        gettext_lazy("Send back"), actions.send_back_lot, forms_of.SendBackForm, DISPOSE_STOCK,
        gettext_lazy("Sent back."),
    ),
    "dispose": LotVerb(
        gettext_lazy("Dispose of"), actions.dispose_lot, forms_of.DisposeForm, DISPOSE_STOCK,
        gettext_lazy("Disposed of."),
    ),
    "reject": LotVerb(
        gettext_lazy("Reject"), actions.reject_lot, forms_of.WhyForm, CLEAR_LOTS,
        gettext_lazy("Rejected. Send it back or dispose of it."),
        confirm=gettext_lazy("Reject this lot for good?"),
    ),
}  # fmt: skip


@dataclass
class Panel:
    """One verb on the page: its form, or the reasons why not."""

    name: str
    title: str
    action: str
    form: Any
    confirm: str = ""
    refusals: list = field(default_factory=list)
    is_open: bool = False


def _lots():
    return Lot.objects.select_related("article", "supplier", "space", "line__delivery").with_balance()


@require_safe
def lot(request, pk):
    """`?correct=7` opens the form that mends movement 7."""
    found = thing(request, _lots(), pk)
    if slip := whole(request.GET.get("correct")):
        form = forms_of.CorrectForm(article=found.article, auto_id=f"correct{slip}_%s")
        return _page(request, found, correcting=(slip, form))
    return _page(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
def act(request, pk, name):
    """One verb on one lot. Refused or incomplete, the page comes back with that form open."""
    if name not in VERBS:
        raise Http404
    lot = thing(request, _lots(), pk)
    if request.method != "POST":
        return go(lot)
    offered = VERBS[name]
    form = offered.form(request.POST, lot=lot, auto_id=f"{name}_%s")
    if form.submit(request, offered.verb, about=[lot], lot=lot) is None:
        return _page(request, lot, name, form)
    messages.success(request, offered.done)
    return go(lot)


@require_POST
def correct(request, pk):
    """Mend the slip of one movement; its lot's page shows the form."""
    movement = thing(request, Movement.objects.select_related("lot__article"), pk)
    form = forms_of.CorrectForm(request.POST, article=movement.lot.article, auto_id=f"correct{pk}_%s")
    done = form.submit(request, actions.correct_movement, about=[movement.lot], movement=movement)
    if done is None:
        return _page(request, thing(request, _lots(), movement.lot_id), correcting=(movement.pk, form))
    messages.success(request, _("Corrected. The old entry stays."))
    return go(movement.lot)


def _page(request, lot, name="", form=None, correcting=(0, None)):
    school = lot.school
    on = school.localdate(request.now)
    page = lot_page(lot, on)
    mark_used_before(page.photos, actor=request.user)
    panels = _panels(request, lot, on, name, form)
    may_correct = request.user.may(ISSUE_STOCK, school=school, at=request.now)
    return show(
        request,
        "supply/lot.html",
        form=form or correcting[1],
        page=page,
        lot=lot,
        word=state_word(page.state),
        shape=SHAPES[page.state] or "done",
        days=days_left(page.days_left),
        hold=next((panel for panel in panels if panel.name == "hold"), None),
        panels=[panel for panel in panels if panel.name != "hold" or panel.is_open],
        may_issue=may_correct,
        issue_refusals=list(gates.may_be_used(lot, amount=1, school=school, on=on, held_ancestor=page.held_ancestor)),
        counters=_counters(page),
        facts=_facts(page),
        rows=[_row(one, lot, may_correct, correcting) for one in page.movements],
        trace_url=_trace_url(lot),
    )


def _here(refusals) -> list:
    """Refusals that would lead to the page the person is on lead nowhere."""
    return [replace(refusal, where=None) for refusal in refusals]


def _panels(request, lot, on, name, form) -> list[Panel]:
    """Only what this person may do and what makes sense now; refused ones stay with their reasons."""
    reasons = {
        "hold": [] if not lot.held_at else None,
        "lift": list(gates.may_lift_hold(lot, actor=request.user, held_by_id=held_by(lot))) if lot.held_at else None,
        "quarantine": [] if not lot.quarantined_at and lot.left else None,
        "end-quarantine": [*gates.may_end_quarantine(lot, on=on), *refusals_at_the_door(lot)]
        if lot.quarantined_at
        else None,
        "move": [] if lot.left else None,
        "send-back": list(gates.may_send_back(lot, amount=lot.left)) if lot.left and lot.supplier_id else None,
        "dispose": [] if lot.left else None,
        "reject": [] if not lot.rejected_at and lot.left else None,
    }
    panels = []
    for key, offered in VERBS.items():
        if reasons[key] is None and key != name:
            continue
        if not request.user.may(offered.needs, school=lot.school, at=request.now):
            continue
        bound = form if key == name and form is not None else offered.form(lot=lot, auto_id=f"{key}_%s")
        panels.append(
            Panel(
                name=key, title=str(offered.title), action=reverse("supply:lot-act", args=[lot.pk, key]), form=bound,
                confirm=str(offered.confirm), refusals=_here(reasons[key] or []), is_open=key == name,
            )
        )  # fmt: skip
    return panels


def _counters(page) -> list[dict]:
    quantity = page.lot.article.quantity
    counters = [
        {
            "value": quantity(page.lot.left),
            "label": _("in stock of {came}").format(came=quantity(page.came)),
            "url": "#movements",
        },
        {"value": page.issues, "label": _("issues"), "url": "#movements"},
    ]
    if page.made_from:
        counters.append({"value": len(page.made_from), "label": _("lots in it"), "url": "#family"})
    if page.made_into:
        counters.append({"value": len(page.made_into), "label": _("lots made with it"), "url": "#family"})
    if page.lot.line_id:
        counters.append({"value": len(page.papers), "label": _("papers"), "url": "#papers"})
        counters.append({"value": len(page.photos), "label": _("photos"), "url": "#papers"})
    return counters


def _facts(page) -> list[dict]:
    lot = page.lot
    line = lot.line
    facts = [
        (_("Supplier"), lot.supplier, lot.supplier and lot.supplier.get_absolute_url()),
        (_("Lot number on the label"), lot.supplier_lot, ""),
        (_("Production date"), lot.production_date and f"{lot.production_date:%Y-%m-%d}", ""),
        (_("Last day of use"), f"{lot.expiration_date:%Y-%m-%d}", ""),
        (_("In the store since"), lot.received_at, ""),
        (_("Origin"), lot.get_origin_display(), ""),
        (_("Delivery"), line and line.delivery, line and line.delivery.get_absolute_url()),
        (_("Temperature on arrival"), _celsius(line and line.arrival_temperature_c), ""),
        (_("Storage place"), lot.space, ""),
        (_("Storage"), lot.article.get_storage_display(), ""),
        (_("Allergens"), lot.article.allergens, ""),
        (_("Held because"), lot.held_reason, ""),
    ]
    return [{"label": label, "value": value, "url": url} for label, value, url in facts if value not in (None, "")]


def _celsius(degrees) -> str:
    return "" if degrees is None else f"{degrees} ℃"


def _row(movement: Movement, lot: Lot, may_correct: bool, correcting) -> dict:
    correctable = may_correct and movement.kind not in (Movement.Kind.COUNTED, Movement.Kind.CORRECTED)
    form = correcting[1] if correcting[0] == movement.pk else None
    what, url = movement_note(movement), ""
    if movement.issue_id:
        what = _(", ").join(filter(None, [f"{movement.issue.code} {movement.issue.purpose}", what]))
        url = movement.issue.get_absolute_url()
    elif movement.preparation_id and movement.preparation.made_id != lot.pk:
        made = movement.preparation.made
        what, url = f"{made.article.name} {made.code}", made.get_absolute_url()
    quantity = lot.article.quantity(abs(movement.amount))
    return {
        "movement": movement,
        "amount": f"+{quantity}" if movement.amount > 0 else f"−{quantity}",
        "what": what,
        "url": url,
        "form": form if correctable else None,
        "action": reverse("supply:correct", args=[movement.pk]),
        "correct_url": f"{lot.get_absolute_url()}?correct={movement.pk}#movements" if correctable and not form else "",
    }


def _trace_url(lot: Lot) -> str:
    """The trace stands above the store and may be absent."""
    try:
        return reverse("kitchen:trace-lot", args=[lot.pk])
    except NoReverseMatch:
        return ""
