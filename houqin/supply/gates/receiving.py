"""What may be accepted at the door, and when an inspection may be closed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from houqin.kernel.refusals import Refusal
from houqin.supply.gates.buying import articles_may_be_bought, supplier_may_deliver_all
from houqin.supply.goods_classes import DocumentKind, GoodsClass, document_kinds, goods_class, titles
from houqin.supply.models import Delivery, DeliveryLine, Paper, Signature
from houqin.supply.models.articles import Storage
from houqin.supply.models.deliveries import RejectReason
from houqin.supply.reasons import Reason

#: These speak of the whole lot: no part of it can be good. A mouldy or damaged part can be sorted out (GR-07).
WHOLE_LOT = frozenset({RejectReason.FAKE, RejectReason.PAST_DATE, RejectReason.WRONG_TEMPERATURE})


def delivery_is_open(delivery: Delivery) -> Iterator[Refusal]:
    """Why nothing may be changed: the inspection is closed, or there was no such delivery (GT-18)."""
    if delivery.state == Delivery.State.INSPECTED:
        facts = {"code": delivery.code, "inspected_at": delivery.inspected_at}
        yield Refusal(Reason.ALREADY_INSPECTED, facts, "GT-18", delivery)
    if delivery.state == Delivery.State.CALLED_OFF:
        facts = {"code": delivery.code, "name": delivery.called_off_by.name, "why": delivery.called_off_reason}
        yield Refusal(Reason.DELIVERY_CALLED_OFF, facts, "GT-18", delivery)


def is_a_line_of(delivery: Delivery, line: DeliveryLine) -> Iterator[Refusal]:
    if line.delivery_id != delivery.pk:
        yield Refusal(Reason.LINE_OF_ANOTHER, {"line": str(line), "code": delivery.code}, where=delivery)


def line_may_be_accepted(
    line: DeliveryLine, papers: Iterable[Paper], *, on: date, parameters: Mapping[str, Decimal]
) -> Iterator[Refusal]:
    """Why none of this line may go into the store as usable. GT-02 and GT-04; `on` is the day of arrival.

    Whoever later frees a lot set aside at the door must ask this again: setting aside is no way round the papers.
    """
    kind_of_goods = goods_class(line.article.goods_class)
    yield from papers_are_in_order(line, list(papers), kind_of_goods, on=on)
    yield from dates_are_good(line, on=on)
    yield from temperature_is_good(line, kind_of_goods, parameters=parameters)
    yield from nothing_is_wrong(line, kind_of_goods)


def papers_are_in_order(line, papers: list[Paper], kind_of_goods: GoodsClass, *, on: date) -> Iterator[Refusal]:
    """Every group of mandatory papers is met by one that is valid, for this lot, and passed. GT-02; SQ-10…SQ-19."""
    held = [paper for paper in papers if not paper.withdrawn_at]
    for group in kind_of_goods.lot_documents:
        fitting = [paper for paper in held if paper.kind in {kind.code for kind in group}]
        if not fitting:
            facts = {"article": line.article.name, "paper": titles(group)}
            yield Refusal(Reason.DOCUMENT_MISSING, facts, "GT-02", line)
            continue
        wrongs = [list(_wrong_with(paper, line, on)) for paper in fitting]
        if all(wrongs):
            yield from (refusal for wrong in wrongs for refusal in wrong)
    # A second, passed test does not outvote a failed one: that takes a laboratory (SQ-14).
    for paper in held:
        if paper.passed is False:
            yield _no(Reason.TEST_NOT_PASSED, paper, line)


def _wrong_with(paper: Paper, line: DeliveryLine, on: date) -> Iterator[Refusal]:
    if paper.valid_until and paper.valid_until < on:
        yield _no(Reason.DOCUMENT_EXPIRED, paper, line, valid_until=paper.valid_until)
    if paper.for_lot and not _same_lot(paper.for_lot, line.supplier_lot):
        yield _no(Reason.DOCUMENT_FOR_ANOTHER_LOT, paper, line, for_lot=paper.for_lot, lot=line.supplier_lot or "—")
    if paper.passed is None and _kind(paper).is_test:
        yield _no(Reason.TEST_WITHOUT_RESULT, paper, line)


def _same_lot(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def _kind(paper: Paper) -> DocumentKind:
    return document_kinds()[paper.kind]


def _no(reason: Reason, paper: Paper, line: DeliveryLine, **facts) -> Refusal:
    return Refusal(reason, {"article": line.article.name, "paper": _kind(paper).title} | facts, "GT-02", line)


def dates_are_good(line: DeliveryLine, *, on: date) -> Iterator[Refusal]:
    """It says until when it is good, and it still is on the day it came. GT-04; rules BF-01, GR-07."""
    facts = {"article": line.article.name}
    if line.expiration_date is None:
        yield Refusal(Reason.DATE_MISSING, facts, "GT-04", line)
    elif line.expiration_date < on:
        yield Refusal(Reason.PAST_ITS_DATE, facts | {"expiration_date": line.expiration_date}, "GT-04", line)
    if line.production_date and line.production_date > on:
        dated = facts | {"production_date": line.production_date}
        yield Refusal(Reason.PRODUCED_IN_THE_FUTURE, dated, "GT-04", line)
    if line.production_date and line.expiration_date and line.expiration_date < line.production_date:
        dated = facts | {"expiration_date": line.expiration_date}
        yield Refusal(Reason.EXPIRES_BEFORE_PRODUCTION, dated, "GT-04", line)


def arrival_limits(line: DeliveryLine) -> tuple[str, str]:
    """Keys of the parameters that bound the temperature at the door, coldest and warmest; empty where none does.

    The article decides over its class: frozen spinach is a vegetable, and frozen. GR-05.
    """
    kind_of_goods = goods_class(line.article.goods_class)
    if line.article.storage == Storage.FROZEN:
        return "", "frozen_arrival_max_c"
    if kind_of_goods.arrival_min or kind_of_goods.arrival_max:
        return kind_of_goods.arrival_min, kind_of_goods.arrival_max
    if line.article.storage == Storage.CHILLED and kind_of_goods.storage != Storage.CHILLED:
        return "chilled_arrival_min_c", "chilled_arrival_max_c"
    return "", ""


def temperature_is_good(
    line: DeliveryLine, kind_of_goods: GoodsClass, *, parameters: Mapping[str, Decimal]
) -> Iterator[Refusal]:
    """Cold goods were measured and are cold enough; hot meals hot enough. GT-04; rule GR-05."""
    lowest, highest = arrival_limits(line)
    if not (lowest or highest):
        return
    facts = {"article": line.article.name}
    measured = line.arrival_temperature_c
    if measured is None:
        yield Refusal(Reason.TEMPERATURE_MISSING, facts, "GT-04", line)
        return
    facts["temperature"] = measured
    if highest and measured > parameters[highest]:
        yield Refusal(Reason.TOO_WARM, facts | {"limit": parameters[highest]}, "GT-04", line)
    if lowest and measured < parameters[lowest]:
        yield Refusal(Reason.TOO_COLD, facts | {"limit": parameters[lowest]}, "GT-04", line)


def nothing_is_wrong(line: DeliveryLine, kind_of_goods: GoodsClass) -> Iterator[Refusal]:
    """No critical check said no, and no reason for rejecting speaks of what would be accepted. GT-04; BF-01."""
    for check in kind_of_goods.checks:
        if check.is_critical and line.checklist.get(check.code) is False:
            facts = {"article": line.article.name, "check": check.title}
            yield Refusal(Reason.CHECK_FAILED, facts, "GT-04", line)
    whole = line.returned_amount + line.quarantined_amount == 0
    if line.reject_reason and (whole or line.reject_reason in WHOLE_LOT):
        facts = {"article": line.article.name, "why": RejectReason(line.reject_reason).label}
        yield Refusal(Reason.ACCEPTED_DESPITE, facts, "GT-04", line)


def enough_have_signed(
    delivery: Delivery, signatures: Iterable[Signature], *, parameters: Mapping[str, Decimal]
) -> Iterator[Refusal]:
    """At least `inspectors_min` different people signed who did not buy these goods. GT-03; rules GR-04, GR-08.

    GR-08 keeps buyer and inspector apart, so the buyer may sign beside the others but never counts.
    """
    signed = {signature.user_id for signature in signatures}
    counting = signed - {delivery.buyer_id}
    needed = int(parameters["inspectors_min"])
    if signed and not counting:
        yield Refusal(Reason.ONLY_THE_BUYER, {"buyer": delivery.buyer.name}, "GT-03", delivery)
    if len(counting) < needed:
        facts = {"missing": needed - len(counting), "needed": needed}
        yield Refusal(Reason.MORE_INSPECTORS, facts, "GT-03", delivery)


def inspection_may_finish(
    delivery: Delivery,
    lines: list[DeliveryLine],
    signatures: Iterable[Signature],
    *,
    on: date,
    parameters: Mapping[str, Decimal],
) -> Iterator[Refusal]:
    """Every reason why the inspection cannot be closed: GT-01 to GT-04, GT-06, and lines left open.

    `lines` come with article and papers loaded, the supplier with its standing. What goes back to the supplier needs
    neither papers nor approval: otherwise nobody could send bad goods away.
    """
    yield from delivery_is_open(delivery)
    if not lines:
        yield Refusal(Reason.NO_LINES, where=delivery)
    if undecided := [line for line in lines if line.accepted_amount is None]:
        yield Refusal(Reason.LINES_UNDECIDED, {"lines": [str(line) for line in undecided]}, where=delivery)
    kept = [line for line in lines if (line.accepted_amount or 0) + line.quarantined_amount > 0]
    articles = [line.article for line in kept]
    yield from supplier_may_deliver_all(delivery.supplier, articles, on=on)
    yield from articles_may_be_bought(articles)
    for line in kept:
        if line.accepted_amount:
            yield from line_may_be_accepted(line, line.papers.all(), on=on, parameters=parameters)
    yield from enough_have_signed(delivery, signatures, parameters=parameters)


def signing_is_possible(delivery, lines, signatures, actor) -> Iterator[Refusal]:
    """Why this person cannot sign now."""
    yield from delivery_is_open(delivery)
    if undecided := [str(line) for line in lines if line.accepted_amount is None]:
        yield Refusal(Reason.LINES_UNDECIDED, {"lines": undecided}, where=delivery)
    if any(signature.user_id == actor.pk for signature in signatures):
        yield Refusal(Reason.SIGNED_ALREADY, {"name": actor.name}, where=delivery)
