"""What the pages about people ask for."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from houqin.journal.doors import VerbForm
from houqin.people.models import SchoolClass, Staff
from houqin.tenancy.fields import DayField, TimeOfDayField
from houqin.tenancy.posts import EVERY_SCHOOL_POST, Post

SCHOOL_POSTS = [(post.value, post.label) for post in Post if post in EVERY_SCHOOL_POST]
GENDERS = [("f", _("Girl")), ("m", _("Boy"))]


def staff_here(school, on):
    return Staff.objects.of(school).filter(Q(left_on=None) | Q(left_on__gte=on)).order_by("name", "number")


class StaffChoice(forms.ModelChoiceField):
    """Two people may share a name; the number tells them apart."""

    def label_from_instance(self, staff) -> str:
        return f"{staff.name} {staff.number}"


class AppointForm(VerbForm):
    staff = StaffChoice(label=_("Who"), queryset=None, empty_label=None)
    post = forms.ChoiceField(label=_("Post"), choices=SCHOOL_POSTS)
    is_deputy = forms.BooleanField(label=_("As deputy, beside the holder"), required=False)
    is_of_contractor = forms.BooleanField(label=_("Named by the contractor of the canteen (FM-05)"), required=False)
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"), required=False, help_text=_("Empty: until it is ended."))

    def __init__(self, *args, school, on, **more):
        super().__init__(*args, **more)
        self.fields["staff"].queryset = staff_here(school, on)


class LastDayForm(VerbForm):
    ends_on = DayField(label=_("Last day in office"))


class LeftForm(VerbForm):
    left_on = DayField(label=_("Last day here"))


class AbsenceForm(VerbForm):
    """Asks for days and times on the wall; the verb gets moments."""

    starts_on = DayField(label=_("Away from"))
    starts_time = TimeOfDayField(label=_("Time"))
    ends_on = DayField(label=_("Back on"))
    ends_time = TimeOfDayField(label=_("Time"))
    reason = forms.CharField(label=_("Why"), max_length=80, help_text=_("Such as: training, illness, family matter."))

    def __init__(self, *args, school, **more):
        super().__init__(*args, **more)
        self._school = school

    def clean(self):
        given = super().clean()
        for end in ("starts", "ends"):
            on, time = given.pop(f"{end}_on", None), given.pop(f"{end}_time", None)
            if on and time is not None:
                given[f"{end}_at"] = self._school.moment(on, time)
        return given


class StaffForm(VerbForm):
    name = forms.CharField(label=_("Full name"), max_length=80)
    number = forms.CharField(label=_("Staff no."), max_length=20)
    job = forms.CharField(label=_("Work done"), max_length=40, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    joined_on = DayField(label=_("First day here"), required=False)


class StaffChangeForm(VerbForm):
    name = forms.CharField(label=_("Full name"), max_length=80)
    job = forms.CharField(label=_("Work done"), max_length=40, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)


class PasswordForm(VerbForm):
    password = forms.CharField(
        label=_("New password"), strip=False, max_length=200, widget=forms.PasswordInput(render_value=False),
        help_text=_("At least 10 characters. Hand it over in person; they change it under Me."),
    )  # fmt: skip

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["password"].widget.attrs["autocomplete"] = "new-password"


class AccountForm(PasswordForm):
    username = forms.CharField(label=_("User name"), max_length=40, help_text=_("Letters and digits, no spaces."))

    field_order = ["username", "password"]


class ClassForm(VerbForm):
    grade = forms.IntegerField(label=_("Grade"), min_value=1, max_value=9)
    number = forms.IntegerField(label=_("Class number"), min_value=1, max_value=99)
    entered_in = forms.IntegerField(
        label=_("Year of entry"), min_value=1990, max_value=2100,
        help_text=_("The year this class entered grade 1 or 7."),
    )  # fmt: skip
    head_teacher = StaffChoice(label=_("Head teacher"), queryset=None, required=False, empty_label=_("Nobody yet"))

    def __init__(self, *args, school, on, **more):
        super().__init__(*args, **more)
        self.fields["head_teacher"].queryset = staff_here(school, on)


class HeadTeacherForm(VerbForm):
    head_teacher = StaffChoice(label=_("Head teacher"), queryset=None, required=False, empty_label=_("Nobody yet"))

    def __init__(self, *args, school, on, **more):
        super().__init__(*args, **more)
        self.fields["head_teacher"].queryset = staff_here(school, on)


def open_classes(school):
    return SchoolClass.objects.of(school).filter(closed_on=None).order_by("grade", "number")


class PupilChangeForm(VerbForm):
    name = forms.CharField(label=_("Full name"), max_length=80)
    is_boarder = forms.BooleanField(label=_("Lodges at school"), required=False)
    is_halal = forms.BooleanField(label=_("Halal meals"), required=False)
    allergens = forms.CharField(
        label=_("Allergens"), max_length=120, required=False, help_text=_("Words separated by commas.")
    )


class PupilForm(PupilChangeForm):
    school_class = forms.ModelChoiceField(label=_("Class"), queryset=None, empty_label=None)
    number = forms.CharField(label=_("Pupil no."), max_length=24)
    gender = forms.ChoiceField(label=_("Gender"), choices=GENDERS, widget=forms.RadioSelect)
    born_on = DayField(label=_("Born on"), required=False)
    enrolled_on = DayField(label=_("First day here"))

    field_order = ["school_class", "name", "number", "gender", "born_on", "enrolled_on"]

    def __init__(self, *args, school, **more):
        super().__init__(*args, **more)
        self.fields["school_class"].queryset = open_classes(school)


class MoveForm(VerbForm):
    to = forms.ModelChoiceField(label=_("To class"), queryset=None, empty_label=None)
    on = DayField(label=_("First day there"))

    def __init__(self, *args, school, **more):
        super().__init__(*args, **more)
        self.fields["to"].queryset = open_classes(school)


class GuardianForm(VerbForm):
    name = forms.CharField(label=_("Full name"), max_length=80)
    relation = forms.CharField(label=_("Relation"), max_length=20, help_text=_("Mother, father, grandmother …"))
    phone = forms.CharField(label=_("Phone"), max_length=20)


class TokenForm(VerbForm):
    name = forms.CharField(label=_("For what"), max_length=60, help_text=_("Such as: kitchen scale, meal cards."))
    posts = forms.MultipleChoiceField(
        label=_("May do what these posts may"), choices=SCHOOL_POSTS, widget=forms.CheckboxSelectMultiple,
        help_text=_("Signing, tasting and releasing stay with people."),
    )  # fmt: skip


class OwnTokenForm(VerbForm):
    name = forms.CharField(label=_("Which device"), max_length=60)
