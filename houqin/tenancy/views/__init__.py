"""The set-up pages of a school: places, days and times, numbers and rules."""
