"""Every way the life of rooms says no."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    NOT_IN_THE_ROOM = "pupil_not_in_room", _("{name} does not sleep in {room}. Choose somebody who does.")
    TERM_NOT_NOW = "term_not_now", _("{term} is not the term of {on}. Choose the one that is running.")
    NO_TERM = "no_term", _("No term is running on {on}. Enter the terms of the year first.")
    ELECTION_OPEN = "election_open_already", _("{room} is electing already. Finish that vote first.")
    ELECTION_CLOSED = "election_closed", _("The vote of {room} is closed. Begin a new one.")
    NO_CANDIDATES = "no_candidates", _("Nobody is nominated in {room}. Nominate one pupil or more.")
    NOMINATED_ALREADY = "nominated_already", _("{name} is nominated already. Go on to the vote.")
    VOTED_ALREADY = "voted_already", _("{names} voted in this round already. Each pupil has one vote.")
    NO_VOTES = "no_votes", _("Nobody has a vote in {room}. Enter the count of the papers.")
    TOO_MANY_VOTES = "too_many_votes", _("{room} has {votes} votes and {most} voters. Count the papers once more.")
    NOT_IN_THE_RUN = "not_in_the_run", _("{name} is not in this round of {room}. Choose one of the candidates.")
    VOTE_TIED = "vote_tied", _("{names} in {room} have the same number of votes. Let the room vote once more.")
    NOT_ELECTED = "not_elected", _("{name} was not elected in {room}. Appoint who has the most votes.")
    VOTE_NOT_CLOSED = "vote_not_closed", _("The vote of {room} is not closed. Enter the count first.")
    HEAD_IN_OFFICE = "head_in_office", _("{room} has a head: {name}. Replace with a reason, or keep.")
    HEADS_ELSEWHERE = "heads_another_room", _("{name} is still head of {room}. End that first.")
    HEAD_ENDED = "head_ended", _("This term of office has ended. Nothing needs doing.")
    WHY_MISSING = "roomlife_why_missing", _("The reason is missing. Write it in a few words.")
    SAME_PUPIL = "same_pupil", _("{name} has this already. Choose somebody else.")

    ROTA_DAYS_SWAPPED = "rota_days_swapped", _("The last day lies before the first. Swap them.")
    ROTA_TOO_LONG = "rota_too_long", _("A rota is planned for {most} days at most. Plan the rest later.")
    ROTA_IN_THE_PAST = "rota_in_the_past", _("{on} is over. Plan from today on.")
    TURN_OVER = "turn_over", _("The turn of {on} is checked already. What was done stays as it is.")
    TURN_PAST = "turn_past", _("{on} is over, and its turn stays as it was. Write in the check what was done.")
    AWAY_THEN = "away_then", _("{name} is away on {on}. Choose somebody who is there.")
    NOBODY_TO_CHECK = "nobody_to_check", _("No room has a turn on {on}. Plan the rota first.")
    TURN_AHEAD = "turn_ahead", _("The turn of {on} had not come yet. Check it from its day on.")
    TURN_CHECKED = "turn_checked", _("The turn of {room} on {on} is checked already. Open it to see by whom.")

    ROOM_NOT_IN_USE = "room_not_in_use", _("{room} is closed. Nothing is inspected there.")
    ITEM_UNKNOWN = "inspection_item_unknown", _("The list of inspection has no item “{item}”. Choose one of it.")
    CORRECTED_ALREADY = "inspection_corrected", _("This inspection was corrected already. Correct the newer one.")
    DRAW_COUNT = "draw_count", _("Between 1 and {most} rooms can be drawn. Change the number.")
    REDRAW_UNEXPLAINED = (
        "redraw_unexplained",
        _("Rooms were drawn today already. Inspect those, or say why another draw is needed."),
    )
    NOT_DRAWN = "room_not_drawn", _("{room} was not drawn. Inspect the rooms of the draw.")
    BEFORE_DRAW = (
        "before_draw",
        _("These rooms were drawn at {drawn_at}, after this look. Correct the time, or enter it with the daily round."),
    )
    NOTE_MISSING = "help_note_missing", _("The note is empty. Write what was said or shown.")

    MONTH_NOT_OVER = "month_not_over", _("The month ends on {on}. Award rooms afterwards.")
    NO_ROOM_CHOSEN = "no_room_chosen", _("No room is chosen. Choose one or more.")
    AWARDED_ALREADY = "room_awarded_already", _("{room} has the award of this month already. Look at the list.")
    DANGER_FOUND = "danger_found", _("A danger was found in {room} on {on}. It has no award this month.")
    DANGER_OPEN = "danger_open", _("Hazard {code} in {room} is still open. Have it put right and verified first.")
    NEVER_INSPECTED = "never_inspected", _("{room} was not inspected this month. There is nothing to award.")
    BELOW_AWARD = "below_award_score", _("{room} has {score} points, and an award needs {least}. Choose another.")
    SEEN_TOO_SELDOM = (
        "room_seen_too_seldom",
        _("{room} was looked at on {seen} days, its building on {days}. Choose a room that was seen on half of them."),
    )
    AWARD_WITHDRAWN = "award_withdrawn", _("This award is withdrawn already. Nothing needs doing.")
