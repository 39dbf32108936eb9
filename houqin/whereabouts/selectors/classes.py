"""Which class a pupil sits in, and who is its head teacher."""

from collections.abc import Iterable
from datetime import date, datetime

from houqin.people.models import Enrolment, SchoolClass, StaffAbsence, in_class_on


def classes_of(pupils: Iterable[int], *, on: date) -> dict[int, SchoolClass]:
    """Pupil → class on a day, the head teacher and their account loaded. One query."""
    rows = Enrolment.objects.filter(in_class_on(on), pupil__in=list(pupils))
    rows = rows.select_related("school_class__head_teacher__user")
    return {row.pupil_id: row.school_class for row in rows}


def teachers_present(classes: Iterable[SchoolClass], *, at: datetime) -> set[int]:
    """The keys of those head teachers who have an account and are not on leave themselves. One query."""
    teachers = {one.head_teacher for one in classes if one.head_teacher_id and one.head_teacher.user_id}
    away = set(StaffAbsence.objects.filter(staff__in=teachers).at(at).values_list("staff", flat=True))
    return {one.pk for one in teachers} - away


def teaches(user, school_class: SchoolClass | None) -> bool:
    """Is this person the head teacher of the class? No query when classes come from `classes_of`."""
    teacher = school_class.head_teacher if school_class else None
    return teacher is not None and teacher.user_id == user.pk
