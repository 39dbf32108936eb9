"""What one person can do next in the store, by their posts."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from houqin.kernel.next_actions import Action, in_order
from houqin.kernel.prepared import Prepared
from houqin.kernel.shown import shown
from houqin.supply import permissions
from houqin.supply.models import Delivery, Order
from houqin.supply.selectors.stock import store_counts


def counts_store(user, school, at: datetime) -> bool:
    """Does anything of `store_counts` concern this person?"""
    needs = [permissions.SEE_STORE, *(needs for needs, _ask in BY_COUNT)]
    return any(user.may(one, school=school, at=at) for one in needs)


def next_actions(user, school, at: datetime, *, counts: dict[str, int] | None = None) -> list[Action]:
    """Worst first, then by time. Nothing that another post does. At most three queries.

    `counts` are the `store_counts` of that day, when the caller has them already.
    """
    today = school.localdate(at)
    found: list[Action] = []
    if user.may(permissions.INSPECT_GOODS, school=school, at=at):
        found += _deliveries(school, today)
    if user.may(permissions.RECEIVE_GOODS, school=school, at=at):
        found += _trucks(school, today)
    asked = [ask for needs, ask in BY_COUNT if user.may(needs, school=school, at=at)]
    if asked:
        counts = counts or store_counts(school, today)
        found += [action for ask in asked for action in ask(counts)]
    return in_order(found, at=at)


ARRIVED = Prepared(
    lambda school: (
        Delivery.objects.of(school)
        .filter(state=Delivery.State.ARRIVED)
        .select_related("supplier")
        .annotate(count=Count("lines"))
        .order_by("arrived_at")[:10]
    )
)


def _deliveries(school, today) -> Iterator[Action]:
    for delivery in ARRIVED(school=school):
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


NOT_HERE = Prepared(
    lambda school, today: (
        Order.objects.of(school)
        .filter(state=Order.State.SENT, wanted_on__lte=today)
        .exclude(deliveries__state=Delivery.State.ARRIVED)
        .select_related("supplier")
        .annotate(count=Count("lines", distinct=True))
        .order_by("wanted_on", "pk")[:10]
    )
)


def _trucks(school, today) -> Iterator[Action]:
    """What was ordered for today or before and has not come: one tap when the truck stands there."""
    for order in NOT_HERE(school=school, today=today):
        title = ngettext("Truck of {supplier}, {count} line", "Truck of {supplier}, {count} lines", order.count)
        yield Action(
            code="truck",
            title=title.format(supplier=order.supplier.name, count=order.count),
            state="late" if order.wanted_on < today else "due",
            url=f"{reverse('supply:register-delivery')}?order={order.pk}",
            verb=_("It is here"),
            detail=order.code,
        )


def _expired(counts: dict[str, int]) -> Iterator[Action]:
    if number := counts["expired"]:
        title = ngettext("Dispose of {number} expired lot", "Dispose of {number} expired lots", number)
        url = f"{reverse('supply:stock')}?state=expired"
        yield Action("expired", title.format(number=number), "late", url, _("Open"))


def _near_expiry(counts: dict[str, int]) -> Iterator[Action]:
    if number := counts["first"]:
        title = ngettext("Use first: {number} lot near expiry", "Use first: {number} lots near expiry", number)
        yield Action("near_expiry", title.format(number=number), "due", reverse("supply:near-expiry"), _("Open"))


def _orders(counts: dict[str, int]) -> Iterator[Action]:
    if number := counts["drafts"]:
        title = ngettext("Send {number} drafted order", "Send {number} drafted orders", number)
        yield Action("orders", title.format(number=number), "due", reverse("supply:orders"), _("Open"))


def _papers(counts: dict[str, int]) -> Iterator[Action]:
    if number := counts["papers"]:
        title = ngettext("Ask {number} supplier for new papers", "Ask {number} suppliers for new papers", number)
        yield Action("papers", title.format(number=number), "due", reverse("supply:suppliers"), _("Open"))


#: What is told from `store_counts`, and the permission of whoever does it.
BY_COUNT = (
    (permissions.DISPOSE_STOCK, _expired),
    (permissions.ISSUE_STOCK, _near_expiry),
    (permissions.ORDER_GOODS, _orders),
    (permissions.MANAGE_SUPPLIERS, _papers),
)
