"""The form of a round: what each cold unit shows, and whether all is in order."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.journal.doors import VerbForm
from houqin.supply.actions import Reading
from houqin.tenancy.fields import MomentField


class CheckForm(VerbForm):
    """One field for each cold unit; the rest is in order until somebody says otherwise."""

    moment = "checked_at"
    checked_at = MomentField()
    is_in_order = forms.BooleanField(
        label=_("Off wall and floor, marked, separate, clean, no pests"), required=False, initial=True
    )
    remark = forms.CharField(label=_("What is not in order"), max_length=200, required=False)

    def __init__(self, *args, units=(), limits=None, **more):
        super().__init__(*args, **more)
        self.units = list(units)
        for unit in self.units:
            lowest, highest = (limits or {})[unit.kind]
            said = (
                _("{lowest} to {highest} ℃").format(lowest=lowest, highest=highest) if lowest is not None
                else _("{highest} ℃ or colder").format(highest=highest)
            )  # fmt: skip
            field = forms.DecimalField(max_digits=4, decimal_places=1, label=unit.name, help_text=said)
            field.unit = "℃"
            field.widget.attrs |= {"inputmode": "text", "autocomplete": "off"}
            self.fields[f"unit_{unit.pk}"] = field
        self.order_fields([f"unit_{unit.pk}" for unit in self.units])

    def clean(self):
        data = super().clean()
        shown = [(unit, data.pop(f"unit_{unit.pk}", None)) for unit in self.units]
        return data | {"readings": [Reading(unit, degrees) for unit, degrees in shown if degrees is not None]}
