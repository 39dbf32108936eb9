"""Nouns of the life of rooms: heads, turns of cleaning, inspections, help, awards."""

from houqin.roomlife.models.heads import Candidate, Election, RoomHead, Tally, Voter
from houqin.roomlife.models.inspections import (
    Finding,
    HelpKind,
    HelpNote,
    Inspection,
    InspectionPhoto,
    RoomAward,
    RoomDraw,
)
from houqin.roomlife.models.rota import Turn, TurnCheck, TurnPhoto

__all__ = [
    "Candidate",
    "Election",
    "Finding",
    "HelpKind",
    "HelpNote",
    "Inspection",
    "InspectionPhoto",
    "RoomAward",
    "RoomDraw",
    "RoomHead",
    "Tally",
    "Turn",
    "TurnCheck",
    "TurnPhoto",
    "Voter",
]
