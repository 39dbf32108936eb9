"""Search by code or name."""

from typing import NamedTuple

from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils.translation import gettext as _

from houqin.supply.models import Article, Delivery, Lot, Order, Supplier

MOST_OF_A_KIND = 8


class Found(NamedTuple):
    """One answer. `code` is what its label carries."""

    label: str
    kind: str
    url: str
    code: str


def find(text: str, *, school, actor) -> list[Found]:
    """Lots, articles, suppliers, deliveries and orders of the school whose code or name holds `text`.

    Only what the person may see. Five queries; at most eight of a kind, an exact code first, then the newest.
    """
    text = text.strip()
    if not text:
        return []
    schools = {school.pk} & actor.visible_school_ids()
    found = [
        Found(f"{lot.article.name} {lot.code}", _("Lot"), _url("lot", lot), lot.code)
        for lot in _newest(Lot.objects.select_related("article"), schools, text, "article__name", "supplier_lot")
    ]
    for model, kind, name in (
        (Article, _("Article"), "article"),
        (Supplier, _("Supplier"), "supplier"),
    ):
        for row in _newest(model.objects, schools, text, "name"):
            found.append(Found(row.name, kind, _url(name, row), row.code))
    for model, kind, name in ((Delivery, _("Delivery"), "delivery"), (Order, _("Order"), "order")):
        for row in _newest(model.objects.select_related("supplier"), schools, text, "supplier__name"):
            found.append(Found(f"{row.supplier.name} {row.code}", kind, _url(name, row), row.code))
    return sorted(found, key=lambda one: one.code.casefold() != text.casefold())


def _newest(rows, schools: set[int], text: str, *names: str):
    wanted = Q(code__icontains=text)
    for name in names:
        wanted |= Q(**{f"{name}__icontains": text})
    exact = Case(When(code__iexact=text, then=0), default=1)
    return rows.filter(wanted, school__in=schools).order_by(exact, "-pk")[:MOST_OF_A_KIND]


def _url(name: str, row) -> str:
    return reverse(f"supply:{name}", args=[row.pk])
