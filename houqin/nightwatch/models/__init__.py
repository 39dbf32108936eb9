"""Nouns of the night watch: who has the night."""

from houqin.nightwatch.models.roster import NightDuty, Role, Swap

__all__ = ["NightDuty", "Role", "Swap"]
