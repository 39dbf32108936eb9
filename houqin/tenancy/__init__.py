"""Bureaus, schools, buildings, spaces, the school calendar, and the numbers that law and bureau set."""
