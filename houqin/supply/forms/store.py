"""Forms of the store: amounts in the unit people weigh in, dates, reasons, a witness."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.journal.doors import VerbForm
from houqin.kernel.quantities import BaseUnit, Quantity, major_unit, to_base
from houqin.kernel.refusals import Refused
from houqin.people.models import User
from houqin.supply.actions import CountedLine, Disposal, IssueLine
from houqin.supply.gates.store import FITTING
from houqin.supply.models import Article, Lot, Supplier
from houqin.tenancy.fields import PlaceField
from houqin.tenancy.models import Space


class AmountField(forms.CharField):
    """A number in the article's kg, L or pieces; cleans to whole base units, or None when left empty."""

    def __init__(self, article: Article | None = None, *, zero: bool = False, **more):
        super().__init__(**({"max_length": 24, "label": _("Amount")} | more))
        self.article, self.zero = article, zero
        self.widget.attrs.update(inputmode="decimal", autocomplete="off")
        self.unit = major_unit(BaseUnit(article.base_unit)).label if article else ""

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        unit = str(major_unit(BaseUnit(self.article.base_unit)).value)
        try:
            return to_base(text, unit, base=self.article.base_unit, article=self.article.name, zero=self.zero)
        except Refused as refused:
            raise forms.ValidationError([refusal.sentence for refusal in refused.refusals]) from refused


def typed(article: Article, amount: int) -> str:
    """How an amount stands in its field: 12.5 for 12,500 g."""
    return f"{Quantity(amount, BaseUnit(article.base_unit)).major.normalize():f}"


class WhyForm(VerbForm):
    reason = forms.CharField(label=_("Why"), max_length=150)

    def __init__(self, *args, lot: Lot, **more):
        super().__init__(*args, **more)
        self.lot = lot


class HoldForm(WhyForm):
    """One tap: the reason may stay empty."""

    reason = forms.CharField(label=_("Why"), max_length=150, required=False)


class SendBackForm(WhyForm):
    def __init__(self, *args, lot: Lot, **more):
        super().__init__(*args, lot=lot, **more)
        self.fields["amount"] = AmountField(lot.article, required=False, help_text=_("Empty means all that is left."))
        self.order_fields(["amount"])


class DisposeForm(SendBackForm):
    method = forms.ChoiceField(label=_("How"), choices=Disposal.choices)


class MoveForm(VerbForm):
    space = PlaceField(label=_("Move to"), empty_label=None)

    def __init__(self, *args, lot: Lot, **more):
        super().__init__(*args, **more)
        places = spaces_for(lot.article)
        self.fields["space"].queryset = places.exclude(pk=lot.space_id) if lot.space_id else places


class CorrectForm(VerbForm):
    reason = forms.CharField(label=_("Why"), max_length=150)

    def __init__(self, *args, article: Article, **more):
        super().__init__(*args, **more)
        self.fields["amount"] = AmountField(
            article, zero=True, label=_("What it was"), help_text=_("0 means it did not happen.")
        )
        self.order_fields(["amount", "reason"])


def spaces_for(article: Article):
    """Places of the article's school that are open and fit its storage (rule ST-04)."""
    kinds = FITTING[article.storage]
    return Space.objects.of(article.school_id).filter(kind__in=kinds, closed_on=None).order_by("code")


@dataclass(frozen=True)
class OfferedLot:
    """A lot a person may take from, with the amount suggested (0: another comes first)."""

    lot: Lot
    suggested: int = 0
    why: str = ""
    is_asked: bool = False


@dataclass(frozen=True)
class Offered:
    offer: OfferedLot
    amount: forms.BoundField
    why: forms.BoundField


class TakingForm(VerbForm):
    """Amounts of offered lots; cleans to `lines`. An amount left empty is not taken."""

    taken_as = "lines"

    def __init__(self, *args, offers: Iterable[OfferedLot] = (), **more):
        super().__init__(*args, **more)
        self.offers = list(offers)
        for offer in self.offers:
            amount = AmountField(offer.lot.article, required=False)
            amount.initial = typed(offer.lot.article, offer.suggested) if offer.suggested else ""
            self.fields[f"amount_{offer.lot.pk}"] = amount
            self.fields[f"why_{offer.lot.pk}"] = forms.CharField(
                max_length=120, required=False, label=_("Why not the first to expire")
            )

    def picked(self) -> list[Offered]:
        """What is suggested, or was asked for by name."""
        return [self._row(offer) for offer in self.offers if offer.suggested or offer.is_asked]

    def others(self) -> list[Offered]:
        return [self._row(offer) for offer in self.offers if not (offer.suggested or offer.is_asked)]

    def _row(self, offer: OfferedLot) -> Offered:
        return Offered(offer, self[f"amount_{offer.lot.pk}"], self[f"why_{offer.lot.pk}"])

    def heads(self) -> list:
        """The fields that are not lines."""
        return [field for field in self.visible_fields() if not field.name.startswith(("amount_", "why_"))]

    def clean(self):
        data = super().clean()
        lines = []
        for offer in self.offers:
            amount = data.pop(f"amount_{offer.lot.pk}", None)
            why = data.pop(f"why_{offer.lot.pk}", "")
            if amount:
                lines.append(IssueLine(offer.lot, amount, why))
        return data | {self.taken_as: lines}


class IssueForm(TakingForm):
    purpose = forms.CharField(label=_("What for"), max_length=120)


class PrepareForm(TakingForm):
    taken_as = "inputs"
    hours = forms.IntegerField(
        label=_("Keeps for hours"), min_value=1, max_value=720, required=False,
        help_text=_("Empty means the article's own shelf life; never longer than what goes in."),
    )  # fmt: skip
    space = PlaceField(label=_("Storage place"), required=False)

    def __init__(self, *args, article: Article, **more):
        super().__init__(*args, **more)
        self.fields["made_amount"] = AmountField(article, label=_("Amount made"))
        self.fields["space"].queryset = spaces_for(article)
        self.order_fields(["made_amount", "hours", "space"])


class ReturnForm(VerbForm):
    """What comes back of an issue, by lot."""

    def __init__(self, *args, lots: Iterable[tuple[Lot, int]], **more):
        super().__init__(*args, **more)
        self.lots = list(lots)
        for lot, most in self.lots:
            self.fields[f"amount_{lot.pk}"] = AmountField(
                lot.article, required=False, label=f"{lot.article.name} {lot.code}",
                help_text=_("At most %(most)s.") % {"most": lot.article.quantity(most)},
            )  # fmt: skip

    def clean(self):
        data = super().clean()
        lines = [(lot, amount) for lot, _most in self.lots if (amount := data.pop(f"amount_{lot.pk}", None))]
        return data | {"lines": lines}


class CountForm(VerbForm):
    """By exception: what is left empty was there as booked."""

    witness = forms.ModelChoiceField(
        User.objects.none(), label=_("Counted together with"), help_text=_("Nobody counts alone (ST-10).")
    )

    def __init__(self, *args, rows=(), witnesses=None, **more):
        super().__init__(*args, **more)
        self.fields["witness"].queryset = witnesses if witnesses is not None else User.objects.none()
        self.counted = list(rows)
        for row in self.counted:
            lot = row.lot
            self.fields[f"counted_{lot.pk}"] = AmountField(
                lot.article, zero=True, required=False, label=_("What is there")
            )
            self.fields[f"why_{lot.pk}"] = forms.CharField(max_length=120, required=False, label=_("Why it differs"))
            self.fields[f"book_{lot.pk}"] = forms.IntegerField(widget=forms.HiddenInput, initial=row.left)

    def rows(self):
        for row in self.counted:
            pk = row.lot.pk
            yield row, self[f"counted_{pk}"], self[f"why_{pk}"], self[f"book_{pk}"]

    def clean(self):
        data = super().clean()
        lines = []
        for row in self.counted:
            pk = row.lot.pk
            counted, why = data.pop(f"counted_{pk}", None), data.pop(f"why_{pk}", "")
            book = data.pop(f"book_{pk}", None)
            lines.append(CountedLine(row.lot, book if counted is None else counted, why, book))
        return data | {"lines": lines}


class OpenStockForm(VerbForm):
    supplier = forms.ModelChoiceField(Supplier.objects.none(), label=_("Supplier"), required=False)
    supplier_lot = forms.CharField(label=_("Lot number on the label"), max_length=40, required=False)
    production_date = forms.DateField(
        label=_("Production date"), required=False, widget=forms.DateInput({"type": "date"})
    )
    expiration_date = forms.DateField(
        label=_("Last day of use"), required=False, widget=forms.DateInput({"type": "date"})
    )
    space = PlaceField(label=_("Storage place"), required=False)

    def __init__(self, *args, article: Article, **more):
        super().__init__(*args, **more)
        self.fields["amount"] = AmountField(article)
        self.fields["supplier"].queryset = Supplier.objects.of(article.school_id).order_by("name")
        self.fields["space"].queryset = spaces_for(article)
        self.order_fields(["amount", "expiration_date", "production_date"])
