"""Handing in a list: exceptions are tapped, everything else is as it should be."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.checklists.actions import Answered
from houqin.checklists.models import Item, ItemKind
from houqin.incidents.forms.hazards import SOMEBODY
from houqin.journal.doors import VerbForm
from houqin.journal.file_fields import PhotosField, SignatureField
from houqin.tenancy.fields import DayField, MomentField

#: Kinds that are as they should be unless somebody says otherwise.
TAPPED = (ItemKind.YES_NO, ItemKind.TWO_PERSONS, ItemKind.PHOTO)
#: What may be asked of an item; which of these, its kind says.
NAMES = ("number", "choice", "drawn", "word", "shots", "failed", "note", "photos", "owner", "due")


class RunForm(VerbForm):
    """Cleans to the `answers` of run_checklist. `lines()` are the items with their fields, for the page."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    addition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    known = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args, items: list[Item], signer: str, **more):
        super().__init__(*args, **more)
        self.items = items
        for item in items:
            for name, field in _fields(item, signer).items():
                self.fields[f"{name}_{item.pk}"] = field
        self.fields["happened_at"] = MomentField(label=_("Seen at"), help_text=_("Leave empty for now."))
        self.fields["note"] = forms.CharField(label=_("Note"), max_length=200, required=False)

    def lines(self) -> list[dict]:
        return [
            {"item": item, "number": number, "main": self._bound(item, "number", "choice", "drawn", "word"),
             "failed": self._bound(item, "failed"), "shots": self._bound(item, "shots"),
             "more": self._bound(item, "note", "photos", "owner", "due"), "is_open": self._is_wrong(item)}
            for number, item in enumerate(self.items, start=1)
        ]  # fmt: skip

    def _bound(self, item: Item, *names: str) -> list:
        return [self[f"{name}_{item.pk}"] for name in names if f"{name}_{item.pk}" in self.fields]

    def _is_wrong(self, item: Item) -> bool:
        return any(field.errors or field.value() for field in self._bound(item, "note", "owner", "due"))

    def clean(self):
        data = super().clean()
        answers = {}
        for item in self.items:
            said = {name: data.get(f"{name}_{item.pk}") for name in NAMES}
            passed = None
            if item.kind == ItemKind.SIGNATURE:
                passed = bool(said["word"]) or None
            elif said["failed"]:
                passed = False
            answers[item.pk] = Answered(
                passed=passed, number=said["number"], choice=said["choice"] or "",
                note=said["note"] or "", photos=[*(said["shots"] or []), *(said["photos"] or [])],
                signature=said["drawn"], owner_post=said["owner"] or "", due_on=said["due"],
            )  # fmt: skip
        return {
            "entry_key": data.get("entry_key", ""), "answers": answers, "note": data.get("note", ""),
            "happened_at": data.get("happened_at") or None, "known": data.get("known"),
        }  # fmt: skip


def _fields(item: Item, signer: str) -> dict[str, forms.Field]:
    """The fields of one item. What a number has to be is told beside it; whether it was, the verb says."""
    found: dict[str, forms.Field] = {}
    if item.kind == ItemKind.NUMBER:
        found["number"] = forms.DecimalField(
            label=_("Number measured"), required=item.is_required, max_digits=9, decimal_places=2, help_text=item.limits
        )
        found["number"].unit = item.unit
    if item.kind == ItemKind.CHOICE:
        found["choice"] = forms.ChoiceField(label=_("Seen"), choices=item.choices_said)
    if item.kind == ItemKind.SIGNATURE:
        found["drawn"] = SignatureField(label=_("Sign for it"), has_other_way=item.is_required)
        words = _("I sign as {name}, without drawing").format(name=signer)
        found["word"] = forms.BooleanField(label=words, required=False)
        return found
    if item.kind == ItemKind.PHOTO:
        found["shots"] = PhotosField(label=_("Photo"))
    if item.kind in TAPPED:
        found["failed"] = forms.BooleanField(label=_("Not as it should be"), required=False)
    found["note"] = forms.CharField(label=_("What is wrong"), max_length=200, required=False)
    found["photos"] = PhotosField()
    found["owner"] = forms.ChoiceField(label=_("Put right by"), choices=SOMEBODY, required=False)
    found["due"] = DayField(label=_("Deadline"), required=False)
    return found
