"""Handing in a list: exceptions are tapped, everything else is as it should be."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.checklists.actions import Answered
from houqin.checklists.models import Item, ItemKind
from houqin.incidents.forms.hazards import SOMEBODY
from houqin.incidents.forms.photos import PhotosField
from houqin.journal.doors import VerbForm
from houqin.tenancy.fields import DayField

#: Kinds that are as they should be unless somebody says otherwise.
TAPPED = (ItemKind.YES_NO, ItemKind.TWO_PERSONS, ItemKind.PHOTO)


class RunForm(VerbForm):
    """Cleans to the `answers` of run_checklist. `lines()` are the items with their fields, for the page."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    addition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, items: list[Item], **more):
        super().__init__(*args, **more)
        self.items = items
        for item in items:
            for name, field in _fields(item).items():
                self.fields[f"{name}_{item.pk}"] = field
        self.fields["happened_at"] = forms.DateTimeField(
            label=_("Seen at"), required=False,
            widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
            help_text=_("Leave empty for now."),
        )  # fmt: skip
        self.fields["note"] = forms.CharField(label=_("Note"), max_length=200, required=False)

    def lines(self) -> list[dict]:
        return [
            {"item": item, "number": number, "main": self._bound(item, "number", "choice", "word"),
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
            said = {name: data.get(f"{name}_{item.pk}") for name in (*_fields(item), "failed", "word")}
            passed = None
            if item.kind == ItemKind.SIGNATURE:
                passed = bool(said["word"])
            elif said.get("failed"):
                passed = False
            answers[item.pk] = Answered(
                passed=passed, number=said.get("number"), choice=said.get("choice") or "",
                note=said.get("note") or "", photos=[*(said.get("shots") or []), *(said.get("photos") or [])],
                owner_post=said.get("owner") or "", due_on=said.get("due"),
            )  # fmt: skip
        return {
            "entry_key": data.get("entry_key", ""), "answers": answers, "note": data.get("note", ""),
            "happened_at": data.get("happened_at") or None,
        }  # fmt: skip


def _fields(item: Item) -> dict[str, forms.Field]:
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
        found["word"] = forms.BooleanField(label=_("I say so"), required=item.is_required)
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
