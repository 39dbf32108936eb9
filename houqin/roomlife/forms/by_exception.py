"""Many rooms at once: what is not tapped is in order. `items` and `tally` are the page's."""

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from houqin.dormitory.models import DormRoom
from houqin.journal.doors import VerbForm
from houqin.journal.file_fields import PhotosField
from houqin.roomlife.actions import NotDone, Seen
from houqin.roomlife.inspection_items import INSPECTION_ITEMS
from houqin.roomlife.models import Turn
from houqin.tenancy.fields import MomentField


def chips() -> forms.CheckboxSelectMultiple:
    return forms.CheckboxSelectMultiple(attrs={"class": "chips"})


def item_choices() -> list[tuple[str, str]]:
    """Each with what it costs; a danger says so."""
    danger, plain = gettext("{item} (a danger)"), gettext("{item} −{points}")
    return [
        (code, (danger if item.danger else plain).format(item=item, points=item.points))
        for code, item in INSPECTION_ITEMS.items()
    ]


class ShownForm(VerbForm):
    """Speaks of the rows that the page showed, and of no other: what came since is nobody's word."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    happened_at = MomentField()

    def hold(self, rows: list) -> list:
        if self.is_bound:
            seen = set(self.data.get("shown", "").split(","))
            rows = [row for row in rows if str(row.pk) in seen]
        self.fields["shown"].initial = ",".join(str(row.pk) for row in rows)
        return rows

    @property
    def after(self) -> list:
        """What most people leave alone."""
        return [self["happened_at"]]

    def ask(self, key: int, **fields: forms.Field) -> None:
        self.fields[f"odd-{key}"] = forms.BooleanField(label=_("Something not in order"), required=False)
        for name, field in fields.items():
            self.fields[f"{name}-{key}"] = field


class InspectForm(ShownForm):
    """Every item of every room is in order until somebody taps. Cleans to `rooms` and `seen` of inspect_rooms."""

    def __init__(self, *args, rooms: list[DormRoom], **more):
        super().__init__(*args, **more)
        self.rooms = self.hold(rooms)
        for room in self.rooms:
            self.ask(
                room.pk,
                items=forms.MultipleChoiceField(
                    label=_("What is not in order"), choices=item_choices, required=False, widget=chips()
                ),
                note=forms.CharField(label=_("Remark"), required=False, max_length=200),
                photos=PhotosField(),
            )

    @property
    def items(self) -> list[dict]:
        return [
            {"label": str(room), "flip": self[f"odd-{room.pk}"],
             "choices": [self[f"{name}-{room.pk}"] for name in ("items", "note", "photos")]}
            for room in self.rooms
        ]  # fmt: skip

    @property
    def tally(self) -> dict[str, str]:
        number = len(self.rooms)
        words = {
            "all": ngettext("{number} room, in order", "{number} rooms, all in order", number),
            "one": gettext("{number} rooms, 1 not in order"),
            "many": gettext("{number} rooms, {odd} not in order"),
        }
        return {name: said.format(number=number, odd="{number}") for name, said in words.items()}

    def clean(self):
        cleaned, seen = super().clean(), {}
        if not self.rooms:
            self.add_error(None, _("Every room here has been inspected. Look at the list of rooms."))
        for room in self.rooms:
            if not cleaned.get(f"odd-{room.pk}"):
                continue
            items = cleaned.get(f"items-{room.pk}") or []
            if not items and f"items-{room.pk}" not in self.errors:
                self.add_error(f"items-{room.pk}", _("Say what is not in order, or take the tap back."))
            seen[room.pk] = Seen(
                tuple(items), cleaned.get(f"note-{room.pk}", ""), cleaned.get(f"photos-{room.pk}") or []
            )
        kept = {name: cleaned.get(name) for name in ("entry_key", "happened_at")}
        return kept | {"rooms": self.rooms, "seen": seen}


class CheckTurnsForm(ShownForm):
    """Every turn was done until somebody taps. Cleans to `turns` and `missed` of check_turns."""

    def __init__(self, *args, turns: list[Turn], **more):
        super().__init__(*args, **more)
        held = self.hold(turns)
        # Somebody else was faster at some: the others count. At all: the verb says so, or knows the form already.
        self.turns = [turn for turn in held if not hasattr(turn, "check_of")] or held
        for turn in self.turns:
            self.ask(
                turn.pk,
                note=forms.CharField(label=_("What was left undone"), required=False, max_length=200),
                photos=PhotosField(),
            )

    @property
    def items(self) -> list[dict]:
        return [
            {"label": str(turn.room), "quiet": turn.who, "flip": self[f"odd-{turn.pk}"],
             "choices": [self[f"note-{turn.pk}"], self[f"photos-{turn.pk}"]]}
            for turn in self.turns
        ]  # fmt: skip

    @property
    def tally(self) -> dict[str, str]:
        number = len(self.turns)
        words = {
            "all": ngettext("{number} room, done", "{number} rooms, all done", number),
            "one": gettext("{number} rooms, 1 not done"),
            "many": gettext("{number} rooms, {odd} not done"),
        }
        return {name: said.format(number=number, odd="{number}") for name, said in words.items()}

    def clean(self):
        cleaned = super().clean()
        missed = {
            turn.pk: NotDone(cleaned.get(f"note-{turn.pk}", ""), cleaned.get(f"photos-{turn.pk}") or [])
            for turn in self.turns
            if cleaned.get(f"odd-{turn.pk}")
        }
        kept = {name: cleaned.get(name) for name in ("entry_key", "happened_at")}
        return kept | {"turns": self.turns, "missed": missed}
