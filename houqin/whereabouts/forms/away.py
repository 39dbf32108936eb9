"""Where a child is, and who vouches for it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.journal.doors import VerbForm
from houqin.people.models import User
from houqin.tenancy.fields import MomentField
from houqin.tenancy.models import Space
from houqin.whereabouts.models import AwayKind


def sick_rooms(school):
    return Space.objects.of(school).filter(kind=Space.Kind.SICK_ROOM, closed_on=None).order_by("code")


class AwayForm(VerbForm):
    kind = forms.ChoiceField(label=_("Where the child is"), choices=AwayKind)
    place = forms.CharField(
        label=_("Which one"), max_length=80, required=False, help_text=_("Which hospital, which activity.")
    )
    space = forms.ModelChoiceField(label=_("Sick room"), queryset=Space.objects.none(), required=False)
    confirmed_by = forms.ModelChoiceField(label=_("Who vouches for it"), queryset=User.objects.none(), empty_label=None)
    happened_at = MomentField(label=_("Since when, if not now"))
    until_at = MomentField(label=_("Expected back"))

    def __init__(self, *args, school, colleagues, **more):
        super().__init__(*args, **more)
        self.fields["space"].queryset = sick_rooms(school)
        self.fields["confirmed_by"].queryset = colleagues

    def clean(self):
        given = super().clean()
        if given.get("kind") != AwayKind.SICK_ROOM:
            given["space"] = None
        return given


class VouchForm(VerbForm):
    confirmed_by = forms.ModelChoiceField(label=_("Who vouches for it"), queryset=User.objects.none(), empty_label=None)

    def __init__(self, *args, colleagues, **more):
        super().__init__(*args, **more)
        self.fields["confirmed_by"].queryset = colleagues


class BackForm(VerbForm):
    happened_at = MomentField(label=_("Back since, if not just now"))
