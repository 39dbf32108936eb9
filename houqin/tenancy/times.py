"""The timetable as people read it: what holds now, what was announced, what held before."""

from datetime import date

from houqin.tenancy.models import TimetableEntry


def times_on(school, on: date) -> list[TimetableEntry]:
    """The entry in force for each thing on a day, in the order of the day. One query."""
    entries = TimetableEntry.objects.of(school).filter(valid_from__lte=on).order_by("valid_from", "pk")
    newest = {entry.what: entry for entry in entries}
    return sorted(newest.values(), key=lambda entry: entry.at_time)
