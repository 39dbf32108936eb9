"""How far a meal has come. Not a verb: verbs call it."""

from datetime import datetime

from houqin.kitchen.evidence import MealEvidence, evidence_for
from houqin.kitchen.models import Meal

State = Meal.State


def advance(meal: Meal, known: MealEvidence | None = None) -> MealEvidence:
    """Move a locked meal as far forward as its pots allow, never back. The caller holds the lock.

    Each step carries the moment of the last act that made it true, as the person said it. A caller that kept what it
    loaded under the lock in step with what it wrote hands it over as `known`, and saves the queries.
    """
    known = known or evidence_for(meal)
    changed = []
    for state, column, reached_at in (
        (State.COOKED, "cooked_at", _cooked_at),
        (State.TASTED, "tasted_at", _tasted_at),
        (State.SAMPLED, "sampled_at", _sampled_at),
    ):
        order = list(State)
        if order.index(State(meal.state)) != order.index(state) - 1 or (moment := reached_at(known)) is None:
            continue
        meal.state = state
        setattr(meal, column, moment)
        changed += ["state", column]
    if changed:
        meal.save(update_fields=sorted(set(changed)))
    return known


def _latest(moments: list[datetime | None]) -> datetime | None:
    """The last of them. None while there is none, or one of them is missing."""
    return None if not moments or None in moments else max(moments)


def _cooked_at(known: MealEvidence) -> datetime | None:
    return _latest([pot.batch.cooked_at or pot.batch.isolated_at for pot in known.batches])


def _tasted_at(known: MealEvidence) -> datetime | None:
    return _latest([pot.tasting.happened_at if pot.is_passed else None for pot in known.served])


def _sampled_at(known: MealEvidence) -> datetime | None:
    samples = [pot.sample if known.is_conforming(pot.sample) else None for pot in known.served]
    return _latest([sample and sample.taken_at for sample in samples])
