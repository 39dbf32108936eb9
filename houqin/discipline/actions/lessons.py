"""Hold the safety lesson: there unless somebody says otherwise."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from houqin.discipline import events
from houqin.discipline.gates.lessons import may_teach
from houqin.discipline.gates.moments import has_happened
from houqin.discipline.models import Attendance, Lesson
from houqin.discipline.permissions import TEACH
from houqin.duties.actions import answer_codes
from houqin.journal.actions import record
from houqin.journal.arrivals import pressed_at
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.tenancy.gates import belongs_to

LESSON = "discipline.lesson"


@transaction.atomic
def hold_lesson(
    *, school, topics: list[str], pupils: Iterable, absent: Collection[int] = (), school_class=None, building=None,
    happened_at: datetime | None = None, note: str = "", actor, at: datetime,
) -> Lesson:  # fmt: skip
    """`pupils` are those on the list, of a class, a building or none; `absent` the keys of who was not there.

    Raises Refused: see may_teach.
    """
    authorise(actor, TEACH, school=school, at=at)
    pupils, happened_at = list(pupils), happened_at or at
    require(
        belongs_to(school, school_class, building, *pupils), has_happened(happened_at, at=at),
        may_teach(pupils, topics),
    )  # fmt: skip
    missed = [pupil for pupil in pupils if pupil.pk in absent]
    made = Lesson.objects.create(
        school=school, school_class=school_class, building=building, topics=list(topics), happened_at=happened_at,
        received_at=at, pressed_at=pressed_at(), held_by=actor, listed=len(pupils), absent=len(missed),
        note=note.strip()[:200],
    )  # fmt: skip
    Attendance.objects.bulk_create(
        Attendance(school=school, lesson=made, pupil=pupil, was_there=pupil.pk not in absent) for pupil in pupils
    )
    record(
        events.LESSON_HELD, made, about=list(filter(None, (school_class, building))), actor=actor, at=at,
        happened_at=happened_at, whom=str(made), there=len(pupils) - len(missed), absent=len(missed),
        topics=list(topics),
    )  # fmt: skip
    answer_codes(school, LESSON, at=at)
    return made
