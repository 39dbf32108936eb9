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


class IncidentReason(TextChoices):
    # Incidents
    KIND_UNKNOWN = "kind_unknown", _("There is no kind of incident “{kind}”. Choose one from the list.")
    SUMMARY_MISSING = "summary_missing", _("What happened is empty. Say it in a sentence.")
    PLACE_MISSING = "place_missing", _("Where it happened is empty. Choose a place or write it.")
    WINDOW_BACKWARDS = "window_backwards", _("The suspected time ends before it begins. Swap both.")
    BEFORE_DISCOVERY = (
        "before_discovery",
        _("{happened_at} lies before the discovery at {discovered_at}. Check the time."),
    )
    INCIDENT_CLOSED = "incident_closed", _("Incident {code} is closed. Reopen it with a reason first.")
    INCIDENT_NOT_CLOSED = "incident_not_closed", _("Incident {code} is not closed. Nothing needs reopening.")
    INCIDENT_ENDED = "incident_ended", _("Incident {code} is over already. It waits to be verified and closed.")
    INCIDENT_NOT_ENDED = "incident_not_ended", _("Incident {code} is not over yet. Its handler ends it first.")
    WHY_MISSING = "why_missing", _("The reason is empty. Say in a few words why.")
    TEXT_MISSING = "text_missing", _("The text is empty. Write what is known.")
    GRADE_THE_SAME = "grade_the_same", _("The grade is “{grade}” already. Nothing needs doing.")
    HANDLER_NOT_IN_OFFICE = (
        "handler_not_in_office",
        _("{name} holds no post at this school today. Choose somebody in office."),
    )
    HANDLER_MAY_NOT_SEE = (
        "handler_may_not_see",
        _("{name} may not see confidential incidents. Choose the principal, the deputy or the doctor."),
    )

    # The first hour
    STEP_DONE_ALREADY = "step_done_already", _("“{step}” was done by {name} at {done_at}. Nothing needs doing.")
    NOTE_MISSING = "note_missing", _("Why is “{step}” not needed? Say it in a few words.")
    NUMBER_MISSING = "number_missing", _("The number called is empty. Enter it.")
    CALLER_MISSING = "caller_missing", _("Who called is empty. Enter the name.")
    ADDRESSEE_UNKNOWN = "addressee_unknown", _("There is no addressee “{addressee}”. Choose one from the list.")
    RECEIVER_MISSING = "receiver_missing", _("Who took the report is empty. Enter a name or a desk.")
    PROOF_MISSING = (
        "proof_missing",
        _("The report has no proof. Add a photo or file, or their reference number."),
    )
    REPORT_SENT_ALREADY = "report_sent_already", _("{report} was sent at {sent_at}. Send a continuing report instead.")
    REPORT_OF_ANOTHER = "report_of_another", _("This report is owed by another incident. Open that one.")
    CLOSING_TOO_EARLY = (
        "closing_too_early",
        _("Incident {code} is not over, so a closing report is too early. Send a continuing report."),
    )

    # Evidence
    ITEM_MISSING = "item_missing", _("What is sealed is empty. Write it as on the label.")
    COUNT_MISSING = "count_missing", _("How much is sealed is empty. Count or weigh it.")
    SEAL_PLACE_MISSING = "seal_place_missing", _("Where it is kept is empty. Write the place.")
    PHOTO_MISSING = "photo_missing", _("The photo is missing. Photograph the thing with its seal.")
    WITNESS_IS_YOU = "witness_is_you", _("Nobody seals alone. Choose another person as second signer.")
    WITNESS_NOT_IN_OFFICE = (
        "witness_not_in_office",
        _("{name} holds no post at this school today. Choose another second signer."),
    )
    EVIDENCE_GONE = "evidence_gone", _("{code} is not here: {where}. Nothing can be handed over.")
    EVIDENCE_HERE = "evidence_here", _("{code} is still here under seal. It cannot come back.")
    ORGANISATION_MISSING = "organisation_missing", _("Who takes it is empty. Write the authority.")
    SIGNATURE_MISSING = (
        "signature_missing",
        _("The signature is missing. Let them sign here, photograph the receipt, or copy its number."),
    )
    LEAVE_MISSING = (
        "leave_missing",
        _("Evidence is released with the written leave of the authority only. Enter its number."),
    )
    SCENE_NOT_PROTECTED = "scene_not_protected", _("The scene is not cordoned off. Nothing needs releasing.")
    SCENE_PROTECTED_ALREADY = "scene_protected_already", _("The scene is cordoned off already. Release it first.")
    CHECK_UNKNOWN = "check_unknown", _("“{check}” is not on the scene checklist. Choose from the list.")
    CHECKS_MISSING = "checks_missing", _("Nothing is ticked. Tick what was done at the scene.")

    # Accountability and closing
    NOT_INVESTIGATED = "not_investigated", _("No investigation has begun. Begin it first.")
    INVESTIGATED_ALREADY = "investigated_already", _("The investigation has begun already. Record its finding.")
    NO_FINDING = "no_finding", _("There is no finding yet. Record what the investigation found.")
    WHOM_MISSING = "whom_missing", _("Who answers is empty. Write the person and the post.")
    STEPS_OPEN = "steps_open", _("Steps of the first hour are open: {steps}. Do them, or say why not needed.")
    REPORTS_OPEN = "reports_open", _("Reports are owed: {reports}. Send them.")
    EVIDENCE_HELD = "evidence_held", _("Evidence is under our seal: {codes}. Hand it over or have it released.")
    SCENE_STILL_PROTECTED = "scene_still_protected", _("The scene is still cordoned off. Release it first.")
    RECTIFICATION_OPEN = "rectification_open", _("Rectifications are open: {hazards}. Fix and verify them.")
    CLOSER_HANDLED_IT = (
        "closer_handled_it",
        _("{name} reported or handled it. Another person must verify and close."),
    )

    # Plans and drills
    PLAN_TITLE_MISSING = "plan_title_missing", _("The title is empty. Write one.")
    PLAN_STEPS_MISSING = "plan_steps_missing", _("The plan has no step. Write one a line.")
    PLAN_PEOPLE_MISSING = "plan_people_missing", _("The plan names nobody. Write who leads, calls and reports.")
    PLAN_APPROVED_ALREADY = "plan_approved_already", _("Version {version} is approved already. Nothing needs doing.")
    PLAN_SUPERSEDED = "plan_superseded", _("Version {version} is newer. Approve or review that one.")
    PLAN_NOT_APPROVED = "plan_not_approved", _("Version {version} is not approved. The principal approves it first.")
    DRILL_KIND_UNKNOWN = "drill_kind_unknown", _("There is no kind of drill “{kind}”. Choose one from the list.")
    DRILL_NOT_AT_NIGHT = (
        "drill_not_at_night",
        _("A night drill is held while they sleep, {begins} to {ends}. Correct the time or choose “Evacuation drill”."),
    )
    SECONDS_MISSING = "seconds_missing", _("Planned and actual seconds must be more than 0. Time the drill.")
    HEADS_MISSING = "heads_missing", _("Nobody was expected. Enter how many should have come out.")
    FAULTS_UNEXPLAINED = (
        "faults_unexplained",
        _("It took too long, or heads were missing. Write what went wrong and what will change."),
    )
