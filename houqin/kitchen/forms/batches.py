"""Forms of one pot and its sample."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.documents.coded import KINDS
from houqin.documents.short_codes import fitted, tidied
from houqin.journal.doors import VerbForm
from houqin.kernel.quantities import major_unit, to_base
from houqin.kernel.refusals import Refused
from houqin.kitchen.forms.fields import AmountField, DegreesField, WholeField
from houqin.kitchen.models import DishBatch
from houqin.kitchen.selectors.ingredients import Need
from houqin.kitchen.selectors.samples import cabinets_of, free_positions
from houqin.supply.actions import IssueLine
from houqin.supply.models import Lot
from houqin.tenancy.fields import MomentField, PlaceField
from houqin.tenancy.models import Space

GOOD = ((True, _("Good")), (False, _("Not good")))


class GoodField(forms.TypedChoiceField):
    """Good unless somebody says otherwise."""

    def __init__(self, **more):
        super().__init__(choices=GOOD, coerce=lambda said: said == "True", widget=forms.RadioSelect, **more)
        self.initial = True


class IssueForm(VerbForm):
    """Every usable lot of what the recipe asks for; the suggested amounts are filled in, first expired first."""

    def __init__(self, *args, batch: DishBatch, needs: list[Need], on, **more):
        super().__init__(*args, **more)
        self.needs = needs
        suggested = {one.lot.pk: one.amount for need in needs for one in need.suggested if one.lot}
        articles = [need.article.pk for need in needs]
        lots = Lot.objects.of(batch.school_id).usable(on).filter(article__in=articles).select_related("article")
        self.lots = list(lots.with_balance().first_expired_first_out())
        for lot in self.lots:
            amount = lot.article.quantity(suggested[lot.pk]).major if lot.pk in suggested else None
            self.fields[f"lot-{lot.pk}"] = AmountField(
                label=f"{lot.article.name} {lot.code}", base=lot.article.base_unit, required=False,
                unit=major_unit(lot.article.base_unit), initial="" if amount is None else f"{amount.normalize():f}",
            )  # fmt: skip
            self.fields[f"why-{lot.pk}"] = forms.CharField(
                label=_("Why not the lot that expires first"), required=False, max_length=120
            )
        self.fields["other_lot"] = forms.CharField(label=_("Another lot (its code)"), required=False, max_length=20)
        self.fields["other_lot"].scan = True
        self.fields["other_amount"] = forms.CharField(
            label=_("Amount in kg, L or pieces"), required=False, max_length=24
        )
        self.school_id = batch.school_id

    @property
    def other(self):
        """What the recipe does not name: a substitute, or a dish without a recipe."""
        return [self["other_lot"], self["other_amount"]]

    @property
    def rows(self):
        """(need, [(lot, what is left, amount field, reason field)])."""
        return [
            (need, [self._row(lot) for lot in self.lots if lot.article_id == need.article.pk]) for need in self.needs
        ]

    def _row(self, lot):
        return lot, lot.article.quantity(lot.left), self[f"lot-{lot.pk}"], self[f"why-{lot.pk}"]

    def clean(self):
        cleaned = super().clean()
        lines = [
            IssueLine(lot, cleaned[f"lot-{lot.pk}"], cleaned.get(f"why-{lot.pk}", ""))
            for lot in self.lots
            if cleaned.get(f"lot-{lot.pk}")
        ]
        lines += self._other(cleaned.get("other_lot", ""), cleaned.get("other_amount", ""))
        return {"entry_key": cleaned.get("entry_key", ""), "lines": lines}

    def _other(self, code: str, amount: str) -> list[IssueLine]:
        if not code:
            return []
        meant = fitted(code, KINDS["lot"].shape) or tidied(code)
        lot = Lot.objects.of(self.school_id).filter(code__iexact=meant).select_related("article").first()
        if lot is None:
            self.add_error("other_lot", _("There is no lot “{code}” here.").format(code=code))
            return []
        unit = lot.article.base_unit
        try:
            return [IssueLine(lot, to_base(amount, major_unit(unit), base=unit), str(_("Not in the recipe")))]
        except Refused as refused:
            self.add_error("other_amount", [refusal.sentence for refusal in refused.refusals])
            return []


class ReturnForm(VerbForm):
    """What was handed out and did not go into the pot. `link` is one hand-out."""

    def __init__(self, *args, link, out: list[tuple[Lot, int]], **more):
        super().__init__(*args, **more)
        self.link, self.out = link, out
        for lot, amount in out:
            self.fields[f"lot-{lot.pk}"] = AmountField(
                label=f"{lot.article.name} {lot.code}", base=lot.article.base_unit, required=False,
                unit=major_unit(lot.article.base_unit),
                help_text=_("Of {out}.").format(out=lot.article.quantity(amount)),
            )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        lines = [(lot, cleaned[f"lot-{lot.pk}"]) for lot, _out in self.out if cleaned.get(f"lot-{lot.pk}")]
        return {"entry_key": cleaned.get("entry_key", ""), "lines": lines}


class TemperatureForm(VerbForm):
    core_temperature_c = DegreesField(label=_("Core temperature"))
    happened_at = MomentField()


class TasteForm(VerbForm):
    is_look_good = GoodField(label=_("Look"))
    is_smell_good = GoodField(label=_("Smell"))
    is_taste_good = GoodField(label=_("Flavour"))
    remark = forms.CharField(label=_("What is wrong"), required=False, max_length=200)
    happened_at = MomentField()


class SampleForm(VerbForm):
    grams = WholeField(label=_("Weight"), unit="g")
    cabinet = PlaceField(label=_("Sample refrigerator"))
    position = WholeField(label=_("Position"), required=False)
    cabinet_temperature_c = DegreesField(label=_("Cabinet temperature"))
    happened_at = MomentField()

    def __init__(self, *args, school, least: int | None = None, **more):
        super().__init__(*args, **more)
        cabinets = cabinets_of(school)
        self.fields["cabinet"].queryset = Space.objects.filter(pk__in=[cabinet.pk for cabinet in cabinets])
        if least is not None:
            self.fields["grams"].initial = least
            self.fields["cabinet"].initial = cabinets[0] if cabinets else None
            self.fields["position"].initial = free_positions(cabinets[0], 1)[0] if cabinets else None


class ReasonForm(VerbForm):
    reason = forms.CharField(label=_("Reason"), max_length=120)


class MethodForm(VerbForm):
    method = forms.CharField(label=_("How it is disposed of"), max_length=60, initial=_("Food-waste bin"))


class CorrectTemperatureForm(TemperatureForm):
    correction_reason = forms.CharField(label=_("Reason"), max_length=120)


class CorrectTastingForm(TasteForm):
    correction_reason = forms.CharField(label=_("Reason"), max_length=120)


class CorrectSampleForm(SampleForm):
    reason = forms.CharField(label=_("Reason"), max_length=120)
