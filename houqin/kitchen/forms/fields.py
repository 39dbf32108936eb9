"""Fields that several forms share."""

from django import forms

from houqin.kernel.quantities import BaseUnit, Unit, to_base
from houqin.kernel.refusals import Refused


class DegreesField(forms.DecimalField):
    """℃ with one place, as the thermometer shows it. What is possible is the verb's to say."""

    def __init__(self, **more):
        super().__init__(max_digits=4, decimal_places=1, **more)
        self.unit = "℃"
        self.widget.attrs |= {"inputmode": "decimal", "step": "0.1"}


class WholeField(forms.IntegerField):
    def __init__(self, *, unit: str = "", **more):
        super().__init__(**({"min_value": 0, "max_value": 100_000_000} | more))
        self.unit = unit
        self.widget.attrs |= {"inputmode": "numeric"}


class AmountField(forms.CharField):
    """A weight or volume in the unit that people use, cleaned to whole base units; None when left empty."""

    def __init__(self, *, base: str = BaseUnit.GRAM, unit: str = Unit.KG, **more):
        super().__init__(**({"max_length": 24} | more))
        self.base, self.code, self.unit = base, unit, str(Unit(unit).label)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            return to_base(text, self.code, base=self.base, zero=True)
        except Refused as refused:
            raise forms.ValidationError([refusal.sentence for refusal in refused.refusals]) from refused
