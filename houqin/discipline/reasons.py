"""Every way discipline says no."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    # After the bell
    BEFORE_THE_BELL = (
        "before_the_bell",
        _("The lights go out at {lights_out}. Make the round after that."),
    )
    NO_BOARDING_NIGHT = "no_boarding_night", _("Nobody sleeps here that night, so there is no round.")
    ROOM_ELSEWHERE = "room_elsewhere", _("{room} is not in {building}. Open the page of its own building.")
    NO_ROOMS = "no_rooms_heard", _("No room was heard. Open the round again and go from door to door.")
    HEARD_UNSAID = "heard_unsaid", _("{room} was not quiet. Say what it was.")
    # Talks
    NOT_A_PUPIL_THEN = "not_a_pupil_then", _("{name} was no pupil here on {on}. Check the day.")
    SPACE_CLOSED = "violation_place_closed", _("{place} is out of use. Choose where it was.")
    CLOSED_ALREADY = "talk_closed_already", _("{code} is closed. What comes new is recorded anew.")
    TALK_FIRST = "talk_first", _("Nobody has talked with the child about {code} yet. Talk first (DR-08).")
    GUARDIAN_FIRST = (
        "guardian_first",
        _("The guardians have not heard of {code} from the school yet. Call them first."),
    )
    FOLLOW_UP_FIRST = (
        "follow_up_first",
        _("Nobody has looked yet whether it went well with {code}. Follow it up first."),
    )
    POINTS_NOT_USED = (
        "points_not_used",
        _("This school takes no points. Its leaders may change that under Numbers."),
    )
    STEP_TOO_EARLY = (
        "step_too_early",
        _("What {code} is about happened at {happened_at}. Write a time after that."),
    )
    ANOTHERS_GUARDIAN = "anothers_guardian", _("{name} is not a guardian of this child. Choose one of its own.")
    DAY_GONE = "follow_up_day_gone", _("{due_on} is over. Choose the day on which you look again.")
    NOTHING_SAID = "nothing_said", _("Nothing is written about {what}. Write it in a sentence.")
    # Induction
    NOBODY_LISTED = "nobody_listed", _("No boarder is on this list. Choose another class or building.")
    NO_TOPIC = "no_topic", _("The lesson has no topic. Choose what was taught.")
    # Safe keeping
    ENVELOPE_EMPTY = "envelope_empty", _("Nothing is handed over. Write the amount, or what things and how many.")
    ANOTHERS_ENVELOPE = (
        "anothers_envelope",
        _("Envelope {number} is another pupil's. Only its owner takes out of it."),
    )
    NOT_ENOUGH_KEPT = "not_enough_kept", _("Envelope {number} holds {left} yuan, not {asked}. Give back less.")
    NOT_KEPT = "thing_not_kept", _("Envelope {number} holds {left} × {name}, not {asked}. Correct the number.")
    SIGNATURE_MISSING = "safe_keeping_signature", _("{who} has not signed. Both sign with the finger.")
    NUMBER_TAKEN = "envelope_number_taken", _("Envelope {number} is in use already. Take a free number.")
    HAS_ENVELOPE = "has_envelope", _("{name} has envelope {number} already. Put it in there.")
    # Lost and found
    OUT_ALREADY = "found_out_already", _("{code} has left the shelf already. Nothing needs doing.")
    IDENTITY_UNCHECKED = (
        "identity_unchecked",
        _("Nobody has written how the owner was recognised. Ask for a mark that only the owner knows."),
    )
    KEPT_TOO_SHORT = (
        "kept_too_short",
        _("{code} is kept until {until}, in case its owner comes. Dispose of it after that day (DR-09)."),
    )
