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
