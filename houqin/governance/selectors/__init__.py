"""Answers about rules, plans, meetings, the matrix and the charter."""
