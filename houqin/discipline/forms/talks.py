"""What is asked about a matter with a child, step by step."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.discipline.forms.fields import PupilField
from houqin.discipline.kinds import choices
from houqin.discipline.models import ViolationStep
from houqin.incidents.forms.fields import WordsField
from houqin.journal.doors import VerbForm
from houqin.people.models import Pupil
from houqin.tenancy.fields import DayField, MomentField, PlaceField


class RecordForm(VerbForm):
    """From a room's page the child is one of its sleepers (`sleepers`); else it is named by number."""

    pupil = PupilField(label=_("Child"))
    kind = forms.ChoiceField(label=_("What it is about"))
    what = WordsField(
        label=_("What was seen"), max_length=300, help_text=_("What happened, without judging the child.")
    )
    place = PlaceField(label=_("Where"), required=False)
    seen_by = forms.CharField(label=_("Seen by"), max_length=80, required=False, help_text=_("Empty: you."))
    happened_at = MomentField()

    def __init__(self, *args, school, on, places, sleepers=None, **more):
        super().__init__(*args, **more)
        if sleepers is None:
            self.fields["pupil"].school, self.fields["pupil"].on = school, on
        else:
            self.fields["pupil"] = forms.ModelChoiceField(
                label=_("Child"), queryset=sleepers, empty_label=None, widget=forms.RadioSelect
            )
        self.fields["kind"].choices = choices("violation")
        self.fields["place"].queryset = places


class TalkForm(VerbForm):
    own_words = WordsField(
        label=_("What the child says"), max_length=500, required=False, help_text=_("In the child's own words.")
    )
    words = WordsField(label=_("What was agreed"), max_length=500)
    follow_up_on = DayField(label=_("Follow up on"))
    happened_at = MomentField()


class ContactForm(VerbForm):
    guardian = forms.ModelChoiceField(
        label=_("Guardian"), queryset=None, required=False, empty_label=_("Somebody else")
    )
    way = forms.ChoiceField(label=_("How"), choices=ViolationStep.Way, widget=forms.RadioSelect, initial="phone")
    reached = forms.TypedChoiceField(
        label=_("Reached"), choices=[("yes", _("Reached")), ("no", _("Nobody answered"))], widget=forms.RadioSelect,
        coerce=lambda said: said == "yes", initial="yes",
    )  # fmt: skip
    words = WordsField(label=_("What the guardians said"), max_length=500, required=False)
    happened_at = MomentField()

    def __init__(self, *args, guardians, **more):
        super().__init__(*args, **more)
        self.fields["guardian"].queryset = guardians
        self.fields["guardian"].label_from_instance = lambda one: f"{one.relation} {one.name} {one.phone}"


class SaidForm(VerbForm):
    """One text."""

    words = WordsField(label=_("In words"), max_length=500)

    def __init__(self, *args, label=None, required=True, **more):
        super().__init__(*args, **more)
        self.fields["words"].label = label or self.fields["words"].label
        self.fields["words"].required = required


class PointsForm(SaidForm):
    points = forms.IntegerField(label=_("Points deducted"), min_value=1, max_value=100)


def sleepers(rows):
    """The pupils of these stays, by number."""
    return Pupil.objects.filter(pk__in=rows.values("pupil")).select_related("school").order_by("number")
