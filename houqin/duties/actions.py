"""Verbs of duties: raise one, answer one, excuse one, tune one. The clock's own deeds stand in `passing`."""

from datetime import date, datetime, time

from django.db import transaction

from houqin.duties.answers import LATE_RECORDS, answerable, ask, close_answered, counts
from houqin.duties.declaring import DUTIES
from houqin.duties.events import EXCUSED, TUNED
from houqin.duties.gates import may_excuse, may_tune
from houqin.duties.models import Duty, DutyTuning
from houqin.duties.permissions import EXCUSE, TUNE
from houqin.duties.reasons import Reason
from houqin.duties.telling import take_back
from houqin.duties.tuned import Tuned, Tunings
from houqin.duties.writing import named
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import refuse, require
from houqin.kernel.spoken import Spoken, spoken
from houqin.kernel.transactions import lock, lock_prepared, lock_row, locking
from houqin.people.answering import answering
from houqin.tenancy.schools import School


@transaction.atomic(savepoint=False)
def raise_duty(
    *, code: str, key: str, school, subject, opens_at: datetime, due_at: datetime, closes_at: datetime | None = None,
    subject_name: str | Spoken = "", owner: str = "", at: datetime,
) -> Duty:  # fmt: skip
    """Somebody must act, because something happened. Called by verbs, which have recorded what happened.

    The second call with the same key finds the first row. The deadline counts from what happened, not from `at`.
    """
    kind, on = DUTIES[code], school.localdate(opens_at)
    tuned = Tunings([school]).tuned(kind, school.pk, on)
    duty, _is_new = Duty.objects.get_or_create(
        school=school, code=code, key=key,
        defaults={
            "on": on, "opens_at": opens_at, "due_at": due_at, "closes_at": closes_at,
            "subject_kind": subject._meta.label_lower, "subject_id": subject.pk,
            "subject_name": spoken(subject_name or subject, most=120), "owner": owner or tuned.owner,
            "next_at": opens_at, "ladder": tuned.ladder,
        },
    )  # fmt: skip
    return duty


WITH_SCHOOL = Duty.objects.select_related("school")
ABOUT = locking(
    lambda kind, key, closed_after: answerable(WITH_SCHOOL.filter(subject_kind=kind, subject_id=key), closed_after)
)
OF_CODES = locking(
    lambda school, codes, closed_after: answerable(WITH_SCHOOL.filter(school=school, code__in=codes), closed_after)
)


@transaction.atomic(savepoint=False)
def answer_about(subject, *, at: datetime) -> list[Duty]:
    """A verb did something about `subject`: ask the open duties about it, and close those that are answered.

    In the verb's own transaction, so that no step of a ladder can follow an answer. One query when none is open. A
    duty missed lately counts too, when what was done in time has only now arrived here.
    """
    duties = lock_prepared(ABOUT, kind=subject._meta.label_lower, key=subject.pk, closed_after=at - LATE_RECORDS)
    answered, _waiting = ask(duties)
    return close_answered([done for done in answered if counts(done)], at=at)


@transaction.atomic(savepoint=False)
def answer_codes(school, *codes: str, at: datetime) -> list[Duty]:
    """Ask the open duties of these codes at a school, and close those that are answered.

    As `answer_about`, for duties that are about no one row. One query when none is open.
    """
    duties = lock_prepared(OF_CODES, school=school, codes=codes, closed_after=at - LATE_RECORDS)
    answered, _waiting = ask(duties)
    return close_answered([done for done in answered if counts(done)], at=at)


@transaction.atomic
def excuse_duty(*, duty: Duty, reason: str, actor, at: datetime) -> Duty:
    """Say that this one time it need not be done, and why. Counts as not asked; the journal keeps who said so.

    Raises Refused: NO_REASON, or see may_excuse.
    """
    authorise(actor, EXCUSE, school=duty.school, at=at)
    (duty,) = lock(Duty.objects.filter(pk=duty.pk).select_related("school__bureau"))
    is_own = actor in answering(duty.school, duty.owner, at)
    require(may_excuse(duty, posts=actor.posts_in(duty.school, at), is_own=is_own))
    if not (reason := reason.strip()):
        refuse(Reason.NO_REASON)
    duty.state, duty.excused_at, duty.excused_by, duty.excused_reason = Duty.State.EXCUSED, at, actor, reason
    duty.next_at = None
    duty.save(update_fields=["state", "excused_at", "excused_by", "excused_reason", "next_at"])
    take_back([duty], at=at)
    record(EXCUSED, duty, actor=actor, at=at, duties=named([duty]), reason=reason)
    return duty


@transaction.atomic
def tune_duty(
    *, school: School, code: str, valid_from: date, reason: str, actor, at: datetime, by: time | None = None,
    owner: str = "", ladder: list[list] | None = None,
) -> DutyTuning:  # fmt: skip
    """Do a duty more strictly at one school: earlier, faster up the ladder, by another of the posts that may own it.

    What is not given is as declared. `ladder`: [[minutes, post], …].  Raises Refused: UNKNOWN_DUTY, NO_REASON, or see
    may_tune.
    """
    authorise(actor, TUNE, school=school, at=at)
    lock_row(School, school.pk)
    if code not in DUTIES:
        refuse(Reason.UNKNOWN_DUTY, code=code)
    kind = DUTIES[code]
    wanted = Tuned(owner or kind.owner.value, kind.ladder_as_written if ladder is None else ladder, by)
    held = Tunings([school]).tuned(kind, school.pk, valid_from)
    require(may_tune(kind, wanted=wanted, held=held, valid_from=valid_from, today=school.localdate(at)))
    if not (reason := reason.strip()):
        refuse(Reason.NO_REASON)
    tuning = DutyTuning.objects.create(
        school=school, code=code, owner=owner, by=by, ladder=ladder, valid_from=valid_from, reason=reason,
        set_by=actor, set_at=at,
    )  # fmt: skip
    record(
        TUNED, tuning, actor=actor, at=at, duties=[[code, ""]], by=by and f"{by:%H:%M}", owner=wanted.owner,
        ladder=wanted.ladder, valid_from=valid_from, reason=reason,
    )  # fmt: skip
    return tuning
