"""A draw that anybody can repeat: the same seed and the same rooms give the same answer."""

from collections.abc import Sequence
from hashlib import sha256

from houqin.roomlife.models import RoomDraw


def drawn_from(among: Sequence[int], *, wanted: int, seed: str) -> list[int]:
    """`wanted` of these keys: those whose digest with the seed is smallest. No program's own chance is in it."""
    return sorted(among, key=lambda key: sha256(f"{seed}/{key}".encode()).hexdigest())[:wanted]


def holds(draw: RoomDraw) -> bool:
    """The seed still draws the rooms that are written down."""
    return drawn_from(draw.among, wanted=draw.wanted, seed=draw.seed) == draw.rooms
