"""Every way equipment says no."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    KIND_UNKNOWN = "equipment_kind_unknown", _("There is no kind of equipment “{kind}”. Choose one of the list.")
    SPACE_CLOSED = "equipment_space_closed", _("{space} is closed. Choose a place in use.")
    SPACE_UNKNOWN = (
        "equipment_space_unknown",
        _("No open place, or several, are called “{text}”. Write the code on the door."),
    )
    STAYS_THERE = "equipment_stays_there", _("It is in {space} already. Choose where it goes.")
    MADE_ON_MISSING = (
        "equipment_made_on_missing",
        _("{kind}: the day it was made is missing. It stands on its plate; without it nobody knows when it is due."),
    )
    NOT_MADE_YET = "equipment_not_made_yet", _("It was made on {made_on}, after {on}. Check both days.")
    DAY_TO_COME = "equipment_day_to_come", _("{on} is still to come. Enter it when it has happened.")
    SERIAL_TAKEN = "equipment_serial_taken", _("{code} has the number {serial} already. Look at that one.")
    SCRAPPED = "equipment_scrapped", _("{code} was scrapped on {on}. Nothing more is done with it.")
    STOPPED_ALREADY = "equipment_stopped_already", _("{code} is out of use already.")
    NOT_STOPPED = "equipment_not_stopped", _("{code} is in use. Nothing needs doing.")
    STOPPED_BY_HAZARD = (
        "equipment_stopped_by_hazard",
        _("A major hazard keeps {code} out of use. The principal releases it there."),
    )
    STILL_FAULTY = "equipment_still_faulty", _("Hazard {hazard} about {code} is open. Have it put right and verified.")
    PAST_ITS_AGE = "equipment_past_its_age", _("{code} may not be used after {on}. Scrap it.")
    SERVICE_OVERDUE = "equipment_service_overdue", _("{code} was due for service on {on}. Record the service first.")
    WHY_MISSING = "equipment_why_missing", _("Say why: whoever reads it later was not there.")
    NOT_THERE_YET = "equipment_not_there_yet", _("{code} is in use since {on} only. Correct the day of the look.")
    FAULT_UNKNOWN = "equipment_fault_unknown", _("{code}: “{fault}” is not looked at. Open the page anew.")
    FOUND_TWICE = "equipment_found_twice", _("{code} stands in the check twice. Open the page anew.")
    NOT_OF_BUILDING = "equipment_not_of_building", _("{code} is not in {building}. Check it where it is.")
    NOTHING_TO_CHECK = "equipment_nothing_to_check", _("Nothing was looked at. Register the equipment first.")
    CORRECTED_ALREADY = "equipment_corrected_already", _("This entry was corrected already. Correct the newer one.")
    CORRECTS_ANOTHER = "equipment_corrects_another", _("A correction belongs to the same piece. Open its page.")
    BY_WHOM_MISSING = "equipment_by_whom_missing", _("Say who did it: the firm, or the person with the licence.")
    NEXT_NOT_AFTER = (
        "equipment_next_not_after",
        _("The next service, {next_due_on}, is not after this one. Check both."),
    )
    NEXT_TOO_LATE = "equipment_next_too_late", _("The next service is due on {latest} at the latest (DP-10).")
    PAPER_MISSING = "equipment_paper_missing", _("The report is missing. Photograph it or add the PDF.")
    SYSTEM_UNKNOWN = "equipment_system_unknown", _("There is no system “{system}”. Choose one of the list.")
    FINDINGS_MISSING = "equipment_findings_missing", _("It did not pass. Say what was found.")
