"""Many children at once, by exception: what is not tapped is as the lead says."""

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from houqin.journal.doors import VerbForm
from houqin.journal.file_fields import PhotoField, SignatureField
from houqin.people.models import User
from houqin.tenancy.fields import MomentField
from houqin.whereabouts.actions import Brought, Taken
from houqin.whereabouts.forms.leave import ConsentField
from houqin.whereabouts.models import Leave, ProofKind
from houqin.whereabouts.words import span_of


class ManyForm(VerbForm):
    """Speaks of the children that the page showed, and of no other. `rows` are pupils or leaves.

    `groups` names the heading of each row by its key, where hundreds are shown; rows of one group stand together.
    """

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    odd, even, shared_names, after_names = _("Not this one"), "", (), ()

    def __init__(self, *args, rows, groups=None, **more):
        super().__init__(*args, **more)
        self.rows, self.groups = list(rows), groups or {}
        if self.is_bound:
            seen = set(self.data.get("shown", "").split(","))
            self.rows = [row for row in self.rows if str(row.pk) in seen]
        self.fields["shown"].initial = ",".join(str(row.pk) for row in self.rows)
        for row in self.rows:
            self.fields[f"odd-{row.pk}"] = forms.BooleanField(label=self.odd, required=False)
            for name, field in self.fields_of(row).items():
                self.fields[f"{name}-{row.pk}"] = field

    def fields_of(self, row) -> dict[str, forms.Field]:
        """What may be said of one child besides."""
        return {}

    @property
    def items(self) -> list[dict]:
        return [
            {
                "label": row.pupil.name if isinstance(row, Leave) else row.name, "quiet": self.quiet(row),
                "group": self.groups.get(row.pk, ""), "flip": self[f"odd-{row.pk}"],
                "details": [self[f"{name}-{row.pk}"] for name in self.fields_of(row)],
            }
            for row in self.rows
        ]  # fmt: skip

    def quiet(self, row) -> str:
        return row.number if not isinstance(row, Leave) else row.pupil.number

    @property
    def shared(self):
        return [self[name] for name in self.shared_names]

    @property
    def after(self):
        return [self[name] for name in self.after_names]

    @property
    def tally(self) -> dict[str, str]:
        number = len(self.rows)
        words = {
            "all": ngettext("{number} child", "{number} children", number),
            "one": gettext("{number} children, 1 left out"), "many": gettext("{number} children, {odd} left out"),
        }  # fmt: skip
        return {name: said.format(number=number, odd="{number}") for name, said in words.items()}

    def chosen(self, cleaned) -> list:
        found = [row for row in self.rows if not cleaned.get(f"odd-{row.pk}")]
        if not found:
            self.add_error(None, _("Nobody is left. Take back at least one tap."))
        return found

    def clean(self):
        cleaned = super().clean()
        given = {name: value for name, value in cleaned.items() if "-" not in name and name != "shown"}
        return given | self.arguments(self.chosen(cleaned), cleaned)

    def arguments(self, rows, cleaned) -> dict:
        raise NotImplementedError


class AskManyForm(ManyForm):
    """All go home except who is tapped."""

    odd = _("Stays")
    starts_at = MomentField(label=_("Leave at"), required=True)
    until_at = MomentField(label=_("Back by"), required=True)
    reason = forms.CharField(label=_("Why"), max_length=120)
    shared_names = ("starts_at", "until_at", "reason")

    def arguments(self, rows, cleaned):
        return {"pupils": rows}


class OutingForm(ManyForm):
    odd = _("Stays")
    place = forms.CharField(label=_("What and where"), max_length=80)
    confirmed_by = forms.ModelChoiceField(label=_("Who leads it"), queryset=User.objects.none(), empty_label=None)
    until_at = MomentField(label=_("Expected back"), required=True)
    happened_at = MomentField(label=_("Left at, if not just now"))
    shared_names, after_names = ("place", "confirmed_by", "until_at"), ("happened_at",)

    def __init__(self, *args, colleagues, **more):
        super().__init__(*args, **more)
        self.fields["confirmed_by"].queryset = colleagues

    def arguments(self, rows, cleaned):
        return {"pupils": rows}


class BackManyForm(ManyForm):
    odd = _("Not back")
    happened_at = MomentField()
    after_names = ("happened_at",)

    @property
    def items(self):
        return [
            {"label": row.pupil.name, "quiet": row.where, "flip": self[f"odd-{row.pk}"]} for row in self.rows
        ]  # fmt: skip

    def arguments(self, rows, cleaned):
        return {"rows": rows}


class LeavesForm(ManyForm):
    """Approve or countersign."""

    def quiet(self, row):
        return span_of(row) if row.prolongs_id else row.pupil.number

    def arguments(self, rows, cleaned):
        return {"leaves": rows}


class WithGuardians(ManyForm):
    """The first guardian on record unless another is chosen. `guardians` is pupil → those on record."""

    def __init__(self, *args, guardians, **more):
        self.guardians = guardians
        super().__init__(*args, **more)

    def fields_of(self, row):
        known = self.guardians.get(row.pupil_id, [])
        if len(known) < 2:
            return {}
        choices = [(one.pk, f"{one.name} {one.relation}") for one in known]
        return {"guardian": forms.TypedChoiceField(label=_("Guardian"), choices=choices, coerce=int)}

    def quiet(self, row):
        known = self.guardians.get(row.pupil_id)
        said = f"{known[0].name} {known[0].relation}" if known else gettext("no guardian on record")
        return gettext(", ").join([said, span_of(row)] if row.prolongs_id else [said])

    def arguments(self, rows, cleaned):
        return {"rows": [(row, self._guardian(row, cleaned.get(f"guardian-{row.pk}"))) for row in rows]}

    def _guardian(self, row, key):
        known = self.guardians.get(row.pupil_id, [])
        return next((one for one in known if one.pk == key), known[0] if known else None)


class PaperManyForm(WithGuardians):
    odd = _("Did not sign")
    paper = PhotoField(label=_("Photo of the signed sheet"), required=True)
    shared_names = ("paper",)


class LinksManyForm(WithGuardians):
    odd = _("No link")


class HandOverManyForm(ManyForm):
    """Each goes with whom the leave names; the arrow says otherwise."""

    odd = _("Not handed over")
    signature = SignatureField(label=_("Signature of who hands over"), required=True)
    happened_at = MomentField()
    shared_names, after_names = ("signature",), ("happened_at",)

    def fields_of(self, row):
        named = row.collector_name or (row.guardian.name if row.guardian else "")
        return {
            "taken_by": forms.CharField(label=_("Who takes the child"), max_length=80, initial=named, required=False),
            "proof_kind": forms.ChoiceField(
                label=_("How they prove it"), choices=ProofKind, initial=ProofKind.KNOWN.value, required=False
            ),
            "proof_last4": forms.CharField(label=_("Last four characters"), max_length=4, required=False),
            "consent": ConsentField(),
        }

    def quiet(self, row):
        return self.fields[f"taken_by-{row.pk}"].initial

    def arguments(self, rows, cleaned):
        names = ("taken_by", "proof_kind", "proof_last4", "consent")
        found = [{name: cleaned.get(f"{name}-{row.pk}") or "" for name in names} for row in rows]
        for one in found:
            one["proof_kind"] = one["proof_kind"] or ProofKind.KNOWN.value
        return {"taken": [Taken(row, **one) for row, one in zip(rows, found, strict=True)]}


class ReturnManyForm(ManyForm):
    odd = _("Not back")
    signature = SignatureField(label=_("Signature of who takes them back"), required=True)
    happened_at = MomentField()
    shared_names, after_names = ("signature",), ("happened_at",)

    def fields_of(self, row):
        return {
            "brought_by": forms.CharField(
                label=_("Who brings the child"), max_length=80, initial=row.taken_by, required=False
            )
        }

    def quiet(self, row):
        return row.taken_by

    def arguments(self, rows, cleaned):
        return {"brought": [Brought(row, cleaned.get(f"brought_by-{row.pk}") or "") for row in rows]}
