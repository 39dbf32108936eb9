"""Answers of discipline that need more than one queryset."""
