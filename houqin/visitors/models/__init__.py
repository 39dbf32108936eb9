"""Nouns of the gate and the guest rooms."""

from houqin.visitors.models.people import DocumentKind, Gender, NoEntry
from houqin.visitors.models.stays import GuestStay, Party, StayState
from houqin.visitors.models.visits import Visit, VisitApproval, VisitKind

__all__ = [
    "DocumentKind",
    "Gender",
    "GuestStay",
    "NoEntry",
    "Party",
    "StayState",
    "Visit",
    "VisitApproval",
    "VisitKind",
]
