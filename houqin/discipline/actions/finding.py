"""Shelve what was found, give it to its owner, or let it go after its time."""

from datetime import datetime

from django.db import transaction

from houqin.discipline import events
from houqin.discipline.gates.found import may_dispose, may_give
from houqin.discipline.gates.moments import has_happened, is_said
from houqin.discipline.models import FoundThing, Outcome
from houqin.discipline.permissions import DISPOSE_FOUND, RECORD_FOUND
from houqin.discipline.selectors.keeping import kept_until
from houqin.journal.actions import record
from houqin.journal.attachments import store_attachment
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock
from houqin.tenancy.codes import next_code
from houqin.tenancy.gates import belongs_to


@transaction.atomic
def shelve_found(
    *, school, what: str, shelf: str, place=None, where: str = "", found_by: str = "", is_perishable: bool = False,
    photo=None, happened_at: datetime | None = None, actor, at: datetime,
) -> FoundThing:  # fmt: skip
    """Raises Refused: NOTHING_SAID, IN_THE_FUTURE, OTHER_SCHOOL; those of attachments."""
    authorise(actor, RECORD_FOUND, school=school, at=at)
    happened_at = happened_at or at
    require(has_happened(happened_at, at=at), belongs_to(school, place), is_said(what=what, shelf=shelf))
    kept = store_attachment(photo, chain=school.pk, actor=actor, at=at) if photo else None
    made = FoundThing.objects.create(
        school=school, code=next_code(school, "SW", school.localdate(happened_at)), what=what.strip()[:120],
        place=place, where=where.strip()[:80], shelf=shelf.strip()[:40], is_perishable=is_perishable, photo=kept,
        found_by=found_by.strip()[:80], happened_at=happened_at, received_at=at, recorded_by=actor,
    )  # fmt: skip
    record(
        events.SHELVED, made, about=[kept], actor=actor, at=at, happened_at=happened_at, code=made.code, what=made.what,
        shelf=made.shelf,
    )  # fmt: skip
    return made


def _take(thing: FoundThing) -> FoundThing:
    [found] = lock(FoundThing.objects.filter(pk=thing.pk).select_related("school__bureau"))
    return found


@transaction.atomic
def give_to_owner(*, thing: FoundThing, how: str, pupil=None, who: str = "", actor, at: datetime) -> Outcome:
    """`how` is by what the owner was recognised.  Raises Refused: OUT_ALREADY, IDENTITY_UNCHECKED, NOTHING_SAID."""
    authorise(actor, RECORD_FOUND, school=thing.school, at=at)
    thing = _take(thing)
    out = Outcome.objects.filter(thing=thing).exists()
    require(
        belongs_to(thing.school, pupil), may_give(thing, how=how, is_out=out),
        is_said(owner=pupil.name if pupil else who),
    )  # fmt: skip
    made = Outcome.objects.create(
        school=thing.school, thing=thing, kind=Outcome.Kind.CLAIMED, pupil=pupil, who=who.strip()[:80],
        how=how.strip()[:200], at=at, by=actor,
    )  # fmt: skip
    record(events.CLAIMED, thing, about=[made], actor=actor, at=at, code=thing.code, what=thing.what)
    return made


@transaction.atomic
def dispose_found(*, thing: FoundThing, how: str, actor, at: datetime) -> Outcome:
    """A leader approves that it goes, and says where to.  Raises Refused: see may_dispose."""
    authorise(actor, DISPOSE_FOUND, school=thing.school, at=at)
    thing = _take(thing)
    today = thing.school.localdate(at)
    out = Outcome.objects.filter(thing=thing).exists()
    require(may_dispose(thing, kept_until=kept_until(thing, on=today), today=today, is_out=out), is_said(disposal=how))
    made = Outcome.objects.create(
        school=thing.school, thing=thing, kind=Outcome.Kind.DISPOSED, how=how.strip()[:200], at=at, by=actor
    )
    record(events.DISPOSED, thing, about=[made], actor=actor, at=at, code=thing.code, what=thing.what, how=made.how)
    return made
