"""What the verbs of an overnight stay ask for."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.journal.doors import VerbForm
from houqin.tenancy.fields import DayField, MomentField, PlaceField
from houqin.tenancy.models import Space
from houqin.visitors.forms.fields import DocumentKindField, DocumentNumber, Named, pupil_named
from houqin.visitors.gates.visits import MOST_HEADS
from houqin.visitors.models import Party
from houqin.visitors.selectors.stays import guest_rooms


class ApplyForm(VerbForm):
    pupil = Named(label=_("Pupil"), help_text=_("By name or number."))
    name = forms.CharField(label=_("Guest"), max_length=80, help_text=_("As the document says."))
    relation = forms.CharField(label=_("Relation to the pupil"), max_length=20)
    party = forms.ChoiceField(label=_("Who stays overnight"), choices=Party.choices, widget=forms.RadioSelect)
    heads = forms.IntegerField(label=_("How many people"), min_value=1, max_value=MOST_HEADS, initial=1)
    has_pupil_along = forms.BooleanField(
        label=_("The pupil sleeps in the guest room too"), required=False,
        help_text=_("A boarder then needs leave for the night."),
    )  # fmt: skip
    arrives_on = DayField(label=_("First night"))
    leaves_on = DayField(label=_("Leaves on"))
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    why = forms.CharField(label=_("Why they come"), max_length=200)

    def __init__(self, *args, school, on, **more):
        super().__init__(*args, **more)
        self.school, self.on = school, on
        # Most stay this one night.
        self.fields["arrives_on"].initial, self.fields["leaves_on"].initial = on, on + timedelta(days=1)
        self.fields["heads"].widget.attrs |= {"inputmode": "numeric"}

    def clean_pupil(self):
        return pupil_named(self.school, self.cleaned_data["pupil"], on=self.on)


class ApproveStayForm(VerbForm):
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class WhyForm(VerbForm):
    note = forms.CharField(label=_("Why"), max_length=200)


class RegisterForm(VerbForm):
    document_kind = DocumentKindField()
    document_number = DocumentNumber(help_text=_("Only its last four signs are kept."))
    happened_at = MomentField()


class GuestRoomField(PlaceField):
    """Offers guest rooms. Another place of the school that is sent all the same is for the gate to refuse (GT-15)."""

    everywhere = Space.objects.none()

    def to_python(self, value):
        offered, self._queryset = self._queryset, self.everywhere
        try:
            return super().to_python(value)
        finally:
            self._queryset = offered


class LodgeForm(VerbForm):
    room = GuestRoomField(label=_("Guest room"))
    happened_at = MomentField()

    def __init__(self, *args, school, on, **more):
        super().__init__(*args, **more)
        rooms = guest_rooms(school, on)
        self.fields["room"].queryset = rooms
        if len(rooms) == 1:
            self.fields["room"].initial = rooms[0]
        self.fields["room"].everywhere = Space.objects.of(school)


class DepartForm(VerbForm):
    happened_at = MomentField()
