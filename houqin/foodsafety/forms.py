"""What officer, director and principal fill in: the rest is in the day's rows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.foodsafety.actions import Finding
from houqin.foodsafety.scopes import Scope
from houqin.governance.actions import NewItem
from houqin.incidents.models import Grade
from houqin.journal.doors import VerbForm
from houqin.tenancy.fields import MomentField
from houqin.tenancy.posts import EVERY_SCHOOL_POST, Post

#: Lines for findings and for priorities on one sheet. More findings are reported as hazards.
FINDINGS, PRIORITIES = 3, 4
LONG = forms.Textarea({"rows": 4})


def posts() -> list:
    return [("", "—"), *((post.value, post.label) for post in Post if post in EVERY_SCHOOL_POST)]


class Correcting(VerbForm):
    """Carries why a record that stands is replaced."""

    correction_reason = forms.CharField(label=_("Why it is corrected"), max_length=200)

    def __init__(self, *args, corrects=None, **more):
        super().__init__(*args, **more)
        if corrects is None:
            del self.fields["correction_reason"]


class DailyForm(Correcting):
    """Each part confirmed, a remark where the rows show something out of order, and what else was found."""

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        for scope in Scope:
            self.fields[f"ok_{scope.value}"] = forms.BooleanField(label=_("Looked at"), required=False)
            self.fields[f"remark_{scope.value}"] = forms.CharField(
                label=_("What was done about it"), max_length=200, required=False
            )
        for number in range(1, FINDINGS + 1):
            self.fields[f"found_{number}"] = forms.CharField(label=_("What was found"), max_length=200, required=False)
            self.fields[f"scope_{number}"] = forms.ChoiceField(
                label=_("Which part"), choices=[("", "—"), *Scope.choices], required=False
            )
            self.fields[f"grade_{number}"] = forms.ChoiceField(
                label=_("How bad"), choices=[("", _("A leader grades it")), *Grade.choices], required=False
            )

    def parts(self, facts: dict) -> list[dict]:
        """The eight parts with what the rows say, for the page: what is out of order asks for a word."""
        for scope in Scope:
            self.fields[f"remark_{scope.value}"].required = any(one.is_late for one in facts[scope.value])
        return [
            {
                "scope": scope, "facts": facts[scope.value], "is_late": any(one.is_late for one in facts[scope.value]),
                "ok": self[f"ok_{scope.value}"], "remark": self[f"remark_{scope.value}"],
            }
            for scope in Scope
        ]  # fmt: skip

    def findings(self) -> list[list]:
        return [
            [self[f"found_{number}"], self[f"scope_{number}"], self[f"grade_{number}"]]
            for number in range(1, FINDINGS + 1)
        ]

    def clean(self):
        data = super().clean()
        remarks = {scope.value: data.pop(f"remark_{scope.value}", "") for scope in Scope}
        confirmed = [scope.value for scope in Scope if data.pop(f"ok_{scope.value}", False)]
        found = []
        for number in range(1, FINDINGS + 1):
            what, scope = data.pop(f"found_{number}", ""), data.pop(f"scope_{number}", "")
            grade = data.pop(f"grade_{number}", "")
            if what and not scope:
                self.add_error(f"scope_{number}", _("Say which part of the sheet it belongs to."))
            if what or scope:
                found.append(Finding(scope, what, grade))
        return data | {"confirmed": confirmed, "remarks": remarks, "findings": found}


class WeeklyForm(Correcting):
    assessment = forms.CharField(label=_("Assessment"), widget=LONG, max_length=4000)
    measures = forms.CharField(label=_("Measures"), widget=LONG, max_length=4000)
    missing_reason = forms.CharField(label=_("Why days are missing"), max_length=200)

    def __init__(self, *args, is_missing=False, **more):
        super().__init__(*args, **more)
        if not is_missing:
            del self.fields["missing_reason"]


class MonthlyForm(VerbForm):
    held_at = MomentField(label=_("Held at"), required=True)
    place = forms.CharField(label=_("Where"), max_length=80)
    minutes = forms.CharField(label=_("Minutes"), widget=forms.Textarea({"rows": 8}), max_length=20_000)
    missing_reason = forms.CharField(label=_("Why weeks are missing"), max_length=200)

    def __init__(self, *args, is_missing=False, **more):
        super().__init__(*args, **more)
        if not is_missing:
            del self.fields["missing_reason"]
        for number in range(1, PRIORITIES + 1):
            said = _("Priority {number}").format(number=number)
            self.fields[f"what_{number}"] = forms.CharField(label=said, max_length=200, required=number == 1)
            self.fields[f"owner_{number}"] = forms.ChoiceField(label=_("Post"), choices=posts, required=False)
            self.fields[f"due_{number}"] = forms.DateField(
                label=_("To be done by"), required=False, widget=forms.DateInput({"type": "date"})
            )

    def priorities(self) -> list[list]:
        return [
            [self[f"what_{number}"], self[f"owner_{number}"], self[f"due_{number}"]]
            for number in range(1, PRIORITIES + 1)
        ]

    def clean(self):
        data = super().clean()
        items = []
        for number in range(1, PRIORITIES + 1):
            what, owner, due_on = (data.pop(f"{name}_{number}", None) for name in ("what", "owner", "due"))
            if what and not (owner and due_on):
                self.add_error(f"owner_{number}", _("Say which post does it, and by which day."))
            elif what:
                items.append(NewItem(what, owner, due_on))
        return data | {"priorities": items}
