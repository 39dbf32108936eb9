"""Plans and drills."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.incidents.forms.fields import WordsField
from houqin.incidents.forms.hazards import open_places
from houqin.incidents.forms.incidents import RectifyForm
from houqin.incidents.incident_kinds import kind_choices
from houqin.incidents.models import ContingencyPlan, DrillKind
from houqin.journal.doors import VerbForm
from houqin.journal.file_fields import PhotosField
from houqin.tenancy.fields import MomentField
from houqin.tenancy.models import Space


class PlanForm(VerbForm):
    kind = forms.ChoiceField(label=_("For which incident"), choices=kind_choices)
    title = forms.CharField(label=_("Title"), max_length=80)
    steps = WordsField(label=_("Steps"), max_length=4000, rows=8, help_text=_("One step a line, in order."))
    people = WordsField(
        label=_("People"), max_length=2000, rows=5, help_text=_("Who leads, who calls, who reports; one a line.")
    )


class ReviewForm(VerbForm):
    remark = WordsField(label=_("What the review found"), max_length=300)


class DrillForm(VerbForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=DrillKind.choices)
    plan = forms.ModelChoiceField(
        ContingencyPlan.objects.none(), label=_("Contingency plan"), required=False, empty_label="—"
    )
    place = forms.CharField(label=_("Building or place"), max_length=80)
    happened_at = MomentField(label=_("Drill held at"), required=True)
    planned_seconds = forms.IntegerField(label=_("Planned time"), min_value=0, max_value=36_000)
    actual_seconds = forms.IntegerField(label=_("Actually taken"), min_value=0, max_value=36_000)
    heads_expected = forms.IntegerField(label=_("Heads expected"), min_value=0, max_value=100_000)
    heads_counted = forms.IntegerField(label=_("Heads at the meeting place"), min_value=0, max_value=100_000)
    faults = WordsField(label=_("What went wrong"), max_length=500, required=False)
    improvement = WordsField(label=_("What will change"), max_length=500, required=False)
    photos = PhotosField()

    def __init__(self, *args, plans, **more):
        super().__init__(*args, **more)
        self.fields["plan"].queryset = plans
        for name in ("planned_seconds", "actual_seconds"):
            self.fields[name].unit = _("s")
            self.fields[name].widget.attrs |= {"inputmode": "numeric"}


class FaultForm(RectifyForm):
    """What a drill found, as a hazard: the place is ours when the drill was held at one of that name."""

    place = forms.ModelChoiceField(
        label=_("Where"), queryset=Space.objects.none(), required=False, empty_label=_("No place of ours")
    )
    field_order = ("what", "place")

    def __init__(self, *args, drill, on, **more):
        super().__init__(*args, **more)
        places = open_places(drill.school, on)
        self.fields["place"].queryset = places
        self.fields["place"].initial = places.filter(name=drill.place).first()
