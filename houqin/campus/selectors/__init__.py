"""Answers about equipment that need more than one table."""

from houqin.campus.selectors.checks import BuildingState, buildings_to_check, pieces_of
from houqin.campus.selectors.pieces import Standing, now_standing, standings

__all__ = ["BuildingState", "Standing", "buildings_to_check", "now_standing", "pieces_of", "standings"]
