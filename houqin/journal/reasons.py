"""Every way the journal says no."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    ENTRY_KEY_REUSED = "entry_key_reused", _("This form was already used for something else. Open it again.")
    RESULT_GONE = "result_gone", _("What this form made has been taken back since. Open the form again.")
    CHANGED_MEANWHILE = (
        "changed_meanwhile",
        _("{name} changed this at {moment}, after you opened the page. Look at it, then enter what is still right."),
    )
    FILE_EMPTY = "file_empty", _("“{name}” is empty. Choose the file again.")
    FILE_TOO_LARGE = (
        "file_too_large",
        _("“{name}” has {megabytes} MB; at most {limit} MB fit. Send a smaller one."),
    )
    FILE_KIND_UNKNOWN = (
        "file_kind_unknown",
        _("“{name}” is neither a photo nor a PDF. Photograph the paper or save it as PDF."),
    )
    PHOTO_UNREADABLE = "photo_unreadable", _("“{name}” cannot be opened as a photo. Take it again.")
    SIGNATURE_EMPTY = "signature_empty", _("Nothing is drawn in the signature field. Sign with the finger.")
