"""What cases write in the journal. Hazards first; incidents below."""

from django.utils.translation import gettext_lazy as _

from houqin.incidents.models import Category, Grade
from houqin.journal.kinds import entry_kind
from houqin.tenancy.posts import Post

WORDS = {
    "grade": lambda code: Grade(code).label if code else "",
    "category": lambda code: Category(code).label,
    "post": lambda code: Post(code).label if code else "",
}

HAZARD_REPORTED = entry_kind(
    "incidents.hazard_reported", _("Hazard reported"), _("{code} {category}: {what} {where}"), WORDS
)
HAZARD_RECURRED = entry_kind(
    "incidents.hazard_recurred", _("Hazard is back"), _("{code} repeats {earlier} of {earlier_on}")
)
HAZARD_GRADED = entry_kind(
    "incidents.hazard_graded", _("Hazard graded"), _("{code}: {grade}, until {due_on}, {post} {owner} {note}"), WORDS
)
HAZARD_ASSIGNED = entry_kind(
    "incidents.hazard_assigned", _("Hazard assigned"), _("{code}: until {due_on}, {post} {owner} {note}"), WORDS
)
HAZARD_REPORTED_UP = entry_kind(
    "incidents.hazard_reported_up", _("Major hazard reported to the bureau"), _("{code}: {note}")
)
HAZARD_FIXED = entry_kind("incidents.hazard_fixed", _("Hazard put right"), _("{code}: {note}"))
HAZARD_VERIFIED = entry_kind(
    "incidents.hazard_verified", _("Hazard verified and closed"), _("{code}: put right by {fixer} {note}")
)
HAZARD_SENT_BACK = entry_kind("incidents.hazard_sent_back", _("Hazard sent back"), _("{code}: {note}"))
HAZARD_NOTED = entry_kind("incidents.hazard_noted", _("Note on a hazard"), _("{code}: {note}"))
USE_STOPPED = entry_kind("incidents.use_stopped", _("Out of use"), _("{name}, because of {code}"))
USE_RELEASED = entry_kind("incidents.use_released", _("In use again"), _("{name}, after {code}: {why}"))
