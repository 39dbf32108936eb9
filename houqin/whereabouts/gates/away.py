"""May this pupil be said to be elsewhere? GT-14: nobody spends a boarding night away by this door."""

from collections.abc import Iterator
from datetime import date, datetime

from houqin.kernel.refusals import Refusal
from houqin.people.models import Pupil, User
from houqin.whereabouts.gates.time import has_come
from houqin.whereabouts.models import Away
from houqin.whereabouts.reasons import Reason


def may_be_elsewhere(pupil: Pupil, *, elsewhere, on: date) -> Iterator[Refusal]:
    """`elsewhere` is what `selectors.whereabouts` knows of the pupil since the time given, None when nothing."""
    if pupil.enrolled_on > on or (pupil.left_on and pupil.left_on < on):
        yield Refusal(Reason.NOT_ENROLLED, {"name": pupil.name}, where=pupil)
    yield from is_in_no_other_place(pupil, elsewhere, where=pupil)


def is_in_no_other_place(pupil: Pupil, elsewhere, *, where) -> Iterator[Refusal]:
    """Neither now nor, where a time is given late, since then."""
    if elsewhere is None:
        return
    facts = {"name": pupil.name, "since": elsewhere.since, "what": elsewhere.words}
    if elsewhere.over_at is None:
        yield Refusal(Reason.AWAY_ALREADY, facts, where=where)
    else:
        yield Refusal(Reason.AWAY_THEN, facts | {"over_at": elsewhere.over_at}, where=where)


def vouches(user: User, *, held: list) -> Iterator[Refusal]:
    """D-18: a person confirms it, and that person is in office. `held` is `people.selectors.holders`."""
    if user.pk not in {one.user_id for one in held}:
        yield Refusal(Reason.VOUCHER_NOT_IN_OFFICE, {"name": user.name}, gate="GT-13")


def times_fit(starts_at: datetime, until_at: datetime | None, *, at: datetime) -> Iterator[Refusal]:
    yield from has_come(starts_at, at=at)
    if until_at is not None and until_at <= starts_at:
        yield Refusal(Reason.ENDS_BEFORE_START, {"starts_at": starts_at, "until_at": until_at})


def sleeps_here(pupil: Pupil, nights: list[date]) -> Iterator[Refusal]:
    """GT-14, for boarders: `nights` are the boarding nights that it would cover."""
    if pupil.is_boarder and nights:
        yield Refusal(Reason.NIGHT_NEEDS_LEAVE, {"name": pupil.name, "night": nights[0]}, gate="GT-14")


def is_under_way(away: Away) -> Iterator[Refusal]:
    if away.ended_at is not None:
        yield Refusal(Reason.AWAY_IS_OVER, {"name": away.pupil.name, "ended_at": away.ended_at})


def may_come_back(away: Away, *, happened_at: datetime, at: datetime) -> Iterator[Refusal]:
    yield from has_come(happened_at, at=at)
    yield from is_under_way(away)
    if away.ended_at is None and happened_at < away.starts_at:
        yield Refusal(Reason.BACK_BEFORE_GONE, {"name": away.pupil.name, "starts_at": away.starts_at})
