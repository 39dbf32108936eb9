"""An evacuation: begin, count, end."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.journal.doors import PressedForm, VerbForm


class StartForm(VerbForm):
    what = forms.CharField(label=_("What happens"), max_length=120)
    is_drill = forms.BooleanField(label=_("It is a drill"), required=False)


class HeadsForm(PressedForm):
    """`shown` are the pupils of the page, `missing` those who were tapped."""

    def __init__(self, *args, group=None, **more):
        super().__init__(*args, **more)
        self.group = group

    def clean(self):
        cleaned = super().clean()
        numbers = {}
        for name in ("shown", "missing"):
            texts = self.data.getlist(name)[:5_000]
            numbers[name] = [int(one) for one in texts if one.isascii() and one.isdigit() and len(one) < 18]
        if not numbers["shown"]:
            self.add_error(None, _("Nobody is named. Open the page again."))
        return cleaned | numbers


class CallOffForm(VerbForm):
    reason = forms.CharField(label=_("Why it is called off"), max_length=120)
