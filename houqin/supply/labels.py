"""What stands on a lot's label (what it is, when it ends, from whom, how it is kept) and on its shelf."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from houqin.documents.labels import Label, label_url
from houqin.supply.models import Article, Lot, Movement

#: One or two signs in a frame that tell raw from the rest at arm's length, by goods class.
KINDS = {
    pgettext_lazy("label", "raw"): ("pork", "frozen_pork", "beef_mutton", "poultry", "frozen_meat", "aquatic"),
    pgettext_lazy("label", "egg"): ("eggs",),
    pgettext_lazy("label", "milk"): ("milk", "ambient_milk"),
    pgettext_lazy("label", "veg"): ("leaf_vegetables", "root_vegetables"),
    pgettext_lazy("label", "fruit"): ("fruit",),
    pgettext_lazy("label", "bean"): ("bean_products",),
    pgettext_lazy("label", "grain"): ("grain", "flour"),
    pgettext_lazy("label", "oil"): ("oil",),
    pgettext_lazy("label", "spice"): ("condiments", "dry_goods"),
    pgettext_lazy("label", "additive"): ("additives",),
    pgettext_lazy("label", "not food"): ("detergents", "tableware_service"),
}
KIND_OF = {code: word for word, codes in KINDS.items() for code in codes}

STORAGE = {
    "ambient": gettext_lazy("dry and cool"), "chilled": gettext_lazy("chilled 0–8 ℃"),
    "frozen": gettext_lazy("frozen, below −12 ℃"),
}  # fmt: skip


def lot_label(lot: Lot, came: int) -> Label:
    """`came` is the whole lot in base units; `lot` has article and supplier loaded."""
    school = lot.school
    arrived = f"{school.localtime(lot.received_at):%m-%d}"
    if lot.origin == Lot.Origin.PREPARED:
        source = _("made {day} {time}").format(day=arrived, time=f"{school.localtime(lot.received_at):%H:%M}")
    elif lot.supplier_id:
        source = _("{supplier}, arrived {day}").format(supplier=lot.supplier.name, day=arrived)
    else:
        source = _("in store since {day}").format(day=arrived)
    return Label(
        code=lot.code,
        name=f"{lot.article.name} {lot.article.spec}".strip(),
        kind=kind_word(lot.article),
        strong=_("Use by {day}").format(day=f"{lot.expiration_date:%Y-%m-%d}"),
        lines=[source, _(", ").join([str(lot.article.quantity(came)), str(STORAGE[lot.article.storage])])],
        url=label_url(school, lot.code),
        school=school.name,
    )


def kind_word(article: Article) -> str:
    if article.is_intermediate:
        return pgettext("label", "made")
    return str(KIND_OF.get(article.goods_class, ""))


def labels_of(lots) -> list[Label]:
    """One label per lot, in the order given. Two queries."""
    lots = list(lots.select_related("article", "supplier", "school"))
    rows = Movement.objects.filter(lot__in=lots, kind__in=["received", "opening", "produced"])
    came: dict[int, int] = {}
    for lot, amount in rows.values_list("lot_id", "amount"):
        came[lot] = came.get(lot, 0) + amount
    return [lot_label(lot, came.get(lot.pk, 0)) for lot in lots]


def article_labels(articles) -> list[Label]:
    """What stands on a shelf: scanned, it shows what is left and which lot goes first. One query."""
    return [
        Label(
            code=article.code,
            name=f"{article.name} {article.spec}".strip(),
            kind=kind_word(article),
            strong=str(STORAGE[article.storage]),
            lines=[_("First expired, first out")],
            url=label_url(article.school, article.code),
            school=article.school.name,
        )
        for article in articles.select_related("school")
    ]
