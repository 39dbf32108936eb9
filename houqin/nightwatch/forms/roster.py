"""Plan a month, name somebody for one night, ask for a swap."""

from datetime import date

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from houqin.journal.doors import VerbForm
from houqin.kernel.shown import shown
from houqin.nightwatch.models import NightDuty, Role
from houqin.nightwatch.permissions import LEADS, WATCHES
from houqin.people.models import User

LEADER = "leader"


def people(users: dict, held: dict, posts) -> list[tuple[int, str]]:
    """Choices: whoever holds one of these posts."""
    codes = {post.value for post in posts}
    return [(pk, user.name) for pk, user in users.items() if held[pk] & codes]


class PeopleInTurn(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, users: dict[int, User], **more):
        self.users = users
        super().__init__(required=False, **more)

    def clean(self, value) -> list[User]:
        return [self.users[int(key)] for key in super().clean(value)]


class PlanForm(VerbForm):
    month = forms.ChoiceField(label=_("Month"))

    def __init__(self, *args, months: list[date], buildings, held, users, **more):
        super().__init__(*args, **more)
        self.buildings = list(buildings)
        self.fields["month"].choices = [(f"{one:%Y-%m}", f"{one:%Y-%m}") for one in months]
        self.fields["leaders"] = PeopleInTurn(
            users, label=_("Lead in turn"), choices=people(users, held, LEADS),
            help_text=_("Every boarding night that nobody has yet goes to them one after the other."),
        )  # fmt: skip
        for one in self.buildings:
            self.fields[f"building_{one.pk}"] = PeopleInTurn(
                users, label=_("Watch {building} in turn").format(building=one), choices=people(users, held, WATCHES)
            )

    def clean(self):
        data = super().clean()
        watchers = {one: data.pop(f"building_{one.pk}", []) for one in self.buildings}
        month = data.get("month")
        return data | {
            "watchers": {building: users for building, users in watchers.items() if users},
            "month": date.fromisoformat(f"{month}-01") if month else None,
        }


class NameForm(VerbForm):
    """`slot`: the leader, or the watcher of a building by its key."""

    slot = forms.ChoiceField(label=_("Which duty"))
    user = forms.ChoiceField(label=_("Who"))
    why = forms.CharField(label=_("Why"), required=False, max_length=120)

    def __init__(self, *args, buildings, held, users, **more):
        super().__init__(*args, **more)
        self.buildings, self.users = {str(one.pk): one for one in buildings}, users
        watch = [(key, _("Watch {building}").format(building=one)) for key, one in self.buildings.items()]
        self.fields["slot"].choices = [(LEADER, _("Lead the night")), *watch]
        self.fields["user"].choices = people(users, held, LEADS | WATCHES)

    def clean(self):
        data = super().clean()
        slot, user = data.pop("slot", LEADER), data.get("user")
        return data | {
            "role": Role.LEADER if slot == LEADER else Role.WATCHER, "building": self.buildings.get(slot),
            "user": self.users[int(user)] if user else None,
        }  # fmt: skip


class NightField(forms.ModelChoiceField):
    def label_from_instance(self, duty: NightDuty) -> str:
        return f"{shown(duty.night)} {duty.user}"


class SwapForm(VerbForm):
    wanted = NightField(label=_("For which night"), queryset=NightDuty.objects.none())
    why = forms.CharField(label=_("Why"), required=False, max_length=120)

    def __init__(self, *args, given: NightDuty, tonight: date, **more):
        super().__init__(*args, **more)
        rows = NightDuty.objects.of(given.school_id).standing().filter(role=given.role, night__gte=tonight)
        rows = rows.exclude(user=given.user_id).exclude(night=given.night)
        self.fields["wanted"].queryset = rows.select_related("user").order_by(F("night"), "pk")
