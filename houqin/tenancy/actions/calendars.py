"""Terms, days that differ, and the times of the day."""

from datetime import date, datetime, time

from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.tenancy.events import DAY_CLEARED, DAY_MARKED, TERM_SET, TIME_SET, TIME_SET_FOR
from houqin.tenancy.gates import may_run, may_set_time
from houqin.tenancy.models import CalendarDay, Term, TimetableEntry
from houqin.tenancy.permissions import MANAGE_CALENDAR


@transaction.atomic
def add_term(*, school, name: str, starts_on: date, ends_on: date, actor, at: datetime) -> Term:
    """Raises Refused: ENDS_BEFORE_START, TERMS_OVERLAP."""
    authorise(actor, MANAGE_CALENDAR, school=school, at=at)
    require(may_run(starts_on, ends_on, others=Term.objects.of(school)))
    term = Term.objects.create(school=school, name=name, starts_on=starts_on, ends_on=ends_on)
    record(TERM_SET, term, actor=actor, at=at, name=name, starts_on=starts_on, ends_on=ends_on)
    return term


@transaction.atomic
def change_term(*, term: Term, name: str, starts_on: date, ends_on: date, actor, at: datetime) -> Term:
    """Correct a term's name or days; the journal keeps what was said before.  Raises Refused as `add_term` does."""
    authorise(actor, MANAGE_CALENDAR, school=term.school, at=at)
    require(may_run(starts_on, ends_on, others=Term.objects.of(term.school).exclude(pk=term.pk)))
    term.name, term.starts_on, term.ends_on = name, starts_on, ends_on
    term.save(update_fields=["name", "starts_on", "ends_on"])
    record(TERM_SET, term, actor=actor, at=at, name=name, starts_on=starts_on, ends_on=ends_on)
    return term


@transaction.atomic
def mark_day(*, school, on: date, kind: str, is_boarding_night: bool = False, note: str = "", actor,
             at: datetime) -> CalendarDay:  # fmt: skip
    """Say how a day differs from its weekday. Marking it again replaces what was said; the journal keeps both."""
    authorise(actor, MANAGE_CALENDAR, school=school, at=at)
    day, _created = CalendarDay.objects.update_or_create(
        school=school, on=on, defaults={"kind": kind, "is_boarding_night": is_boarding_night, "note": note}
    )
    record(DAY_MARKED, day, actor=actor, at=at, on=on, day_kind=kind, boarding_night=is_boarding_night, note=note)
    return day


@transaction.atomic
def clear_day(*, day: CalendarDay, actor, at: datetime) -> None:
    """The day follows its weekday again."""
    authorise(actor, MANAGE_CALENDAR, school=day.school, at=at)
    record(DAY_CLEARED, day, actor=actor, at=at, on=day.on)
    day.delete()


@transaction.atomic
def set_time(
    *, school, what: str, at_time: time, valid_from: date, section: str = "", season: str = "", season_from: str = "",
    season_until: str = "", actor, at: datetime,
) -> TimetableEntry:  # fmt: skip
    """When something happens from a date on, for everybody or a section, all year or in a season that comes every year.

    `season_from`, `season_until`: its days as 05-01; left out they are those that were said of the season before. What
    was true before that date stays true.  Raises Refused: see may_set_time.
    """
    authorise(actor, MANAGE_CALENDAR, school=school, at=at)
    days = _days_of(school, season, season_from, season_until)
    require(
        may_set_time(what, section=section, season=season, days=days, valid_from=valid_from, today=school.localdate(at))
    )
    entry, _created = TimetableEntry.objects.update_or_create(
        school=school, what=what, section=section, season=season, valid_from=valid_from,
        defaults={"at_time": at_time, "season_from": days[0], "season_until": days[1]},
    )  # fmt: skip
    facts = {"what": entry.what, "at_time": f"{at_time:%H:%M}", "valid_from": valid_from}
    kind = TIME_SET
    if section or season:
        kind = TIME_SET_FOR
        facts |= {"section": section, "season": season, "season_from": days[0], "season_until": days[1]}
    record(kind, entry, actor=actor, at=at, **facts)
    return entry


def _days_of(school, season: str, season_from: str, season_until: str) -> tuple[str, str]:
    if not season:
        return "", ""
    if not season_from and not season_until:
        said = TimetableEntry.objects.of(school).filter(season=season).order_by("-valid_from", "-pk").first()
        return (said.season_from, said.season_until) if said else ("", "")
    return season_from, season_until
