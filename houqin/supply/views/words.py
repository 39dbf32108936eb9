"""A lot's state in a word and a shape, the same on every page."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "usable": _("Usable"),
    "near": _("Near expiry"),
    "expired": _("Expired"),
    "quarantined": _("Quarantined"),
    "held": _("On hold"),
    "made_from_held": _("Made from a held lot"),
    "rejected": _("Rejected"),
    "empty": _("Used up"),
    "disposed": _("Disposed of"),
}

#: Normal is quiet: a usable lot has no shape in a list.
SHAPES = {
    "usable": "",
    "near": "late",
    "expired": "missed",
    "quarantined": "held",
    "held": "held",
    "made_from_held": "held",
    "rejected": "blocked",
    "empty": "waiting",
    "disposed": "waiting",
}


def state_word(state: str) -> str:
    return str(WORDS[state])
