"""What is asked about a sick child. Every text here is confidential once it is saved."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.incidents.forms.fields import WordsField
from houqin.journal.doors import VerbForm
from houqin.tenancy.fields import MomentField
from houqin.tenancy.models import Space
from houqin.whereabouts.forms.away import sick_rooms
from houqin.whereabouts.forms.leave import GuardianField
from houqin.whereabouts.models import IllnessStep


class BodyTemperatureField(forms.DecimalField):
    """℃ with one place."""

    def __init__(self, **more):
        super().__init__(
            **{"label": _("Body temperature"), "max_digits": 4, "decimal_places": 1, "required": False} | more
        )
        self.unit = "℃"
        self.widget.attrs |= {"inputmode": "decimal", "step": "0.1"}


class ReportForm(VerbForm):
    complaint = WordsField(label=_("What the child complains of"), max_length=500)
    temperature_c = BodyTemperatureField()
    space = forms.ModelChoiceField(label=_("Sick room"), queryset=Space.objects.none(), required=False)
    happened_at = MomentField(label=_("Noticed at, if not just now"))

    def __init__(self, *args, school, **more):
        super().__init__(*args, **more)
        rooms = sick_rooms(school)
        self.fields["space"].queryset = rooms
        self.fields["space"].initial = rooms.first()


class StepForm(VerbForm):
    """The base of all steps; `illness` is the case."""

    happened_at = MomentField()

    def __init__(self, *args, illness, **more):
        super().__init__(*args, **more)
        self.illness = illness
        self.order_fields([name for name in self.fields if name != "happened_at"])


class CheckForm(StepForm):
    temperature_c = BodyTemperatureField()
    note = WordsField(label=_("How the child is"), max_length=500)


class CallGuardianForm(StepForm):
    was_reached = forms.TypedChoiceField(
        label=_("Reached"), choices=[("yes", _("Yes")), ("", _("No"))], coerce=bool, empty_value=False, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    note = WordsField(label=_("What was agreed"), max_length=500, required=False)

    def __init__(self, *args, illness, **more):
        super().__init__(*args, illness=illness, **more)
        self.fields["guardian"] = GuardianField(illness.pupil)
        self.order_fields(["guardian"])


class CallDoctorForm(StepForm):
    person = forms.CharField(label=_("Which doctor"), max_length=80)
    was_reached = CallGuardianForm.base_fields["was_reached"]
    note = WordsField(label=_("What the doctor said"), max_length=500, required=False)


class EmergencyForm(StepForm):
    reference = forms.CharField(
        label=_("Number they gave"), max_length=40, required=False, help_text=_("Call number or ambulance.")
    )
    note = WordsField(label=_("What they said"), max_length=500, required=False)


class HospitalForm(StepForm):
    place = forms.CharField(label=_("Which hospital"), max_length=80)
    person = forms.CharField(label=_("Who goes along"), max_length=80)
    escort = forms.ChoiceField(
        label=_("Who goes along is"), choices=IllnessStep.Escort, widget=forms.RadioSelect,
        help_text=_("A woman goes along with a girl (DV-06)."),
    )  # fmt: skip


class NoteForm(StepForm):
    note = WordsField(label=_("Note"), max_length=500)


class OutcomeForm(StepForm):
    outcome = WordsField(label=_("How it ended"), max_length=500)
