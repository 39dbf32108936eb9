"""Nouns of cases: what is unsafe, and what happened."""

from houqin.incidents.models.hazards import Category, Grade, Hazard, HazardPhoto, HazardStep, StepKind
from houqin.incidents.models.stops import StopUse

__all__ = ["Category", "Grade", "Hazard", "HazardPhoto", "HazardStep", "StepKind", "StopUse"]
