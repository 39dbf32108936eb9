"""Visitors, workers and guests, for whoever counts heads in an evacuation."""

from collections.abc import Iterator
from datetime import datetime

from houqin.dormitory.beside import Other, also_inside
from houqin.visitors.selectors.inside import inside_now


@also_inside
def visitors(school, at: datetime) -> Iterator[Other]:
    for one in inside_now(school, at):
        yield Other(one.name, one.heads, one.where)
