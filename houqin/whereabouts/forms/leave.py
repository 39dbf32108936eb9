"""One leave: asked, confirmed on paper, handed over, returned, stopped."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.journal.doors import VerbForm
from houqin.journal.file_fields import PhotoField, SignatureField
from houqin.people.models import Guardian
from houqin.tenancy.fields import MomentField
from houqin.whereabouts.actions import Brought, Taken
from houqin.whereabouts.models import ProofKind


class AskForm(VerbForm):
    starts_at = MomentField(label=_("Leaves at"), required=True)
    until_at = MomentField(label=_("Back by"), required=True)
    reason = forms.CharField(label=_("Why"), max_length=120, help_text=_("As little as is needed: family, doctor."))
    collector_name = forms.CharField(
        label=_("Who collects"), max_length=80, required=False, help_text=_("Empty: the guardian names them.")
    )
    collector_relation = forms.CharField(label=_("Relation"), max_length=20, required=False)
    collector_phone = forms.CharField(label=_("Phone"), max_length=20, required=False)


class ProlongForm(VerbForm):
    until_at = MomentField(label=_("Back by"), required=True)
    reason = forms.CharField(label=_("Why"), max_length=120, help_text=_("As little as is needed: no bus, snow."))


class GuardianField(forms.ModelChoiceField):
    def __init__(self, pupil=None, **more):
        rows = pupil.guardians.order_by("pk") if pupil else Guardian.objects.none()
        super().__init__(**{"label": _("Guardian"), "queryset": rows, "empty_label": None} | more)

    def label_from_instance(self, guardian) -> str:
        return f"{guardian.name} {guardian.relation}"


class PaperForm(VerbForm):
    paper = PhotoField(label=_("Photo of the signed paper"), required=True)

    def __init__(self, *args, leave, **more):
        super().__init__(*args, **more)
        self.leave = leave
        self.fields["guardian"] = GuardianField(leave.pupil, label=_("Signed by"))

    def clean(self):
        given = super().clean()
        given["rows"] = [(self.leave, given.pop("guardian", None))]
        return given


class LinkForm(VerbForm):
    def __init__(self, *args, leave, **more):
        super().__init__(*args, **more)
        self.leave = leave
        self.fields["guardian"] = GuardianField(leave.pupil)

    def clean(self):
        given = super().clean()
        return {"entry_key": given.get("entry_key", ""), "rows": [(self.leave, given.get("guardian"))]}


class ConsentField(forms.CharField):
    """Asked for only where somebody takes the child whom nobody had named."""

    def __init__(self, **more):
        super().__init__(**{
            "label": _("If nobody named them: which guardian agreed, and how"), "max_length": 120, "required": False,
        } | more)  # fmt: skip


class HandOverForm(VerbForm):
    taken_by = forms.CharField(label=_("Who takes the child"), max_length=80)
    proof_kind = forms.ChoiceField(label=_("How they prove it"), choices=ProofKind)
    proof_last4 = forms.CharField(
        label=_("Last four characters"), max_length=4, required=False, help_text=_("No more of it is kept.")
    )
    consent = ConsentField()
    signature = SignatureField(label=_("Signature of who takes the child"), required=True)
    happened_at = MomentField()

    def __init__(self, *args, leave, **more):
        super().__init__(*args, **more)
        self.leave = leave
        self.fields["taken_by"].initial = leave.collector_name or (leave.guardian.name if leave.guardian else "")

    def clean(self):
        given = super().clean()
        if not self.errors:
            names = ("taken_by", "proof_kind", "proof_last4", "consent")
            given["taken"] = [Taken(self.leave, **{name: given.pop(name) for name in names})]
        return given


class ReturnForm(VerbForm):
    brought_by = forms.CharField(label=_("Who brings the child"), max_length=80, required=False)
    signature = SignatureField(label=_("Signature of who brings the child"), required=True)
    happened_at = MomentField()

    def __init__(self, *args, leave, **more):
        super().__init__(*args, **more)
        self.leave = leave
        self.fields["brought_by"].initial = leave.taken_by

    def clean(self):
        given = super().clean()
        if not self.errors:
            given["brought"] = [Brought(self.leave, given.pop("brought_by"))]
        return given


class WhyForm(VerbForm):
    why = forms.CharField(label=_("Why"), max_length=120)
