"""Nouns of discipline: what a round heard, talks with children, lessons, things kept and things found."""

from houqin.discipline.models.found import FoundThing, Outcome
from houqin.discipline.models.keeping import Envelope, EnvelopeMovement, MovedThing
from houqin.discipline.models.lessons import Attendance, Lesson
from houqin.discipline.models.rounds import AfterBellRound, RoomHeard
from houqin.discipline.models.violations import Violation, ViolationStep

__all__ = [
    "AfterBellRound",
    "Attendance",
    "Envelope",
    "EnvelopeMovement",
    "FoundThing",
    "Lesson",
    "MovedThing",
    "Outcome",
    "RoomHeard",
    "Violation",
    "ViolationStep",
]
