"""Set named fields of one row and say what changed."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from houqin.kernel.shown import shown
from houqin.kernel.spoken import Spoken, spoken
from houqin.supply.goods_classes import checks, class_title

#: How a field reads in the journal.
TITLES = {
    "name": _("Name"),
    "spec": _("Pack"),
    "goods_class": _("Goods class"),
    "storage": _("Storage"),
    "allergens": _("Allergens"),
    "shelf_life_days": _("Shelf life in days"),
    "is_halal": _("Halal"),
    "kind": _("Kind"),
    "is_cooked_through": _("Needs a core temperature"),
    "address": _("Address"),
    "contact": _("Contact person"),
    "phone": _("Phone"),
    "licence_number": _("Licence number"),
    "amount": _("Amount on the note"),
    "weighed_amount": _("Weighed again"),
    "supplier_lot": _("Lot number"),
    "production_date": _("Produced on"),
    "expiration_date": _("Last day of use"),
    "arrival_temperature_c": _("Temperature on arrival"),
    "checklist": _("Not right"),
    "accepted_amount": _("Accept"),
    "returned_amount": _("Goes back"),
    "quarantined_amount": _("Set aside"),
    "reject_reason": _("Why not all"),
    "remark": _("Remark"),
}


def set_changed(row, fields: dict[str, Any]) -> str | Spoken:
    """Set the fields that differ and save only those. Returns “Name: 大米 → 香米”, or "" when nothing differs."""
    changed = {name: (getattr(row, name), value) for name, value in fields.items() if getattr(row, name) != value}
    for name, (_before, value) in changed.items():
        setattr(row, name, value)
    if changed:
        row.save(update_fields=list(changed))
    return spoken(lambda: gettext("; ").join(_change(row, name, *values) for name, values in changed.items()))


def _change(row, name: str, before, value) -> str:
    return f"{TITLES[name]}{gettext(': ')}{_said(row, name, before)} → {_said(row, name, value)}"


def _said(row, name: str, value) -> str:
    """The value as people read it on the page."""
    if name == "checklist":
        value = [checks()[code].title for code, right in value.items() if not right]
    elif name == "goods_class":
        value = class_title(value)
    elif isinstance(value, bool):
        value = gettext("yes") if value else gettext("no")
    elif name.endswith("amount") and value is not None:
        value = row.article.quantity(value)
    elif choices := row._meta.get_field(name).choices:
        value = dict(choices).get(value, value)
    return shown(value) or "—"
