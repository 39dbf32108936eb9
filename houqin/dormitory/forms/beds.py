"""What the pages of rooms, beds, moves and charges ask for."""

from django import forms
from django.utils.translation import gettext as at_once
from django.utils.translation import gettext_lazy as _

from houqin.dormitory.gates.rooms import MOST_BEDS
from houqin.dormitory.models import Bed, Gender, Section
from houqin.dormitory.selectors.proposal import without_bed
from houqin.dormitory.selectors.rooms import rooms_on
from houqin.journal.doors import VerbForm
from houqin.people.models import PostHolding, Pupil, User
from houqin.people.selectors import sits_in
from houqin.tenancy.fields import DayField
from houqin.tenancy.models import Building
from houqin.tenancy.posts import Post

# Rooms and beds


class RoomForm(VerbForm):
    floor = forms.IntegerField(label=_("Floor"), min_value=-9, max_value=60, help_text=_("1 is the ground floor."))
    gender = forms.ChoiceField(label=_("Whose room"), choices=Gender, widget=forms.RadioSelect)
    section = forms.ChoiceField(label=_("Section"), choices=Section, widget=forms.RadioSelect)
    area_m2 = forms.DecimalField(label=_("Floor space"), max_digits=6, decimal_places=1, required=False)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["area_m2"].unit = "m²"


class FurnishForm(RoomForm):
    beds = forms.IntegerField(label=_("Beds"), min_value=0, max_value=MOST_BEDS + 100, initial=8)


class WhyForm(VerbForm):
    why = forms.CharField(label=_("Why"), max_length=120)


# Who sleeps where


class PlaceForm(VerbForm):
    """Boarders without a bed, girls or boys as the room says, by class. Two queries."""

    pupil = forms.ModelChoiceField(label=_("Pupil"), queryset=Pupil.objects.none(), empty_label=_("Choose a pupil"))
    starts_on = DayField(label=_("First night"))
    reason = forms.CharField(label=_("Note"), max_length=120, required=False)

    def __init__(self, *args, bed: Bed, night, **more):
        super().__init__(*args, **more)
        waiting = without_bed(bed.school, night).filter(gender=bed.room.gender)
        field = self.fields["pupil"]
        field.queryset = waiting
        classes = sits_in(list(waiting), on=night)
        field.label_from_instance = lambda pupil: f"{classes.get(pupil.pk, '')} {pupil.name} {pupil.number}".strip()


class EndStayForm(VerbForm):
    last_night = DayField(label=_("Last night"))
    why = forms.CharField(label=_("Why"), max_length=120, help_text=_("Such as: leaves the school, lives at home now."))


class AskMoveForm(VerbForm):
    """One list of beds: the free ones, and those of others, which makes it a swap."""

    to_bed = forms.ChoiceField(label=_("New bed"))
    starts_on = DayField(label=_("First night"))
    why = forms.CharField(label=_("Why"), max_length=120)

    def __init__(self, *args, pupil: Pupil, night, **more):
        super().__init__(*args, **more)
        self._beds, groups = {}, []
        for one in rooms_on(pupil.school, night):
            if one.room.gender != pupil.gender:
                continue
            choices = []
            for on in one.beds:
                other = on.stay.pupil if on.stay else None
                if on.is_closed or on.coming or other == pupil:
                    continue
                words = at_once("swap with {name}").format(name=other.name) if other else at_once("free")
                self._beds[str(on.bed.pk)] = on.bed, other
                choices.append((str(on.bed.pk), f"{on.bed} {words}"))
            if choices:
                groups.append((one.room.space.name, choices))
        self.fields["to_bed"].choices = [("", _("Choose a bed")), *groups]

    def clean(self):
        given = super().clean()
        if key := given.get("to_bed"):
            given["to_bed"], given["other"] = self._beds[key]
        return given


class DeclineForm(VerbForm):
    note = forms.CharField(label=_("Why"), max_length=120)


# Who answers for a building


class ChargeForm(VerbForm):
    building = forms.ModelChoiceField(label=_("Building"), queryset=Building.objects.none(), empty_label=None)
    manager = forms.ModelChoiceField(label=_("Dormitory manager"), queryset=User.objects.none(), empty_label=None)
    is_woman = forms.BooleanField(
        label=_("A woman"), required=False, help_text=_("Girls' floors are run by women (SF-04).")
    )
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"), required=False, help_text=_("Empty: until it is ended."))

    def __init__(self, *args, school, on, **more):
        super().__init__(*args, **more)
        houses = Building.objects.of(school).filter(spaces__kind="dorm_room").distinct().order_by("name")
        self.fields["building"].queryset = houses
        held = PostHolding.objects.of(school).in_office(on).filter(post=Post.DORM_MANAGER)
        managers = User.objects.filter(pk__in=held.values("user"), is_active=True, kind=User.Kind.PERSON)
        self.fields["manager"].queryset = managers.order_by("name")
        self.fields["manager"].label_from_instance = lambda user: user.name


class LastDayForm(VerbForm):
    ends_on = DayField(label=_("Last day"))
