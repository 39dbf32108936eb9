"""What one person can do next in the store, by their posts."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from houqin.kernel.next_actions import Action, in_order
from houqin.kernel.shown import shown
from houqin.supply import permissions
from houqin.supply.models import Certificate, Delivery, Lot, Order

#: A supplier's paper is asked for this long before it lapses (rule PH-05 gives the first warning for certificates).
PAPERS_BEFORE = timedelta(days=30)


def next_actions(user, school, at: datetime) -> list[Action]:
    """Worst first, then by time. Nothing that another post does. At most six queries."""
    today = school.localdate(at)
    found: list[Action] = []
    for name, ask in (
        ("INSPECT_GOODS", _deliveries),
        ("RECEIVE_GOODS", _trucks),
        ("DISPOSE_STOCK", _expired),
        ("ISSUE_STOCK", _near_expiry),
        ("ORDER_GOODS", _orders),
        ("MANAGE_SUPPLIERS", _papers),
    ):
        if user.may(getattr(permissions, name), school=school, at=at):
            found += ask(school, today)
    return in_order(found, at=at)


def _deliveries(school, today) -> Iterator[Action]:
    waiting = Delivery.objects.of(school).filter(state=Delivery.State.ARRIVED).select_related("supplier")
    for delivery in waiting.annotate(count=Count("lines")).order_by("arrived_at")[:10]:
        title = ngettext("Inspect {supplier}, {count} line", "Inspect {supplier}, {count} lines", delivery.count)
        late = school.localdate(delivery.arrived_at) < today
        yield Action(
            code="inspect",
            title=title.format(supplier=delivery.supplier.name, count=delivery.count),
            state="late" if late else "due",
            url=delivery.get_absolute_url(),
            verb=_("Inspect"),
            detail=_("arrived {moment}").format(moment=shown(delivery.arrived_at)),
        )


def _trucks(school, today) -> Iterator[Action]:
    """What was ordered for today or before and has not come: one tap when the truck stands there."""
    sent = Order.objects.of(school).filter(state=Order.State.SENT, wanted_on__lte=today).select_related("supplier")
    sent = sent.exclude(deliveries__state=Delivery.State.ARRIVED)
    for order in sent.annotate(count=Count("lines")).order_by("wanted_on", "pk")[:10]:
        title = ngettext("Truck of {supplier}, {count} line", "Truck of {supplier}, {count} lines", order.count)
        yield Action(
            code="truck",
            title=title.format(supplier=order.supplier.name, count=order.count),
            state="late" if order.wanted_on < today else "due",
            url=f"{reverse('supply:register-delivery')}?order={order.pk}",
            verb=_("It is here"),
            detail=order.code,
        )


def _expired(school, today) -> Iterator[Action]:
    lots = Lot.objects.of(school).in_stock().expired(today)
    if number := lots.count():
        title = ngettext("Dispose of {number} expired lot", "Dispose of {number} expired lots", number)
        url = f"{reverse('supply:stock')}?state=expired"
        yield Action("expired", title.format(number=number), "late", url, _("Open"))


def _near_expiry(school, today) -> Iterator[Action]:
    lots = Lot.objects.of(school).usable(today).near_expiry(today)
    if number := lots.count():
        title = ngettext("Use first: {number} lot near expiry", "Use first: {number} lots near expiry", number)
        yield Action("near_expiry", title.format(number=number), "due", reverse("supply:near-expiry"), _("Open"))


def _orders(school, today) -> Iterator[Action]:
    drafts = Order.objects.of(school).filter(state=Order.State.DRAFT)
    if number := drafts.count():
        title = ngettext("Send {number} drafted order", "Send {number} drafted orders", number)
        yield Action("orders", title.format(number=number), "due", reverse("supply:orders"), _("Open"))


def _papers(school, today) -> Iterator[Action]:
    lapsing = Certificate.objects.of(school).filter(
        withdrawn_at=None, valid_until__range=(today, today + PAPERS_BEFORE)
    )
    if number := lapsing.values("supplier").distinct().count():
        title = ngettext("Ask {number} supplier for new papers", "Ask {number} suppliers for new papers", number)
        yield Action("papers", title.format(number=number), "due", reverse("supply:suppliers"), _("Open"))
