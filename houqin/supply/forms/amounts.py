"""Amounts as people write them: 12.5, 25 斤, 2 箱."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.kernel.quantities import BaseUnit, Quantity, major_unit, to_base
from houqin.kernel.refusals import Refused
from houqin.supply.models import Article

NUMBER_AND_UNIT = re.compile(r"^\s*([-+]?[\d０-９.,．，]+)\s*(\S*)\s*$")


def read_amount(text: str, article: Article, *, zero: bool = False) -> int:
    """Whole base units; a bare number is in kg, L or pieces. Packs are the article's own.

    One query unless its units are prefetched.  Raises ValidationError with every sentence.
    """
    found = NUMBER_AND_UNIT.match(text)
    number, unit = found.groups() if found else (text, "")
    try:
        return to_base(
            number,
            unit or str(major_unit(BaseUnit(article.base_unit)).value),
            base=article.base_unit,
            conversions={one.unit: one.base_amount for one in article.units.all()},
            article=article.name,
            zero=zero,
        )
    except Refused as refused:
        raise forms.ValidationError([refusal.sentence for refusal in refused.refusals]) from refused


def typed(article: Article, amount: int | None) -> str:
    """How an amount stands in its field: 12.5 for 12,500 g."""
    return "" if amount is None else f"{Quantity(amount, BaseUnit(article.base_unit)).major.normalize():f}"


class AmountText(forms.CharField):
    """A number, with a unit when it is not the usual one. With an article it cleans to base units."""

    def __init__(self, article: Article | None = None, *, zero: bool = False, **more):
        super().__init__(**({"max_length": 24, "label": _("Amount")} | more))
        self.article, self.zero = article, zero
        self.widget.attrs.update(autocomplete="off", inputmode="decimal" if article else "text")
        self.unit = major_unit(BaseUnit(article.base_unit)).label if article else ""

    def clean(self, value):
        text = super().clean(value)
        if not text or self.article is None:
            return text or None
        return read_amount(text, self.article, zero=self.zero)
