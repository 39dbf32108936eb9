"""Mark a point: its code from the camera or typed; a photo; what is wrong there."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.journal.doors import PressedForm, VerbForm
from houqin.journal.file_fields import PhotosField
from houqin.nightwatch.looked_at import looked_at
from houqin.nightwatch.models import How, RoutePoint


class MarkForm(PressedForm):
    """Typed unless the camera says otherwise."""

    code = forms.CharField(label=_("Code on the label"), max_length=120)
    how = forms.CharField(widget=forms.HiddenInput, initial=How.TYPED, required=False)
    photos = PhotosField(accept="image/*")
    item = forms.ChoiceField(label=_("What is not as it should be"), required=False)
    finding = forms.CharField(label=_("What is wrong"), max_length=200, required=False)

    def __init__(self, *args, point: RoutePoint | None = None, **more):
        super().__init__(*args, **more)
        self.fields["code"].widget.attrs |= {"autocapitalize": "characters", "autocomplete": "off"}
        known = looked_at()
        here = [known[code] for code in point.looks_at if code in known] if point else known.values()
        self.fields["item"].choices = [("", _("Nothing")), *((one.code, str(one)) for one in here)]

    def clean_how(self) -> str:
        how = self.cleaned_data["how"]
        return how if how in How.values else How.TYPED


class WhyForm(VerbForm):
    why = forms.CharField(label=_("Why"), max_length=200)
