"""Asking the records, and closing what they answer. Always with the rows locked."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.db.models import Q

from houqin.duties import events
from houqin.duties.declaring import DUTIES, Done
from houqin.duties.models import OPEN, Duty, DutyState
from houqin.duties.telling import take_back
from houqin.duties.writing import by_school, house, saying
from houqin.journal.actions import record_all
from houqin.kernel.rows import update_rows

LOG = logging.getLogger("houqin.duties")
#: A phone without a network, or a paper form, may bring the record of a missed duty so much later.
LATE_RECORDS = timedelta(hours=48)


def answerable(duties, closed_after: datetime):
    """Of these, the open ones, and those missed so lately that a record may still be under way: see LATE_RECORDS."""
    return duties.filter(Q(state__in=OPEN) | Q(state=DutyState.MISSED, closes_at__gt=closed_after))


def counts(done: Done) -> bool:
    """A missed duty is answered only by what happened before it closed."""
    return done.duty.state != DutyState.MISSED or done.at < done.duty.closes_at


def ask(duties: Iterable[Duty]) -> tuple[list[Done], list[Duty]]:
    """Which of these are answered, and which are not. As many questions as there are kinds among them.

    A question that fails is a mistake of ours: its duties are left as they are until it is mended, the others go on.
    """
    by_code: dict[str, list[Duty]] = {}
    for duty in duties:
        by_code.setdefault(duty.code, []).append(duty)
    answered, waiting = [], []
    for code, ones in by_code.items():
        try:
            found = {done.duty.pk: done for done in DUTIES[code].evidence(ones)} if code in DUTIES else {}
        except DatabaseError:
            raise
        except Exception:
            LOG.exception("duty %s cannot be asked", code)
            continue
        answered += found.values()
        waiting += [one for one in ones if one.pk not in found]
    return answered, waiting


def close_answered(answered: list[Done], *, at: datetime) -> list[Duty]:
    """Close locked duties with their evidence, and withdraw what was told of them.

    That a duty was done needs no entry; that one was on record as missed, and is not any more, needs one.
    """
    duties = [done.duty for done in answered]
    told = [duty for duty in duties if duty.state in (DutyState.LATE, DutyState.MISSED)]
    missed = [duty for duty in duties if duty.state == DutyState.MISSED]
    for done in answered:
        done.close()
    update_rows(duties, Done.CLOSES)
    if told:
        take_back(told, at=at)
    if missed:
        record_all(sayings=[saying(events.PROVEN, ones) for ones in by_school(missed)], actor=house(), at=at)
    return duties
