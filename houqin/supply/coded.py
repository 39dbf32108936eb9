"""What carries a code in the store, and how it is found by code or name."""

from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.documents.coded import MOST_OF_A_KIND, Answer, Labels, coded
from houqin.supply.labels import article_labels, labels_of
from houqin.supply.models import Article, Delivery, Lot, Order, Supplier
from houqin.supply.permissions import SEE_STORE


def _lots(school):
    rows = Lot.objects.of(school).in_stock().select_related("article", "space")
    return rows.order_by("-received_at", "-pk")


def _lot_line(lot: Lot) -> tuple[str, str]:
    place = f" {lot.space.name}" if lot.space_id else ""
    return f"{lot.article.name} {lot.article.spec}".strip(), f"{lot.code}{place}"


def _articles(school):
    return Article.objects.of(school).filter(retired_on=None).order_by("name", "pk")


LOTS = Labels(
    title=_("Lots in the store"), needs=SEE_STORE, rows=_lots, names=("code", "article__name"), line=_lot_line,
    draw=labels_of,
)  # fmt: skip
SHELVES = Labels(
    title=_("Shelves, by article"), needs=SEE_STORE, rows=_articles, names=("code", "name"),
    line=lambda article: (f"{article.name} {article.spec}".strip(), article.code), draw=article_labels,
)  # fmt: skip


@coded("lot", _("Lot"), place=10, needs=SEE_STORE, shape="L######-##", labels=LOTS)
def lots(text, *, school, actor):
    """Their number on the maker's label finds them too."""
    for lot in _newest(Lot.objects.select_related("article"), school, actor, text, "article__name", "supplier_lot"):
        yield Answer(f"{lot.article.name} {lot.code}", _url("lot", lot), lot.code)


@coded("article", _("Article"), place=11, needs=SEE_STORE, labels=SHELVES)
def articles(text, *, school, actor):
    for row in _newest(Article.objects, school, actor, text, "name"):
        yield Answer(row.name, _url("article", row), row.code)


@coded("supplier", _("Supplier"), place=12, needs=SEE_STORE)
def suppliers(text, *, school, actor):
    for row in _newest(Supplier.objects, school, actor, text, "name"):
        yield Answer(row.name, _url("supplier", row), row.code)


@coded("delivery", _("Delivery"), place=13, needs=SEE_STORE, shape="SH######-##")
def deliveries(text, *, school, actor):
    for row in _newest(Delivery.objects.select_related("supplier"), school, actor, text, "supplier__name"):
        yield Answer(f"{row.supplier.name} {row.code}", _url("delivery", row), row.code)


@coded("order", _("Order"), place=14, needs=SEE_STORE, shape="CG######-##")
def orders(text, *, school, actor):
    for row in _newest(Order.objects.select_related("supplier"), school, actor, text, "supplier__name"):
        yield Answer(f"{row.supplier.name} {row.code}", _url("order", row), row.code)


def _newest(rows, school, actor, text: str, *names: str):
    """At most eight, an exact code first, then the newest."""
    wanted = Q(code__icontains=text)
    for name in names:
        wanted |= Q(**{f"{name}__icontains": text})
    exact = Case(When(code__iexact=text, then=0), default=1)
    schools = {school.pk} & actor.visible_school_ids()
    return rows.filter(wanted, school__in=schools).order_by(exact, "-pk")[:MOST_OF_A_KIND]


def _url(name: str, row) -> str:
    return reverse(f"supply:{name}", args=[row.pk])
