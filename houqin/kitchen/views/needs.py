"""What must be bought for the menu, and the orders that come of it."""

from django.contrib import messages
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from houqin.kernel.http import go, show
from houqin.kernel.quantities import BaseUnit, Quantity, major_unit
from houqin.kitchen.actions import draft_orders_from_menu
from houqin.kitchen.forms.menus import DraftForm, NeedsForm
from houqin.kitchen.selectors.needs import default_heads, needs, sources, week_around
from houqin.supply.permissions import ORDER_GOODS


def _asked(request, data) -> NeedsForm:
    """The days asked for; without any, from today to the end of the week."""
    today = request.school.localdate(request.now)
    _monday, sunday = week_around(today)
    given = data.dict() if data.get("from_on") else {"from_on": today.isoformat(), "to_on": sunday.isoformat()}
    return NeedsForm(given)


@require_safe
def what_to_buy(request):
    return _page(request, _asked(request, request.GET))


@require_POST
def draft(request):
    form = DraftForm(request.POST, school=request.school)
    drafted = form.submit(request, draft_orders_from_menu, school=request.school)
    if drafted is None:
        return _page(request, _asked(request, request.POST), form=form)
    for order in getattr(drafted, "orders", ()):
        facts = {"order": order.code, "supplier": order.supplier.name}
        messages.success(request, _("%(order)s to %(supplier)s is drafted.") % facts)
    asked = {name: request.POST[name] for name in ("from_on", "to_on", "breakfast", "lunch", "dinner")
             if request.POST.get(name)}  # fmt: skip
    return go(f"{reverse('kitchen:needs')}?{urlencode(asked)}")


def _page(request, asked: NeedsForm, *, form: DraftForm | None = None):
    if not asked.is_valid():
        return show(request, "kitchen/needs.html", form=asked, asked=asked, found=None)
    from_on, to_on = asked.cleaned_data["from_on"], asked.cleaned_data["to_on"]
    today = request.school.localdate(request.now)
    found = needs(request.school, from_on=max(from_on, today), to_on=to_on, heads=asked.heads)
    wanted_on = max(from_on, today)
    able = sources(request.school, {line.article.goods_class for line in found.lines}, on=wanted_on)
    if form is None:
        form = DraftForm(school=request.school, initial={**asked.cleaned_data, "from_on": found.from_on,
                                                         "wanted_on": wanted_on})  # fmt: skip
    rows = [_row(line, able[line.article.goods_class], form) for line in found.lines]
    return show(
        request,
        "kitchen/needs.html",
        form=form,
        asked=asked,
        found=found,
        rows=rows,
        missing=[row for row in rows if row["line"].missing],
        covered=[row for row in rows if not row["line"].missing],
        everybody=default_heads(request.school, wanted_on),
        may=request.user.may(ORDER_GOODS, school=request.school, at=request.now),
    )


def _row(line, source, form: DraftForm) -> dict:
    base = BaseUnit(line.article.base_unit)
    typed = form.typed(line.article.pk)
    suggested = f"{Quantity(line.suggested, base).major.normalize():f}"
    return {
        "line": line,
        "needed": line.shown(line.needed),
        "in_stock": line.shown(line.in_stock),
        "too_late": line.shown(line.too_late),
        "on_order": line.shown(line.on_order),
        "missing": line.shown(line.missing),
        "packs": -(-line.missing // line.pack.base_amount) if line.pack else 0,
        "source": source,
        "value": suggested if typed is None else typed,
        "unit": major_unit(base).label,
        "wrong": form.wrong_amounts.get(line.article.pk, ""),
    }
