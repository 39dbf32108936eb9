"""Registering, moving, checking, servicing one piece."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.campus.kinds import kind_choices
from houqin.campus.models import System
from houqin.journal.doors import VerbForm
from houqin.journal.file_fields import PhotosField
from houqin.tenancy.fields import DayField, MomentField, PlaceField
from houqin.tenancy.models import Space


def open_spaces(school):
    return Space.objects.of(school).filter(closed_on=None).order_by("code")


def _words(label, length=60, **more) -> forms.CharField:
    return forms.CharField(**{"label": label, "max_length": length, "required": False} | more)


class PlateForm(VerbForm):
    """What stands on the plate."""

    made_on = DayField(label=_("Made on"), required=False, help_text=_("On the plate: year and month at least."))
    maker = _words(_("Maker"))
    model = _words(_("Model"))
    serial = _words(_("Number on the plate"))


class RegisterForm(VerbForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=kind_choices)
    space = PlaceField(label=_("Where"))
    spot = _words(_("Where exactly"), 80, help_text=_("Such as: left of the stairs."))
    made_on = DayField(label=_("Made on"), required=False, help_text=_("An extinguisher and a gas hose are due by it."))
    in_service_on = DayField(label=_("In service from"), required=False, help_text=_("Leave empty for today."))
    maker = _words(_("Maker"))
    model = _words(_("Model"))
    serial = _words(_("Number on the plate"))

    def __init__(self, *args, school, **more):
        super().__init__(*args, **more)
        self.fields["space"].queryset = open_spaces(school)


class MoveForm(VerbForm):
    space = PlaceField(label=_("Where to"))
    spot = _words(_("Where exactly"), 80)

    def __init__(self, *args, school, **more):
        super().__init__(*args, **more)
        self.fields["space"].queryset = open_spaces(school)


class WhyForm(VerbForm):
    why = forms.CharField(label=_("Why"), max_length=200)


class CheckForm(VerbForm):
    """What is wrong with one piece; nothing ticked means that it is in order."""

    moment = "checked_at"
    faults = forms.MultipleChoiceField(
        label=_("What is wrong"), required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "chips"}),
        help_text=_("Tap nothing when it is in order."),
    )  # fmt: skip
    note = _words(_("Remark"), 200)
    photos = PhotosField()
    checked_at = MomentField()

    def __init__(self, *args, kind, **more):
        super().__init__(*args, **more)
        self.fields["faults"].choices = [(fault.code, str(fault)) for fault in kind.faults]


class CorrectForm(CheckForm):
    """Why the first entry was wrong is needed; when it was seen stays."""

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        del self.fields["checked_at"]
        self.fields["note"].required, self.fields["note"].label = True, _("What was wrong with the entry")


class ServiceForm(VerbForm):
    done_on = DayField(label=_("Done on"))
    by_whom = forms.CharField(label=_("Serviced by"), max_length=80, help_text=_("The firm, or who has the licence."))
    what = _words(_("What was serviced"), 200)
    next_due_on = DayField(
        label=_("Next one by"), required=False, help_text=_("As the tag says. Left empty, the rule counts.")
    )
    papers = PhotosField(label=_("Tag or report"))


class TestForm(VerbForm):
    __test__ = False  # not one of pytest's

    system = forms.ChoiceField(label=_("What was tested"), choices=System)
    tested_on = DayField(label=_("Tested on"))
    by_whom = forms.CharField(label=_("Tested by"), max_length=80)
    passed = forms.TypedChoiceField(
        label=_("Result"), choices=[("yes", _("Passed")), ("no", _("Not passed"))], coerce=lambda word: word == "yes",
        widget=forms.RadioSelect, initial="yes",
    )  # fmt: skip
    findings = _words(_("What was found"), 200)
    papers = PhotosField(label=_("Report of the test"), required=True)
