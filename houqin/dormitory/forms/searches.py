"""What is written down while a child is searched for, and how she was found."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.dormitory.models import FoundAs, Step
from houqin.journal.doors import VerbForm
from houqin.tenancy.fields import MomentField

#: How whoever finds a child may say it was found.
FOUND_AS = (FoundAs.IN_BED, FoundAs.SICK_ROOM, FoundAs.HOSPITAL, FoundAs.HOME)


class StepForm(VerbForm):
    step = forms.ChoiceField(label=_("Which step"), choices=Step.choices)
    was_reached = forms.BooleanField(label=_("Somebody was reached"), required=False, initial=True)
    whom = forms.CharField(label=_("Who answered, or which place"), max_length=80, required=False)
    reference = forms.CharField(label=_("Their number for the report"), max_length=60, required=False)
    note = forms.CharField(label=_("What they said"), max_length=200, required=False)
    happened_at = MomentField()


class FoundForm(VerbForm):
    found_as = forms.ChoiceField(
        label=_("How"), choices=[(one.value, one.label) for one in FOUND_AS], initial=FoundAs.IN_BED,
        widget=forms.RadioSelect(attrs={"class": "chips"}),
    )  # fmt: skip
    where = forms.CharField(label=_("Where the child was found"), max_length=120)
    happened_at = MomentField()
