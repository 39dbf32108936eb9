"""Nouns of cases: what is unsafe, what happened, and what is prepared for it."""

from houqin.incidents.models.evidence import AccountabilityEntry, CustodyEvent, Evidence, EvidenceKind
from houqin.incidents.models.hazards import Category, Grade, Hazard, HazardPhoto, HazardStep, StepKind
from houqin.incidents.models.incidents import (
    Incident,
    IncidentGrade,
    IncidentStep,
    IncidentUpdate,
    LoggedCall,
    OwedReport,
    ReportForm,
    SentReport,
)
from houqin.incidents.models.plans import ContingencyPlan, Drill, DrillKind, PlanReview
from houqin.incidents.models.stops import StopUse

__all__ = [
    "AccountabilityEntry",
    "Category",
    "ContingencyPlan",
    "CustodyEvent",
    "Drill",
    "DrillKind",
    "Evidence",
    "EvidenceKind",
    "Grade",
    "Hazard",
    "HazardPhoto",
    "HazardStep",
    "Incident",
    "IncidentGrade",
    "IncidentStep",
    "IncidentUpdate",
    "LoggedCall",
    "OwedReport",
    "PlanReview",
    "ReportForm",
    "SentReport",
    "StepKind",
    "StopUse",
]
