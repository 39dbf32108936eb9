"""How long a history is: known before Django is."""

PER_SLOT = 38.8  # movements of one school day, in the mean


def slots_for(movements: int) -> int:
    return round(movements / PER_SLOT)
