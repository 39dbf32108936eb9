"""The roll by exception: who is not tapped is where the page assumed. A room, a floor or a building at once."""

from datetime import date

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from houqin.dormitory.actions.rolls import BedWord
from houqin.dormitory.models import EXPLAINED, NOT_HERE, WORDS, RollKind, Said
from houqin.dormitory.selectors.rolls import RoomSheet, Tile
from houqin.journal.doors import PressedForm, VerbForm
from houqin.people.models import User
from houqin.tenancy.fields import DayField

#: What somebody at the bedside may say of a bed that is not as assumed, the likeliest first.
NOT_IN_BED = (Said.MISSING, Said.SICK_ROOM, Said.HOSPITAL, Said.ACTIVITY)
FOUND_THERE = (Said.PRESENT, Said.MISSING)
#: The chip that asks for a name from the whole list.
OTHER = "other"
#: A page of one building holds no more; whatever sends more is no page of ours.
MOST_BEDS = 5_000


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


class TileFields:
    """One bed on the page: its tile, and what a tap opens."""

    def __init__(self, tile: Tile, data):
        self.tile, self.key = tile, str(tile.bed.pk)
        self.choices = self._choices()
        self.is_odd = self.key in data.getlist("odd") if data else False
        self.said = (data.get(f"said-{self.key}") if data else None) or self.choices[0].value
        self.confirmed_by = data.get(f"confirmed_by-{self.key}", "") if data else ""
        self.other = data.get(f"other-{self.key}", "") if data else ""
        self.place = data.get(f"place-{self.key}", "") if data else ""

    def _choices(self) -> list[Said]:
        """The likeliest first."""
        if self.tile.assumed == Said.PRESENT:
            return list(NOT_IN_BED)
        if self.tile.assumed:
            return list(FOUND_THERE)
        # Whoever must be looked at may be where somebody vouches for them (D-18).
        known = self.tile.elsewhere
        vouched = NOT_IN_BED[1:] if known is None else [one for one in NOT_HERE if one == known.kind]
        return [*FOUND_THERE, *vouched]

    @property
    def shown(self) -> str:
        """What the page assumed, and up to which mark it knew: the verb must be able to tell what came since."""
        tile = self.tile
        return f"{tile.bed.pk}.{tile.pupil.pk}.{tile.assumed}.{tile.bedside.last}"

    @property
    def state(self) -> str:
        """Plain is in bed; everything else has the shape and the colour of a state."""
        said = self.tile.said
        if said == Said.MISSING or self.tile.search:
            return "missed"
        if said == Said.LOOK or self._is_in_doubt:
            return "late"
        if self.tile.elsewhere and said in (None, self.tile.elsewhere.kind):
            return "waiting" if self.tile.elsewhere.kind == Said.LEAVE else "due"
        if said and said != Said.PRESENT:
            return "due"
        return ""

    @property
    def _is_in_doubt(self) -> bool:
        """What was known no longer holds, and nobody has said anything of this bed that stands."""
        return self.tile.said is None and self.tile.is_in_doubt

    @property
    def words(self) -> str:
        tile, said = self.tile, self.tile.said
        if tile.search and said != Said.LOOK:
            return gettext("Not found")
        if said in (Said.MISSING, Said.LOOK):
            return str(Said(said).label)
        if self._is_in_doubt:
            late = tile.elsewhere.is_overdue(tile.at)
            words = gettext("{elsewhere}, late back") if late else gettext("{elsewhere}, nobody in office vouches")
            return words.format(elsewhere=tile.elsewhere.words)
        if tile.elsewhere and said in (None, tile.elsewhere.kind):
            return tile.elsewhere.words
        if said and said != Said.PRESENT:
            return str(Said(said).label)
        return gettext("bed {number}").format(number=tile.bed.number)


class RollForm(PressedForm):
    """`rooms` are the sheets that the page shows. What it posts is read as written, bed by bed.

    `likely` are who mostly confirms where a child is, each with the post: one tap; anybody else takes three.
    """

    night = DayField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=RollKind.choices, widget=forms.HiddenInput)

    def __init__(
        self, *args, rooms: list[RoomSheet], colleagues: list[User], night: date, kind: str, likely=(), **more
    ):  # fmt: skip
        super().__init__(*args, **more)
        self.likely = likely
        self.fields["night"].initial, self.fields["kind"].initial = night.isoformat(), kind
        self.rooms, self.colleagues = rooms, {user.pk: user for user in colleagues}

    @property
    def sheets(self) -> list[tuple[RoomSheet, list]]:
        data = self.data if self.is_bound else None
        return [
            (sheet, [TileFields(tile, data) if tile.pupil else tile for tile in sheet.tiles]) for sheet in self.rooms
        ]

    @property
    def tally(self) -> dict[str, str]:
        number = sum(len(sheet.people) for sheet in self.rooms)
        words = {
            "all": ngettext("{number} bed, as shown", "{number} beds, as shown", number),
            "one": gettext("{number} beds, 1 otherwise"),
            "many": gettext("{number} beds, {odd} otherwise"),
        }
        return {name: said.format(number=number, odd="{number}") for name, said in words.items()}

    def clean(self):
        cleaned = super().clean()
        rooms = [key for text in self.data.getlist("room")[:MOST_BEDS] if (key := _whole(text)) is not None]
        if not rooms:
            self.add_error(None, _("No room is named. Open the page again."))
        odd = set(self.data.getlist("odd"))
        words = []
        try:
            words = [self._word(text, odd) for text in self.data.getlist("bed")[:MOST_BEDS]]
        except forms.ValidationError as error:
            self.add_error(None, error)
        asked = {name: cleaned.get(name) for name in ("entry_key", "night", "kind", self.moment)}
        return asked | {"rooms": rooms, "words": words}

    def _word(self, text: str, odd: set[str]) -> BedWord:
        parts = text.split(".")
        numbers = [_whole(parts[place]) for place in (0, 1, 3)] if len(parts) == 4 else [None]
        if None in numbers or (parts[2] and parts[2] not in WORDS):
            raise forms.ValidationError(_("This page is not as we made it. Open it again."))
        bed, pupil, seen = numbers
        if str(bed) not in odd:
            return BedWord(bed, pupil, parts[2], seen)
        said = self.data.get(f"said-{bed}") or Said.MISSING.value
        if said != Said.MISSING and said not in EXPLAINED:
            raise forms.ValidationError(_("This page is not as we made it. Open it again."))
        confirmed_by = None
        if said in NOT_HERE:
            who = self.data.get(f"confirmed_by-{bed}", "")
            who = self.data.get(f"other-{bed}", "") if who == OTHER else who
            confirmed_by = self.colleagues.get(_whole(who) or 0)
        place = self.data.get(f"place-{bed}", "").strip()[:80]
        return BedWord(bed, pupil, parts[2], seen, said, confirmed_by, place)


class CloseForm(VerbForm):
    night = DayField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=RollKind.choices, widget=forms.HiddenInput)
