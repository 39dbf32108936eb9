"""What discipline writes in the journal. A child is never named there: the code leads those who may know."""

from django.utils.translation import gettext_lazy as _

from houqin.journal.kinds import entry_kind

ROUND_MADE = entry_kind(
    "discipline.round_made",
    _("Round after the bell"),
    _("{building}, night of {night}: {loud} of {rooms} rooms not quiet"),
)
VIOLATION_RECORDED = entry_kind("discipline.violation_recorded", _("Matter for a talk recorded"), _("{code}"))
TALKED = entry_kind("discipline.talked", _("Talked with the child"), _("{code}, to look again on {follow_up_on}"))
CONTACTED = entry_kind("discipline.contacted", _("Guardians contacted"), _("{code}"))
FOLLOWED_UP = entry_kind("discipline.followed_up", _("Looked again"), _("{code}"))
POINTS_GIVEN = entry_kind("discipline.points_given", _("Points given"), _("{code}"))
VIOLATION_CORRECTED = entry_kind("discipline.violation_corrected", _("Record corrected"), _("{code}"))
VIOLATION_CLOSED = entry_kind("discipline.violation_closed", _("Matter closed"), _("{code}"))
VIOLATION_WITHDRAWN = entry_kind("discipline.violation_withdrawn", _("Matter withdrawn"), _("{code}"))
LESSON_HELD = entry_kind(
    "discipline.lesson_held", _("Safety lesson held"), _("{whom}: {there} there, {absent} to be taught later")
)
TAKEN_IN = entry_kind("discipline.taken_in", _("Taken into safe keeping"), _("Envelope {number}"))
GIVEN_BACK = entry_kind("discipline.given_back", _("Given back from safe keeping"), _("Envelope {number}"))
SHELVED = entry_kind("discipline.shelved", _("Found thing shelved"), _("{code} {what}, {shelf}"))
CLAIMED = entry_kind("discipline.claimed", _("Found thing back with its owner"), _("{code} {what}"))
DISPOSED = entry_kind("discipline.disposed", _("Found thing disposed of"), _("{code} {what}. {how}"))
