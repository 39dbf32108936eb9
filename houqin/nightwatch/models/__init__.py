"""Nouns of the night watch: who has the night, where they walk, what they passed, how they hand over."""

from houqin.nightwatch.models.handover import ShiftHandover, ShiftTaken
from houqin.nightwatch.models.roster import NightDuty, Role, Swap
from houqin.nightwatch.models.rounds import SUSPICIOUS, How, Mark, MarkPhoto, Oddity, OddityKind, Round
from houqin.nightwatch.models.routes import Days, Route, RouteKind, RoutePoint, RouteVersion

__all__ = [
    "SUSPICIOUS",
    "Days",
    "How",
    "Mark",
    "MarkPhoto",
    "NightDuty",
    "Oddity",
    "OddityKind",
    "Role",
    "Round",
    "Route",
    "RouteKind",
    "RoutePoint",
    "RouteVersion",
    "ShiftHandover",
    "ShiftTaken",
    "Swap",
]
