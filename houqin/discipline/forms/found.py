"""Lost and found."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.discipline.forms.fields import PupilField
from houqin.journal.doors import VerbForm
from houqin.journal.file_fields import PhotoField
from houqin.tenancy.fields import MomentField, PlaceField


class ShelveForm(VerbForm):
    what = forms.CharField(
        label=_("Thing found"), max_length=120, help_text=_("Leave out a mark that only the owner can know.")
    )
    photo = PhotoField(label=_("Photo"))
    place = PlaceField(label=_("Where it was found"), required=False)
    where = forms.CharField(label=_("Where exactly"), max_length=80, required=False)
    shelf = forms.CharField(label=_("Shelf"), max_length=40, help_text=_("Where it waits: duty room, shelf 2."))
    is_perishable = forms.BooleanField(label=_("It spoils: food and the like"), required=False)
    found_by = forms.CharField(label=_("Found by"), max_length=80, required=False)
    happened_at = MomentField()

    def __init__(self, *args, places, **more):
        super().__init__(*args, **more)
        self.fields["place"].queryset = places


class ClaimForm(VerbForm):
    pupil = PupilField(label=_("Owner, a pupil"), required=False)
    who = forms.CharField(label=_("Owner, somebody else"), max_length=80, required=False)
    how = forms.CharField(
        label=_("How the owner was recognised"), max_length=200,
        help_text=_("A mark that only the owner knew, what was inside, an identity card."),
    )  # fmt: skip

    def __init__(self, *args, school, on, **more):
        super().__init__(*args, **more)
        self.fields["pupil"].school, self.fields["pupil"].on = school, on


class DisposeForm(VerbForm):
    how = forms.CharField(
        label=_("Where it goes"), max_length=200, help_text=_("Such as: given to the village charity.")
    )
