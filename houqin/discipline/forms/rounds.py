"""The round after the bell: what is not tapped was quiet."""

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from houqin.discipline.actions import DoorHeard
from houqin.discipline.kinds import choices
from houqin.journal.doors import VerbForm
from houqin.tenancy.fields import MomentField


class RoundForm(VerbForm):
    """Speaks of the rooms that the page showed. `items` and `tally` are the page's."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
    happened_at = MomentField()

    def __init__(self, *args, rooms: list, **more):
        super().__init__(*args, **more)
        if self.is_bound:
            seen = set(self.data.get("shown", "").split(","))
            rooms = [room for room in rooms if str(room.pk) in seen]
        self.rooms = rooms
        self.fields["shown"].initial = ",".join(str(room.pk) for room in rooms)
        for room in rooms:
            self.fields[f"odd-{room.pk}"] = forms.BooleanField(label=_("Not quiet"), required=False)
            self.fields[f"heard-{room.pk}"] = forms.ChoiceField(
                label=_("What was it"), choices=choices("heard"), required=False,
                widget=forms.RadioSelect(attrs={"class": "chips"}),
            )  # fmt: skip
            self.fields[f"note-{room.pk}"] = forms.CharField(label=_("Remark"), required=False, max_length=200)

    @property
    def items(self) -> list[dict]:
        return [
            {"label": room.space.name, "quiet": gettext("Floor {floor}").format(floor=room.floor),
             "flip": self[f"odd-{room.pk}"], "choices": [self[f"heard-{room.pk}"], self[f"note-{room.pk}"]]}
            for room in self.rooms
        ]  # fmt: skip

    @property
    def tally(self) -> dict[str, str]:
        number = len(self.rooms)
        words = {
            "all": ngettext("{number} room, all quiet", "{number} rooms, all quiet", number),
            "one": gettext("{number} rooms, 1 of them not"),
            "many": gettext("{number} rooms, {odd} of them not"),
        }
        return {name: said.format(number=number, odd="{number}") for name, said in words.items()}

    def clean(self):
        cleaned = super().clean()
        doors = []
        for room in self.rooms:
            heard = cleaned.get(f"heard-{room.pk}", "") if cleaned.get(f"odd-{room.pk}") else ""
            if cleaned.get(f"odd-{room.pk}") and not heard and f"heard-{room.pk}" not in self.errors:
                self.add_error(f"heard-{room.pk}", _("Say what it was."))
            doors.append(DoorHeard(room, heard, cleaned.get(f"note-{room.pk}", "") if heard else ""))
        return {name: cleaned.get(name) for name in ("entry_key", "note", "happened_at")} | {"doors": doors}
