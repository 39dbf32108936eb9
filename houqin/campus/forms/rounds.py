"""The monthly check of a building: everything is in order unless it is tapped. `items` and `tally` are the page's."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from houqin.campus.actions import Found
from houqin.campus.models import Equipment
from houqin.journal.doors import VerbForm
from houqin.journal.file_fields import PhotosField
from houqin.tenancy.fields import MomentField


class RoundForm(VerbForm):
    """Speaks of the pieces that the page showed, and of no other: what came since is nobody's word.

    Of what was not tapped and did not hang there yet when the check was made, nothing is said.
    """

    moment = "checked_at"
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    checked_at = MomentField()
    note = forms.CharField(label=_("Remark"), max_length=200, required=False)

    def __init__(self, *args, pieces, **more):
        super().__init__(*args, **more)
        if self.is_bound:
            seen = set(self.data.get("shown", "").split(","))
            pieces = [piece for piece in pieces if str(piece.pk) in seen]
        self.pieces = list(pieces)
        self.fields["shown"].initial = ",".join(str(piece.pk) for piece in self.pieces)
        for piece in self.pieces:
            faults = [(fault.code, str(fault)) for fault in piece.kind_of.faults]
            self.fields[f"odd-{piece.pk}"] = forms.BooleanField(label=_("Not in order"), required=False)
            self.fields[f"wrong-{piece.pk}"] = forms.MultipleChoiceField(
                label=_("What is wrong"), choices=faults, required=False,
                widget=forms.CheckboxSelectMultiple(attrs={"class": "chips"}),
            )  # fmt: skip
            self.fields[f"remark-{piece.pk}"] = forms.CharField(label=_("Remark"), max_length=200, required=False)
            self.fields[f"photos-{piece.pk}"] = PhotosField()

    @property
    def items(self) -> list[dict]:
        return [
            {"label": str(piece.kind_of), "quiet": f"{piece.where} {piece.code}", "flip": self[f"odd-{piece.pk}"],
             "choices": [self[f"{name}-{piece.pk}"] for name in ("wrong", "remark", "photos")],
             "end": gettext("known: faulty") if piece.is_faulty else "", "link": piece.get_absolute_url()}
            for piece in self.pieces
        ]  # fmt: skip

    @property
    def after(self) -> list:
        return [self["checked_at"], self["note"]]

    @property
    def tally(self) -> dict[str, str]:
        number = len(self.pieces)
        words = {
            "all": ngettext("{number} piece, all in order", "{number} pieces, all in order", number),
            "one": gettext("{number} pieces, 1 not in order"),
            "many": gettext("{number} pieces, {odd} not in order"),
        }
        return {name: said.format(number=number, odd="{number}") for name, said in words.items()}

    def clean(self):
        cleaned = super().clean()
        if not self.pieces:
            self.add_error(None, _("Nothing of this hangs here any more. Open the page anew."))
        found = []
        for piece in self.pieces:
            said = {name: cleaned.get(f"{name}-{piece.pk}") for name in ("odd", "wrong", "remark", "photos")}
            if said["odd"] and not said["wrong"] and f"wrong-{piece.pk}" not in self.errors:
                self.add_error(f"wrong-{piece.pk}", _("Tap what is wrong with it."))
            if said["odd"]:
                found.append(Found(piece, tuple(said["wrong"] or ()), said["remark"] or "", said["photos"] or []))
            elif _hung_there(piece, cleaned.get("checked_at")):
                found.append(Found(piece))
        return {name: cleaned.get(name) for name in ("entry_key", "checked_at", "note")} | {"found": found}


def _hung_there(piece: Equipment, checked_at: datetime | None) -> bool:
    return checked_at is None or piece.in_service_on <= piece.school.localdate(checked_at)
