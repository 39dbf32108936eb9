"""What the verbs of a hazard ask for."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from houqin.incidents.models import Category, Grade
from houqin.journal.doors import VerbForm
from houqin.journal.file_fields import PhotosField
from houqin.tenancy.fields import DayField, MomentField, PlaceField
from houqin.tenancy.models import Space
from houqin.tenancy.posts import EVERY_SCHOOL_POST, Post

SCHOOL_POSTS = [(post.value, post.label) for post in Post if post in EVERY_SCHOOL_POST]
SOMEBODY = [("", _("Whoever it falls to")), *SCHOOL_POSTS]


class Words(forms.CharField):
    """A few sentences."""

    def __init__(self, **more):
        super().__init__(**{"max_length": 500, "widget": forms.Textarea(attrs={"rows": 3})} | more)


class ReportForm(VerbForm):
    """What, where, a photo; the rest only for those who may judge."""

    moment = "found_at"
    what = forms.CharField(label=_("What is unsafe"), max_length=200)
    photos = PhotosField()
    category = forms.ChoiceField(label=_("Kind"), choices=Category.choices)
    place = PlaceField(label=_("Where"), required=False, empty_label=_("No place of ours"))
    found_at = MomentField(label=_("Seen at"), help_text=_("Leave empty for now. Deadlines count from here."))

    def __init__(self, *args, school, on, may_grade: bool, **more):
        super().__init__(*args, **more)
        self.fields["place"].queryset = open_places(school, on)
        if may_grade:
            self.fields["grade"] = forms.ChoiceField(
                label=_("How bad"), choices=[("", _("To be graded")), *Grade.choices], required=False,
                help_text=_("Major puts the place out of use at once and is reported to the bureau."),
            )  # fmt: skip
            self.fields["owner_post"] = forms.ChoiceField(label=_("Put right by"), choices=SOMEBODY, required=False)
            self.fields["due_on"] = DayField(label=_("Deadline"), required=False)

    def clean_found_at(self):
        return self.cleaned_data["found_at"] or None


class GradeForm(VerbForm):
    grade = forms.ChoiceField(label=_("How bad"), choices=Grade.choices)
    owner_post = forms.ChoiceField(label=_("Put right by"), choices=SOMEBODY, required=False)
    due_on = DayField(
        label=_("Deadline"), required=False, help_text=_("Left empty, it is the last day that the grade allows.")
    )
    note = Words(label=_("Note"), required=False)


class AssignForm(VerbForm):
    owner_post = forms.ChoiceField(label=_("Put right by"), choices=SCHOOL_POSTS)
    due_on = DayField(label=_("Deadline"), required=False)
    note = Words(label=_("Note"), required=False)


class FixForm(VerbForm):
    note = Words(label=_("What was done"))
    photos = PhotosField(help_text=_("Show it as it is now."))


class VerifyForm(VerbForm):
    note = Words(label=_("What you saw"), required=False)
    photos = PhotosField()


class SendBackForm(VerbForm):
    note = Words(label=_("What is not right yet"))
    due_on = DayField(label=_("Deadline"), required=False)
    photos = PhotosField()


class ReportUpForm(VerbForm):
    note = Words(label=_("To whom, how, and under which number"))


class NoteForm(VerbForm):
    note = Words(label=_("What is known meanwhile"))
    photos = PhotosField()


class StopForm(VerbForm):
    """Which place of ours; left empty, the thing that the hazard is about."""

    place = PlaceField(label=_("What is out of use"))

    def __init__(self, *args, hazard, on, **more):
        super().__init__(*args, **more)
        self.thing, place = hazard.thing, self.fields["place"]
        place.queryset, place.initial = open_places(hazard.school, on), hazard.place_id
        if self.thing is not None:
            place.required, place.empty_label = False, hazard.thing_name

    def clean(self):
        cleaned = super().clean()
        if "place" in cleaned:
            cleaned["thing"] = cleaned.pop("place") or self.thing
        return cleaned


class ReleaseForm(VerbForm):
    why = forms.CharField(label=_("Why it is safe again"), max_length=200)


def open_places(school, on):
    return Space.objects.of(school).filter(Q(closed_on=None) | Q(closed_on__gt=on)).order_by("name", "code")
