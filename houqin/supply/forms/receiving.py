"""Forms of goods-in: the truck, its lines, papers, photos and what is taken."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.journal.doors import VerbForm
from houqin.journal.file_fields import PhotoField, PhotosField
from houqin.supply.actions import Stated
from houqin.supply.forms.amounts import AmountText, read_amount, typed
from houqin.supply.forms.suppliers import ArticleChoice, DayInput
from houqin.supply.goods_classes import document_choices, document_kinds, goods_class
from houqin.supply.models import DeliveryLine
from houqin.supply.models.deliveries import RejectReason
from houqin.tenancy.fields import MomentField

#: Rows offered for a truck nobody ordered; more are added on the delivery itself.
ROWS = 6
YES_NO = [("", "—"), ("true", _("Yes")), ("false", _("No"))]


def yes_no(label) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=YES_NO, required=False, coerce=lambda value: value == "true", empty_value=None
    )


class RegisterForm(VerbForm):
    arrived_at = MomentField(
        label=_("Arrived at"), required=True, help_text=_("When the truck came, also when you enter it later.")
    )
    note_number = forms.CharField(label=_("Delivery note number"), max_length=40, required=False)
    vehicle_temperature_c = forms.DecimalField(
        label=_("Temperature in the vehicle"), required=False, max_digits=4, decimal_places=1
    )
    is_vehicle_clean = yes_no(_("Vehicle clean"))

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["vehicle_temperature_c"].unit = "℃"


class RegisterWithoutOrderForm(RegisterForm):
    """Article and amount, row by row; cleans to the `lines` of register_delivery."""

    def __init__(self, *args, articles, **more):
        super().__init__(*args, **more)
        for number in range(1, ROWS + 1):
            self.fields[f"article_{number}"] = ArticleChoice(
                queryset=articles, required=number == 1, label=_("Article {number}").format(number=number)
            )
            self.fields[f"amount_{number}"] = AmountText(
                required=number == 1, label=_("Amount on the note"),
                help_text=_("A number in kg, L or pieces, or with its unit: 25 jin, 2 case."),
            )  # fmt: skip

    def clean(self):
        data = super().clean()
        lines = []
        for number in range(1, ROWS + 1):
            article, amount = data.pop(f"article_{number}", None), data.pop(f"amount_{number}", None)
            if article and amount:
                try:
                    lines.append(Stated(article=article, amount=read_amount(amount, article)))
                except forms.ValidationError as wrong:
                    self.add_error(f"amount_{number}", wrong)
            elif article or amount:
                self.add_error(f"amount_{number}", _("Choose the article and enter its amount."))
        return data | {"lines": lines}


class AddLineForm(VerbForm):
    article = ArticleChoice()
    amount = AmountText(label=_("Amount on the note"))
    supplier_lot = forms.CharField(label=_("Lot number"), max_length=40, required=False)

    def __init__(self, *args, articles, **more):
        super().__init__(*args, **more)
        self.fields["article"].queryset = articles

    def clean(self):
        data = super().clean()
        article, amount = data.get("article"), data.get("amount")
        stated = None
        if article and amount:
            try:
                stated = Stated(
                    article=article, amount=read_amount(amount, article), supplier_lot=data.get("supplier_lot", "")
                )
            except forms.ValidationError as wrong:
                self.add_error("amount", wrong)
        return {"entry_key": data.get("entry_key", ""), "stated": stated}


class FactsForm(VerbForm):
    """What the label, the scale and the thermometer say, and the checklist of the class."""

    amount = AmountText(label=_("Amount on the note"))
    supplier_lot = forms.CharField(label=_("Lot number"), max_length=40, required=False)
    production_date = forms.DateField(label=_("Produced on"), widget=DayInput, required=False)
    shelf_life_days = forms.IntegerField(label=_("Shelf life in days"), required=False, min_value=1, max_value=3650)
    expiration_date = forms.DateField(label=_("Last day of use, if printed"), widget=DayInput, required=False)
    arrival_temperature_c = forms.DecimalField(
        label=_("Temperature on arrival"), required=False, max_digits=4, decimal_places=1
    )
    weighed_amount = AmountText(label=_("Weighed again"), required=False)

    def __init__(self, *args, line: DeliveryLine, computed, **more):
        """`computed` is the last day that follows from the rest: a stored one that differs was printed."""
        super().__init__(*args, **more)
        article = line.article
        for name in ("amount", "weighed_amount"):
            self.fields[name].article, self.fields[name].zero = article, name == "weighed_amount"
            self.fields[name].unit = AmountText(article).unit
            self.fields[name].initial = typed(article, getattr(line, name))
        for name in ("supplier_lot", "production_date", "shelf_life_days", "arrival_temperature_c"):
            self.fields[name].initial = getattr(line, name)
        if line.expiration_date != computed:
            self.fields["expiration_date"].initial = line.expiration_date
        self.fields["arrival_temperature_c"].unit = "℃"
        self.checks = goods_class(article.goods_class).checks
        self.fields["checklist"] = forms.MultipleChoiceField(
            label=_("Looked at and right"),
            choices=[(check.code, check.title) for check in self.checks],
            initial=[check.code for check in self.checks if line.checklist.get(check.code, True)],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text=_("Take the tick away from what is not right."),
        )

    def clean(self):
        data = super().clean()
        right = set(data.get("checklist", []))
        return data | {"checklist": {check.code: check.code in right for check in self.checks}}


class DecideForm(VerbForm):
    def __init__(self, *args, line: DeliveryLine, **more):
        super().__init__(*args, **more)
        decided = line.accepted_amount is not None
        parts = {
            "accepted": (_("Accept"), line.accepted_amount if decided else line.amount),
            "returned": (_("Goes back"), line.returned_amount),
            "quarantined": (_("Set aside"), line.quarantined_amount),
        }
        for name, (label, amount) in parts.items():
            self.fields[name] = AmountText(line.article, zero=True, label=label, initial=typed(line.article, amount))
        self.fields["reject_reason"] = forms.ChoiceField(
            label=_("Why not all"), choices=[("", "—"), *RejectReason.choices], required=False,
            initial=line.reject_reason,
        )  # fmt: skip
        self.fields["remark"] = forms.CharField(label=_("Remark"), max_length=200, required=False, initial=line.remark)


class PaperForm(VerbForm):
    """`wanted` are the kinds still missing: they stand first."""

    kind = forms.ChoiceField(label=_("Paper"))
    file = PhotoField()
    number = forms.CharField(label=_("Number"), max_length=60, required=False)
    for_lot = forms.CharField(
        label=_("Lot on the paper"), max_length=40, required=False, help_text=_("Leave empty when it names none.")
    )
    valid_until = forms.DateField(label=_("Valid until"), widget=DayInput, required=False)
    passed = yes_no(_("Passed, for a test"))

    def __init__(self, *args, wanted=(), **more):
        super().__init__(*args, **more)
        first = [(code, document_kinds()[code].title) for code in wanted]
        self.fields["kind"].choices = first + [pair for pair in document_choices("lot") if pair not in first]


class PhotoForm(VerbForm):
    photos = PhotosField(label=_("Photos of the goods"), accept="image/*", required=True)
