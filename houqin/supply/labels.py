"""What the label of a lot says."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from houqin.documents.labels import Label, label_url
from houqin.kernel.shown import shown
from houqin.supply.models import Lot


def lot_labels(lots: Iterable[Lot]) -> list[Label]:
    """One label a lot, as they stand on a shelf (ST-03). The lots come with article, supplier and school loaded."""
    return [
        Label(
            code=lot.code,
            name=f"{lot.article.name} {lot.article.spec}".strip(),
            kind=str(lot.article.get_storage_display()),
            strong=_("Use by {day}").format(day=shown(lot.expiration_date)),
            lines=[lot.supplier.name if lot.supplier else "", _lot_number(lot)],
            url=label_url(lot.school, lot.code),
        )
        for lot in lots
    ]


def _lot_number(lot: Lot) -> str:
    return _("Lot number {number}").format(number=lot.supplier_lot) if lot.supplier_lot else ""
