"""The registers of cases: hazards, incidents, drills."""

from houqin.incidents.ledgers import hazards, incidents

__all__ = ["hazards", "incidents"]
