"""What a guardian is asked, without an account."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Confirmation code"), max_length=12, help_text=_("Six digits. The school gave it to you another way."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip


class AnswerForm(forms.Form):
    code = forms.CharField(widget=forms.HiddenInput, max_length=12)
    collector_name = forms.CharField(label=_("Who collects"), max_length=80, required=False)
    collector_relation = forms.CharField(label=_("Relation"), max_length=20, required=False)
    collector_phone = forms.CharField(label=_("Phone"), max_length=20, required=False)

    def nobody_collects(self) -> None:
        """The child is out already."""
        for name in ("collector_name", "collector_relation", "collector_phone"):
            del self.fields[name]
