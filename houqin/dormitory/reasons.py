"""Every way the dormitory says no."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    # Who answers for a building
    NOBODY_IN_CHARGE = (
        "nobody_in_charge",
        _("No dormitory manager in office answers for {building} on {on}. Put one in charge of it."),
    )
    NOT_A_DORM_MANAGER = (
        "not_a_dorm_manager",
        _("{name} is no dormitory manager on {on}. Appoint them first, or choose another."),
    )
    IN_CHARGE_ALREADY = "in_charge_already", _("{name} answers for {building} already. Nothing needs doing.")
    CHARGE_ENDED_ALREADY = "charge_ended_already", _("This charge ended on {ends_on}. Nothing needs doing.")
    CHARGE_BEGINS_IN_THE_PAST = (
        "charge_begins_in_the_past",
        _("{starts_on} is over: nobody answers for past days afterwards. Choose today or a later day."),
    )
    CHARGE_ENDS_IN_THE_PAST = (
        "charge_ends_in_the_past",
        _("{ends_on} is over: nobody's past answer changes. Choose today or a later day."),
    )
    ENDS_BEFORE_START = "ends_before_start", _("The end {ends_on} is before the start {starts_on}. Swap them.")
    # Roll call
    ROLL_CLOSED = "roll_closed", _("This roll was closed at {closed_at}. Look at it, and count again after the bell.")
    NOT_YET_NIGHT = "not_yet_night", _("The roll of this night opens at {opens_at}. Count again then.")
    NIGHT_IS_OVER = "night_is_over", _("The night of {night} is over. Count the coming one.")
    ROOM_ELSEWHERE = "room_elsewhere", _("{room} is not in this building. Open the roll of its own building.")
    NOTHING_COUNTED = "nothing_counted", _("No room is named. Open a floor and count it.")
    CONFIRMER_MISSING = "confirmer_missing", _("Name who confirms where {name} is.")
    CONFIRMER_STRANGER = "confirmer_stranger", _("Only a colleague in office can confirm where {name} is.")
    ROOM_NOT_COUNTED = "room_not_counted", _("{room} is not counted yet. Go there and count.")
    BED_UNEXPLAINED = (
        "bed_unexplained",
        _("Bed {number} in {room} is unexplained. Find {name}, or climb the ladder."),
    )
    BED_DISPUTED = "bed_disputed", _("Two people say different things of bed {number} in {room}. Look at it again.")
    # The search for a child
    FOUND_ALREADY = "found_already", _("{name} was found at {found_at}. There is nothing left to do here.")
    WHERE_MISSING = "where_missing", _("Say where the child was found.")
    BEFORE_IT_BEGAN = "before_it_began", _("{happened_at} is before it began at {began_at}. Check the time.")
    # Evacuation
    EMERGENCY_RUNS = "emergency_runs", _("An evacuation is being counted already. Open it.")
    EMERGENCY_OVER = "emergency_over", _("This evacuation ended at {ended_at}.")
    NOBODY_IS_HERE = "nobody_is_here", _("Nobody is expected at school now.")
    HEADS_UNACCOUNTED = "heads_unaccounted", _("{number} of {group} are not accounted for. Count them, or find them.")
    REASON_MISSING = "reason_missing", _("Say why it is called off.")
