"""Form fields for days and times of day, as every browser's own picker sends them."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1990, 2100


class DayField(forms.DateField):
    """A calendar day. A mistyped century is caught here, before date arithmetic runs off the calendar."""

    def __init__(self, **more):
        widget = forms.DateInput(format="%Y-%m-%d")
        widget.input_type = "date"
        super().__init__(**{"widget": widget, "input_formats": ["%Y-%m-%d"]} | more)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise ValidationError(
                _("Write a year from %(first)s to %(last)s."), params={"first": FIRST_YEAR, "last": LAST_YEAR}
            )


class TimeOfDayField(forms.TimeField):
    def __init__(self, **more):
        widget = forms.TimeInput(format="%H:%M")
        widget.input_type = "time"
        super().__init__(**{"widget": widget} | more)
