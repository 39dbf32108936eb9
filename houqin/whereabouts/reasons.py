"""Every way this app says no."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    # Away
    AWAY_ALREADY = "away_already", _("{name} is elsewhere since {since}: {what}. Say first that this is over.")
    AWAY_THEN = (
        "away_then",
        _("{name} was elsewhere from {since} to {over_at}: {what}. Give a time after that."),
    )
    NOT_ENROLLED = "not_enrolled", _("{name} is not enrolled here. Choose a pupil of the school.")
    VOUCHER_NOT_IN_OFFICE = (
        "voucher_not_in_office",
        _("{name} holds no post here now. Somebody in office vouches for where a child is."),
    )
    ENDS_BEFORE_START = "ends_before_start", _("{until_at} is not after {starts_at}. Correct the times.")
    NIGHT_NEEDS_LEAVE = (
        "night_needs_leave",
        _("{name} would be away in the night of {night}. Ask for leave, which a guardian confirms."),
    )
    AWAY_IS_OVER = "away_is_over", _("{name} is back since {ended_at}. Nothing needs doing.")
    BACK_BEFORE_GONE = "back_before_gone", _("{name} went at {starts_at}. Give a later time.")
    NOBODY_CHOSEN = "nobody_chosen", _("Nobody is chosen. Choose at least one pupil.")

    # Leave
    LEAVE_ALREADY = (
        "leave_already",
        _("{name} has leave from {starts_at} to {until_at} already. Call that off or choose another time."),
    )
    LEAVE_IS_OVER = "leave_is_over", _("The leave of {name} ended at {until_at}. Ask anew with later times.")
    LEAVE_CLOSED = "leave_closed", _("The leave of {name} is closed: {how}. Ask anew where it is still wanted.")
    GONE_ALREADY = "gone_already", _("{name} was handed over at {handed_over_at}. Nothing needs doing.")
    NOT_GONE = "not_gone", _("{name} was not handed over yet. Hand over first, or call the leave off.")
    RETURN_BEFORE_GONE = (
        "return_before_gone",
        _("{name} was handed over at {handed_over_at}. Give a later time for the return."),
    )
    NOT_CONFIRMED = (
        "not_confirmed",
        _("No guardian of {name} has confirmed the leave. Send a link, or photograph the signed paper."),
    )
    CONFIRMED_ALREADY = "confirmed_already", _("A guardian of {name} has confirmed already. Nothing needs doing.")
    NO_GUARDIAN = "no_guardian", _("No guardian of {name} is on record. Add one on the pupil's page.")
    NOT_THE_GUARDIAN = "not_the_guardian", _("{guardian} is no guardian of {name}. Choose one of the list.")
    NO_PAPER = "no_paper", _("The signed paper is missing. Photograph it: a call alone is no confirmation.")
    NOT_APPROVED = "not_approved", _("The head teacher has not approved the leave of {name} yet. Ask for it.")
    APPROVED_ALREADY = "approved_already", _("The leave of {name} is approved already. Nothing needs doing.")
    NOT_YOUR_CLASS = (
        "not_your_class",
        _("{name} is in the class of {teacher}, who approves leave there. Ask {teacher}."),
    )
    NOT_COUNTERSIGNED = (
        "not_countersigned",
        _("{name} would be away overnight, and no leader has countersigned yet. Ask the duty leader."),
    )
    SIGNED_ALREADY = "signed_already", _("The leave of {name} is countersigned already. Nothing needs doing.")
    NOT_OVERNIGHT = "not_overnight", _("The leave of {name} covers no boarding night. Nobody needs to countersign.")
    SAME_PERSON = "same_person", _("You approved the leave of {name} yourself. Another leader countersigns.")
    NOT_THEN = (
        "leave_not_then",
        _("At {happened_at} the leave of {name} was not complete: the last word came at {said_at}. Check the time."),
    )
    TOO_EARLY = "too_early", _("The leave of {name} begins at {starts_at}. Hand over on that day.")
    NOBODY_COLLECTS = "nobody_collects", _("Nobody is named who takes {name}. Write the name.")
    PROOF_UNCLEAR = (
        "proof_unclear",
        _("For {name}, write the last four characters of the {proof}. No more of it is kept."),
    )
    STRANGER_NEEDS_PROOF = (
        "stranger_needs_proof",
        _("Neither the leave nor a guardian of {name} names {taken_by}. Ask for a document and choose which it is."),
    )
    STRANGER_NEEDS_CONSENT = (
        "stranger_needs_consent",
        _("Nobody named {taken_by} to take {name}. Call a guardian, then write who agreed and how."),
    )
    PROLONGING_ALREADY = (
        "prolonging_already",
        _("A longer leave of {name} until {until_at} is asked for already. Finish that, or call it off."),
    )
    OUT_ALREADY = "out_already", _("{name} is out already. Nothing is handed over.")
    NOT_SIGNED = "not_signed", _("The signature is missing. Sign with the finger.")

    # A guardian's link
    LINK_EXPIRED = "link_expired", _("This link ended at {expires_at}. Ask the head teacher for a new one.")
    LINK_REVOKED = "link_revoked", _("This link was replaced. Use the newest, or ask the head teacher.")
    LINK_LOCKED = (
        "link_locked",
        _("This link is locked after {count} wrong codes. Ask the head teacher for a new one."),
    )
    LINK_ANSWERED = "link_answered", _("You have answered already. Call the head teacher to change it.")
    CODE_WRONG = "code_wrong", _("The code is not right. Check it, or ask the head teacher.")

    # Illness
    ILL_ALREADY = "ill_already", _("An open case of {name} exists already. Continue there.")
    ILLNESS_CLOSED = "illness_closed", _("The case of {name} was closed at {closed_at}. Begin a new one.")
    STEP_BEFORE_NOTICED = "step_before_noticed", _("It was noticed at {noticed_at}. Give a later time.")
    TEMPERATURE_UNLIKELY = "temperature_unlikely", _("{temperature_c} ℃ is not a body temperature. Measure again.")
    IN_HOSPITAL_ALREADY = "in_hospital_already", _("{name} is in hospital already. Nothing needs doing.")
    GUARDIAN_NOT_CALLED = (
        "guardian_not_called",
        _("No guardian of {name} was called yet. Call before the case is closed, reached or not."),
    )
    NOT_FOR_YOU = "not_for_you", _("These notes are for the doctor, the leaders and the class's own head teacher.")
