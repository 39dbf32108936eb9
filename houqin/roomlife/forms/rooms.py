"""Forms about one room, one election, one month."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.incidents.forms.fields import WordsField
from houqin.journal.doors import VerbForm
from houqin.journal.file_fields import PhotosField
from houqin.people.models import Pupil
from houqin.roomlife.forms.by_exception import chips, item_choices
from houqin.roomlife.models import HelpKind
from houqin.tenancy.fields import DayField, MomentField
from houqin.tenancy.models import Building


class VotesField(forms.IntegerField):
    """Papers that name one pupil; empty is none."""

    def __init__(self, **more):
        super().__init__(min_value=0, max_value=99, required=False, **more)
        self.widget.attrs |= {"inputmode": "numeric"}


def among(pupils: list[Pupil], label, **more) -> forms.ModelChoiceField:
    rows = Pupil.objects.filter(pk__in=[pupil.pk for pupil in pupils]).order_by("number")
    return forms.ModelChoiceField(queryset=rows, label=label, **more)


def some_of(pupils: list[Pupil], label, **more) -> forms.ModelMultipleChoiceField:
    rows = Pupil.objects.filter(pk__in=[pupil.pk for pupil in pupils]).order_by("number")
    return forms.ModelMultipleChoiceField(queryset=rows, label=label, widget=chips(), **more)


class OpenElectionForm(VerbForm):
    def __init__(self, *args, pupils: list[Pupil], **more):
        super().__init__(*args, **more)
        self.fields["nominees"] = some_of(pupils, _("Nominated"))


class NominateForm(VerbForm):
    def __init__(self, *args, pupils: list[Pupil], **more):
        super().__init__(*args, **more)
        self.fields["pupil"] = among(pupils, _("Pupil"))


class VotersForm(VerbForm):
    def __init__(self, *args, pupils: list[Pupil], **more):
        super().__init__(*args, **more)
        self.fields["voters"] = some_of(pupils, _("Who put a paper into the box"))


class CountForm(VerbForm):
    """Cleans to the `votes` of close_vote."""

    def __init__(self, *args, pupils: list[Pupil], **more):
        super().__init__(*args, **more)
        self.pupils = pupils
        for pupil in pupils:
            self.fields[f"votes-{pupil.pk}"] = VotesField(label=pupil.name)
            self.fields[f"votes-{pupil.pk}"].unit = _("votes")

    def clean(self):
        data = super().clean()
        votes = {pupil.pk: data.get(f"votes-{pupil.pk}") or 0 for pupil in self.pupils}
        return {"entry_key": data.get("entry_key", ""), "votes": votes}


class ManyRoomsForm(VerbForm):
    """The papers of many rooms. Rooms where nothing is entered are left out. Cleans to `rooms` of elect_heads."""

    def __init__(self, *args, rooms: list, pupils: dict[int, list[Pupil]], **more):
        super().__init__(*args, **more)
        self.rooms = [(room, pupils.get(room.pk, [])) for room in rooms]
        for room, there in self.rooms:
            for pupil in there:
                name = f"votes-{room.pk}-{pupil.pk}"
                self.fields[name] = VotesField(label=pupil.name)
                self.fields[name].unit = _("votes")

    def parts(self) -> list[dict]:
        """A room with its fields, for the page."""
        return [
            {"room": room, "fields": [self[f"votes-{room.pk}-{pupil.pk}"] for pupil in there],
             "is_open": any(self[f"votes-{room.pk}-{pupil.pk}"].value() for pupil in there)}
            for room, there in self.rooms
        ]  # fmt: skip

    def clean(self):
        data = super().clean()
        counted = {}
        for room, there in self.rooms:
            votes = {pupil.pk: data.get(f"votes-{room.pk}-{pupil.pk}") or 0 for pupil in there}
            if any(votes.values()):
                counted[room] = votes
        if not counted and not self.errors:
            self.add_error(None, _("No vote is entered yet. Open a room and count its papers."))
        return {"entry_key": data.get("entry_key", ""), "rooms": counted}


class ReplaceHeadForm(VerbForm):
    why = forms.CharField(label=_("Why"), max_length=120)

    def __init__(self, *args, pupils: list[Pupil], **more):
        super().__init__(*args, **more)
        self.fields["pupil"] = among(
            pupils, _("Follows at once"), required=False, help_text=_("Leave empty when the room elects anew.")
        )


class PlanRotaForm(VerbForm):
    """Cleans to `rooms`, `first` and `last` of plan_rota: those of a building, or all."""

    first = DayField(label=_("From"))
    last = DayField(label=_("Until"))

    def __init__(self, *args, rooms: list, **more):
        super().__init__(*args, **more)
        self.rooms = rooms
        buildings = Building.objects.filter(pk__in={room.space.building_id for room in rooms})
        self.fields["building"] = forms.ModelChoiceField(
            queryset=buildings.order_by("name"), label=_("Building"), required=False, empty_label=_("All buildings")
        )

    def clean(self):
        data = super().clean()
        building = data.pop("building", None)
        rooms = [room for room in self.rooms if building in (None, room.space.building)]
        return data | {"rooms": rooms}


class StandInForm(VerbForm):
    why = forms.CharField(label=_("Why"), max_length=120)

    def __init__(self, *args, pupils: list[Pupil], **more):
        super().__init__(*args, **more)
        self.fields["pupil"] = among(pupils, _("Who cleans that day"))
        self.order_fields(["pupil", "why"])


class CorrectForm(VerbForm):
    items = forms.MultipleChoiceField(
        label=_("What is not in order"), choices=item_choices, required=False, widget=chips()
    )
    why = forms.CharField(label=_("Why it is corrected"), max_length=200)
    photos = PhotosField()


class DrawForm(VerbForm):
    wanted = forms.IntegerField(label=_("How many rooms"), min_value=1, max_value=99)

    def __init__(self, *args, is_again: bool, **more):
        super().__init__(*args, **more)
        if is_again:
            self.fields["why"] = forms.CharField(label=_("Why once more"), max_length=120, required=False)


class HelpForm(VerbForm):
    kind = forms.ChoiceField(label=_("How it is helped"), choices=HelpKind.choices)
    text = WordsField(label=_("What was said or shown"), max_length=400, help_text=_("No names; the room is meant."))
    happened_at = MomentField()


class AwardForm(VerbForm):
    def __init__(self, *args, rooms, **more):
        super().__init__(*args, **more)
        self.fields["rooms"] = forms.ModelMultipleChoiceField(
            queryset=rooms.select_related("space"), label=_("Civilised rooms"), widget=chips(), required=False
        )


class WhyForm(VerbForm):
    why = forms.CharField(label=_("Why"), max_length=120)
