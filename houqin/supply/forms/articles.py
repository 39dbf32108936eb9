"""Forms on articles."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.journal.doors import VerbForm
from houqin.kernel.quantities import BaseUnit
from houqin.supply.forms.amounts import AmountText, typed
from houqin.supply.goods_classes import class_choices
from houqin.supply.models import Article
from houqin.supply.models.articles import Storage

#: Kinds of pack one article can have: a bag, a case, a pallet and one more.
MOST_PACKS = 4


class ArticleForm(VerbForm):
    name = forms.CharField(label=_("Name"), max_length=60)
    spec = forms.CharField(label=_("Pack"), max_length=60, required=False, help_text=_("As on the pack: 5 L, 25 kg."))
    goods_class = forms.ChoiceField(label=_("Goods class"), choices=class_choices)
    storage = forms.ChoiceField(label=_("Storage"), choices=Storage.choices)
    shelf_life_days = forms.IntegerField(
        label=_("Shelf life in days"), required=False, min_value=1, max_value=3650,
        help_text=_("Used when the label carries no last day."),
    )  # fmt: skip
    allergens = forms.CharField(label=_("Allergens"), max_length=120, required=False)
    is_halal = forms.BooleanField(label=_("Halal"), required=False)


class NewArticleForm(ArticleForm):
    base_unit = forms.ChoiceField(
        label=_("Counted in"), choices=BaseUnit.choices, help_text=_("It stays so for ever: stock is counted in it.")
    )
    field_order = ["name", "spec", "goods_class", "base_unit"]


class PacksForm(VerbForm):
    """Name and content of each pack; cleans to the `units` of set_article_units."""

    def __init__(self, *args, article: Article, **more):
        super().__init__(*args, **more)
        packs = [(one.unit, typed(article, one.base_amount)) for one in article.units.all()]
        for number in range(1, MOST_PACKS + 1):
            unit, amount = packs[number - 1] if number <= len(packs) else ("", "")
            self.fields[f"unit_{number}"] = forms.CharField(
                label=_("Pack {number}").format(number=number), max_length=12, required=False, initial=unit
            )
            self.fields[f"amount_{number}"] = AmountText(article, label=_("One holds"), required=False, initial=amount)

    def clean(self):
        data = super().clean()
        units = {}
        for number in range(1, MOST_PACKS + 1):
            unit, amount = data.get(f"unit_{number}"), data.get(f"amount_{number}")
            if unit and amount:
                units[unit] = amount
            elif unit or amount:
                self.add_error(f"amount_{number}", _("Name the pack and say what it holds, or leave both empty."))
        return {"entry_key": data.get("entry_key", ""), "units": units}
