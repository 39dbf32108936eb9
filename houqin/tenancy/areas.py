"""The parts of a school's set-up. Each app declares its own in `setup_areas.py`; the settings page lists them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from houqin.kernel.permissions import Permission

AREAS: list["Area"] = []


@dataclass(frozen=True)
class AreaState:
    """One line about an area. `open` says that something is still to be entered before the school can work."""

    sentence: str
    open: bool = False


@dataclass(frozen=True)
class Area:
    title: Any
    view: str
    icon: str
    needs: Permission
    place: int
    state: Callable[..., AreaState]


def area(title, *, view: str, icon: str, needs: Permission, place: int):
    """Declare a part of the set-up; the function below answers `(school, *, on: date)`. `place` orders the page."""

    def declare(state: Callable[..., AreaState]) -> Callable[..., AreaState]:
        AREAS.append(Area(title, view, icon, needs, place, state))
        AREAS.sort(key=lambda one: one.place)
        return state

    return declare


def areas_for(actor, *, school, on: date, at) -> list[tuple[Area, AreaState]]:
    """The areas a person may open, each with its state on a day."""
    seen = [one for one in AREAS if actor.may(one.needs, school=school, at=at)]
    return [(one, one.state(school, on=on)) for one in seen]
