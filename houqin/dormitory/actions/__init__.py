"""The verbs of the dormitory."""

from houqin.dormitory.actions.charges import end_charge, put_in_charge
from houqin.dormitory.actions.moving import ask_move, decide_move, withdraw_move
from houqin.dormitory.actions.placing import end_stay, place_pupil, place_pupils
from houqin.dormitory.actions.rooms import add_bed, change_room, close_bed, furnish_room, furnish_rooms, reopen_bed
from houqin.dormitory.actions.undoing import remove_rooms, remove_stays

__all__ = [
    "add_bed",
    "ask_move",
    "change_room",
    "close_bed",
    "decide_move",
    "end_charge",
    "end_stay",
    "furnish_room",
    "furnish_rooms",
    "place_pupil",
    "place_pupils",
    "put_in_charge",
    "remove_rooms",
    "remove_stays",
    "reopen_bed",
    "withdraw_move",
]
