"""Pages of orders: a draft is filled line by line, then sent."""

from datetime import timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.supply import actions
from houqin.supply.forms.amounts import AmountText, typed
from houqin.supply.forms.suppliers import OrderForm, OrderLineForm, WhyForm
from houqin.supply.gates.buying import order_may_be_sent
from houqin.supply.models import Article, Order, OrderLine
from houqin.supply.permissions import ORDER_GOODS, RECEIVE_GOODS
from houqin.supply.selectors.deliveries import counts
from houqin.supply.selectors.suppliers import approved_suppliers, supplier_with_standing
from houqin.supply.views.pages import asked, bound, may, paged, press, verb_page
from houqin.supply.views.seeing import may_see_store, thing, whole

SHAPES = {"draft": "due", "sent": "waiting", "delivered": "done", "cancelled": "blocked"}


@require_safe
def orders(request):
    school = may_see_store(request)
    text, state = asked(request), request.GET.get("state", "")
    rows = Order.objects.of(school)
    numbers = counts(rows)
    if state in Order.State.values:
        rows = rows.filter(state=state)
    if text:
        rows = rows.filter(Q(code__icontains=text) | Q(supplier__name__icontains=text))
    rows = rows.select_related("supplier").annotate(line_count=Count("lines")).order_by("-wanted_on", "-pk")
    page = paged(request, rows)
    counters = [{"value": sum(numbers.values()), "label": _("All"), "url": "?", "current": not state}]
    for one in (Order.State.DRAFT, Order.State.SENT, Order.State.DELIVERED):
        counters.append(
            {
                "value": numbers.get(one, 0), "label": one.label, "state": SHAPES[one], "url": f"?state={one.value}",
                "current": state == one,
            }
        )  # fmt: skip
    lines = [
        {
            "label": one.supplier.name, "url": one.get_absolute_url(), "state": SHAPES[one.state],
            "quiet": _("{code}, wanted {day}, {state}").format(
                code=one.code, day=f"{one.wanted_on:%m-%d}", state=one.get_state_display()
            ),
            "end": ngettext("{number} line", "{number} lines", one.line_count).format(number=one.line_count),
        }
        for one in page
    ]  # fmt: skip
    return show(
        request, "supply/orders.html", page=page, lines=lines, counters=counters, text=text, state=state,
        sentence=_sentence(numbers.get("sent", 0)),
        may_order=may(request, ORDER_GOODS),
    )  # fmt: skip


def _sentence(waiting: int) -> str:
    if not waiting:
        return _("Nothing is on its way.")
    said = ngettext("{number} order is on its way.", "{number} orders are on their way.", waiting)
    return said.format(number=waiting)


@require_http_methods(["GET", "HEAD", "POST"])
def new_order(request):
    school = may_see_store(request)
    on = school.localdate(request.now)
    initial = {"wanted_on": on + timedelta(days=1), "supplier": whole(request.GET.get("supplier"))}
    form = OrderForm(**bound(request), suppliers=approved_suppliers(school, on=on), initial=initial)
    return verb_page(
        request, form, actions.draft_order, title=_("New order"), submit=_("Begin the order"), back="/store/orders/",
        done=_("Drafted. Add what is needed, then send it."), then=lambda made: made,
    )  # fmt: skip


def _order(request, pk) -> Order:
    return thing(request, Order.objects.select_related("supplier", "ordered_by"), pk)


def _articles(order):
    """What this supplier is approved for comes to be chosen; nothing else."""
    classes = {one.goods_class for one in order.supplier.approvals.all() if not one.withdrawn_at}
    rows = Article.objects.of(order.school).in_use().filter(goods_class__in=classes, is_intermediate=False)
    return rows.prefetch_related("units").order_by("name", "pk")


@require_safe
def order(request, pk):
    return _page(request, _order(request, pk))


def _page(request, order, form=None, wrong=None):
    on = order.school.localdate(request.now)
    lines = list(order.lines.select_related("article").order_by("pk"))
    supplier = supplier_with_standing(order.supplier_id)
    order.supplier = supplier
    is_draft = order.state == Order.State.DRAFT
    for line in lines:
        line.typed = typed(line.article, line.amount)
        line.unit = AmountText(line.article).unit
        line.suggested = line.article.quantity(line.suggested_amount) if line.suggested_amount else None
    if is_draft and form is None:
        form = OrderLineForm(articles=_articles(order))
    return show(
        request, "supply/order.html", order=order, lines=lines, is_draft=is_draft, line_form=form, form=wrong or form,
        refusals=list(order_may_be_sent(order, lines, supplier, on=on)) if is_draft else [],
        shape=SHAPES[order.state], history=Entry.objects.about(order)[:30],
        may_order=may(request, ORDER_GOODS), may_receive=may(request, RECEIVE_GOODS),
        deliveries=order.deliveries.order_by("pk"), is_open=order.state in ("draft", "sent"),
    )  # fmt: skip


@require_POST
def add_order_line(request, pk):
    order = _order(request, pk)
    form = OrderLineForm(**bound(request), articles=_articles(order))
    done = form.submit(request, actions.change_order_line, about=[order], order=order)
    return go(order) if done is not None else _page(request, order, form)


@require_POST
def change_order_line(request, pk):
    """One line of a draft: another amount, or 0 to remove it."""
    line = thing(request, OrderLine.objects.select_related("article", "order__supplier"), pk)
    form = OrderLineForm(
        {"article": line.article_id, "amount": request.POST.get("amount", ""),
         "entry_key": request.POST.get("entry_key", "")},
        articles=Article.objects.filter(pk=line.article_id),
    )  # fmt: skip
    if request.POST.get("amount", "").strip() in ("", "0"):
        return press(
            request, actions.change_order_line, back=line.order, done=_("Removed."), about=[line.order],
            order=line.order, article=line.article, amount=0,
        )  # fmt: skip
    if form.submit(request, actions.change_order_line, about=[line.order], order=line.order) is not None:
        return go(line.order)
    return _page(request, _order(request, line.order_id), wrong=form)


@require_POST
def send_order(request, pk):
    order = _order(request, pk)
    return press(request, actions.send_order, back=order, done=_("Sent."), about=[order], order=order)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel_order(request, pk):
    order = _order(request, pk)
    title = _("Cancel order {code}").format(code=order.code)
    return verb_page(
        request, WhyForm(**bound(request)), actions.cancel_order, title=title, submit=_("Cancel the order"),
        back=order, done=_("Cancelled."), about=[order], order=order,
    )  # fmt: skip
