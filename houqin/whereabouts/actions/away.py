"""Elsewhere with the school's knowledge: one pupil or a whole outing, and back again."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from houqin.duties.actions import answer_codes
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import refuse, require
from houqin.kernel.rows import insert_with_keys, update_rows
from houqin.kernel.transactions import lock, lock_row
from houqin.people.models import Pupil, User
from houqin.people.selectors import holders
from houqin.tenancy.calendar import night_of
from houqin.tenancy.models import Space
from houqin.whereabouts import events
from houqin.whereabouts.gates import away as may
from houqin.whereabouts.hearing import say_where
from houqin.whereabouts.models import Away, AwayKind
from houqin.whereabouts.nights import DAY, night_begins, nights_away
from houqin.whereabouts.permissions import NOTE_AWAY
from houqin.whereabouts.reasons import Reason
from houqin.whereabouts.selectors import whereabouts

#: These end before the night does: without another word, when it begins.
ENDS_BY_NIGHT = {AwayKind.ACTIVITY, AwayKind.VISIT}


@transaction.atomic
def note_away(
    *, pupil: Pupil, kind: str, confirmed_by: User, place: str, happened_at: datetime | None = None, actor,
    at: datetime, until_at: datetime | None = None, space: Space | None = None,
) -> Away:  # fmt: skip
    """Say that a pupil is in the sick room, in hospital, at an activity or with a visitor, since now or earlier.

    Raises Refused: see gates.away; GT-14 for an activity or a visit that goes through a boarding night.
    """
    happened_at = happened_at or at
    (row,) = _note(
        [pupil], kind, place, happened_at, until_at, confirmed_by=confirmed_by, space=space, actor=actor, at=at
    )
    # Not of many at once: who goes with a class unless somebody taps them was seen by nobody.
    say_where([pupil], kind, happened_at=happened_at, actor=actor, at=at)
    record(
        events.AWAY_NOTED, row, about=[pupil], actor=actor, at=at, happened_at=happened_at, number=pupil.number,
        what=kind, confirmed_by=confirmed_by.name,
    )  # fmt: skip
    return row


@transaction.atomic
def note_many_away(
    *, pupils: Iterable[Pupil], kind: str, confirmed_by: User, place: str, happened_at: datetime | None = None, actor,
    at: datetime, until_at: datetime | None = None,
) -> Away:  # fmt: skip
    """A whole outing at once: all of them or none, with the reasons of each. Returns the first.

    The number of statements does not grow with the pupils.  Raises Refused: as note_away, NOBODY_CHOSEN.
    """
    happened_at = happened_at or at
    rows = _note(list(pupils), kind, place, happened_at, until_at, confirmed_by=confirmed_by, actor=actor, at=at)
    record(
        events.MANY_AWAY_NOTED, rows[0], about=[*rows[1:], *(row.pupil for row in rows)], actor=actor, at=at,
        happened_at=happened_at, count=len(rows), what=kind, confirmed_by=confirmed_by.name,
    )  # fmt: skip
    return rows[0]


def _note(
    pupils: list[Pupil], kind: str, place: str, happened_at: datetime, until_at: datetime | None, *,
    confirmed_by: User, actor, at: datetime, space: Space | None = None,
) -> list[Away]:  # fmt: skip
    if not pupils:
        refuse(Reason.NOBODY_CHOSEN)
    school = pupils[0].school
    authorise(actor, NOTE_AWAY, school=school, at=at)
    pupils = lock(Pupil.objects.of(school).filter(pk__in=[pupil.pk for pupil in pupils]))
    kind, on = AwayKind(kind), school.localdate(happened_at)
    nights = []
    if kind in ENDS_BY_NIGHT:
        until_at = until_at or _by_night(school, happened_at)
        nights = nights_away(school, happened_at, until_at)
    elsewhere = whereabouts(school, at=at, pupils=[pupil.pk for pupil in pupils], since=happened_at)
    require(
        may.times_fit(happened_at, until_at, at=at),
        may.vouches(confirmed_by, held=holders(school, on=school.localdate(at))),
        *(may.may_be_elsewhere(pupil, elsewhere=elsewhere.get(pupil.pk), on=on) for pupil in pupils),
        *(may.sleeps_here(pupil, nights) for pupil in pupils),
    )
    rows = insert_with_keys(
        Away(
            school=school, pupil=pupil, kind=kind, place=place.strip(), space=space, starts_at=happened_at,
            until_at=until_at, confirmed_by=confirmed_by, recorded_by=actor, recorded_at=at,
        )
        for pupil in pupils
    )  # fmt: skip
    return rows


@transaction.atomic
def vouch_for(*, away: Away, confirmed_by: User, actor, at: datetime) -> Away:
    """Somebody in office vouches from now on for where the child is: who did so before may have left (D-18).

    Raises Refused: AWAY_IS_OVER, VOUCHER_NOT_IN_OFFICE.
    """
    school = away.school
    authorise(actor, NOTE_AWAY, school=school, at=at)
    row = lock_row(Away, away.pk, "pupil", "school")
    require(
        may.is_under_way(row), may.vouches(confirmed_by, held=holders(school, on=school.localdate(at)))
    )  # fmt: skip
    row.confirmed_by = confirmed_by
    row.save(update_fields=["confirmed_by"])
    record(
        events.AWAY_VOUCHED, row, about=[row.pupil], actor=actor, at=at, number=row.pupil.number, what=row.kind,
        confirmed_by=confirmed_by.name,
    )  # fmt: skip
    return row


def _by_night(school, happened_at: datetime) -> datetime:
    """The end that nobody named: when the night begins, or, after that, when it is over."""
    night = night_of(school, happened_at)
    begins = night_begins(school, night)
    return begins if happened_at < begins else begins + DAY


@transaction.atomic
def end_away(*, away: Away, actor, at: datetime, happened_at: datetime | None = None) -> Away:
    """The pupil is back with the others.  Raises Refused: AWAY_IS_OVER, BACK_BEFORE_GONE, IN_THE_FUTURE."""
    (row,) = _end([away], happened_at or at, actor=actor, at=at)
    record(
        events.AWAY_ENDED, row, about=[row.pupil], actor=actor, at=at, happened_at=happened_at,
        number=row.pupil.number, what=row.kind,
    )  # fmt: skip
    # The alarm stops now, not at the clock's next pass.
    answer_codes(row.school, "whereabouts.back", at=at)
    return row


@transaction.atomic
def end_many(*, rows: Iterable[Away], actor, at: datetime, happened_at: datetime | None = None) -> Away:
    """An outing comes back: all of them or none. Returns the first.  Raises Refused: as end_away, NOBODY_CHOSEN."""
    rows = _end(list(rows), happened_at or at, actor=actor, at=at)
    record(
        events.MANY_AWAY_ENDED, rows[0], about=[*rows[1:], *(row.pupil for row in rows)], actor=actor, at=at,
        happened_at=happened_at, count=len(rows),
    )  # fmt: skip
    answer_codes(rows[0].school, "whereabouts.back", at=at)
    return rows[0]


def _end(rows: list[Away], happened_at: datetime, *, actor, at: datetime) -> list[Away]:
    if not rows:
        refuse(Reason.NOBODY_CHOSEN)
    school = rows[0].school
    authorise(actor, NOTE_AWAY, school=school, at=at)
    rows = lock(Away.objects.of(school).filter(pk__in=[row.pk for row in rows]).select_related("pupil", "school"))
    require(*(may.may_come_back(row, happened_at=happened_at, at=at) for row in rows))
    for row in rows:
        row.ended_at, row.ended_by = happened_at, actor
    update_rows(rows, ("ended_at", "ended_by"))
    return rows
