"""What was disinfected after a meal, and how it was done last time."""

from houqin.kitchen.models import Disinfection, Meal


def of_meal(meal: Meal) -> list[Disinfection]:
    """Every row of the meal, corrected ones too, in the order they came. One query."""
    rows = Disinfection.objects.filter(meal=meal).select_related("by", "corrected_by").order_by("pk")
    return list(rows)


def passed_in(rows: list[Disinfection]) -> set[str]:
    return {row.what for row in rows if row.passed and getattr(row, "corrected_by", None) is None}


def last_time(school) -> dict[str, Disinfection]:
    """What → the newest record that counts at this school. One query for each thing; four."""
    rows = Disinfection.objects.of(school).standing().filter(passed=True).order_by("-ended_at", "-pk")
    found = {what: rows.filter(what=what).first() for what in Disinfection.What.values}
    return {what: row for what, row in found.items() if row is not None}
