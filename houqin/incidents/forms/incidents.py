"""What each verb on an incident asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.incidents.forms.fields import HeadsField, WordsField
from houqin.incidents.incident_kinds import addressee_choices, kind_choices
from houqin.incidents.models import Category, EvidenceKind, Grade, IncidentGrade, ReportForm, SentReport
from houqin.incidents.scene_checks import SCENE_CHECKS
from houqin.journal.doors import VerbForm
from houqin.journal.file_fields import PhotoField, PhotosField, SignatureField
from houqin.people.models import User
from houqin.tenancy.fields import DayField, MomentField, PlaceField
from houqin.tenancy.posts import AT_BUREAU, Post

OWNERS = [(post.value, post.label) for post in Post if post not in AT_BUREAU]


class ReportIncidentForm(VerbForm):
    moment = "discovered_at"
    kind = forms.ChoiceField(label=_("What is it"), choices=kind_choices)
    discovered_at = MomentField(
        label=_("Discovered at, if not now"), help_text=_("Every clock runs from then, also when you enter it later.")
    )
    space = PlaceField(label=_("Where"), required=False, empty_label="—")
    place = forms.CharField(label=_("Place in words"), max_length=80, required=False)
    summary = WordsField(label=_("What happened"), max_length=500)
    people = forms.CharField(label=_("Whom it befell"), max_length=200, required=False)
    ill = HeadsField(label=_("Ill or injured"))
    suspect_from = MomentField(
        label=_("Food: suspected from"), help_text=_("Retained samples of meals in this time are locked.")
    )
    suspect_until = MomentField(label=_("Food: suspected until"))

    def __init__(self, *args, spaces, **more):
        super().__init__(*args, **more)
        self.fields["space"].queryset = spaces


class StepForm(VerbForm):
    is_needed = forms.TypedChoiceField(
        label=_("Outcome"), choices=[("true", _("Done")), ("false", _("Not needed"))], initial="true",
        coerce=lambda value: value == "true",
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
    happened_at = MomentField()


class CallForm(VerbForm):
    moment = "called_at"
    number = forms.CharField(label=_("Number called"), max_length=40)
    caller = forms.CharField(label=_("Who called, if not you"), max_length=80, required=False)
    called_at = MomentField()
    reference = forms.CharField(label=_("Their case or operator number"), max_length=60, required=False)
    note = forms.CharField(label=_("What was said"), max_length=200, required=False)


class SendReportForm(VerbForm):
    """One that is owed knows to whom and which; a free one asks."""

    moment = "sent_at"
    how = forms.ChoiceField(label=_("How"), choices=SentReport.How.choices)
    receiver = forms.CharField(label=_("Who took it"), max_length=80)
    reference = forms.CharField(label=_("Their reference"), max_length=80, required=False)
    file = PhotoField(label=_("Proof of sending"), help_text=_("A photo, a PDF, or else their reference."))
    text = WordsField(label=_("What was reported"), required=False)
    sent_at = MomentField()

    def __init__(self, *args, owed=None, **more):
        super().__init__(*args, **more)
        if owed is None:
            self.fields["addressee"] = forms.ChoiceField(label=_("Report to"), choices=addressee_choices)
            self.fields["form"] = forms.ChoiceField(
                label=_("Which report"), choices=ReportForm.choices, initial=ReportForm.CONTINUING
            )
            self.order_fields(["addressee", "form"])
        elif owed.form == ReportForm.PHONE:
            self.fields["how"].initial = SentReport.How.PHONE


class UpdateForm(VerbForm):
    text = WordsField(label=_("What is known now"))
    ill = HeadsField(label=_("Ill or injured"))
    in_hospital = HeadsField(label=_("In hospital"))
    dead = HeadsField(label=_("Dead"))
    file = PhotoField()
    happened_at = MomentField()


class GradeForm(VerbForm):
    grade = forms.ChoiceField(label=_("Gravity"), choices=IncidentGrade.choices)
    why = forms.CharField(label=_("Why"), max_length=300)


class PeopleForm(VerbForm):
    moment = "sealed_at"

    def __init__(self, *args, people, **more):
        super().__init__(*args, **more)
        if self.whom:
            self.fields[self.whom].queryset = people

    whom = ""


class AssignForm(PeopleForm):
    whom = "handler"
    handler = forms.ModelChoiceField(User.objects.none(), label=_("Handler"), empty_label=None)
    why = forms.CharField(label=_("Why"), max_length=200, required=False)


class SealForm(PeopleForm):
    whom = "witness"
    kind = forms.ChoiceField(label=_("Kind"), choices=EvidenceKind.choices)
    item = forms.CharField(label=_("What is sealed"), max_length=120)
    count = forms.CharField(label=_("How many, how much"), max_length=40)
    place = forms.CharField(label=_("Kept where"), max_length=80)
    photo = PhotosField(
        label=_("Photos with the seal"),
        help_text=_("Each is kept under its hash: it cannot be exchanged."),
        required=True,
    )
    witness = forms.ModelChoiceField(User.objects.none(), label=_("Second signer"), empty_label=None)
    drawn = SignatureField(
        label=_("Signature of the second signer"), help_text=_("Without drawing, the name chosen above stands for it.")
    )
    sealed_at = MomentField()

    def __init__(self, *args, incident, **more):
        super().__init__(*args, **more)
        wanted = list(incident.of_kind.secure) if incident.of_kind else []
        order = sorted(EvidenceKind.choices, key=lambda pair: ([*wanted, pair[0]]).index(pair[0]))
        self.fields["kind"].choices = order

    def clean(self):
        """The first photo stands on the label's page; the others follow it."""
        data = super().clean()
        photo, *more = data.get("photo") or [None]
        return data | {"photo": photo, "more_photos": more}


class ProtectForm(VerbForm):
    checks = forms.MultipleChoiceField(
        label=_("Done at the scene"), choices=list(SCENE_CHECKS.items()), widget=forms.CheckboxSelectMultiple,
        required=False,
    )  # fmt: skip
    text = WordsField(label=_("Remark"), required=False)
    file = PhotoField()
    happened_at = MomentField()


class TextForm(VerbForm):
    """A verb that wants a sentence."""

    text = WordsField(label=_("In words"))


class WhyForm(VerbForm):
    why = forms.CharField(label=_("Why"), max_length=300)


class InvestigationForm(VerbForm):
    whom = forms.CharField(label=_("Who investigates"), max_length=120, required=False)
    text = WordsField(label=_("What is investigated"))


class FindingForm(VerbForm):
    text = WordsField(label=_("Cause and course"), max_length=2000)
    whom = forms.CharField(label=_("Responsible"), max_length=120, required=False)
    reference = forms.CharField(label=_("Number of the report"), max_length=80, required=False)


class SanctionForm(VerbForm):
    whom = forms.CharField(label=_("Who answers: person and post"), max_length=120)
    text = WordsField(label=_("What follows"))
    reference = forms.CharField(label=_("Number of the decision"), max_length=80, required=False)


class PublishForm(VerbForm):
    text = WordsField(
        label=_("The notice as it is hung out"), max_length=2000, rows=6,
        help_text=_("Cause, what follows, what changes. No child's name."),
    )  # fmt: skip
    reference = forms.CharField(label=_("Where it hangs"), max_length=80, required=False)


class RectifyForm(VerbForm):
    what = forms.CharField(label=_("What has to change"), max_length=200)
    category = forms.ChoiceField(label=_("Category"), choices=Category.choices, initial=Category.MANAGEMENT)
    grade = forms.ChoiceField(label=_("Gravity"), choices=Grade.choices, initial=Grade.GENERAL)
    owner_post = forms.ChoiceField(label=_("Who puts it right"), choices=OWNERS)
    due_on = DayField(label=_("By when, if sooner than the rule"), required=False)


class HandOverForm(VerbForm):
    organisation = forms.CharField(label=_("To which authority"), max_length=80)
    receiver = forms.CharField(label=_("Who takes it"), max_length=80)
    reference = forms.CharField(label=_("Number of their receipt"), max_length=80, required=False)
    drawn = SignatureField(
        label=_("Signature of who takes it"),
        help_text=_("Without drawing: photograph the signed receipt, or copy its number."),
        has_other_way=True,
    )
    file = PhotoField(label=_("Photo of the signed receipt"))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
    happened_at = MomentField()


class TakeBackForm(VerbForm):
    organisation = forms.CharField(label=_("From which authority"), max_length=80)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class ReleaseForm(VerbForm):
    reference = forms.CharField(label=_("Number of the authority's leave"), max_length=80)
    why = forms.CharField(label=_("What becomes of it"), max_length=200)
