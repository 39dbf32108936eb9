"""Forms on suppliers and orders."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.journal.doors import VerbForm
from houqin.journal.file_fields import PhotoField
from houqin.supply.forms.amounts import AmountText, read_amount
from houqin.supply.goods_classes import class_choices, document_choices
from houqin.supply.models import Article, Supplier


class DayInput(forms.DateInput):
    """The device's own calendar; its value is always ISO."""

    input_type = "date"

    def __init__(self, **more):
        super().__init__(format="%Y-%m-%d", **more)


class SupplierForm(VerbForm):
    name = forms.CharField(label=_("Name"), max_length=80)
    address = forms.CharField(label=_("Address"), max_length=160, required=False)
    contact = forms.CharField(label=_("Contact person"), max_length=40, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    licence_number = forms.CharField(label=_("Licence number"), max_length=40, required=False)


class ApprovalForm(VerbForm):
    goods_class = forms.ChoiceField(label=_("Goods class"), choices=class_choices)
    starts_on = forms.DateField(label=_("From"), widget=DayInput)
    ends_on = forms.DateField(label=_("Until"), widget=DayInput)
    reason = forms.CharField(label=_("How it was chosen"), max_length=200, required=False)


class CertificateForm(VerbForm):
    kind = forms.ChoiceField(label=_("Paper"), choices=lambda: document_choices("supplier"))
    number = forms.CharField(label=_("Number"), max_length=60)
    valid_from = forms.DateField(label=_("Valid from"), widget=DayInput)
    valid_until = forms.DateField(label=_("Valid until"), widget=DayInput)
    file = PhotoField()


class SuspendForm(VerbForm):
    goods_class = forms.ChoiceField(label=_("Goods class"), choices=class_choices)
    why = forms.CharField(label=_("Why"), max_length=200)


class WhyForm(VerbForm):
    why = forms.CharField(label=_("Why"), max_length=200)


class SupplierChoice(forms.ModelChoiceField):
    def __init__(self, **more):
        super().__init__(**({"label": _("Supplier"), "queryset": Supplier.objects.none()} | more))


class ArticleChoice(forms.ModelChoiceField):
    def __init__(self, **more):
        super().__init__(**({"label": _("Article"), "queryset": Article.objects.none()} | more))

    def label_from_instance(self, article):
        return f"{article.name} {article.spec}".strip()


class OrderForm(VerbForm):
    supplier = SupplierChoice()
    wanted_on = forms.DateField(label=_("Wanted on"), widget=DayInput)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args, suppliers, **more):
        super().__init__(*args, **more)
        self.fields["supplier"].queryset = suppliers


class OrderLineForm(VerbForm):
    article = ArticleChoice()
    amount = AmountText(help_text=_("A number in kg, L or pieces, or with its unit: 25 jin, 2 case."))

    def __init__(self, *args, articles, **more):
        super().__init__(*args, **more)
        self.fields["article"].queryset = articles

    def clean(self):
        data = super().clean()
        article, amount = data.get("article"), data.get("amount")
        if article and amount:
            try:
                data["amount"] = read_amount(amount, article)
            except forms.ValidationError as wrong:
                self.add_error("amount", wrong)
        return data
