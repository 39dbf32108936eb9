"""Take valuables in, give them back: counted together, signed by both, out of nobody else's envelope."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from houqin.discipline import events
from houqin.discipline.gates.keeping import is_whole, may_give_back, may_take_in
from houqin.discipline.models import Envelope, EnvelopeMovement, MovedThing
from houqin.discipline.permissions import KEEP_VALUABLES
from houqin.discipline.selectors.keeping import left_fen, things_kept
from houqin.journal.actions import record
from houqin.journal.attachments import store_signature
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock
from houqin.people.models import Pupil
from houqin.tenancy.gates import belongs_to

Kind = EnvelopeMovement.Kind


@transaction.atomic
def take_in(
    *, pupil: Pupil, amount_fen: int = 0, things: Mapping[str, int] | None = None, number: str = "", by_pupil=None,
    by_keeper=None, note: str = "", actor, at: datetime,
) -> EnvelopeMovement:  # fmt: skip
    """Into the pupil's own envelope, which is opened with `number`, or the next one, when there is none yet.

    `by_pupil` and `by_keeper` are the two signatures. Raises Refused: see is_whole, may_take_in; those of attachments.
    """
    school, things = pupil.school, dict(things or {})
    authorise(actor, KEEP_VALUABLES, school=school, at=at)
    [pupil] = lock(Pupil.objects.filter(pk=pupil.pk).select_related("school"))
    envelopes = Envelope.objects.of(school)
    own = envelopes.filter(pupil=pupil).first()
    number = number.strip()
    require(
        is_whole(amount_fen=amount_fen, things=things, by_pupil=by_pupil, by_keeper=by_keeper),
        may_take_in(pupil, envelope=own, number=number, is_taken=envelopes.filter(number=number).exists()),
    )
    if own is None:
        number = number or _next_number(envelopes)
        own = Envelope.objects.create(school=school, number=number, pupil=pupil, opened_at=at, opened_by=actor)
    return _move(own, Kind.IN, events.TAKEN_IN, amount_fen, things, by_pupil, by_keeper, note, actor=actor, at=at)


@transaction.atomic
def give_back(
    *, envelope: Envelope, pupil: Pupil, amount_fen: int = 0, things: Mapping[str, int] | None = None, by_pupil=None,
    by_keeper=None, note: str = "", actor, at: datetime,
) -> EnvelopeMovement:  # fmt: skip
    """All or a part, to its owner and nobody else.  Raises Refused: see is_whole, may_give_back."""
    things = dict(things or {})
    authorise(actor, KEEP_VALUABLES, school=envelope.school, at=at)
    [envelope] = lock(Envelope.objects.filter(pk=envelope.pk).select_related("school", "pupil"))
    require(
        belongs_to(envelope.school, pupil),
        is_whole(amount_fen=amount_fen, things=things, by_pupil=by_pupil, by_keeper=by_keeper),
        may_give_back(
            envelope, pupil=pupil, amount_fen=amount_fen, things=things, left_fen=left_fen(envelope),
            kept=things_kept([envelope]).get(envelope.pk, {}),
        ),
    )  # fmt: skip
    return _move(
        envelope, Kind.OUT, events.GIVEN_BACK, amount_fen, things, by_pupil, by_keeper, note, actor=actor, at=at
    )


def _next_number(envelopes) -> str:
    taken = {int(number) for number in envelopes.values_list("number", flat=True) if number.isdecimal()}
    return f"{max(taken, default=0) + 1:03d}"


def _move(envelope, kind, event, amount_fen, things, by_pupil, by_keeper, note, *, actor, at) -> EnvelopeMovement:
    chain = envelope.school_id
    drawn = [store_signature(one, chain=chain, actor=actor, at=at) for one in (by_pupil, by_keeper)]
    made = EnvelopeMovement.objects.create(
        school=envelope.school, envelope=envelope, kind=kind, amount_fen=amount_fen, happened_at=at, by=actor,
        signed_by_pupil=drawn[0], signed_by_keeper=drawn[1], note=note.strip()[:200],
    )  # fmt: skip
    MovedThing.objects.bulk_create(
        MovedThing(school=envelope.school, movement=made, name=name.strip()[:60], count=count)
        for name, count in things.items()
    )
    # What and how much is between the pupil and the keepers: the journal proves it by number and signatures.
    record(event, envelope, about=[made, *drawn], actor=actor, at=at, number=envelope.number)
    return made
