"""What the gate asks for. The fields of `FIRST` are what every pass needs, the rest is folded."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houqin.journal.doors import VerbForm
from houqin.tenancy.fields import DayField, MomentField
from houqin.tenancy.models import Building
from houqin.visitors.forms.fields import DocumentKindField, DocumentNumber, colleagues, somebody_named
from houqin.visitors.forms.fields import Named as NamedField
from houqin.visitors.gates.visits import MOST_HEADS
from houqin.visitors.models import Gender, Visit, VisitApproval
from houqin.visitors.selectors.gate import approvals_of

MINUTES = [
    ("", _("The usual time")), ("30", _("Half an hour")), ("60", _("An hour")), ("120", _("Two hours")),
    ("240", _("Four hours")), ("480", _("The whole day")),
]  # fmt: skip


class MinutesField(forms.TypedChoiceField):
    def __init__(self, **more):
        first = {"label": _("Stays for"), "choices": MINUTES, "coerce": int, "empty_value": None, "required": False}
        super().__init__(**first | more)


class ApprovalChoice(forms.ModelChoiceField):
    def label_from_instance(self, approval):
        return f"{approval.name} {approval.why}"


class PassForm(VerbForm):
    """Of the person; a visit and work add their own."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=80)
    gender = forms.ChoiceField(label=_("Woman or man"), choices=Gender.choices, widget=forms.RadioSelect)
    document_kind = DocumentKindField()
    document_number = DocumentNumber()
    building = forms.ModelChoiceField(
        Building.objects.none(), label=_("Goes to"), required=False, empty_label=_("Not into a building")
    )
    items_checked = forms.BooleanField(label=_("What they carry has been looked at"), required=False)
    heads = forms.IntegerField(label=_("How many people"), min_value=1, max_value=MOST_HEADS, initial=1)
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    items = forms.CharField(label=_("What they carry or leave here"), max_length=120, required=False)
    minutes = MinutesField()
    approval = ApprovalChoice(
        VisitApproval.objects.none(), label=_("Approved by the duty leader"), required=False,
        empty_label=_("Nothing unusual"),
    )  # fmt: skip
    happened_at = MomentField(label=_("Came in at, if not just now"))

    FOLDED = ("heads", "phone", "items", "minutes", "approval", "happened_at")

    def __init__(self, *args, school, on, **more):
        super().__init__(*args, **more)
        self.school, self.on = school, on
        self.fields["building"].queryset = Building.objects.of(school).order_by("name")
        expected = [approval.pk for approval in approvals_of(school, on)]
        self.fields["approval"].queryset = VisitApproval.objects.of(school).filter(pk__in=expected)
        for name in ("phone", "heads"):
            self.fields[name].widget.attrs |= {"inputmode": "numeric"}

    @property
    def first_fields(self):
        return [field for field in self.visible_fields() if field.name not in self.FOLDED]

    @property
    def folded_fields(self):
        return [self[name] for name in self.FOLDED]


class VisitorForm(PassForm):
    """`like` is the pass of an earlier visit: then the document need not be typed again."""

    host = NamedField(label=_("Whom they visit"), help_text=_("A colleague or a pupil, by name or number."))
    why = forms.CharField(label=_("Why they come"), max_length=200)
    like = forms.ModelChoiceField(Visit.objects.none(), required=False, widget=forms.HiddenInput)

    field_order = ("name", "gender", "document_kind", "document_number", "host", "why", "building", "items_checked")

    def __init__(self, *args, like=None, **more):
        super().__init__(*args, **more)
        self.fields["like"].queryset = Visit.objects.of(self.school).filter(kind=Visit.Kind.VISITOR)
        if like is not None or self.data.get("like"):
            number = self.fields["document_number"]
            number.required = False
            number.help_text = _("Left empty, it is the document of the visit before.")

    def clean(self):
        cleaned = super().clean()
        if host := cleaned.pop("host", ""):
            try:
                cleaned["host_staff"], cleaned["host_pupil"] = somebody_named(self.school, host, on=self.on)
            except forms.ValidationError as wrong:
                self.add_error("host", wrong)
        return cleaned


class WorkersForm(PassForm):
    company = forms.CharField(label=_("Company"), max_length=80)
    why = forms.CharField(label=_("Job to do"), max_length=200)
    escort = forms.ModelChoiceField(
        VisitApproval.objects.none(), label=_("Who goes along"), empty_label=_("Choose a colleague")
    )
    work_order = forms.CharField(label=_("Work order"), max_length=40, required=False)
    urgent_why = forms.CharField(
        label=_("Why it cannot wait"), max_length=200, required=False,
        help_text=_("Only where pupils are in, or outside visiting hours."),
    )  # fmt: skip

    FOLDED = ("heads", "phone", "work_order", "urgent_why", "items", "minutes", "approval", "happened_at")
    field_order = (
        "name", "gender", "document_kind", "document_number", "company", "why", "escort", "building", "items_checked",
    )  # fmt: skip

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["escort"].queryset = colleagues(self.school, self.on)


class OutForm(VerbForm):
    """One tap; the phone says when, if it waited."""

    happened_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)


class ApproveForm(VerbForm):
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=80, help_text=_("As the document says."))
    why = forms.CharField(label=_("Why they come"), max_length=200)
    on = DayField(label=_("On"))
    is_after_hours = forms.BooleanField(label=_("Outside visiting hours"), required=False)
    building = forms.ModelChoiceField(
        Building.objects.none(), label=_("A man into a girls' building"), required=False, empty_label=_("No")
    )
    escort = forms.ModelChoiceField(
        VisitApproval.objects.none(), label=_("Who goes along"), required=False, empty_label=_("Nobody")
    )
    escort_is_woman = forms.BooleanField(label=_("She is a woman"), required=False)

    def __init__(self, *args, school, on, **more):
        super().__init__(*args, **more)
        self.fields["building"].queryset = Building.objects.of(school).order_by("name")
        self.fields["escort"].queryset = colleagues(school, on)
        self.fields["on"].initial = on


class NoEntryForm(VerbForm):
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=80)
    document_kind = DocumentKindField()
    document_number = DocumentNumber(
        required=False, help_text=_("With it they are known by it, whatever they call themselves.")
    )
    why = forms.CharField(label=_("Why"), max_length=200, help_text=_("Confidential: the guard does not see it."))
