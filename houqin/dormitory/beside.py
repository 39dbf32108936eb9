"""What apps above know of rooms and of people inside, so that a roll and an evacuation can show it.

@beside_room                                    # in the app's `beside_rooms.py`
def heads(school, night): return {room key: words}

@also_inside                                    # the same
def visitors(school, at): return [Other(name, heads, where)]

@pupil_inside                                   # the same
def sleeping_along(school, at): return {pupil key: where}

The dormitory lies below them and asks without knowing who answers.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import NamedTuple


class Other(NamedTuple):
    """Somebody on the premises who is no pupil: how many heads, and where, as far as is known."""

    name: str
    heads: int
    where: str


ROOM_WORDS: list[Callable[[object, date], dict[int, str]]] = []
OTHERS: list[Callable[[object, datetime], Iterable[Other]]] = []
PUPILS: list[Callable[[object, datetime], dict[int, str]]] = []


def beside_room(words: Callable[[object, date], dict[int, str]]):
    ROOM_WORDS.append(words)
    return words


def also_inside(others: Callable[[object, datetime], Iterable[Other]]):
    OTHERS.append(others)
    return others


def pupil_inside(pupils: Callable[[object, datetime], dict[int, str]]):
    PUPILS.append(pupils)
    return pupils


def words_beside(school, night: date) -> dict[int, str]:
    """What stands beside each room's name, by the room's key. As many queries as apps answer."""
    found: dict[int, list[str]] = {}
    for ask in ROOM_WORDS:
        for room, words in ask(school, night).items():
            found.setdefault(room, []).append(words)
    return {room: " ".join(words) for room, words in found.items()}


def others_inside(school, at: datetime) -> list[Other]:
    return [other for ask in OTHERS for other in ask(school, at)]


def pupils_beside(school, at: datetime) -> dict[int, str]:
    """Where on the premises pupils are of whom an app above knows it, by their key. As many queries as apps answer."""
    return {key: where for ask in PUPILS for key, where in ask(school, at).items()}
