"""Every way cases say no. Hazards first; incidents below."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class HazardReason(TextChoices):
    WHAT_MISSING = "hazard_what_missing", _("What is unsafe is not said. Say it in a few words.")
    NOTE_MISSING = "hazard_note_missing", _("What was done is not said. Say it in a few words.")
    WHY_MISSING = "hazard_why_missing", _("The reason is empty. Say in a few words why.")
    GRADE_UNKNOWN = "hazard_grade_unknown", _("There is no grade “{grade}”. Choose minor, general or major.")
    CATEGORY_UNKNOWN = "hazard_category_unknown", _("There is no kind of hazard “{category}”. Choose one of the list.")
    POST_UNKNOWN = "hazard_post_unknown", _("A school has no post “{post}”. Choose one of the list.")
    OWNER_NOT_IN_OFFICE = (
        "hazard_owner_not_in_office",
        _("{name} holds no post here now. Choose somebody in office, or a post."),
    )
    DUE_IN_THE_PAST = "hazard_due_in_the_past", _("{due_on} is over. Choose today or a later day.")
    DUE_TOO_LATE = (
        "hazard_due_too_late",
        _("A {grade} hazard is put right by {latest} at the latest. Choose an earlier day."),
    )
    PLACE_CLOSED = "hazard_place_closed", _("“{place}” is closed already. Choose the place as it is today.")
    CLOSED_ALREADY = "hazard_closed_already", _("Hazard {code} is closed. Report it anew when it is back.")
    FIXED_ALREADY = "hazard_fixed_already", _("Hazard {code} is put right and waits for its verification.")
    NOT_FIXED = "hazard_not_fixed", _("Hazard {code} is not put right yet. Record first what was done.")
    NOT_GRADED = "hazard_not_graded", _("Hazard {code} has no grade yet. A leader grades it first.")
    FIXED_BY_YOU = (
        "hazard_fixed_by_you",
        _("You put hazard {code} right. Somebody else verifies it."),
    )
    YOURS_TO_FIX = (
        "hazard_yours_to_fix",
        _("Hazard {code} is yours to put right. Somebody else verifies it."),
    )
    NOT_MAJOR = "hazard_not_major", _("Hazard {code} is not major. Only a major one goes to the bureau.")
    REPORTED_UP_ALREADY = "hazard_reported_up_already", _("Hazard {code} was reported to the bureau already.")
    STOP_NEEDS_A_THING = "stop_needs_a_thing", _("It is not said what is out of use. Choose a place or a thing.")
    IN_STOP_ALREADY = "stopped_already", _("“{name}” is out of use already. Nothing needs doing.")
    STOP_RELEASED_ALREADY = "stop_released_already", _("“{name}” is in use again already. Nothing needs doing.")
    STOP_NOT_VERIFIED = (
        "stop_not_verified",
        _("Hazard {code} is not closed. “{name}” stays out of use until somebody has verified that it is put right."),
    )
    OUT_OF_USE = (
        "place_out_of_use",
        _("“{name}” is out of use because of hazard {code}. Put the hazard right, or use another place."),
    )
