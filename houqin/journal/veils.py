"""Who must not see a file though they see its school. Apps declare it in `veils.py`; the journal asks them all.

@veil
def of_confidential_incidents(attachment, actor) -> bool: ...
"""

from collections.abc import Callable

VEILS: list[Callable] = []


def veil(hides: Callable) -> Callable:
    """`hides(attachment, actor)` answers whether the file is hidden from this person, as of the actor's moment."""
    VEILS.append(hides)
    return hides


def is_hidden(attachment, actor) -> bool:
    return any(hides(attachment, actor) for hides in VEILS)
