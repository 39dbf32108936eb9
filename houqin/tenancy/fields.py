"""Form fields for days and times of day, as every browser's own picker sends them, and for places."""

import re
from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from houqin.tenancy.models import Space

FIRST_YEAR, LAST_YEAR = 1990, 2100


class DayField(forms.DateField):
    """A calendar day. A mistyped century is caught here, before date arithmetic runs off the calendar."""

    def __init__(self, **more):
        widget = forms.DateInput(format="%Y-%m-%d")
        widget.input_type = "date"
        super().__init__(**{"widget": widget, "input_formats": ["%Y-%m-%d"]} | more)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        _of_our_time(value)


class MomentField(forms.DateTimeField):
    """When it was, if not just now: left empty it means “now”. Read in the school's zone."""

    def __init__(self, **more):
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        super().__init__(
            **{"label": _("When, if not now"), "required": False, "widget": widget, "input_formats": formats} | more
        )

    def validate(self, value: datetime | None) -> None:
        super().validate(value)
        _of_our_time(value)


def _of_our_time(value: date | None) -> None:
    if value and not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValidationError(
            _("Write a year from %(first)s to %(last)s."), params={"first": FIRST_YEAR, "last": LAST_YEAR}
        )


class TimeOfDayField(forms.TimeField):
    def __init__(self, **more):
        widget = forms.TimeInput(format="%H:%M")
        widget.input_type = "time"
        super().__init__(**{"widget": widget} | more)


class DayOfYearField(forms.CharField):
    """A day that comes every year, typed as 5-1 or 05-01. Cleans to 05-01, empty when left out."""

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return ""
        parts = [int(part) for part in re.findall(r"\d+", text)]
        try:
            # 29 February comes only in some years, and counts.
            return f"{date(2000, *parts):%m-%d}"
        except (TypeError, ValueError) as error:
            raise ValidationError(_("Write month and day, such as 05-01.")) from error


class CodedSelect(forms.Select):
    """Each choice knows the short code of its thing, so that scanning a label picks it."""

    def create_option(self, name, value, label, selected, index, **more):
        option = super().create_option(name, value, label, selected, index, **more)
        if thing := getattr(value, "instance", None):
            option["attrs"]["data-code"] = thing.code
        return option


class PlaceField(forms.ModelChoiceField):
    """A place of the school, chosen from the list or by scanning its label. The form sets its own queryset."""

    scan = True
    widget = CodedSelect

    def __init__(self, **more):
        super().__init__(**{"queryset": Space.objects.none()} | more)
