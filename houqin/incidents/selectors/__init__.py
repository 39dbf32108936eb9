"""Answers about cases."""

from houqin.incidents.selectors.hazards import earlier_like, fixers_of, latest_day
from houqin.incidents.selectors.incidents import open_food, open_food_incidents
from houqin.incidents.selectors.stops import stops_of

__all__ = ["earlier_like", "fixers_of", "latest_day", "open_food", "open_food_incidents", "stops_of"]
