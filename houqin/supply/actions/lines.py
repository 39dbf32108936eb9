"""Verbs on the lines of an open delivery: what was read and measured, and what is taken."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from houqin.journal.actions import record
from houqin.journal.meanwhile import unchanged_since_seen
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refusal, require
from houqin.kernel.transactions import do_all
from houqin.supply import events
from houqin.supply.actions.changing import set_changed
from houqin.supply.actions.open_deliveries import (
    Stated,
    clear_signatures,
    last_day,
    locked,
    locked_line,
    new_line,
    stated_is_sane,
)
from houqin.supply.actions.papers import add_photos
from houqin.supply.gates.buying import articles_may_be_bought, same_school, supplier_may_deliver_all
from houqin.supply.gates.entering import amount_is_sane, temperature_is_sane
from houqin.supply.gates.receiving import delivery_is_open, is_a_line_of, line_may_be_accepted
from houqin.supply.goods_classes import goods_class
from houqin.supply.models import Article, Delivery, DeliveryLine
from houqin.supply.models.deliveries import RejectReason
from houqin.supply.permissions import INSPECT_GOODS, RECEIVE_GOODS
from houqin.supply.reasons import Reason
from houqin.supply.selectors.suppliers import supplier_with_standing
from houqin.tenancy.parameters import parameters_of

#: What `change_line_facts` may set.
LINE_FACTS = frozenset(
    {
        "amount", "supplier_lot", "production_date", "shelf_life_days", "expiration_date", "arrival_temperature_c",
        "weighed_amount", "checklist", "remark",
    }
)  # fmt: skip


@transaction.atomic
def add_line(*, delivery: Delivery, stated: Stated, actor, at: datetime) -> DeliveryLine:
    """One line more on a note that is still open."""
    authorise(actor, RECEIVE_GOODS, school=delivery.school, at=at)
    delivery = locked(delivery)
    supplier = supplier_with_standing(delivery.supplier_id)
    on = delivery.school.localdate(delivery.arrived_at)
    require(
        delivery_is_open(delivery),
        same_school(delivery.school, stated.article),
        supplier_may_deliver_all(supplier, [stated.article], on=on),
        articles_may_be_bought([stated.article]),
        stated_is_sane(stated),
    )
    last = delivery.lines.order_by("-number").values_list("number", flat=True).first() or 0
    line = new_line(delivery, last + 1, stated, on=on, parameters=parameters_of(delivery.school, on=on))
    line.save(force_insert=True)
    clear_signatures(delivery, actor=actor, at=at)
    record(
        events.LINE_ADDED, delivery, about=[line, line.article], actor=actor, at=at, delivery=delivery.code,
        number=line.number, article=line.article.name, quantity=line.quantity,
    )  # fmt: skip
    return line


@transaction.atomic
def change_line_facts(*, line: DeliveryLine, actor, at: datetime, **facts: Any) -> DeliveryLine:
    """Set what was read, measured and looked at; see LINE_FACTS. What is not named stays.

    An `expiration_date` of None is computed from production date and shelf life, or from the class (SL-03). A new
    stated amount reopens the decision. Signatures given before are cleared: they stood for something else.
    """
    if unknown := set(facts) - LINE_FACTS:
        raise TypeError(f"not facts of a line: {sorted(unknown)}")
    authorise(actor, RECEIVE_GOODS, school=line.school, at=at)
    line = locked_line(line)
    delivery, article = line.delivery, line.article
    on = delivery.school.localdate(delivery.arrived_at)
    parameters = parameters_of(delivery.school, on=on)
    computed = last_day(line, on=on, parameters=parameters)
    printed = facts.pop("expiration_date", line.expiration_date if line.expiration_date != computed else None)
    if "checklist" in facts:
        facts["checklist"] = line.checklist | facts["checklist"]
    require(
        delivery_is_open(delivery), _facts_are_sane(article, facts), unchanged_since_seen(line, actor=actor)
    )  # fmt: skip
    for name in ("production_date", "shelf_life_days"):
        if name not in facts:
            facts[name] = getattr(line, name)
    wanted = DeliveryLine(article=article, **{name: facts[name] for name in ("production_date", "shelf_life_days")})
    facts["expiration_date"] = printed or last_day(wanted, on=on, parameters=parameters)
    if facts.get("amount", line.amount) != line.amount:
        facts |= {"accepted_amount": None, "returned_amount": 0, "quarantined_amount": 0, "reject_reason": ""}
    if changes := set_changed(line, facts):
        clear_signatures(delivery, actor=actor, at=at)
        record(
            events.LINE_CHANGED, delivery, about=[line, article], actor=actor, at=at, delivery=delivery.code,
            number=line.number, article=article.name, changes=changes,
        )  # fmt: skip
    return line


@transaction.atomic
def decide_line(
    *,
    line: DeliveryLine,
    accepted: int,
    actor,
    at: datetime,
    returned: int = 0,
    quarantined: int = 0,
    reject_reason: str = "",
    remark: str = "",
) -> DeliveryLine:
    """Say how much is accepted, sent back and set aside; together they make what the note says.

    Accepting means that everything on the checklist not marked otherwise was looked at and is right. Raises Refused:
    PARTS_NOT_WHOLE, REJECT_REASON_MISSING, and everything of GT-02 and GT-04 when some is accepted.
    """
    authorise(actor, INSPECT_GOODS, school=line.school, at=at)
    line = locked_line(line)
    delivery, article = line.delivery, line.article
    on = delivery.school.localdate(delivery.arrived_at)
    require(
        delivery_is_open(delivery),
        unchanged_since_seen(line, actor=actor),
        *(amount_is_sane(article, part, zero=True) for part in (accepted, returned, quarantined)),
        _parts_make_the_whole(line, accepted, returned, quarantined),
        _reject_reason_fits(article, returned + quarantined, reject_reason),
    )
    line.accepted_amount, line.returned_amount, line.quarantined_amount = accepted, returned, quarantined
    line.reject_reason, line.remark = reject_reason, remark.strip()
    if accepted:
        parameters = parameters_of(delivery.school, on=on)
        require(line_may_be_accepted(line, line.papers.all(), on=on, parameters=parameters))
        line.checklist = _all_seen(line)
    line.save(
        update_fields=[
            "accepted_amount", "returned_amount", "quarantined_amount", "reject_reason", "remark", "checklist",
        ]
    )  # fmt: skip
    clear_signatures(delivery, actor=actor, at=at)
    record(
        events.LINE_DECIDED, delivery, about=[line, article], actor=actor, at=at, delivery=delivery.code,
        number=line.number, article=article.name, accepted=article.quantity(accepted),
        returned=article.quantity(returned), quarantined=article.quantity(quarantined),
        why=RejectReason(reject_reason).label if reject_reason else "", remark=line.remark,
    )  # fmt: skip
    return line


@transaction.atomic
def accept_rest(*, delivery: Delivery, among: Iterable[DeliveryLine] | None = None, actor, at: datetime) -> Delivery:
    """Accept as stated every undecided line that nothing speaks against; the others stay open.

    `among` are the lines that were looked at: one that came since stays open too. A fixed number of queries, whatever
    the number of lines.
    """
    authorise(actor, INSPECT_GOODS, school=delivery.school, at=at)
    delivery = locked(delivery)
    require(delivery_is_open(delivery))
    on = delivery.school.localdate(delivery.arrived_at)
    parameters = parameters_of(delivery.school, on=on)
    undecided = delivery.lines.filter(accepted_amount=None).select_related("article").prefetch_related("papers")
    if among is not None:
        undecided = undecided.filter(pk__in=[line.pk for line in among])
    good = [
        line
        for line in undecided.order_by("number")
        if not any(line_may_be_accepted(line, line.papers.all(), on=on, parameters=parameters))
    ]
    if not good:
        return delivery
    for line in good:
        line.accepted_amount, line.returned_amount, line.quarantined_amount = line.amount, 0, 0
        line.checklist = _all_seen(line)
    fields = ["accepted_amount", "returned_amount", "quarantined_amount", "checklist"]
    DeliveryLine.objects.bulk_update(good, fields)
    clear_signatures(delivery, actor=actor, at=at)
    numbers = [line.number for line in good]
    record(events.REST_ACCEPTED, delivery, about=good, actor=actor, at=at, delivery=delivery.code, numbers=numbers)
    return delivery


@dataclass(frozen=True)
class LineDecision:
    """What is otherwise with one line, in base units; see `decide_line`. `photos` are of the goods."""

    line: DeliveryLine
    accepted: int
    returned: int = 0
    quarantined: int = 0
    reject_reason: str = ""
    remark: str = ""
    photos: tuple[UploadedFile, ...] = ()


@transaction.atomic
def decide_lines(
    *, delivery: Delivery, decisions: Iterable[LineDecision], rest: Iterable[DeliveryLine], actor, at: datetime
) -> Delivery:
    """Decide the lines that are otherwise, and accept `rest` as stated: a whole inspection by exception.

    Raises Refused with the reasons of every line, as `decide_line`, `add_photos` and LINE_OF_ANOTHER; nothing is
    decided then.
    """
    authorise(actor, INSPECT_GOODS, school=delivery.school, at=at)
    delivery = locked(delivery)
    require(delivery_is_open(delivery))
    do_all(partial(_decide_one, delivery, one, actor=actor, at=at) for one in decisions)
    return accept_rest(delivery=delivery, among=rest, actor=actor, at=at)


def _decide_one(delivery: Delivery, one: LineDecision, *, actor, at) -> None:
    require(is_a_line_of(delivery, one.line))
    decide_line(
        line=one.line, accepted=one.accepted, returned=one.returned, quarantined=one.quarantined,
        reject_reason=one.reject_reason, remark=one.remark, actor=actor, at=at,
    )  # fmt: skip
    if one.photos:
        add_photos(line=one.line, photos=one.photos, actor=actor, at=at)


def _all_seen(line: DeliveryLine) -> dict[str, bool]:
    return {check.code: True for check in goods_class(line.article.goods_class).checks} | line.checklist


def _facts_are_sane(article: Article, facts: dict[str, Any]) -> Iterator[Refusal]:
    if "amount" in facts:
        yield from amount_is_sane(article, facts["amount"])
    if facts.get("weighed_amount") is not None:
        yield from amount_is_sane(article, facts["weighed_amount"], zero=True)
    yield from temperature_is_sane(facts.get("arrival_temperature_c"))
    known = {check.code for check in goods_class(article.goods_class).checks}
    for code in facts.get("checklist", {}):
        if code not in known:
            yield Refusal(Reason.CHECK_UNKNOWN, {"check": code, "article": article.name})


def _parts_make_the_whole(line: DeliveryLine, *parts: int) -> Iterator[Refusal]:
    if sum(parts) != line.amount:
        facts = {"parts": line.article.quantity(sum(parts)), "stated": line.quantity}
        yield Refusal(Reason.PARTS_NOT_WHOLE, facts, where=line)


def _reject_reason_fits(article: Article, rejected: int, reason: str) -> Iterator[Refusal]:
    if reason and reason not in RejectReason.values:
        yield Refusal(Reason.REJECT_REASON_UNKNOWN, {"code": reason})
    if rejected > 0 and not reason:
        yield Refusal(Reason.REJECT_REASON_MISSING, {"article": article.name})
