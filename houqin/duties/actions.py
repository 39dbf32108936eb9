"""Verbs of duties: raise one, answer one. What people decide about them stands in `deciding`."""

from datetime import datetime

from django.db import transaction

from houqin.duties.answers import answerable, ask, close_answered, counts
from houqin.duties.declaring import DUTIES
from houqin.duties.models import Duty
from houqin.duties.tuned import Tunings
from houqin.kernel.transactions import lock


@transaction.atomic
def raise_duty(
    *, code: str, key: str, school, subject, opens_at: datetime, due_at: datetime, closes_at: datetime | None = None,
    subject_name: str = "", owner: str = "", at: datetime,
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
            "subject_name": (subject_name or str(subject))[:120], "owner": owner or tuned.owner, "next_at": opens_at,
            "ladder": tuned.ladder,
        },
    )  # fmt: skip
    return duty


@transaction.atomic
def answer_about(subject, *, at: datetime) -> list[Duty]:
    """A verb did something about `subject`: ask the open duties about it, and close those that are answered.

    In the verb's own transaction, so that no step of a ladder can follow an answer. One query when none is open. A
    duty missed lately counts too, when what was done in time has only now arrived here.
    """
    duties = lock(answerable(Duty.objects.about(subject), at=at).select_related("school"))
    answered, _waiting = ask(duties)
    return close_answered([done for done in answered if counts(done)], at=at)
