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
    ROLL_IS_OVER = "roll_is_over", _("The night of {night} is over. Count the coming one.")
    ROOM_ELSEWHERE = (
        "room_elsewhere",
        _("A room of this entry is not in this building. Open the roll of its own building."),
    )
    BED_ELSEWHERE = "bed_elsewhere", _("A bed of this entry is not in this building. Open the page again and count.")
    BED_NOT_COUNTED = (
        "bed_not_counted",
        _("The entry speaks of a bed in {room} but does not count the room. Open the page again and count."),
    )
    BED_SAID_TWICE = "bed_said_twice", _("A bed in {room} is in this entry twice. Open the page again and count.")
    NEVER_SLEPT_THERE = (
        "never_slept_there",
        _("The entry names a pupil who never had that bed in {room}. Open the page again and count."),
    )
    NOTHING_COUNTED = "nothing_counted", _("No room is named. Open a floor and count it.")
    CONFIRMER_MISSING = "confirmer_missing", _("Name who confirms where {name} is.")
    NOT_KNOWN_THERE = (
        "not_known_there",
        _("Nobody has let {name} go there. Look again, or say where the child is."),
    )
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

    # Rooms and beds
    NOT_A_DORM_ROOM = "not_a_dorm_room", _("{space} is no dorm room. Choose one, or enter it as a dorm room first.")
    FURNISHED_ALREADY = "furnished_already", _("{room} has its beds already. Add a bed on its page.")
    IN_A_BASEMENT = "in_a_basement", _("Nobody sleeps in a basement (DP-08). Floor 1 is the ground floor.")
    BED_COUNT_ABSURD = "bed_count_absurd", _("{beds} beds cannot be right. Enter 1 to {most}.")
    AREA_ABSURD = "area_absurd", _("{area} m² cannot be right. Enter 1 to {most}, or leave it empty.")
    SOMEBODY_SLEEPS_HERE = (
        "somebody_sleeps_here",
        _("In {place} sleep: {names}. Give them other beds first."),
    )
    BED_CLOSED_ALREADY = "bed_closed_already", _("{bed} is out of use already. Nothing needs doing.")
    BED_NOT_CLOSED = "bed_not_closed", _("{bed} is in use. Nothing needs doing.")
    WHY_MISSING = "why_missing", _("The reason is empty. Say in a few words why.")
    USED_SINCE = "used_since", _("{what} is used by other records now. It stays.")

    # Who sleeps where
    NOBODY_CHOSEN = "nobody_chosen", _("Nobody is chosen. Choose a pupil and a bed.")
    NOT_A_BOARDER = "not_a_boarder", _("{name} is no boarder. Change that on the pupil's page first.")
    NOT_ENROLLED = "not_enrolled", _("{name} is not enrolled on {on}. Choose another night or pupil.")
    WRONG_GENDER = "wrong_gender", _("{room} is for {whose}, {name} is not one of them. Choose another room.")
    BED_TAKEN = "bed_taken", _("{bed} belongs to {name}. Choose a free bed.")
    BED_OUT_OF_USE = "bed_out_of_use", _("{bed} is out of use from {closed_on}. Choose another bed.")
    ROOM_OUT_OF_USE = "room_out_of_use", _("{room} is out of use from {closed_on}. Choose another room.")
    HAS_A_BED = "has_a_bed", _("{name} sleeps in {bed}. Ask for a move instead.")
    HAS_NO_BED = "has_no_bed", _("{name} has no bed on {on}. Nothing needs doing.")
    PLACED_TWICE = "placed_twice", _("{name} stands in the list twice. Keep one bed.")
    BED_TWICE = "bed_twice", _("{bed} stands in the list twice. Keep one pupil.")
    NIGHT_BEFORE_FIRST = (
        "night_before_first",
        _("{name} sleeps there from {starts_on}. Choose the night before that or a later one."),
    )
    SEEN_IN_BED_SINCE = (
        "seen_in_bed_since",
        _("The roll saw {name} in bed in the night of {night}. Choose that night or a later one."),
    )

    # The standard of a room
    ROOM_FULL = (
        "room_full",
        _("{room} would sleep {heads}, the standard is {most}. Choose another room, or have the number set."),
    )
    SLEEPERS_BEYOND = "sleepers_beyond", _("{room} sleeps {heads}, the standard is {most}. Move {over} out.")
    BEDS_BEYOND = "beds_beyond", _("{room} has {beds} beds, the standard is {most}. Take {over} out of use.")
    AREA_SHORT = "area_short", _("In {room} each has {each} m², at least {least} m² is the standard. Move some out.")
    AREA_BELOW_NEW = (
        "area_below_new",
        _("Less than {least} m² each in {rooms} rooms. A new building needs it; keep it in mind when you rebuild."),
    )
    MANAGERS_SHORT = (
        "managers_short",
        _("{boarders} boarders need {needed} dormitory managers, {have} answer for a building. Put more in charge."),
    )
    NO_WOMAN_FOR_GIRLS = (
        "no_woman_for_girls",
        _("Girls sleep in {building}, but no woman answers for it. Put one in charge."),
    )

    # Moves
    MOVE_ASKED_ALREADY = "move_asked_already", _("A move of {name} waits for an answer. Have it decided first.")
    MOVE_DECIDED_ALREADY = "move_decided_already", _("This move is {outcome} already. Ask anew if it is still wanted.")
    ASKED_BY_YOU = "asked_by_you", _("{name} asked for this move. Another person must decide.")
    NOT_YOUR_MOVE = "not_your_move", _("{name} asked for this move. Only they take it back; decide on it instead.")
    MOVED_MEANWHILE = "moved_meanwhile", _("{name} no longer sleeps in {bed}. Decline it and have it asked anew.")
    SAME_BED = "same_bed", _("{name} sleeps there already. Choose another bed.")
    NIGHT_IS_OVER = "night_is_over", _("The night of {on} is over. Choose tonight or a later one.")
    PROPOSAL_CHANGED = (
        "proposal_changed",
        _("Beds or pupils changed meanwhile. This is the proposal anew; look again and accept."),
    )

    # What a list that is brought in may lack
    DOOR_TOO_LONG = "door_too_long", _("“{text}” is longer than {most} characters. Give the room a short code.")
    AREA_UNCLEAR = "area_unclear", _("“{text}” is no floor space. Write square metres, such as 24.5.")
    PUPIL_UNKNOWN = "pupil_unknown", _("There is no pupil “{text}” here. Enter the pupil first, or correct it.")
    PUPIL_AMBIGUOUS = "pupil_ambiguous", _("Several pupils are called {text}: {numbers}. Write the number.")
    PUPIL_OTHERWISE = "pupil_otherwise", _("Number {number} is {name}, the list says {text}. Correct one of them.")
    ROOM_UNKNOWN = (
        "room_unknown",
        _("There is no dorm room “{text}” with beds. Bring in the rooms first, or correct it."),
    )
    ROOM_AMBIGUOUS = "room_ambiguous", _("Several rooms are called {text}: {codes}. Write the building or the code.")
    BED_UNKNOWN = "bed_unknown", _("{room} has no bed {number}. Its beds are {known}.")
