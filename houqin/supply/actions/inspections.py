"""Signing an inspection and closing it: what was accepted becomes lots in the store."""

from datetime import date, datetime
from functools import partial

from django.db import transaction

from houqin.duties.actions import answer_about
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.rows import insert_with_keys
from houqin.kernel.spoken import spoken
from houqin.people.gates import canteen_has_its_people
from houqin.people.selectors import holders
from houqin.supply import events
from houqin.supply.actions.deliveries import said_late
from houqin.supply.actions.open_deliveries import locked
from houqin.supply.actions.suppliers import suspend
from houqin.supply.gates.receiving import inspection_may_finish, signing_is_possible
from houqin.supply.models import Delivery, DeliveryLine, Lot, Movement, Order, Signature
from houqin.supply.models.deliveries import SERIOUS
from houqin.supply.permissions import INSPECT_GOODS, SIGN_INSPECTION
from houqin.supply.places import stores_are_usable, stores_of
from houqin.supply.selectors.deliveries import with_lines
from houqin.supply.selectors.suppliers import give_standing
from houqin.supply.shelf_life import near_expiry_on
from houqin.tenancy.codes import next_codes
from houqin.tenancy.parameters import parameters_of
from houqin.tenancy.posts import Post
from houqin.tenancy.school_rows import lock_one, with_school


@transaction.atomic
def sign_inspection(*, delivery: Delivery, actor, at: datetime) -> Signature:
    """Stand for the inspection as it is now. Everybody signs for themselves; any later change clears it.

    Raises Refused: LINES_UNDECIDED, SIGNED_ALREADY, ALREADY_INSPECTED.
    """
    authorise(actor, SIGN_INSPECTION, school=delivery.school, at=at)
    delivery = locked(delivery)
    require(signing_is_possible(delivery, delivery.lines.select_related("article"), delivery.signatures.all(), actor))
    held = actor.posts_in(delivery.school, at) & SIGN_INSPECTION.posts
    post = next((post for post in Post.values if post in held), "")
    signature = Signature.objects.create(school=delivery.school, delivery=delivery, user=actor, post=post, signed_at=at)
    record(
        events.INSPECTION_SIGNED, delivery, about=[signature], actor=actor, at=at, delivery=delivery.code,
        name=actor.name, post=Post(post).label if post else "",
    )  # fmt: skip
    return signature


@transaction.atomic
def finish_inspection(*, delivery: Delivery, actor, at: datetime) -> Delivery:
    """Close the inspection: accepted goods become usable lots, goods set aside quarantined ones.

    Returned goods make no lot; the line keeps them. Rejects for mould, spoilage or fraud suspend the supplier for
    that class (SQ-08). One journal entry for the receipt, one for each suspension; a fixed number of queries, whatever
    the number of lines.  Raises Refused: GT-01 to GT-04, GT-06, GT-16, OUT_OF_USE, LINES_UNDECIDED, ALREADY_INSPECTED.
    """
    authorise(actor, INSPECT_GOODS, school=delivery.school, at=at)
    delivery = for_finishing(delivery)
    school, lines = delivery.school, list(delivery.lines.all())
    on = school.localdate(delivery.arrived_at)
    spaces, stops = stores_of(school)
    require(
        inspection_may_finish(
            delivery, lines, delivery.signatures.all(), on=on, parameters=parameters_of(school, on=on)
        ),
        canteen_has_its_people(holders(school, on=school.localdate(at))),
        stores_are_usable(lines, spaces, stops),
    )
    lots = delivery.made = _store(delivery, lines, spaces, on=on, actor=actor, at=at)
    delivery.state, delivery.inspected_at = Delivery.State.INSPECTED, at
    delivery.save(update_fields=["state", "inspected_at"])
    if delivery.order_id:
        Order.objects.filter(pk=delivery.order_id, state=Order.State.SENT).update(state=Order.State.DELIVERED)
    record(
        events.DELIVERY_INSPECTED, delivery, about=[delivery.supplier, delivery.order, *lots], actor=actor, at=at,
        happened_at=delivery.arrived_at, code=delivery.code, supplier=delivery.supplier.name,
        accepted=sum(bool(line.accepted_amount) for line in lines),
        returned=sum(bool(line.returned_amount) for line in lines),
        quarantined=sum(bool(line.quarantined_amount) for line in lines),
        lots=[lot.code for lot in lots], late=said_late(delivery), lines=[_said(line) for line in lines],
        signed=[signature.user.name for signature in delivery.signatures.all()],
    )  # fmt: skip
    _suspend_for_serious_rejects(delivery, lines, actor=actor, at=at)
    answer_about(delivery, at=at)
    return delivery


def for_finishing(delivery: Delivery) -> Delivery:
    """Locked, with lines, articles, papers, signatures and the supplier's standing: everything the gates read."""
    locked = lock_one(Delivery, delivery.pk, "supplier", "order", "buyer", school=delivery.school)
    with_lines(locked)
    give_standing(with_school(locked.supplier, locked.school))
    return locked


def _store(delivery: Delivery, lines: list[DeliveryLine], spaces: dict, *, on: date, actor, at: datetime) -> list[Lot]:
    parts = [(line, line.accepted_amount, None) for line in lines if line.accepted_amount]
    parts += [(line, line.quarantined_amount, at) for line in lines if line.quarantined_amount]
    parts.sort(key=lambda part: part[0].number)
    if not parts:
        return []
    school = delivery.school
    codes = next_codes(school, "L", school.localdate(at), len(parts))
    lots = insert_with_keys(
        _lot(delivery, line, code, on=on, quarantined_at=quarantined_at, space=spaces.get(line.article.storage))
        for code, (line, _amount, quarantined_at) in zip(codes, parts, strict=True)
    )
    insert_with_keys(
        Movement(
            school=school, lot=lot, kind=Movement.Kind.RECEIVED, amount=amount, moved_at=at, moved_by=actor,
            note=delivery.code,
        )
        for lot, (_line, amount, _quarantined_at) in zip(lots, parts, strict=True)
    )  # fmt: skip
    return lots


def _lot(delivery, line: DeliveryLine, code: str, *, on: date, quarantined_at, space) -> Lot:
    # Only goods set aside can lack a date or carry an impossible one; whoever frees them meets the gates again.
    expires = line.expiration_date or on
    produced = line.production_date if line.production_date and line.production_date <= expires else None
    return Lot(
        school=delivery.school,
        code=code,
        article=line.article,
        line=line,
        supplier=delivery.supplier,
        supplier_lot=line.supplier_lot,
        production_date=produced,
        expiration_date=expires,
        near_expiry_on=near_expiry_on(expires=expires, starts=min(produced or on, expires)),
        received_at=delivery.arrived_at,
        space=space,
        quarantined_at=quarantined_at,
    )


def _said(line: DeliveryLine) -> dict:
    article = line.article
    return {
        "number": line.number,
        "article": article.name,
        "accepted": article.quantity(line.accepted_amount),
        "returned": article.quantity(line.returned_amount),
        "quarantined": article.quantity(line.quarantined_amount),
        "why": line.reject_reason,
    }


def _why_suspended(delivery: Delivery, line: DeliveryLine) -> str:
    return f"{delivery.code} {line.article.name} {line.get_reject_reason_display()}"


def _suspend_for_serious_rejects(delivery: Delivery, lines: list[DeliveryLine], *, actor, at: datetime) -> None:
    stopped = {one.goods_class for one in delivery.supplier.suspensions.all() if one.lifted_at is None}
    for line in lines:
        code = line.article.goods_class
        if line.reject_reason in SERIOUS and line.returned_amount + line.quarantined_amount and code not in stopped:
            stopped.add(code)
            why = spoken(partial(_why_suspended, delivery, line), most=80)
            suspend(
                supplier=delivery.supplier, goods_class=code, why=why, actor=actor, at=at, about=[delivery]
            )  # fmt: skip
