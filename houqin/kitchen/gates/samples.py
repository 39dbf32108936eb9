"""May this sample be taken, may it go? GT-09, rules RS-01…RS-10."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from houqin.kernel.refusals import KernelReason, Refusal
from houqin.kitchen.evidence import BatchEvidence, MealEvidence
from houqin.kitchen.gates.days import meal_is
from houqin.kitchen.models import Meal, RetainedSample
from houqin.kitchen.reasons import Reason
from houqin.tenancy.models import Space

State = Meal.State
#: 1520 for 152 is a slip that a correction mends; more than this nobody has a box for.
MOST_GRAMS = 10_000
#: In a cabinet whose places nobody numbered.
MOST_POSITIONS = 999


def may_sample(known: BatchEvidence, meal: MealEvidence, *, grams: int, temperature: Decimal) -> Iterator[Refusal]:
    """GT-09, RS-01, RS-03: of a finished pot, enough of it, into a cabinet that is cold and not frozen."""
    batch = known.batch
    if not known.is_cooked:
        yield Refusal(Reason.BATCH_NOT_COOKED, {"batch": str(batch)}, where=batch)
    yield from meal_is(meal.meal, State.COOKING, State.COOKED, State.TASTED, State.SAMPLED)
    if meal.is_conforming(known.sample):
        facts = {"batch": str(batch), "code": known.sample.code}
        yield Refusal(Reason.SAMPLED_ALREADY, facts, where=known.sample)
    needed = int(meal.limits["retained_sample_grams"])
    if grams < needed:
        yield Refusal(Reason.SAMPLE_TOO_SMALL, {"grams": grams, "needed": needed}, gate="GT-09")
    lowest, highest = meal.limits["sample_cabinet_min_c"], meal.limits["sample_cabinet_max_c"]
    if not lowest <= temperature <= highest:
        facts = {"temperature": temperature, "lowest": lowest, "highest": highest}
        yield Refusal(Reason.CABINET_TEMPERATURE, facts, gate="GT-09")


def weight_is_possible(grams: int) -> Iterator[Refusal]:
    if grams < 0:
        yield Refusal(KernelReason.NOT_POSITIVE)
    if grams > MOST_GRAMS:
        yield Refusal(Reason.SAMPLE_TOO_LARGE, {"grams": grams})


def has_room(cabinet: Space, position: int | None, *, school, taken: dict[int, str]) -> Iterator[Refusal]:
    """Its own refrigerator (RS-02), a numbered place in it. `taken` is position → code of what stands there."""
    if cabinet.school_id != school.pk:
        yield Refusal(KernelReason.OTHER_SCHOOL, {"what": cabinet.name})
        return
    if cabinet.kind != Space.Kind.SAMPLE_REFRIGERATOR or cabinet.closed_on:
        yield Refusal(Reason.CABINET_UNSUITABLE, {"space": cabinet.name}, gate="GT-09")
        return
    most = cabinet.positions or MOST_POSITIONS
    if (position is None and cabinet.positions) or (position is not None and not 1 <= position <= most):
        yield Refusal(Reason.POSITION_UNKNOWN, {"space": cabinet.name, "most": most})
    elif position in taken:
        yield Refusal(Reason.POSITION_TAKEN, {"position": position, "code": taken[position]})


def is_the_one_that_holds(sample: RetainedSample) -> Iterator[Refusal]:
    """A corrected row speaks no more; its correction does."""
    if newer := RetainedSample.objects.filter(corrects=sample).first():
        yield Refusal(Reason.CORRECTED_ALREADY, gate="GT-18", where=newer)
    if sample.disposed_at:
        yield Refusal(Reason.SAMPLE_DISPOSED, {"code": sample.code, "disposed_at": sample.disposed_at}, where=sample)


def may_dispose_sample(
    sample: RetainedSample, lots: Iterable, *, incidents: Iterable = (), method: str, at: datetime
) -> Iterator[Refusal]:
    """GT-09: not before its time, not while a case is open (RS-10), not while anything in it is held.

    `incidents` are the open food incidents of the school; `sample` has its batch's meal loaded.
    """
    yield from is_the_one_that_holds(sample)
    if at < sample.keep_until:
        facts = {"code": sample.code, "keep_until": sample.keep_until}
        yield Refusal(Reason.SAMPLE_HELD_UNTIL, facts, gate="GT-09", where=sample)
    if sample.locked_at:
        facts = {"code": sample.code, "why": sample.locked_reason}
        yield Refusal(Reason.SAMPLE_LOCKED, facts, gate="GT-09", where=sample)
    served_at = sample.batch.meal.serves_at
    for incident in incidents:
        if incident.suspect_from <= served_at <= incident.suspect_until:
            facts = {"code": sample.code, "incident": str(incident)}
            yield Refusal(Reason.SAMPLE_IS_EVIDENCE, facts, gate="GT-09", where=incident)
    for lot in lots:
        if lot.held_at:
            yield Refusal(Reason.SAMPLE_LOT_HELD, {"lot": lot.code, "code": sample.code}, gate="GT-09", where=lot)
    if not method.strip():
        yield Refusal(Reason.METHOD_MISSING)
