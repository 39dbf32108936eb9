"""Nouns of the dormitory: rooms and beds, and who slept where."""

from houqin.dormitory.models.beds import Bed, BedStay, DormRoom, Gender
from houqin.tenancy.models import Section

__all__ = ["Bed", "BedStay", "DormRoom", "Gender", "Section"]
