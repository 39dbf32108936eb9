"""What an envelope holds: always reckoned, never kept."""

from datetime import date, timedelta

from houqin.discipline.models import Envelope, FoundThing, MovedThing
from houqin.tenancy.parameters import parameter


def things_kept(envelopes) -> dict[int, dict[str, int]]:
    """Each thing that is still inside, by envelope. One query."""
    sums: dict[int, dict[str, int]] = {}
    rows = MovedThing.objects.filter(movement__envelope__in=envelopes).order_by("pk")
    for key, kind, name, count in rows.values_list("movement__envelope", "movement__kind", "name", "count"):
        held = sums.setdefault(key, {})
        held[name] = held.get(name, 0) + (count if kind == "in" else -count)
    return {key: {name: count for name, count in held.items() if count} for key, held in sums.items()}


def left_fen(envelope: Envelope) -> int:
    """One query."""
    return Envelope.objects.with_balance().get(pk=envelope.pk).left_fen


def kept_until(thing: FoundThing, *, on: date) -> date:
    """The last day on which the owner may come (DR-09). Two queries."""
    days = int(parameter(thing.school, "found_kept_days", on=on))
    return thing.school.localdate(thing.happened_at) + timedelta(days=days)
