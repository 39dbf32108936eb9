"""Answers that need more than one queryset."""
