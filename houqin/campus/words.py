"""The shape and the word of each state of a piece."""

from django.utils.translation import gettext_lazy as _

from houqin.campus.selectors.pieces import DUE, FAULTY, FINE, OVERDUE, SCRAPPED, STOPPED

SHAPES = {FINE: "done", DUE: "due", OVERDUE: "late", FAULTY: "late", STOPPED: "held", SCRAPPED: "missed"}
WORDS = {
    FINE: _("In order"), DUE: _("Due soon"), OVERDUE: _("Overdue"), FAULTY: _("Faulty"), STOPPED: _("Out of use"),
    SCRAPPED: _("Scrapped"),
}  # fmt: skip
