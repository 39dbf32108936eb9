"""Fields that several forms share."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MomentField(forms.DateTimeField):
    """When it was, if not just now. Read in the school's zone."""

    def __init__(self, **more):
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        super().__init__(
            **{"label": _("When, if not now"), "required": False, "widget": widget, "input_formats": formats} | more
        )


class WordsField(forms.CharField):
    """A text of a few lines."""

    def __init__(self, *, rows: int = 3, **more):
        super().__init__(**{"max_length": 1000, "widget": forms.Textarea(attrs={"rows": rows})} | more)


class HeadsField(forms.IntegerField):
    def __init__(self, **more):
        super().__init__(**{"min_value": 0, "max_value": 100_000, "required": False} | more)
        self.widget.attrs |= {"inputmode": "numeric"}
