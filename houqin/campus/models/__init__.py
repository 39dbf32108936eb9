"""Nouns of the campus: pieces of equipment, what was seen of them, what was done to them."""

from houqin.campus.models.checks import CheckPhoto, CheckRound, EquipmentCheck
from houqin.campus.models.equipment import Equipment
from houqin.campus.models.services import Service, ServicePaper, System, SystemTest, TestPaper

__all__ = [
    "CheckPhoto",
    "CheckRound",
    "Equipment",
    "EquipmentCheck",
    "Service",
    "ServicePaper",
    "System",
    "SystemTest",
    "TestPaper",
]
