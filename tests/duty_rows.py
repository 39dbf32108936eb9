"""Duties as the clock would have made them, for tests of what a domain declares."""

from datetime import date

from houqin.duties.declaring import DUTIES
from houqin.duties.models import Duty
from houqin.duties.schedules import Batch, Occasion, Window
from houqin.tenancy.calendar import days_between
from houqin.tenancy.models import Term
from tests.builders import TODAY


def window_of(school, first: date = TODAY, last: date = TODAY) -> Window:
    return Window(school, days_between(school, first, last), tuple(Term.objects.of(school)))


def occasions(code: str, school, first: date = TODAY, last: date = TODAY) -> list[Occasion]:
    return list(DUTIES[code].schedule.occasions(window_of(school, first, last)))


def listed_together(code: str, schools, first: date = TODAY, last: date = TODAY) -> list[Occasion]:
    """What the clock lists for many schools at once."""
    batch, found = Batch(schools, first, last), []
    for school in schools:
        window = window_of(school, first, last)
        found += DUTIES[code].schedule.occasions(Window(school, window.days, window.terms, batch))
    return found


def make_duties(code: str, school, first: date = TODAY, last: date = TODAY) -> list[Duty]:
    """Open rows of one duty at a school, for the days of a window."""
    return Duty.objects.bulk_create(
        Duty(
            school=school, code=code, key=one.key, on=one.on, opens_at=one.opens_at, due_at=one.due_at,
            closes_at=one.closes_at, owner=DUTIES[code].owner, next_at=one.opens_at,
            subject_kind=one.subject._meta.label_lower if one.subject else "",
            subject_id=one.subject.pk if one.subject else None, subject_name=str(one.subject or ""),
        )
        for one in occasions(code, school, first, last)
    )  # fmt: skip


def done_codes(school) -> dict[str, object]:
    """Code → when it was done, of every duty that is."""
    return dict(Duty.objects.of(school).filter(state="done").values_list("code", "done_at"))


def answered(code: str, duties) -> dict[int, object]:
    """Duty key → when it was done, by the declared question alone."""
    return {done.duty.pk: done.at for done in DUTIES[code].evidence(duties)}
