"""Why what was entered by mistake can no longer be taken back. A few queries, whatever the number of rows."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from houqin.kernel.references import referring
from houqin.kernel.refusals import Refusal
from houqin.people.gates import NAMED, nothing_leans_on
from houqin.people.reasons import Reason as PeopleReason
from houqin.supply.models import Approval, Article, ArticleUnit, Certificate, Delivery, Lot, Movement, Supplier
from houqin.supply.reasons import Reason

LEANING = {
    "supply.lot": _("stock"),
    "supply.deliveryline": _("deliveries"),
    "supply.delivery": _("deliveries"),
    "supply.orderline": _("orders"),
    "supply.order": _("orders"),
    "supply.suspension": _("suspensions"),
    "supply.approval": _("approvals"),
    "supply.certificate": _("certificates"),
    "supply.countline": _("stock counts"),
}
AS_OPENED = (Movement.Kind.OPENING, Movement.Kind.CORRECTED)


def may_remove_articles(articles: Sequence[Article]) -> Iterator[Refusal]:
    names = {one.pk: str(one) for one in articles}
    yield from nothing_leans_on(names, referring(articles, ignoring=(ArticleUnit,)), LEANING)


def may_remove_suppliers(suppliers: Sequence[Supplier], *, papers: bool = False) -> Iterator[Refusal]:
    """`papers`: its approvals and certificates are no hindrance, since they are withdrawn and stay."""
    names = {one.pk: one.name for one in suppliers}
    ignoring = (Approval, Certificate) if papers else ()
    yield from nothing_leans_on(names, referring(suppliers, ignoring=ignoring), LEANING)


def nothing_came_since(suppliers: Sequence[Supplier], *, since: datetime) -> Iterator[Refusal]:
    """Why approvals and papers stay: goods came that were let in by them."""
    names = {one.pk: one.name for one in suppliers}
    came = Delivery.objects.filter(supplier__in=list(names), received_at__gte=since).order_by()
    came = came.exclude(state=Delivery.State.CALLED_OFF)
    keys = came.values_list("supplier", flat=True).distinct()
    yield from nothing_leans_on(names, {key: ["supply.delivery"] for key in keys}, LEANING)


def may_undo_opening(lots: Sequence[Lot]) -> Iterator[Refusal]:
    """Why opening stock stays: something was issued, used, counted or destroyed since."""
    by_key = {one.pk: one for one in lots}
    moved: dict[int, list[str]] = {}
    later = Movement.objects.filter(lot__in=list(by_key)).exclude(kind__in=AS_OPENED).order_by("pk")
    for key, kind in later.values_list("lot", "kind"):
        moved.setdefault(key, []).append(str(Movement.Kind(kind).label))
    for key, labels in referring(lots, ignoring=(Movement,)).items():
        moved.setdefault(key, []).extend(str(LEANING.get(label, _("other records"))) for label in labels)
    for key, what in list(moved.items())[:NAMED]:
        lot = by_key[key]
        facts = {"article": lot.article.name, "code": lot.code, "what": list(dict.fromkeys(what))}
        yield Refusal(Reason.OPENING_USED, facts, where=lot)
    if len(moved) > NAMED:
        yield Refusal(PeopleReason.MORE_IN_USE, {"count": len(moved) - NAMED})
