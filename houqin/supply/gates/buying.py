"""From whom, and what, may be bought. GT-01 and GT-06, asked at the order, at the door and at acceptance."""

from collections.abc import Iterable, Iterator
from datetime import date

from houqin.kernel.refusals import KernelReason, Refusal
from houqin.supply.banned import INGREDIENT, banned_in
from houqin.supply.goods_classes import class_title, goods_classes, titles
from houqin.supply.models import Article, Order, OrderLine, Supplier
from houqin.supply.reasons import Reason


def same_school(school, *things) -> Iterator[Refusal]:
    """Why these do not belong together: one is another school's. A reader of two schools must not mix them."""
    for thing in things:
        if thing is not None and thing.school_id != school.pk:
            yield Refusal(KernelReason.OTHER_SCHOOL, {"what": str(thing)})


def name_is_allowed(name: str, *, where=None) -> Iterator[Refusal]:
    """Why this may not be bought under any name that means it. GT-06; rules BF-01, BF-03, BF-04."""
    for food in banned_in(name, INGREDIENT):
        yield Refusal(Reason.BANNED, {"name": name, "banned": food.title, "why": food.why}, "GT-06", where)


def articles_may_be_bought(articles: Iterable[Article]) -> Iterator[Refusal]:
    """GT-06, and articles the school gave up."""
    for article in dict.fromkeys(articles):
        yield from name_is_allowed(article.name, where=article)
        if article.retired_on:
            yield Refusal(Reason.ARTICLE_RETIRED, {"name": article.name}, where=article)


def supplier_may_deliver_all(supplier: Supplier, articles: Iterable[Article], *, on: date) -> Iterator[Refusal]:
    """GT-01 for every class among the articles; each reason once, also a paper that two classes ask for."""
    seen = set()
    for code in dict.fromkeys(article.goods_class for article in articles):
        for refusal in supplier_may_deliver(supplier, code, on=on):
            if (said := (refusal.reason, refusal.sentence)) not in seen:
                seen.add(said)
                yield refusal


def supplier_may_deliver(supplier: Supplier, goods_class: str, *, on: date) -> Iterator[Refusal]:
    """Why goods of this class may not come from this supplier on that day. GT-01; rules SQ-02, SQ-06, SQ-08, SQ-09.

    Reads approvals, suspensions and certificates of the supplier: fetch it with
    `selectors.suppliers.with_standing`, or it costs three queries.
    """
    title = class_title(goods_class)
    yield from _approved(supplier, goods_class, title, on)
    for one in supplier.suspensions.all():
        if one.goods_class == goods_class and _covers(one, on, supplier.school):
            facts = {"supplier": supplier.name, "goods_class": title, "why": one.reason}
            yield Refusal(Reason.SUPPLIER_SUSPENDED, facts, "GT-01", supplier)
    yield from supplier_has_papers(supplier, goods_class, on=on)


def _approved(supplier, goods_class, title, on) -> Iterator[Refusal]:
    given = [one for one in supplier.approvals.all() if one.goods_class == goods_class and not one.withdrawn_at]
    if any(one.starts_on <= on <= one.ends_on for one in given):
        return
    facts = {"supplier": supplier.name, "goods_class": title}
    begins = [one.starts_on for one in given if one.starts_on > on]
    ended = [one.ends_on for one in given if one.ends_on < on]
    if begins:
        yield Refusal(Reason.APPROVAL_NOT_BEGUN, facts | {"starts_on": min(begins)}, "GT-01", supplier)
    elif ended:
        yield Refusal(Reason.APPROVAL_ENDED, facts | {"ends_on": max(ended)}, "GT-01", supplier)
    else:
        yield Refusal(Reason.SUPPLIER_NOT_APPROVED, facts, "GT-01", supplier)


def _covers(suspension, on: date, school) -> bool:
    """An open suspension stops everything, also what arrived before; a lifted one stopped its own days."""
    if suspension.lifted_at is None:
        return True
    return school.localdate(suspension.since) <= on < school.localdate(suspension.lifted_at)


def supplier_has_papers(supplier: Supplier, goods_class: str, *, on: date) -> Iterator[Refusal]:
    """Why the supplier's own papers do not carry this class: a licence missing or past its end. Rules SQ-06, SQ-10."""
    known = goods_classes().get(goods_class)
    held = [one for one in supplier.certificates.all() if not one.withdrawn_at]
    for group in known.supplier_documents if known else ():
        codes = {kind.code for kind in group}
        fitting = [one for one in held if one.kind in codes]
        if any(one.valid_from <= on <= one.valid_until for one in fitting):
            continue
        facts = {"supplier": supplier.name, "paper": titles(group)}
        if ended := [one.valid_until for one in fitting if one.valid_until < on]:
            yield Refusal(Reason.SUPPLIER_PAPER_EXPIRED, facts | {"valid_until": max(ended)}, "GT-01", supplier)
        else:
            yield Refusal(Reason.SUPPLIER_PAPER_MISSING, facts, "GT-01", supplier)


def order_may_be_sent(order: Order, lines: list[OrderLine], supplier: Supplier, *, on: date) -> Iterator[Refusal]:
    """GT-01 on the day the goods are wanted, GT-06 on every line."""
    yield from order_is_draft(order)
    if not lines:
        yield Refusal(Reason.ORDER_EMPTY, {"code": order.code}, where=order)
    if order.wanted_on < on:
        yield Refusal(Reason.WANTED_IN_THE_PAST, {"wanted_on": order.wanted_on}, where=order)
    articles = [line.article for line in lines]
    yield from supplier_may_deliver_all(supplier, articles, on=order.wanted_on)
    yield from articles_may_be_bought(articles)


def order_is_draft(order: Order) -> Iterator[Refusal]:
    if order.state != Order.State.DRAFT:
        facts = {"code": order.code, "state": order.get_state_display()}
        yield Refusal(Reason.ORDER_NOT_DRAFT, facts, where=order)
