"""A child falls ill: it is brought to the sick room, people are called, somebody goes along, and it is over."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from houqin.duties.actions import answer_codes
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refusal, require
from houqin.kernel.transactions import lock
from houqin.people.models import Guardian, Pupil
from houqin.tenancy.models import Space
from houqin.whereabouts import events
from houqin.whereabouts.gates import away as may_be
from houqin.whereabouts.gates import illness as may
from houqin.whereabouts.hearing import say_where
from houqin.whereabouts.models import Away, AwayKind, Illness, IllnessStep
from houqin.whereabouts.permissions import CARE, READ_NOTES
from houqin.whereabouts.reasons import Reason
from houqin.whereabouts.selectors import whereabouts
from houqin.whereabouts.selectors.classes import classes_of

Kind = IllnessStep.Kind


@transaction.atomic
def report_illness(
    *, pupil: Pupil, complaint: str, actor, at: datetime, temperature_c: Decimal | None = None,
    space: Space | None = None, happened_at: datetime | None = None,
) -> Illness:  # fmt: skip
    """Somebody noticed it: from now on the child is in the sick room, and whoever noticed vouches for that.

    Who lies in the sick room already stays there.  Raises Refused: ILL_ALREADY, AWAY_ALREADY, TEMPERATURE_UNLIKELY.
    """
    noticed_at, school = happened_at or at, pupil.school
    authorise(actor, CARE, school=school, at=at)
    (pupil,) = lock(Pupil.objects.filter(pk=pupil.pk).select_related("school"))
    known = whereabouts(school, at=at, pupils=[pupil.pk], since=noticed_at).get(pupil.pk)
    stays = known is not None and known.kind == AwayKind.SICK_ROOM and known.over_at is None
    open_case = Illness.objects.of(school).open().filter(pupil=pupil).first()
    require(
        (Refusal(Reason.ILL_ALREADY, {"name": pupil.name}, where=open_case) for _once in range(open_case is not None)),
        may_be.times_fit(noticed_at, None, at=at),
        may_be.may_be_elsewhere(pupil, elsewhere=None if stays else known, on=school.localdate(noticed_at)),
        may.is_body_temperature(temperature_c),
    )
    away = known.thing if stays else _go(pupil, AwayKind.SICK_ROOM, noticed_at, actor=actor, at=at, space=space)
    say_where([pupil], AwayKind.SICK_ROOM, happened_at=noticed_at, actor=actor, at=at)
    illness = Illness.objects.create(
        school=school, pupil=pupil, noticed_at=noticed_at, noticed_by=actor, recorded_at=at, away=away
    )
    _add(illness, Kind.NOTICED, noticed_at, actor=actor, at=at, note=complaint, temperature_c=temperature_c)
    record(
        events.ILLNESS_NOTICED, illness, about=[pupil, away], actor=actor, at=at, happened_at=happened_at,
        number=pupil.number,
    )  # fmt: skip
    return illness


def _go(pupil: Pupil, kind: str, since: datetime, *, actor, at: datetime, place="", space=None) -> Away:
    return Away.objects.create(
        school=pupil.school, pupil=pupil, kind=kind, place=place, space=space, starts_at=since, confirmed_by=actor,
        recorded_by=actor, recorded_at=at,
    )  # fmt: skip


def _add(illness: Illness, kind: str, happened_at: datetime, *, actor, at: datetime, **words) -> IllnessStep:
    return IllnessStep.objects.create(
        school=illness.school, illness=illness, kind=kind, happened_at=happened_at, by=actor, recorded_at=at,
        **{name: value.strip() if isinstance(value, str) else value for name, value in words.items()},
    )  # fmt: skip


def _open(illness: Illness, happened_at: datetime, *gates, actor, at: datetime) -> Illness:
    """Authorised, locked, and open for one more step."""
    authorise(actor, CARE, school=illness.school, at=at)
    # Not with its absence in one statement: PostgreSQL passes over a row that was given another one meanwhile.
    lock(Illness.objects.filter(pk=illness.pk))
    illness = Illness.objects.select_related("pupil__school", "school", "away").get(pk=illness.pk)
    require(may.may_step(illness, happened_at=happened_at, at=at), *(gate(illness) for gate in gates))
    return illness


def _step(illness: Illness, kind: str, happened_at: datetime | None, *gates, actor, at: datetime, **words) -> Illness:
    illness = _open(illness, happened_at or at, *gates, actor=actor, at=at)
    _add(illness, kind, happened_at or at, actor=actor, at=at, **words)
    record(
        events.ILLNESS_STEP, illness, about=[illness.pupil], actor=actor, at=at, happened_at=happened_at,
        number=illness.pupil.number, step=str(kind),
    )  # fmt: skip
    return illness


@transaction.atomic
def check_child(
    *, illness: Illness, note: str, actor, at: datetime, temperature_c: Decimal | None = None,
    happened_at: datetime | None = None,
) -> Illness:  # fmt: skip
    """Somebody looked: how it is, how warm.  Raises Refused: see may_step, TEMPERATURE_UNLIKELY."""
    return _step(
        illness, Kind.CHECKED, happened_at, lambda _row: may.is_body_temperature(temperature_c), actor=actor, at=at,
        note=note, temperature_c=temperature_c,
    )  # fmt: skip


@transaction.atomic
def call_guardian(
    *, illness: Illness, guardian: Guardian, was_reached: bool, actor, at: datetime, note: str = "",
    happened_at: datetime | None = None,
) -> Illness:  # fmt: skip
    """A call counts whether or not somebody answered.  Raises Refused: see may_step, NOT_THE_GUARDIAN."""

    def is_theirs(row: Illness):
        if guardian.pupil_id != row.pupil_id:
            yield Refusal(Reason.NOT_THE_GUARDIAN, {"name": row.pupil.name, "guardian": guardian.name})

    return _step(
        illness, Kind.GUARDIAN, happened_at, is_theirs, actor=actor, at=at, guardian=guardian,
        was_reached=was_reached, note=note,
    )  # fmt: skip


@transaction.atomic
def call_doctor(
    *, illness: Illness, person: str, was_reached: bool, actor, at: datetime, note: str = "",
    happened_at: datetime | None = None,
) -> Illness:  # fmt: skip
    """The school doctor or another.  Raises Refused: see may_step."""
    return _step(
        illness, Kind.DOCTOR, happened_at, actor=actor, at=at, person=person, was_reached=was_reached, note=note
    )


@transaction.atomic
def call_emergency(
    *, illness: Illness, reference: str, actor, at: datetime, note: str = "", happened_at: datetime | None = None
) -> Illness:
    """120 was called.  Raises Refused: see may_step."""
    return _step(illness, Kind.EMERGENCY, happened_at, actor=actor, at=at, reference=reference, note=note)


@transaction.atomic
def take_to_hospital(
    *, illness: Illness, place: str, person: str, escort: str, actor, at: datetime,
    happened_at: datetime | None = None,
) -> Illness:  # fmt: skip
    """Somebody goes along (DV-06); from now on the child is in hospital, and nowhere else.

    Raises Refused: see may_step, may_go_to_hospital.
    """
    when = happened_at or at
    authorise(actor, CARE, school=illness.school, at=at)
    # Whoever notes the same child elsewhere, or hands it over, takes this lock first too.
    lock(Pupil.objects.filter(pk=illness.pupil_id))
    known = whereabouts(illness.school, at=at, pupils=[illness.pupil_id], since=when).get(illness.pupil_id)
    # Both before the journal, in which a search ends: whoever writes the next step, or ends an absence, does so too.
    lock(Illness.objects.filter(pk=illness.pk))
    open_rows = lock(Away.objects.filter(pupil=illness.pupil_id, ended_at=None))
    say_where([illness.pupil], AwayKind.HOSPITAL, happened_at=when, actor=actor, at=at)
    illness = _step(
        illness, Kind.HOSPITAL, happened_at, lambda row: may.may_go_to_hospital(row, known), actor=actor, at=at,
        place=place, person=person, escort=escort,
    )  # fmt: skip
    for away in open_rows:
        _end(away, when, actor)
        if away != illness.away:
            record(
                events.AWAY_ENDED, away, about=[illness.pupil], actor=actor, at=at, happened_at=happened_at,
                number=illness.pupil.number, what=away.kind,
            )  # fmt: skip
    illness.away = _go(illness.pupil, AwayKind.HOSPITAL, when, actor=actor, at=at, place=place.strip())
    illness.save(update_fields=["away"])
    answer_codes(illness.school, "whereabouts.back", at=at)
    return illness


def _end(away: Away, when: datetime, actor) -> None:
    """Unless somebody said already that it is over."""
    rows = Away.objects.filter(pk=away.pk, ended_at=None)
    rows.update(ended_at=max(when, away.starts_at), ended_by=actor)


@transaction.atomic
def note_illness(*, illness: Illness, note: str, actor, at: datetime, happened_at: datetime | None = None) -> Illness:
    """One confidential line more.  Raises Refused: see may_step."""
    return _step(illness, Kind.NOTE, happened_at, actor=actor, at=at, note=note)


@transaction.atomic
def close_illness(
    *, illness: Illness, outcome: str, actor, at: datetime, happened_at: datetime | None = None
) -> Illness:
    """It is over: the child is back with the others, or at home with leave.  Raises Refused: GUARDIAN_NOT_CALLED."""
    when = happened_at or at
    illness = _open(illness, when, lambda row: may.may_close(row, list(row.steps.all())), actor=actor, at=at)
    _add(illness, Kind.CLOSED, when, actor=actor, at=at, note=outcome)
    illness.closed_at, illness.closed_by = when, actor
    illness.save(update_fields=["closed_at", "closed_by"])
    _end(illness.away, when, actor)
    record(
        events.ILLNESS_CLOSED, illness, about=[illness.pupil], actor=actor, at=at, happened_at=happened_at,
        number=illness.pupil.number,
    )  # fmt: skip
    answer_codes(illness.school, "whereabouts.back", at=at)
    return illness


@transaction.atomic
def read_notes(*, illness: Illness, actor, at: datetime) -> list[IllnessStep]:
    """What was seen and said, for the few who may know; who read it when is on record (PD-05).

    Raises Refused: NOT_FOR_YOU.
    """
    authorise(actor, READ_NOTES, school=illness.school, at=at)
    school_class = classes_of([illness.pupil_id], on=illness.school.localdate(at)).get(illness.pupil_id)
    require(may.may_read(actor, posts=actor.posts_in(illness.school, at), school_class=school_class))
    record(events.NOTES_READ, illness, about=[illness.pupil], actor=actor, at=at, number=illness.pupil.number)
    return list(illness.steps.select_related("by", "guardian").order_by("happened_at", "pk"))
