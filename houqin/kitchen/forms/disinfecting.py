"""Forms of disinfection: filled with how it was done last time, so that the usual is one tap."""

from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houqin.journal.doors import VerbForm
from houqin.kitchen.actions.disinfecting import Disinfected
from houqin.kitchen.models.disinfections import ENOUGH, FITS, SURFACES, Cleaned, Disinfection, Method
from houqin.tenancy.fields import MomentField

#: How it is done until somebody has done it: the least that DS-02 and DS-05 ask for.
FIRST = {
    what: (Method.CHLORINE, Decimal(250), Decimal(5)) if what in SURFACES else (Method.STEAM, Decimal(100), Decimal(10))
    for what in Cleaned
}


class ReadingField(forms.DecimalField):
    def __init__(self, **more):
        super().__init__(max_digits=6, decimal_places=1, **more)
        self.widget.attrs |= {"inputmode": "decimal", "step": "0.1"}


def method_choices(what: str) -> list[tuple]:
    """Methods that fit, each with the unit of its reading."""
    return [(one.value, f"{one.label} {ENOUGH[one].unit}".strip()) for one in FITS[Cleaned(what)]]


@dataclass(frozen=True)
class Group:
    """The fields of one thing, as bound, and how it stands in them before anybody opens it."""

    what: str
    title: str
    tick: object
    fields: list
    usual: str

    @property
    def has_errors(self) -> bool:
        return any(field.errors for field in self.fields)


class DisinfectForm(VerbForm):
    """`before`: what → the record of last time. What passed for this meal already is not ticked again."""

    ended_at = MomentField()

    def __init__(self, *args, before: dict[str, Disinfection], done=(), **more):
        super().__init__(*args, **more)
        self.usual = {}
        for what in Cleaned:
            last = before.get(what)
            method, reading, minutes = (last.method, last.reading, last.minutes) if last else FIRST[what]
            self.usual[what] = Disinfection(what=what, method=method, reading=reading, minutes=minutes).how
            self.fields |= {
                f"{what.value}_on": forms.BooleanField(label=what.label, required=False, initial=what not in done),
                f"{what.value}_method": forms.ChoiceField(
                    label=_("How"), choices=method_choices(what), initial=method, required=False
                ),
                f"{what.value}_reading": ReadingField(label=_("℃ or mg/L shown"), initial=reading, required=False),
                f"{what.value}_minutes": ReadingField(
                    label=pgettext_lazy("time", "Minutes"), initial=minutes, required=False
                ),
                f"{what.value}_remark": forms.CharField(
                    label=_("Agent and batch, pieces"), max_length=120, required=False,
                    initial=last.remark if last else "",
                ),
            }  # fmt: skip

    @property
    def groups(self) -> list[Group]:
        parts = ("method", "reading", "minutes", "remark")
        return [
            Group(what.value, what.label, self[f"{what.value}_on"], [self[f"{what.value}_{part}"] for part in parts],
                  self.usual[what])
            for what in Cleaned
        ]  # fmt: skip

    def clean(self):
        data = super().clean()
        rows = []
        for what in Cleaned:
            if not data.get(f"{what.value}_on"):
                continue
            method, minutes = data.get(f"{what.value}_method"), data.get(f"{what.value}_minutes")
            for part, value in (("method", method), ("minutes", minutes)):
                if not value and f"{what.value}_{part}" not in self.errors:
                    self.add_error(f"{what.value}_{part}", _("Missing."))
            if method and minutes:
                reading = data.get(f"{what.value}_reading") if ENOUGH[Method(method)].unit else None
                rows.append(Disinfected(what.value, method, reading, minutes, data.get(f"{what.value}_remark") or ""))
        return {"entry_key": data.get("entry_key", ""), "rows": rows, "ended_at": data.get("ended_at")}


class CorrectDisinfectionForm(VerbForm):
    method = forms.ChoiceField(label=_("How"))
    reading = ReadingField(label=_("℃ or mg/L shown"), required=False)
    minutes = ReadingField(label=pgettext_lazy("time", "Minutes"))
    reason = forms.CharField(label=_("Reason"), max_length=120)

    def __init__(self, *args, old: Disinfection, **more):
        initial = {"method": old.method, "reading": old.reading, "minutes": old.minutes}
        super().__init__(*args, initial=initial, **more)
        self.fields["method"].choices = method_choices(old.what)

    def clean(self):
        data = super().clean()
        if data.get("method") and not ENOUGH[Method(data["method"])].unit:
            data["reading"] = None
        return data
