"""Forms of dishes, recipes, menus and needs. They read what people typed; the verbs decide."""

import re
from datetime import date, timedelta
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.journal.doors import VerbForm
from houqin.kernel.quantities import BaseUnit, major_unit, read_number, to_base
from houqin.kernel.refusals import Refused
from houqin.kitchen.models import Dish, MealKind, MenuItem
from houqin.supply.models import Article

IN_BRACKETS = re.compile(r"\[([^\[\]]+)\]\s*$")
MOST_ROWS = 60
MOST_HEADS = 100_000
# A date input takes ISO only; without the format Django writes the day as the reader's language does.
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DishForm(VerbForm):
    name = forms.CharField(label=_("Name"), max_length=60)
    kind = forms.ChoiceField(label=_("Kind"), choices=Dish.Kind)
    allergens = forms.CharField(
        label=_("Allergens"), max_length=120, required=False,
        help_text=_("What the recipe does not already say, separated by commas."),
    )  # fmt: skip
    is_cooked_through = forms.BooleanField(
        label=_("Cooked through: its core temperature is measured"), required=False, initial=True
    )
    is_halal = forms.BooleanField(label=_("Halal"), required=False)


class NewDishForm(DishForm):
    code = forms.CharField(
        label=_("Code"), max_length=20, required=False, help_text=_("Left empty, the dish gets one.")
    )


class RecipeForm(VerbForm):
    """Rows of an article and what a head gets of it. `rows` is what was typed, with each row's mistake."""

    def __init__(self, *args, school, recipe=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.articles = list(Article.objects.of(school).in_use().order_by("name", "pk"))
        self.rows = self._typed() if self.is_bound else _rows_of(recipe)

    def _typed(self) -> list[dict]:
        pairs = zip(self.data.getlist("article"), self.data.getlist("amount"), strict=False)
        rows = [{"article": name.strip(), "amount": amount.strip()} for name, amount in pairs]
        return [row for row in rows if row["article"] or row["amount"]][:MOST_ROWS]

    def clean(self):
        cleaned, lines = super().clean(), []
        for row in self.rows:
            article = self._article(row["article"])
            milli = _milli(row["amount"])
            if article is None:
                row["wrong"] = _("Choose an article from the list.")
            elif milli is None:
                row["wrong"] = _("Write a number such as 80 or 0.4, at most three decimals.")
            else:
                lines.append((article, milli))
        if any("wrong" in row for row in self.rows):
            raise forms.ValidationError(_("Some rows are not clear yet. They are marked below."))
        cleaned["lines"] = lines
        return cleaned

    def _article(self, text: str) -> Article | None:
        """By the code in brackets, else by a name that only one article has."""
        if found := IN_BRACKETS.search(text):
            return next((one for one in self.articles if one.code == found[1]), None)
        named = [one for one in self.articles if one.name == text]
        return named[0] if len(named) == 1 else None


def written(article: Article) -> str:
    """How an article stands in the list and in a row."""
    return f"{article.name} {article.spec} [{article.code}]" if article.spec else f"{article.name} [{article.code}]"


def _rows_of(recipe) -> list[dict]:
    lines = recipe.lines.all() if recipe else []
    return [
        {
            "article": written(line.article),
            "amount": f"{(Decimal(line.milli_per_head) / 1000).normalize():f}",
            "unit": BaseUnit(line.article.base_unit).label,
        }
        for line in lines
    ]


def _milli(text: str) -> int | None:
    try:
        milli = read_number(text) * 1000
    except Refused:
        return None
    return int(milli) if milli == milli.to_integral_value() else None


class StartForm(VerbForm):
    week_starts_on = forms.DateField(label=_("Week from Monday"), widget=DAY)


class ItemForm(VerbForm):
    """One dish onto one meal of a menu."""

    on = forms.DateField(widget=forms.HiddenInput)
    meal_kind = forms.ChoiceField(choices=MealKind, widget=forms.HiddenInput)
    dish = forms.ModelChoiceField(Dish.objects.none(), widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why it changes"), max_length=120)

    def __init__(self, *args, menu, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dish"].queryset = Dish.objects.of(menu.school_id)
        if menu.published_at is None:
            self.fields.pop("reason")


class WithdrawForm(VerbForm):
    reason = forms.CharField(label=_("Why it is withdrawn"), max_length=120)

    def __init__(self, *args, item: MenuItem, **kwargs):
        super().__init__(*args, **kwargs)
        if item.menu.published_at is None:
            self.fields.pop("reason")


class ReplaceForm(VerbForm):
    dish = forms.ModelChoiceField(Dish.objects.none(), label=_("Instead"))
    reason = forms.CharField(label=_("Why it changes"), max_length=120)

    def __init__(self, *args, item: MenuItem, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dish"].queryset = Dish.objects.of(item.school_id).in_use().order_by("kind", "name")
        if item.menu.published_at is None:
            self.fields.pop("reason")


class NeedsForm(forms.Form):
    """Which days, and how many sit down at each meal. Empty heads: the planned meal's, else everybody."""

    from_on = forms.DateField(label=_("First day"), widget=DAY)
    to_on = forms.DateField(label=_("Last day"), widget=DAY)
    breakfast = forms.IntegerField(label=_("Breakfast heads"), min_value=0, max_value=MOST_HEADS, required=False)
    lunch = forms.IntegerField(label=_("Lunch heads"), min_value=0, max_value=MOST_HEADS, required=False)
    dinner = forms.IntegerField(label=_("Dinner heads"), min_value=0, max_value=MOST_HEADS, required=False)

    def clean(self):
        cleaned = super().clean()
        from_on, to_on = cleaned.get("from_on"), cleaned.get("to_on")
        if from_on and to_on and not timedelta(0) <= to_on - from_on <= timedelta(days=31):
            self.add_error("to_on", _("Choose a last day within a month after the first."))
        return cleaned

    @property
    def heads(self) -> dict[str, int]:
        given = {kind: self.cleaned_data.get(kind) for kind in ("breakfast", "lunch", "dinner")}
        return {kind: number for kind, number in given.items() if number is not None}


class DraftForm(VerbForm):
    """Days and heads as the page was asked, and one amount per article (`amount-<key>`), in kg, L or pieces."""

    from_on = forms.DateField(widget=forms.HiddenInput)
    to_on = forms.DateField(widget=forms.HiddenInput)
    breakfast = forms.IntegerField(widget=forms.HiddenInput, required=False)
    lunch = forms.IntegerField(widget=forms.HiddenInput, required=False)
    dinner = forms.IntegerField(widget=forms.HiddenInput, required=False)
    wanted_on = forms.DateField(label=_("Wanted on"), widget=DAY)

    def __init__(self, *args, school, **kwargs):
        super().__init__(*args, **kwargs)
        self.school = school
        self.wrong_amounts: dict[int, str] = {}

    def clean(self):
        cleaned = super().clean()
        heads = {kind: cleaned.pop(kind, None) for kind in ("breakfast", "lunch", "dinner")}
        cleaned["heads"] = {kind: number for kind, number in heads.items() if number is not None}
        cleaned["amounts"] = self._amounts()
        if self.wrong_amounts:
            raise forms.ValidationError(_("Some amounts are not clear yet. They are marked below."))
        return cleaned

    def typed(self, key: int) -> str | None:
        return self.data.get(f"amount-{key}") if self.is_bound else None

    def _amounts(self) -> dict[int, int]:
        keys = [name.removeprefix("amount-") for name in self.data if name.startswith("amount-")][:500]
        wanted = {int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 18}
        found = {}
        for article in Article.objects.of(self.school).filter(pk__in=wanted):
            text = self.data.get(f"amount-{article.pk}", "").strip() or "0"
            try:
                found[article.pk] = to_base(
                    text, major_unit(article.base_unit).value, base=article.base_unit, article=article.name, zero=True
                )
            except Refused as refused:
                self.wrong_amounts[article.pk] = refused.refusals[0].sentence
        return found


def asked_day(text: str | None, default: date) -> date:
    """A day from an address; nonsense reads as the default."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return default
