"""What the pages ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.journal.doors import VerbForm


class UploadForm(VerbForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "An .xlsx, .xls or .csv file, at most 10 MB and 20,000 rows. Nothing is brought in before you agree."
        ),
        # An empty file is the engine's to refuse, in the same words on every door.
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv,.txt"}),
    )


class AcceptForm(VerbForm):
    mode = forms.CharField(widget=forms.HiddenInput)


class DecideForm(VerbForm):
    """Putting aside and undoing ask for nothing."""
