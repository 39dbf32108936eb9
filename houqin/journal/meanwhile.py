"""An entry that waited on a phone must not overwrite what somebody else entered meanwhile."""

from collections.abc import Iterator

from houqin.journal.arrivals import arriving
from houqin.journal.models import Entry
from houqin.journal.reasons import Reason
from houqin.kernel.refusals import Refusal


def unchanged_since_seen(thing, *, actor) -> Iterator[Refusal]:
    """Why a late entry may not change `thing`: another person did, after the page was made on which it was entered.

    For verbs that set a state again and again; what only adds rows has nothing to overwrite. A query only for entries
    that waited.
    """
    arrival = arriving()
    if arrival is None or arrival.based_on is None:
        return
    later = Entry.objects.about(thing).filter(at__gt=arrival.based_on).exclude(actor=actor).first()
    if later is not None:
        yield Refusal(Reason.CHANGED_MEANWHILE, {"name": later.actor_name, "moment": later.at}, where=thing)
