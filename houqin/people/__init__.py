"""Accounts, posts held over time, staff, classes, pupils and their guardians."""
