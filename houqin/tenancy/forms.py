"""What the set-up pages ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.journal.doors import VerbForm
from houqin.tenancy.fields import DayField, DayOfYearField, TimeOfDayField
from houqin.tenancy.models import Building, CalendarDay, Section, Space, TimetableEntry


class BuildingForm(VerbForm):
    name = forms.CharField(label=_("Name"), max_length=60)


class SpaceForm(VerbForm):
    """`school` narrows the choices: another school's building is not even an answer."""

    building = forms.ModelChoiceField(label=_("Building"), queryset=None, empty_label=None)
    within = forms.ModelChoiceField(
        label=_("Inside"), queryset=None, required=False, empty_label=_("Directly in the building")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Space.Kind)
    code = forms.CharField(label=_("Code"), max_length=20, help_text=_("On the door and in the label: F-03."))
    name = forms.CharField(label=_("Name"), max_length=60)
    positions = forms.IntegerField(
        label=_("Numbered places"), min_value=0, max_value=500, initial=0,
        help_text=_("A sample refrigerator has one for each box; elsewhere 0."),
    )  # fmt: skip

    def __init__(self, *args, school, **more):
        super().__init__(*args, **more)
        self.fields["building"].queryset = Building.objects.of(school).order_by("name")
        self.fields["within"].queryset = Space.objects.of(school).filter(closed_on=None).order_by("code")


class TermForm(VerbForm):
    name = forms.CharField(label=_("Name"), max_length=40, help_text=_("Such as: spring term 2026."))
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))


class CalendarDayForm(VerbForm):
    on = DayField(label=_("Date"))
    kind = forms.ChoiceField(label=_("That day is"), choices=CalendarDay.Kind, widget=forms.RadioSelect)
    is_boarding_night = forms.BooleanField(
        label=_("Boarders sleep at school that night"), required=False,
        help_text=_("For a marked day this tick alone decides."),
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), max_length=80, required=False)


class TimeForm(VerbForm):
    what = forms.ChoiceField(label=_("What"), choices=TimetableEntry.What)
    at_time = TimeOfDayField(label=_("Time"), help_text=_("By the clock on the wall."))
    section = forms.ChoiceField(
        label=_("For whom"), required=False, choices=[("", _("Everybody")), *Section.choices],
        help_text=_("What is said of one section wins over what is said of everybody. Meals are for everybody."),
    )  # fmt: skip
    season = forms.ChoiceField(
        label=_("Season"), required=False, choices=[("", _("All year")), *TimetableEntry.Season.choices],
        help_text=_("A season comes back every year and wins over all year."),
    )  # fmt: skip
    season_from = DayOfYearField(
        label=_("First day of the season"), required=False, max_length=8,
        help_text=_("Such as 05-01. Leave both days empty when they stay as they were."),
    )  # fmt: skip
    season_until = DayOfYearField(label=_("Last day of the season"), required=False, max_length=8)
    valid_from = DayField(label=_("In force from"))


class ParameterForm(VerbForm):
    """`kind` gives the unit; the verb judges whether the value is strict enough."""

    value = forms.DecimalField(label=_("Value"), max_digits=9, decimal_places=2)
    valid_from = DayField(label=_("In force from"))
    source = forms.CharField(label=_("Basis"), max_length=200, help_text=_("Which document or decision says so."))

    def __init__(self, *args, kind, **more):
        super().__init__(*args, **more)
        self.fields["value"].unit = kind.unit_word
