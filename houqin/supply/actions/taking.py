"""Taking lots out of the store: what an issue and a preparation share."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from houqin.incidents.gates.stops import place_is_usable
from houqin.incidents.selectors import stops_of
from houqin.kernel.prepared import Prepared
from houqin.kernel.refusals import Refusal, require
from houqin.kernel.rows import insert_with_keys
from houqin.kernel.spoken import Spoken, spoken
from houqin.kernel.transactions import lock_prepared, locking
from houqin.people.gates import canteen_has_its_people
from houqin.people.selectors import holders
from houqin.supply.gates.store import is_positive, may_be_used, takes_first_expired
from houqin.supply.models import Lot, Movement
from houqin.supply.places import STORES
from houqin.supply.reasons import Reason
from houqin.supply.selectors.lots import ancestor_ids, balances, held_ancestors, made_here


@dataclass(frozen=True)
class IssueLine:
    """`amount` base units of a lot; `deviation_reason` says why not the lot that expires first."""

    lot: Lot
    amount: int
    deviation_reason: str = ""


@dataclass(frozen=True)
class Taken:
    """A line that passed the gates: the lot as it stands under the lock, with its balance before."""

    lot: Lot
    amount: int
    deviation_reason: str

    @property
    def said(self) -> str | Spoken:
        name, code, quantity = self.lot.article.name, self.lot.code, self.lot.article.quantity(self.amount)
        return spoken(lambda: f"{name} {code} {quantity}")


LOTS = locking(lambda lots: Lot.objects.filter(pk__in=lots).select_related("article", "space"))
USABLE = Prepared(
    lambda school, on, articles, latest: (
        Lot.objects.of(school)
        .usable(on)
        .filter(article__in=articles, expiration_date__lt=latest)
        .only("pk", "code", "article", "expiration_date", "origin", "school")
    )
)


def take_lots(*, school, lines: Iterable[IssueLine], on: date) -> list[Taken]:
    """Lock the lots and let them pass GT-05, ST-07, GT-16 and FM-13, or refuse with every reason of every line.

    Balances are read after the lock: a query that waited for one would still see the sums from before. Lots made
    here are locked with everything they were made from, so that a hold on an ancestor comes before or after, never
    between. The number of queries does not depend on the number of lines.
    """
    lines = _folded(lines)
    require(_something(lines), *(is_positive(line.amount) for line in lines))
    wanted = {line.lot.pk for line in lines}
    reached = wanted | ancestor_ids(made_here(line.lot for line in lines))
    lots = {lot.pk: lot for lot in lock_prepared(LOTS, lots=reached)}
    left = balances(wanted)
    for key in wanted:
        lots[key].left = left.get(key, 0)
    taken = [Taken(lots[line.lot.pk], line.amount, line.deviation_reason) for line in lines]
    others = _usable_before(taken, school, on)
    blocked = held_ancestors(made_here([*(one.lot for one in taken), *others]))
    stops = stops_of(school, kinds=STORES)
    require(
        *(
            may_be_used(one.lot, amount=one.amount, school=school, on=on, held_ancestor=blocked.get(one.lot.pk, ""))
            for one in taken
        ),
        takes_first_expired(
            [(one.lot, one.amount, one.deviation_reason) for one in taken],
            [lot for lot in others if lot.pk not in blocked],
        ),
        canteen_has_its_people(holders(school, on=on)),
        *(place_is_usable(space, stops) for space in {one.lot.space for one in taken}),
    )
    return taken


def move_out(taken: list[Taken], *, kind: str, actor, at: datetime, **link) -> list[Movement]:
    """Write the movements of what passed, and mark the lots that are empty now. Two queries."""
    moved = insert_with_keys(
        Movement(
            school_id=one.lot.school_id,
            lot=one.lot,
            kind=kind,
            amount=-one.amount,
            deviation_reason=one.deviation_reason.strip(),
            moved_at=at,
            moved_by=actor,
            **link,
        )
        for one in taken
    )
    if emptied := [one.lot.pk for one in taken if one.lot.left == one.amount]:
        Lot.objects.filter(pk__in=emptied).update(emptied_at=at)
    return moved


def _folded(lines: Iterable[IssueLine]) -> list[IssueLine]:
    """One line per lot: twice 6 kg of a lot with 10 kg left must not pass as two small wishes."""
    folded: dict[int, IssueLine] = {}
    for line in lines:
        before = folded.get(line.lot.pk)
        if before is None or not isinstance(line.amount, int) or line.amount <= 0:
            folded[line.lot.pk] = line
        elif before.amount > 0:
            reason = before.deviation_reason or line.deviation_reason
            folded[line.lot.pk] = IssueLine(line.lot, before.amount + line.amount, reason)
    return list(folded.values())


def _something(lines: list[IssueLine]) -> Iterator[Refusal]:
    if not lines:
        yield Refusal(Reason.NOTHING_CHOSEN)


def _usable_before(taken: list[Taken], school, on: date) -> list[Lot]:
    """Usable lots of the same articles, not taken here, that expire before the latest one taken."""
    latest = max(one.lot.expiration_date for one in taken)
    before = USABLE(school=school, on=on, articles={one.lot.article_id for one in taken}, latest=latest)
    here = {one.lot.pk for one in taken}
    return [lot for lot in before if lot.pk not in here]
