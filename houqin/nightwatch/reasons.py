"""Every way the night watch says no."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    # Roster
    NOBODY_CHOSEN = "roster_nobody_chosen", _("Nobody is chosen. Choose whoever takes turns.")
    POST_DOES_NOT_WATCH = (
        "roster_post_does_not_watch",
        _("{name} holds no post for this. A leader or duty leader leads, a dormitory manager or teacher watches."),
    )
    TWICE_IN_A_NIGHT = "roster_twice_in_a_night", _("{name} has the night of {night} already. Choose somebody else.")
    IN_TWO_LISTS = "roster_in_two_lists", _("{name} is in two lists. One person has one task a night.")
    NO_NIGHT_LEFT = (
        "roster_no_night_left",
        _("Every boarding night of this month is taken or over. Change single nights."),
    )
    NIGHT_IS_OVER = (
        "roster_night_is_over",
        _("The night of {night} is over. The roster of past nights stays as it was."),
    )
    SAME_PERSON = "roster_same_person", _("{name} has that night already. Nothing needs doing.")
    NOT_YOUR_NIGHT = (
        "roster_not_your_night",
        _("This is the night of {name}. Only they, or a leader, can give it away."),
    )
    DIFFERENT_TASKS = (
        "roster_different_tasks",
        _("Leading and watching are not swapped. Choose a night of the same kind."),
    )
    NIGHT_CHANGED = "roster_night_changed", _("The night of {night} was given to somebody else meanwhile. Look again.")
    SWAP_ASKED_ALREADY = "roster_swap_asked_already", _("A swap of this night waits for an answer already.")
    SWAP_ANSWERED = "roster_swap_answered", _("This swap was answered already. Nothing needs doing.")
    SWAP_NOT_FOR_YOU = "roster_swap_not_for_you", _("{name} was asked. Only they, or a leader, can answer.")
    BUILDING_MISSING = "roster_building_missing", _("It is not said which building is watched. Choose one.")

    # Routes
    ROUTE_NAME_MISSING = "route_name_missing", _("The route has no name. Give it one.")
    ROUTE_NAME_TAKEN = "route_name_taken", _("“{name}” is in use already. Change that route, or choose another name.")
    ROUTE_RETIRED = "route_retired", _("“{name}” is no longer walked. Make a new route.")
    NO_POINTS = "route_has_no_points", _("The route has no point yet. Choose the places it passes.")
    POINT_TWICE = "route_point_twice", _("“{name}” is on the route twice. Every place is passed once a round.")
    PLACE_CLOSED = "route_place_closed", _("“{name}” is out of use. Choose another place.")
    TOO_SELDOM = (
        "route_too_seldom",
        _("Every {minutes} minutes is too seldom by night: every {most} minutes at most."),
    )
    NO_RHYTHM = "route_has_no_rhythm", _("A round needs at least 5 minutes, and ends before the next one begins.")
    NO_TIME_FOR_A_ROUND = "route_has_no_time", _("Between {first} and {last} no round fits. Check the times.")
    POST_DOES_NOT_WALK = "route_post_does_not_walk", _("{post} walks no rounds. Choose guard or dormitory manager.")

    # Rounds
    CODE_UNKNOWN = "mark_code_unknown", _("No place here carries “{code}”. Look at the label again.")
    ROUND_NOT_BEGUN = "round_not_begun", _("This round begins at {starts_at}. Scan then.")
    ROUND_OVER = "round_over", _("This round ended at {closes_at}. Open the one that is walked now.")
    TAKEN_BACK_ALREADY = "mark_taken_back_already", _("This mark is taken back already. Nothing needs doing.")
    WHY_MISSING = "night_why_missing", _("It is not said why. Say it in a few words.")
    FINDING_MISSING = "mark_finding_missing", _("It is not said what is wrong. Say it in a few words.")

    # Hand-over
    NIGHT_NOT_BEGUN = "handover_night_not_begun", _("The night of {night} has not come yet. Hand it over when it ends.")
    NOT_SIGNED = "handover_not_signed", _("It is not signed. Sign with a finger, or confirm your name.")
    TAKEN_BY_LEAVER = "handover_taken_by_leaver", _("You hand over yourself. Somebody else takes over.")
    TAKEN_ALREADY = "handover_taken_already", _("{name} has taken over already. Nothing needs doing.")
    HANDOVER_CORRECTED = "handover_corrected", _("A newer report of this night stands. Sign that one.")
