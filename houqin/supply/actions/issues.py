"""Out of the store, and back into it."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import KernelReason, Refusal, refuse, require
from houqin.kernel.rows import insert_with_keys
from houqin.kernel.transactions import lock
from houqin.people.gates import canteen_has_its_people
from houqin.people.selectors import holders
from houqin.supply import events
from houqin.supply.actions.taking import IssueLine, move_out, take_lots
from houqin.supply.gates.entering import fits_one_entry
from houqin.supply.gates.store import is_positive, may_be_used, may_go_away, says_why
from houqin.supply.models import Issue, Lot, Movement
from houqin.supply.permissions import ISSUE_STOCK
from houqin.supply.reasons import Reason
from houqin.supply.selectors.lots import held_ancestors, made_here
from houqin.tenancy.codes import next_code


@transaction.atomic
def issue_lots(
    *, school, purpose: str, lines: Iterable[IssueLine], is_for_pot: bool = False, actor, at: datetime
) -> Issue:
    """Hand out lots for a purpose; for a pot, only the kitchen says so.

    Raises Refused: see take_lots; PURPOSE_MISSING.
    """
    authorise(actor, ISSUE_STOCK, school=school, at=at)
    if not purpose.strip():
        refuse(Reason.PURPOSE_MISSING)
    on = school.localdate(at)
    taken = take_lots(school=school, lines=lines, on=on)
    code = next_code(school, "CK", on)
    issue = Issue(
        school=school, code=code, purpose=purpose.strip(), is_for_pot=is_for_pot, issued_by=actor, issued_at=at
    )
    insert_with_keys([issue])
    issue.moved = move_out(taken, kind=Movement.Kind.ISSUED, actor=actor, at=at, issue=issue)
    record(
        events.ISSUED,
        issue,
        about=[one.lot for one in taken],
        actor=actor,
        at=at,
        code=issue.code,
        purpose=issue.purpose,
        lines=[one.said for one in taken],
        deviations=[f"{one.lot.code}: {one.deviation_reason}" for one in taken if one.deviation_reason],
    )
    return issue


@transaction.atomic
def return_to_store(*, issue: Issue, lines: Iterable[tuple[Lot, int]], actor, at: datetime) -> Issue:
    """Take back what an issue did not use. What went into a pot comes back through the pot, where the state of the
    meal is asked: no food returns to the shelf after service (GT-10).  Raises Refused: IN_A_POT; see take_back.
    """
    authorise(actor, ISSUE_STOCK, school=issue.school, at=at)
    if issue.is_for_pot:
        refuse(Reason.IN_A_POT, "GT-10", code=issue.code, purpose=issue.purpose)
    return take_back(issue=issue, lines=lines, actor=actor, at=at)


@transaction.atomic
def take_back(*, issue: Issue, lines: Iterable[tuple[Lot, int]], actor, at: datetime) -> Issue:
    """Put what an issue did not use back on the shelf, never more than it still has out.

    A lot that is past its date, rejected or was disposed of comes back into quarantine; a hold stays a hold.
    Raises Refused: NOTHING_CHOSEN, NOT_POSITIVE, RETURN_TOO_MUCH, POSTS_VACANT.
    """
    school = issue.school
    authorise(actor, ISSUE_STOCK, school=school, at=at)
    on = school.localdate(at)
    wanted: dict[int, int] = {}
    lines = list(lines)
    require(*(is_positive(amount) for _lot, amount in lines))
    for lot, amount in lines:
        wanted[lot.pk] = wanted.get(lot.pk, 0) + amount
    if not wanted:
        refuse(Reason.NOTHING_CHOSEN)
    lock(Lot.objects.filter(pk__in=wanted))
    lots = Lot.objects.filter(pk__in=wanted).select_related("article").in_bulk()
    out = still_out(issue)
    require(
        (refusal for pk, amount in wanted.items() for refusal in _may_return(issue, lots[pk], amount, out.get(pk, 0))),
        canteen_has_its_people(holders(school, on=on)),
    )
    Movement.objects.bulk_create(
        Movement(
            school=school, lot=lots[pk], kind=Movement.Kind.RETURNED, amount=amount, issue=issue, moved_at=at,
            moved_by=actor,
        )
        for pk, amount in wanted.items()
    )  # fmt: skip
    unfit = [pk for pk in wanted if _comes_back_unfit(lots[pk], on)]
    Lot.objects.filter(pk__in=unfit, quarantined_at=None).update(quarantined_at=at)
    Lot.objects.filter(pk__in=wanted).update(emptied_at=None, disposed_at=None)
    record(
        events.RETURNED,
        issue,
        about=list(lots.values()),
        actor=actor,
        at=at,
        code=issue.code,
        lines=[f"{lots[pk].article.name} {lots[pk].code} {lots[pk].article.quantity(n)}" for pk, n in wanted.items()],
        quarantined=[lots[pk].code for pk in unfit],
    )
    return issue


def still_out(issue: Issue) -> dict[int, int]:
    """What an issue took and has not brought back, by lot key, corrections included. One query."""
    rows = Movement.objects.filter(issue=issue).order_by().values_list("lot").annotate(Sum("amount"))
    return {lot: -total for lot, total in rows}


def _may_return(issue, lot, amount: int, most: int) -> Iterator[Refusal]:
    if lot.school_id != issue.school_id:
        yield Refusal(KernelReason.OTHER_SCHOOL, {"what": lot.code})
    elif amount > most:
        facts = {"issue": issue.code, "code": lot.code, "most": lot.article.quantity(most)}
        yield Refusal(Reason.RETURN_TOO_MUCH, facts, where=lot)


def _comes_back_unfit(lot: Lot, on) -> bool:
    return bool(lot.expiration_date < on or lot.rejected_at or lot.disposed_at)


@transaction.atomic
def correct_movement(*, movement: Movement, amount: int, reason: str, actor, at: datetime) -> Movement:
    """Mend a slip: the movement was `amount` base units (its direction stays; 0 means it did not happen).

    Writes a new movement with the difference that names the old one; the old one stays as it is. Goods that turn
    out to have gone to the kitchen pass GT-05 like any others.
    Raises Refused: WHY_MISSING, NOT_POSITIVE, TOO_MUCH, NOT_CORRECTABLE, NOTHING_TO_CORRECT, RETURN_TOO_MUCH,
    NOT_ENOUGH_LEFT, GT-05 reasons.
    """
    school = movement.school
    authorise(actor, ISSUE_STOCK, school=school, at=at)
    on = school.localdate(at)
    lock(Lot.objects.filter(pk=movement.lot_id))
    lot = Lot.objects.select_related("article").with_balance().get(pk=movement.lot_id)
    was = abs(movement.amount + _corrected_by(movement))
    inward = movement.kind in Movement.INWARD
    change = (amount - was) if inward else (was - amount)
    require(says_why(reason), _may_correct(movement, lot.article, amount, was))
    require(_brings_back_no_more_than_went(movement, lot, change))
    if change < 0:
        if movement.kind in (Movement.Kind.ISSUED, Movement.Kind.CONSUMED):
            blocked = held_ancestors(made_here([lot])).get(lot.pk, "")
            require(may_be_used(lot, amount=-change, school=school, on=on, held_ancestor=blocked))
        else:
            require(may_go_away(lot, amount=-change))
    correction = Movement.objects.create(
        school=school, lot=lot, kind=Movement.Kind.CORRECTED, amount=change, issue_id=movement.issue_id,
        preparation_id=movement.preparation_id, note=f"#{movement.pk} {reason.strip()}"[:200], moved_at=at,
        moved_by=actor,
    )  # fmt: skip
    settle(lot, left=lot.left + change, at=at)
    quantity = lot.article.quantity
    record(
        events.MOVEMENT_CORRECTED,
        lot,
        about=[correction, movement],
        actor=actor,
        at=at,
        code=lot.code,
        was=quantity(was),
        right=quantity(amount),
        reason=reason.strip(),
    )
    return correction


def _corrected_by(movement: Movement) -> int:
    rows = Movement.objects.filter(
        lot=movement.lot_id, kind=Movement.Kind.CORRECTED, note__startswith=f"#{movement.pk} "
    )
    return rows.aggregate(total=Sum("amount"))["total"] or 0


def _may_correct(movement: Movement, article, amount: int, was: int) -> Iterator[Refusal]:
    if movement.kind in (Movement.Kind.COUNTED, Movement.Kind.CORRECTED):
        yield Refusal(Reason.NOT_CORRECTABLE)
    if not isinstance(amount, int) or amount < 0:
        yield Refusal(KernelReason.NOT_POSITIVE)
    elif amount == was:
        yield Refusal(Reason.NOTHING_TO_CORRECT)
    else:
        yield from fits_one_entry(article, amount)


def _brings_back_no_more_than_went(movement: Movement, lot: Lot, change: int) -> Iterator[Refusal]:
    """A hand-out whose goods came back was no smaller than what came back, or stock would come out of nothing."""
    if movement.issue_id is None or change <= 0:
        return
    most = still_out(movement.issue).get(lot.pk, 0)
    if change > most:
        facts = {"issue": movement.issue.code, "code": lot.code, "most": lot.article.quantity(most)}
        yield Refusal(Reason.RETURN_TOO_MUCH, facts, where=lot)


def settle(lot: Lot, *, left: int, at: datetime) -> None:
    """Keep `emptied_at` in step with the sum after one lot's movement."""
    if left == 0 and lot.emptied_at is None:
        Lot.objects.filter(pk=lot.pk).update(emptied_at=at)
    elif left > 0 and lot.emptied_at is not None:
        Lot.objects.filter(pk=lot.pk).update(emptied_at=None, disposed_at=None)
