"""Out of use, and in use again."""

from datetime import datetime

from django.db import transaction

from houqin.incidents import events
from houqin.incidents.actions.steps import locked
from houqin.incidents.gates import hazards as hazard_gates
from houqin.incidents.gates import stops as gates
from houqin.incidents.models import Hazard, StopUse
from houqin.incidents.permissions import GRADE_HAZARDS, RELEASE_STOPS
from houqin.incidents.reasons import HazardReason as Reason
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import KernelReason, Refusal, require
from houqin.kernel.transactions import lock
from houqin.tenancy.models import Space


@transaction.atomic
def stop_use(*, hazard: Hazard, thing, actor, at: datetime) -> StopUse:
    """Put one more place or thing out of use because of a hazard.  Raises Refused: CLOSED_ALREADY, IN_STOP_ALREADY."""
    authorise(actor, GRADE_HAZARDS, school=hazard.school, at=at)
    hazard = locked(hazard)
    require(hazard_gates.is_open(hazard), _is_ours(hazard, thing), _is_not_stopped(hazard, thing))
    return put_out_of_use(hazard, thing, actor=actor, at=at)


def put_out_of_use(hazard: Hazard, thing, *, actor, at: datetime) -> StopUse:
    """The change itself; a stop of the same hazard that holds already is found."""
    known = StopUse.objects.filter(hazard=hazard).in_force().about(thing).first()
    if known:
        return known
    what = (
        {"space": thing} if isinstance(thing, Space) else {"thing_kind": thing._meta.label_lower, "thing_id": thing.pk}
    )
    stop = StopUse.objects.create(
        school=hazard.school, hazard=hazard, name=str(thing)[:120], since=at, stopped_by=actor, **what
    )
    record(events.USE_STOPPED, hazard, about=[stop, thing], actor=actor, at=at, name=stop.name, code=hazard.code)
    return stop


@transaction.atomic
def release_stop(*, stop: StopUse, why: str, actor, at: datetime) -> StopUse:
    """The principal lets it be used again, once the hazard is closed by a second person.

    Raises Refused: STOP_RELEASED_ALREADY, STOP_NOT_VERIFIED, WHY_MISSING.
    """
    authorise(actor, RELEASE_STOPS, school=stop.school, at=at)
    [stop] = lock(StopUse.objects.filter(pk=stop.pk).select_related("hazard", "space"))
    require(gates.may_release(stop), hazard_gates.says_something(why, Reason.WHY_MISSING))
    stop.released_at, stop.released_by, stop.released_reason = at, actor, why.strip()[:200]
    stop.save(update_fields=["released_at", "released_by", "released_reason"])
    record(
        events.USE_RELEASED, stop.hazard, about=[stop, stop.space], actor=actor, at=at, name=stop.name,
        code=stop.hazard.code, why=why.strip(),
    )  # fmt: skip
    return stop


def _is_ours(hazard: Hazard, thing):
    if getattr(thing, "school_id", hazard.school_id) != hazard.school_id:
        yield Refusal(KernelReason.OTHER_SCHOOL, {"what": str(thing)})


def _is_not_stopped(hazard: Hazard, thing):
    if StopUse.objects.filter(hazard=hazard).in_force().about(thing).exists():
        yield Refusal(Reason.IN_STOP_ALREADY, {"name": str(thing)}, where=hazard)
