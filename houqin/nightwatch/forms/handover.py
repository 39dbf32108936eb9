"""Sign the report of a night, as the one who leaves or the one who comes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.incidents.forms.fields import WordsField
from houqin.journal.doors import VerbForm
from houqin.journal.file_fields import SignatureField


class _Signed(VerbForm):
    def __init__(self, *args, signer: str, **more):
        super().__init__(*args, **more)
        self.fields["signature"] = SignatureField(has_other_way=True)
        words = _("I sign as {name}, without drawing").format(name=signer)
        self.fields["signs_by_name"] = forms.BooleanField(label=words, required=False)


class HandOverForm(_Signed):
    remarks = WordsField(label=_("What else is to be known"), required=False)


class TakeOverForm(_Signed):
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
