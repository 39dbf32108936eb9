"""Answers of supply that need more than one queryset."""
