"""Verbs of duties: raise one, answer one. The clock's own verbs stand beside them."""

from datetime import datetime

from django.db import transaction

from houqin.duties.declaring import DUTIES
from houqin.duties.models import OPEN, Duty
from houqin.kernel.transactions import lock
from houqin.notices.actions import withdraw_about


@transaction.atomic
def raise_duty(
    *, code: str, key: str, school, subject, opens_at: datetime, due_at: datetime, closes_at: datetime | None = None,
    subject_name: str = "", owner: str = "", at: datetime,
) -> Duty:  # fmt: skip
    """Somebody must act, because something happened. Called by verbs, which have recorded what happened.

    The second call with the same key finds the first row. The deadline counts from what happened, not from `at`.
    """
    kind = DUTIES[code]
    duty, _is_new = Duty.objects.get_or_create(
        school=school, code=code, key=key,
        defaults={
            "on": school.localdate(opens_at), "opens_at": opens_at, "due_at": due_at, "closes_at": closes_at,
            "subject_kind": subject._meta.label_lower, "subject_id": subject.pk,
            "subject_name": (subject_name or str(subject))[:120], "owner": owner or kind.owner, "next_at": opens_at,
            "ladder": kind.ladder_as_written,
        },
    )  # fmt: skip
    return duty


@transaction.atomic
def answer_about(subject, *, at: datetime) -> list[Duty]:
    """A verb did something about `subject`: ask the open duties about it, and close those that are answered.

    In the verb's own transaction, so that no step of a ladder can follow an answer. One query when none is open.
    """
    open_ones = lock(Duty.objects.about(subject).filter(state__in=OPEN))
    by_code: dict[str, list[Duty]] = {}
    for one in open_ones:
        by_code.setdefault(one.code, []).append(one)
    answered = []
    for code, duties in by_code.items():
        if code in DUTIES:
            answered += [settle(done, at=at) for done in DUTIES[code].evidence(duties)]
    return answered


def settle(done, *, at: datetime) -> Duty:
    """Close a locked duty with its evidence; what was told about it is withdrawn."""
    done.close()
    done.duty.save(update_fields=done.CLOSES)
    withdraw_about(done.duty, at=at)
    return done.duty
