"""Nouns of the dormitory: rooms and beds, who slept where, who answers for it, moves, rolls, searches, evacuations."""

from houqin.dormitory.models.beds import Bed, BedStay, DormRoom, Gender
from houqin.dormitory.models.charges import Charge
from houqin.dormitory.models.emergencies import Emergency, EmergencyPerson, HeadMark, HeadSaid
from houqin.dormitory.models.moves import Move, MoveDecision
from houqin.dormitory.models.rolls import (
    ELSEWHERE,
    EXPLAINED,
    NOT_HERE,
    WORDS,
    Mark,
    Roll,
    RollKind,
    RollLine,
    RoomCount,
    Said,
)
from houqin.dormitory.models.searches import FoundAs, Search, SearchStep, Step
from houqin.tenancy.models import Section

__all__ = [
    "ELSEWHERE",
    "EXPLAINED",
    "NOT_HERE",
    "WORDS",
    "Bed",
    "BedStay",
    "Charge",
    "DormRoom",
    "Emergency",
    "EmergencyPerson",
    "FoundAs",
    "Gender",
    "HeadMark",
    "HeadSaid",
    "Mark",
    "Move",
    "MoveDecision",
    "Roll",
    "RollKind",
    "RollLine",
    "RoomCount",
    "Said",
    "Search",
    "SearchStep",
    "Section",
    "Step",
]
