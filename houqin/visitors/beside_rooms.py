"""Visitors, workers, guests and the children who sleep along with them, for whoever counts heads in an evacuation."""

from collections.abc import Iterator
from datetime import datetime

from houqin.dormitory.beside import Other, also_inside, pupil_inside
from houqin.visitors.selectors.inside import inside_now, pupils_along


@also_inside
def visitors(school, at: datetime) -> Iterator[Other]:
    for one in inside_now(school, at):
        yield Other(one.name, one.heads, one.where)


@pupil_inside
def along(school, at: datetime) -> dict[int, str]:
    return pupils_along(school, at)
