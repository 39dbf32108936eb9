"""What the life of rooms writes in the journal. A child is named where staff alone read (the page of the room).

Its entries stand on the pages of rooms and pupils, which more people read than the circle: why a head was replaced or
somebody stood in, and what was said when helping, is on the rows and never here.
"""

from django.utils.translation import gettext_lazy as _

from houqin.journal.kinds import entry_kind
from houqin.kernel.shown import shown
from houqin.roomlife.inspection_items import INSPECTION_ITEMS
from houqin.roomlife.models import HelpKind


def _found(rooms) -> str:
    """“302 室（床铺不平整、地面有污渍）”, room by room."""
    words = _("{room} ({items})")
    said = [
        str(words).format(room=room, items=shown([str(INSPECTION_ITEMS.get(code, code)) for code in codes]))
        for room, codes in rooms
    ]
    return shown(said) if said else str(_("nothing found"))


ELECTION_OPENED = entry_kind("roomlife.election_opened", _("Election of a room head begun"), _("{room}, {term}"))
NOMINATED = entry_kind("roomlife.nominated", _("Nominated for room head"), _("{room}: {name}"))
VOTED = entry_kind("roomlife.voted", _("Votes cast"), _("{room}, round {round}: {count} pupils voted"))
VOTE_TIED = entry_kind(
    "roomlife.vote_tied", _("Vote tied"), _("{room}, round {round}: {names} with {votes} votes each")
)
ELECTION_CALLED_OFF = entry_kind(
    "roomlife.election_called_off", _("Election of a room head called off"), _("{room}, {term}")
)
HEAD_ELECTED = entry_kind("roomlife.head_elected", _("Room head elected"), _("{room}: {name} with {votes} votes"))
HEAD_APPOINTED = entry_kind("roomlife.head_appointed", _("Room head appointed"), _("{room}, {term}: {name}"))
HEAD_ENDED = entry_kind("roomlife.head_ended", _("Room head no longer in office"), _("{room}: {name}"))

ROTA_PLANNED = entry_kind(
    "roomlife.rota_planned", _("Cleaning rota planned"), _("{first} to {last}: {count} turns in {rooms} rooms")
)
TURN_TAKEN = entry_kind("roomlife.turn_taken", _("Substitute for a duty pupil"), _("{room}, {on}: {name}"))
TURNS_CHECKED = entry_kind(
    "roomlife.turns_checked",
    _("Cleaning checked"),
    _("{on}: {count} rooms, not done in {missed}"),
    {"missed": lambda rooms: rooms or _("none")},
)

ROOMS_INSPECTED = entry_kind(
    "roomlife.rooms_inspected", _("Rooms inspected"), _("{on}: {count} rooms. Not in order: {found}"), {"found": _found}
)
INSPECTION_CORRECTED = entry_kind(
    "roomlife.inspection_corrected", _("Inspection of a room corrected"), _("{room}, {on}: {score} points. {why}")
)
ROOMS_DRAWN = entry_kind(
    "roomlife.rooms_drawn", _("Rooms drawn for a spot check"),
    _("Draw {number} of {on}: {rooms}; seed {seed}, from {among} rooms. {why}"),
)  # fmt: skip
ROOM_HELPED = entry_kind(
    "roomlife.room_helped", _("Room helped"), _("{room}: {how}"), {"how": lambda code: HelpKind(code).label}
)
ROOM_AWARDED = entry_kind("roomlife.room_awarded", _("Civilised room awarded"), _("{room}, {month}: {score} points"))
AWARD_WITHDRAWN = entry_kind("roomlife.award_withdrawn", _("Award of a room withdrawn"), _("{room}, {month}. {why}"))
