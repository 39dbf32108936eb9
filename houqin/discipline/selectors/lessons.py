"""Who has had the safety lesson of this term, and who has not."""

from datetime import date, time, timedelta

from django.db.models import Exists, OuterRef

from houqin.discipline.models import Attendance
from houqin.dormitory.models import BedStay
from houqin.people.models import Enrolment, Pupil, in_class_on
from houqin.tenancy.calendar import term_on

#: A lesson in the two weeks before the first day, when boarders move in, counts for the term (DD-05).
BEFORE_TERM = timedelta(days=14)


def taught_since(school, on: date):
    """The moment from which a lesson counts for the term of a day. One query."""
    term = term_on(school, on)
    return school.moment((term.starts_on if term else on) - BEFORE_TERM, time(0, 0))


def boarders(school, on: date):
    return Pupil.objects.of(school).enrolled(on).filter(is_boarder=True)


def not_taught(school, on: date):
    """Boarders who have not had this term's lesson, as a queryset. One query before it."""
    had = Attendance.objects.filter(
        pupil=OuterRef("pk"), was_there=True, lesson__happened_at__gte=taught_since(school, on)
    )
    return boarders(school, on).filter(~Exists(had))


def listed(school, on: date, *, school_class=None, building=None) -> list[Pupil]:
    """The boarders of a class, or who sleep in a building, by number; of neither: those without a class. One query."""
    rows = boarders(school, on)
    if school_class is not None:
        rows = rows.filter(in_class(on, school_class=school_class))
    elif building is not None:
        stays = BedStay.objects.on(on).filter(pupil=OuterRef("pk"), bed__room__space__building=building)
        rows = rows.filter(Exists(stays))
    else:
        rows = rows.filter(~in_class(on))
    return list(rows.order_by("number", "pk"))


def in_class(on: date, **which) -> Exists:
    """Of pupils: has a place in a class that day, or in a certain one."""
    return Exists(Enrolment.objects.filter(in_class_on(on), pupil=OuterRef("pk"), **which))
