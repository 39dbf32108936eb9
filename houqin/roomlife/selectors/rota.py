"""Whose turn it is, who is away, and how often each has done it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q

from houqin.people.models import Pupil
from houqin.roomlife.models import Turn
from houqin.tenancy.calendar import Day, days_between, term_on
from houqin.whereabouts.selectors import whereabouts

#: The room is cleaned before lessons: who is away then does not clean (CL-05 names the day and no hour).
MORNING = time(7, 30)
#: The order goes on where it stopped; after holidays longer than this it begins with the first bed.
LOOK_BACK = timedelta(days=70)


@dataclass
class Share:
    """How often a pupil has cleaned this term, how many turns nobody looked at, how many are still planned."""

    pupil: Pupil
    done: int = 0
    unseen: int = 0
    ahead: int = 0

    @property
    def all(self) -> int:
        """For whom to ask next. Nobody cleans twice because nobody looked the first time."""
        return self.done + self.unseen + self.ahead


def cleaning_days(school, first: date, last: date) -> list[date]:
    """Days on which rooms are cleaned: those taught, and those that end with a night at school. Two queries."""
    return cleaned(days_between(school, first, last))


def cleaned(days: Mapping[date, Day]) -> list[date]:
    return [on for on, day in days.items() if day.is_taught or day.is_boarding_night]


def away_on(school, days: Iterable[date]) -> dict[date, set[int]]:
    """Who is away on the morning of each day. Somebody who is expected back before it counts as back."""
    return {on: away_at(school, school.moment(on, MORNING)) for on in days}


def away_at(school, at: datetime) -> set[int]:
    known = whereabouts(school, at=at)
    return {key for key, one in known.items() if one.until is None or one.until > at}


def turns_of(school, first: date, last: date, *, rooms=None):
    """The turns of some days with their pupils and checks, by room and day."""
    rows = Turn.objects.of(school).filter(on__range=(first, last))
    if rooms is not None:
        rows = rows.filter(room__in=rooms)
    return rows.select_related("pupil", "instead_of", "check_of", "room__space__building").order_by(
        "room__space__building__name", "room__floor", "room__space__code", "on"
    )


def shares(school, sleepers: dict[int, list[Pupil]], *, on: date) -> dict[int, list[Share]]:
    """Of each room, how often each of its pupils has cleaned this term, in the order of the beds. Two queries.

    A turn counts for whoever did it: a substitute has the credit. One that was not done counts for nobody. From `on`
    on it is still planned; before, without a check, nobody knows.
    """
    found = {room: [Share(pupil) for pupil in pupils] for room, pupils in sleepers.items()}
    by_pupil = {share.pupil.pk: share for rows in found.values() for share in rows}
    term = term_on(school, on)
    if term is None:
        return found
    rows = Turn.objects.of(school).filter(on__range=(term.starts_on, term.ends_on))
    if len(sleepers) == 1:
        rows = rows.filter(pupil__in=by_pupil)
    counted = rows.values_list("pupil", "check_of__is_done").annotate(
        number=Count("pk"), past=Count("pk", filter=Q(on__lt=on))
    )
    for pupil, is_done, number, past in counted:
        if pupil not in by_pupil:
            continue
        if is_done is None:
            by_pupil[pupil].unseen += past
            by_pupil[pupil].ahead += number - past
        elif is_done:
            by_pupil[pupil].done += number
    return found
