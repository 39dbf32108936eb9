"""Verbs on a delivery until its inspection is closed: what came, with which papers, and what is taken."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from houqin.journal.actions import record
from houqin.journal.attachments import store_attachment
from houqin.journal.models import Attachment
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refusal, require
from houqin.kernel.transactions import lock
from houqin.supply import events
from houqin.supply.actions.changing import set_changed
from houqin.supply.gates.buying import articles_may_be_bought, same_school, supplier_may_deliver_all
from houqin.supply.gates.entering import amount_is_sane, has_come, not_yet, temperature_is_sane, why_is_given
from houqin.supply.gates.receiving import delivery_is_open, line_may_be_accepted
from houqin.supply.goods_classes import document_kinds, goods_class
from houqin.supply.models import Article, Delivery, DeliveryLine, Order, Paper, Signature, Supplier
from houqin.supply.models.deliveries import RejectReason
from houqin.supply.permissions import INSPECT_GOODS, RECEIVE_GOODS
from houqin.supply.reasons import Reason
from houqin.supply.selectors.suppliers import with_standing
from houqin.supply.shelf_life import expiration_date
from houqin.tenancy.codes import next_code
from houqin.tenancy.parameters import parameters_of
from houqin.tenancy.posts import Post

#: What `change_line_facts` may set.
LINE_FACTS = frozenset(
    {
        "amount", "supplier_lot", "production_date", "shelf_life_days", "expiration_date", "arrival_temperature_c",
        "weighed_amount", "checklist", "remark",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Stated:
    """One line of a delivery note. `expiration_date` only when it is printed; else it is computed."""

    article: Article
    amount: int
    supplier_lot: str = ""
    production_date: date | None = None
    shelf_life_days: int | None = None
    expiration_date: date | None = None
    arrival_temperature_c: Decimal | None = None


@transaction.atomic
def register_delivery(
    *,
    supplier: Supplier,
    arrived_at: datetime,
    actor,
    at: datetime,
    lines: Iterable[Stated] = (),
    order: Order | None = None,
    note_number: str = "",
    vehicle_temperature_c: Decimal | None = None,
    is_vehicle_clean: bool | None = None,
    buyer=None,
) -> Delivery:
    """Enter a truck at the door. Without lines, those of the order are taken as stated.

    The buyer is whoever sent the order; without an order the one named, or a buyer who enters it. `received_at` is
    the moment of entry: a note entered later is accepted as what it is, and says so in the journal.
    Raises Refused: everything of GT-01 and GT-06, IN_THE_FUTURE, NO_LINES, ORDER_NOT_SENT, amounts.
    """
    school = supplier.school
    authorise(actor, RECEIVE_GOODS, school=school, at=at)
    supplier = with_standing(Supplier.objects.filter(pk=supplier.pk)).get()
    if order:
        [order] = lock(Order.objects.filter(pk=order.pk).select_related("ordered_by", "supplier"))
    lines = list(lines) or _as_ordered(order)
    articles = [line.article for line in lines]
    on = school.localdate(arrived_at)
    require(
        has_come(arrived_at, at=at),
        same_school(school, order, *articles),
        _order_is_on_its_way(order, supplier),
        () if lines else [Refusal(Reason.NO_LINES)],
        supplier_may_deliver_all(supplier, articles, on=on),
        articles_may_be_bought(articles),
        temperature_is_sane(vehicle_temperature_c),
        *(_stated_is_sane(line) for line in lines),
    )
    delivery = Delivery.objects.create(
        school=school,
        code=next_code(school, "SH", school.localdate(at)),
        supplier=supplier,
        order=order,
        note_number=note_number.strip(),
        arrived_at=arrived_at,
        received_at=at,
        vehicle_temperature_c=vehicle_temperature_c,
        is_vehicle_clean=is_vehicle_clean,
        buyer=order.ordered_by if order else buyer or _buyer_among(actor, school, at),
        registered_by=actor,
    )
    parameters = parameters_of(school, on=on)
    DeliveryLine.objects.bulk_create(
        _new_line(delivery, number, line, on=on, parameters=parameters) for number, line in enumerate(lines, start=1)
    )
    record(
        events.DELIVERY_REGISTERED, delivery, about=[supplier, order], actor=actor, at=at, happened_at=arrived_at,
        code=delivery.code, supplier=supplier.name, lines=len(lines), late=said_late(delivery),
    )  # fmt: skip
    return delivery


@transaction.atomic
def add_line(*, delivery: Delivery, stated: Stated, actor, at: datetime) -> DeliveryLine:
    """One line more on a note that is still open."""
    authorise(actor, RECEIVE_GOODS, school=delivery.school, at=at)
    delivery = _locked(delivery)
    on = delivery.school.localdate(delivery.arrived_at)
    require(
        delivery_is_open(delivery),
        same_school(delivery.school, stated.article),
        supplier_may_deliver_all(delivery.supplier, [stated.article], on=on),
        articles_may_be_bought([stated.article]),
        _stated_is_sane(stated),
    )
    last = delivery.lines.order_by("-number").values_list("number", flat=True).first() or 0
    line = _new_line(delivery, last + 1, stated, on=on, parameters=parameters_of(delivery.school, on=on))
    line.save(force_insert=True)
    _clear_signatures(delivery, actor=actor, at=at)
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
    line = _locked_line(line)
    delivery, article = line.delivery, line.article
    on = delivery.school.localdate(delivery.arrived_at)
    parameters = parameters_of(delivery.school, on=on)
    computed = _expires(line, on=on, parameters=parameters)
    printed = facts.pop("expiration_date", line.expiration_date if line.expiration_date != computed else None)
    if "checklist" in facts:
        facts["checklist"] = line.checklist | facts["checklist"]
    require(delivery_is_open(delivery), _facts_are_sane(article, facts))
    for name in ("production_date", "shelf_life_days"):
        if name not in facts:
            facts[name] = getattr(line, name)
    wanted = DeliveryLine(article=article, **{name: facts[name] for name in ("production_date", "shelf_life_days")})
    facts["expiration_date"] = printed or _expires(wanted, on=on, parameters=parameters)
    if facts.get("amount", line.amount) != line.amount:
        facts |= {"accepted_amount": None, "returned_amount": 0, "quarantined_amount": 0, "reject_reason": ""}
    if changes := set_changed(line, facts):
        _clear_signatures(delivery, actor=actor, at=at)
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
    line = _locked_line(line)
    delivery, article = line.delivery, line.article
    on = delivery.school.localdate(delivery.arrived_at)
    require(
        delivery_is_open(delivery),
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
    _clear_signatures(delivery, actor=actor, at=at)
    record(
        events.LINE_DECIDED, delivery, about=[line, article], actor=actor, at=at, delivery=delivery.code,
        number=line.number, article=article.name, accepted=article.quantity(accepted),
        returned=article.quantity(returned), quarantined=article.quantity(quarantined),
        why=str(RejectReason(reject_reason).label) if reject_reason else "", remark=line.remark,
    )  # fmt: skip
    return line


@transaction.atomic
def accept_rest(*, delivery: Delivery, actor, at: datetime) -> Delivery:
    """Accept as stated every undecided line that nothing speaks against; the others stay open.

    A fixed number of queries, whatever the number of lines.
    """
    authorise(actor, INSPECT_GOODS, school=delivery.school, at=at)
    delivery = _locked(delivery)
    require(delivery_is_open(delivery))
    on = delivery.school.localdate(delivery.arrived_at)
    parameters = parameters_of(delivery.school, on=on)
    undecided = delivery.lines.filter(accepted_amount=None).select_related("article").prefetch_related("papers")
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
    _clear_signatures(delivery, actor=actor, at=at)
    numbers = [line.number for line in good]
    record(events.REST_ACCEPTED, delivery, about=good, actor=actor, at=at, delivery=delivery.code, numbers=numbers)
    return delivery


@transaction.atomic
def add_paper(
    *,
    line: DeliveryLine,
    kind: str,
    actor,
    at: datetime,
    number: str = "",
    for_lot: str = "",
    valid_until: date | None = None,
    passed: bool | None = None,
    file: UploadedFile | None = None,
) -> Paper:
    """Keep a paper that came with the goods. `for_lot` is the lot the paper itself names; empty when it names none."""
    authorise(actor, RECEIVE_GOODS, school=line.school, at=at)
    line = _locked_line(line)
    delivery = line.delivery
    require(delivery_is_open(delivery), _is_lot_paper(kind))
    attachment = store_attachment(file, chain=line.school_id, actor=actor, at=at) if file else None
    paper = Paper.objects.create(
        school=line.school,
        line=line,
        kind=kind,
        number=number.strip(),
        for_lot=for_lot.strip(),
        valid_until=valid_until,
        passed=passed,
        attachment=attachment,
        recorded_by=actor,
        recorded_at=at,
    )
    _clear_signatures(delivery, actor=actor, at=at)
    record(
        events.PAPER_ADDED, delivery, about=[line, paper, attachment], actor=actor, at=at, delivery=delivery.code,
        article=line.article.name, paper=document_kinds()[kind].title, number=paper.number,
    )  # fmt: skip
    return paper


@transaction.atomic
def withdraw_paper(*, paper: Paper, why: str, actor, at: datetime) -> Paper:
    """Say that a paper was entered by mistake. The row and its photo stay."""
    authorise(actor, RECEIVE_GOODS, school=paper.school, at=at)
    line = _locked_line(paper.line)
    paper = Paper.objects.get(pk=paper.pk)
    require(
        delivery_is_open(line.delivery), why_is_given(why), not_yet(paper.withdrawn_at, Reason.PAPER_WITHDRAWN_ALREADY)
    )
    paper.withdrawn_at = at
    paper.save(update_fields=["withdrawn_at"])
    _clear_signatures(line.delivery, actor=actor, at=at)
    record(
        events.PAPER_WITHDRAWN, line.delivery, about=[line, paper], actor=actor, at=at, delivery=line.delivery.code,
        article=line.article.name, paper=document_kinds()[paper.kind].title, number=paper.number, why=why.strip(),
    )  # fmt: skip
    return paper


@transaction.atomic
def add_photo(*, line: DeliveryLine, file: UploadedFile, actor, at: datetime) -> Attachment:
    """Keep a photo of the goods. It changes nothing that was signed."""
    authorise(actor, RECEIVE_GOODS, school=line.school, at=at)
    line = _locked_line(line)
    require(delivery_is_open(line.delivery))
    attachment = store_attachment(file, chain=line.school_id, actor=actor, at=at)
    line.photos.add(attachment)
    record(
        events.PHOTO_ADDED, line.delivery, about=[line, attachment], actor=actor, at=at, delivery=line.delivery.code,
        article=line.article.name, name=attachment.name,
    )  # fmt: skip
    return attachment


@transaction.atomic
def sign_inspection(*, delivery: Delivery, actor, at: datetime) -> Signature:
    """Stand for the inspection as it is now. Everybody signs for themselves; any later change clears it.

    Raises Refused: LINES_UNDECIDED, SIGNED_ALREADY, ALREADY_INSPECTED.
    """
    authorise(actor, INSPECT_GOODS, school=delivery.school, at=at)
    delivery = _locked(delivery)
    require(signing_is_possible(delivery, delivery.lines.select_related("article"), delivery.signatures.all(), actor))
    held = actor.posts_in(delivery.school, at) & INSPECT_GOODS.posts
    post = next((post for post in Post.values if post in held), "")
    signature = Signature.objects.create(
        school=delivery.school, delivery=delivery, user=actor, post=post, signed_at=at
    )
    record(
        events.INSPECTION_SIGNED, delivery, about=[signature], actor=actor, at=at, delivery=delivery.code,
        name=actor.name, post=str(Post(post).label) if post else "",
    )  # fmt: skip
    return signature


def signing_is_possible(delivery, lines, signatures, actor) -> Iterator[Refusal]:
    """Why this person cannot sign now."""
    yield from delivery_is_open(delivery)
    if undecided := [str(line) for line in lines if line.accepted_amount is None]:
        yield Refusal(Reason.LINES_UNDECIDED, {"lines": undecided}, where=delivery)
    if any(signature.user_id == actor.pk for signature in signatures):
        yield Refusal(Reason.SIGNED_ALREADY, {"name": actor.name}, where=delivery)


def said_late(delivery: Delivery) -> str:
    """“entered late” when the note was entered on another day than the goods came; else nothing."""
    school = delivery.school
    late = school.localdate(delivery.arrived_at) != school.localdate(delivery.received_at)
    return _("entered late") if late else ""


def _locked(delivery: Delivery) -> Delivery:
    [delivery] = lock(Delivery.objects.filter(pk=delivery.pk).select_related("school", "buyer"))
    delivery.supplier = with_standing(Supplier.objects.filter(pk=delivery.supplier_id)).get()
    return delivery


def _locked_line(line: DeliveryLine) -> DeliveryLine:
    """The delivery is what is locked: its lines change only under it."""
    [delivery] = lock(Delivery.objects.filter(pk=line.delivery_id).select_related("school"))
    line = DeliveryLine.objects.select_related("article", "school").get(pk=line.pk)
    line.delivery = delivery
    return line


def _as_ordered(order: Order | None) -> list[Stated]:
    lines = order.lines.select_related("article").order_by("pk") if order else ()
    return [Stated(article=line.article, amount=line.amount) for line in lines]


def _buyer_among(actor, school, at):
    return actor if Post.BUYER.value in actor.posts_in(school, at) else None


def _new_line(delivery, number: int, stated: Stated, *, on: date, parameters) -> DeliveryLine:
    line = DeliveryLine(
        school=delivery.school,
        delivery=delivery,
        number=number,
        article=stated.article,
        amount=stated.amount,
        supplier_lot=stated.supplier_lot.strip(),
        production_date=stated.production_date,
        shelf_life_days=stated.shelf_life_days,
        arrival_temperature_c=stated.arrival_temperature_c,
    )
    line.expiration_date = stated.expiration_date or _expires(line, on=on, parameters=parameters)
    return line


def _expires(line: DeliveryLine, *, on: date, parameters) -> date | None:
    """What follows when the label prints no last day: from the shelf life, else from the class (SL-03)."""
    article = line.article
    fresh = goods_class(article.goods_class).shelf_life
    return expiration_date(
        production_date=line.production_date,
        shelf_life_days=line.shelf_life_days or article.shelf_life_days,
        received_on=on,
        fresh_days=int(parameters[fresh]) if fresh else None,
    )


def _all_seen(line: DeliveryLine) -> dict[str, bool]:
    return {check.code: True for check in goods_class(line.article.goods_class).checks} | line.checklist


def _clear_signatures(delivery: Delivery, *, actor, at: datetime) -> None:
    names = list(delivery.signatures.order_by("pk").values_list("user__name", flat=True))
    if names:
        delivery.signatures.all().delete()
        record(events.SIGNATURES_CLEARED, delivery, actor=actor, at=at, delivery=delivery.code, names=names)


def _order_is_on_its_way(order: Order | None, supplier: Supplier) -> Iterator[Refusal]:
    if order is None:
        return
    if order.supplier_id != supplier.pk:
        facts = {"code": order.code, "supplier": order.supplier.name}
        yield Refusal(Reason.ORDER_OF_ANOTHER, facts, where=order)
    if order.state != Order.State.SENT:
        facts = {"code": order.code, "state": order.get_state_display()}
        yield Refusal(Reason.ORDER_NOT_SENT, facts, where=order)


def _stated_is_sane(stated: Stated) -> Iterator[Refusal]:
    yield from amount_is_sane(stated.article, stated.amount)
    yield from temperature_is_sane(stated.arrival_temperature_c)


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


def _is_lot_paper(kind: str) -> Iterator[Refusal]:
    known = document_kinds().get(kind)
    if known is None or known.of != "lot":
        yield Refusal(Reason.DOCUMENT_KIND_UNKNOWN, {"kind": kind})
