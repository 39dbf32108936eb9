"""Buildings and the spaces in them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from houqin.journal.actions import Saying, record, record_all
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refusal, refuse, require
from houqin.kernel.rows import insert_with_keys
from houqin.kernel.transactions import lock_row
from houqin.tenancy.events import BUILDING_ADDED, SPACE_ADDED, SPACE_CLOSED
from houqin.tenancy.gates import belongs_to, may_close
from houqin.tenancy.models import Building, Space
from houqin.tenancy.permissions import MANAGE_SPACES
from houqin.tenancy.reasons import Reason


@transaction.atomic
def add_building(*, school, name: str, actor, at: datetime) -> Building:
    """Raises Refused: NAME_TAKEN."""
    authorise(actor, MANAGE_SPACES, school=school, at=at)
    if Building.objects.of(school).filter(name=name).exists():
        refuse(Reason.NAME_TAKEN, name=name)
    building = Building.objects.create(school=school, name=name)
    record(BUILDING_ADDED, building, actor=actor, at=at, name=name)
    return building


@transaction.atomic
def add_space(*, building: Building, code: str, name: str, kind: str, positions: int = 0, within: Space | None = None,
              actor, at: datetime) -> Space:  # fmt: skip
    """Raises Refused: NAME_TAKEN, OTHER_SCHOOL."""
    school = building.school
    authorise(actor, MANAGE_SPACES, school=school, at=at)
    require(belongs_to(school, within))
    if Space.objects.of(school).filter(code=code).exists():
        refuse(Reason.NAME_TAKEN, name=code)
    space = Space.objects.create(
        school=school, building=building, within=within, code=code, name=name, kind=kind, positions=positions
    )
    record(SPACE_ADDED, space, actor=actor, at=at, about=[building], code=code, name=name, space_kind=kind)
    return space


class NewSpace(NamedTuple):
    building: Building
    code: str
    name: str
    kind: str


@transaction.atomic
def add_spaces(*, school, spaces: Iterable[NewSpace], actor, at: datetime) -> list[Space]:
    """Many at once, such as the rooms of a dormitory. The number of queries does not depend on theirs.

    Raises Refused: NAME_TAKEN for a code that is taken or stands twice, OTHER_SCHOOL.
    """
    spaces = [NewSpace(*one) for one in spaces]
    authorise(actor, MANAGE_SPACES, school=school, at=at)
    require(belongs_to(school, *{one.building for one in spaces}), _codes_are_free(school, spaces))
    made = insert_with_keys(
        Space(school=school, building=one.building, code=one.code, name=one.name, kind=one.kind) for one in spaces
    )
    sayings = [
        Saying(SPACE_ADDED, one, (one.building,), {"code": one.code, "name": one.name, "space_kind": one.kind})
        for one in made
    ]
    record_all(sayings=sayings, actor=actor, at=at)
    return made


def _codes_are_free(school, spaces: list[NewSpace]) -> Iterator[Refusal]:
    times = Counter(one.code for one in spaces)
    taken = set(Space.objects.of(school).filter(code__in=times).values_list("code", flat=True))
    for code in sorted(taken | {code for code, count in times.items() if count > 1}):
        yield Refusal(Reason.NAME_TAKEN, {"name": code})


@transaction.atomic
def close_space(*, space: Space, actor, at: datetime) -> Space:
    """Out of use from today; what it held keeps naming it.  Raises Refused: see may_close."""
    authorise(actor, MANAGE_SPACES, school=space.school, at=at)
    space = lock_row(Space, space.pk, "school")
    require(may_close(space, parts=space.parts.filter(closed_on=None).order_by("code")))
    space.closed_on = space.school.localdate(at)
    space.save(update_fields=["closed_on"])
    record(SPACE_CLOSED, space, actor=actor, at=at, code=space.code, name=space.name)
    return space
