"""Intermediates: a lot made from lots."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refusal, require
from houqin.supply import events
from houqin.supply.actions.taking import IssueLine, Taken, move_out, take_lots
from houqin.supply.gates.entering import fits_one_entry
from houqin.supply.gates.store import is_positive, space_fits
from houqin.supply.models import Article, Lot, Movement, Preparation
from houqin.supply.permissions import PREPARE_LOTS
from houqin.supply.reasons import Reason
from houqin.supply.shelf_life import near_expiry_on
from houqin.tenancy.codes import next_code
from houqin.tenancy.models import Space


@transaction.atomic
def prepare_lot(
    *,
    article: Article,
    made_amount: int,
    inputs: Iterable[IssueLine],
    expiration_date: date | None = None,
    hours: int | None = None,
    space: Space | None = None,
    actor,
    at: datetime,
) -> Lot:
    """Make an intermediate out of lots; it never outlives the first of them to expire.

    Its last day of use is the one given, else that of `hours` from now, else the article's shelf life, else today.
    Raises Refused: see take_lots; NOT_MADE_HERE, NOT_POSITIVE, TOO_MUCH, EXPIRES_AFTER_INPUT, EXPIRY_IS_OVER,
    SPACE_CLOSED, SPACE_DOES_NOT_FIT, OTHER_SCHOOL.
    """
    school = article.school
    authorise(actor, PREPARE_LOTS, school=school, at=at)
    on = school.localdate(at)
    require(
        _may_make(article),
        is_positive(made_amount),
        fits_one_entry(article, made_amount),
        space_fits(article, space, on=on),
    )
    taken = take_lots(school=school, lines=inputs, on=on)
    first = min(taken, key=lambda one: one.lot.expiration_date).lot
    if expiration_date is None:
        expiration_date = min(_lasts(article, hours, school, on, at), first.expiration_date)
    require(_expiry_holds(expiration_date, first, on))
    lot = Lot.objects.create(
        school=school,
        code=next_code(school, "L", on),
        article=article,
        origin=Lot.Origin.PREPARED,
        production_date=on,
        expiration_date=expiration_date,
        near_expiry_on=near_expiry_on(expires=expiration_date, starts=on),
        received_at=at,
        space=space,
    )
    preparation = Preparation.objects.create(
        school=school, code=next_code(school, "JG", on), made=lot, prepared_by=actor, prepared_at=at
    )
    move_out(taken, kind=Movement.Kind.CONSUMED, actor=actor, at=at, preparation=preparation)
    Movement.objects.create(
        school=school, lot=lot, kind=Movement.Kind.PRODUCED, amount=made_amount, preparation=preparation,
        moved_at=at, moved_by=actor,
    )  # fmt: skip
    _write_down(lot, preparation, taken, made_amount, actor=actor, at=at)
    return lot


def _write_down(lot: Lot, preparation, taken: list[Taken], made_amount: int, *, actor, at) -> None:
    record(
        events.LOT_PREPARED,
        lot,
        about=[preparation, *(one.lot for one in taken)],
        actor=actor,
        at=at,
        article=lot.article.name,
        code=lot.code,
        made=lot.article.quantity(made_amount),
        expiration_date=lot.expiration_date,
        lines=[one.said for one in taken],
    )


def _may_make(article: Article) -> Iterator[Refusal]:
    if not article.is_intermediate or article.retired_on:
        yield Refusal(Reason.NOT_MADE_HERE, {"article": article.name})


def _lasts(article: Article, hours: int | None, school, on: date, at: datetime) -> date:
    if hours is not None:
        return school.localdate(at + timedelta(hours=hours))
    return on + timedelta(days=article.shelf_life_days or 0)


def _expiry_holds(expiration_date: date, first: Lot, on: date) -> Iterator[Refusal]:
    if expiration_date > first.expiration_date:
        facts = {"code": first.code, "expiration_date": first.expiration_date}
        yield Refusal(Reason.EXPIRES_AFTER_INPUT, facts, where=first)
    if expiration_date < on:
        yield Refusal(Reason.EXPIRY_IS_OVER, {"expiration_date": expiration_date})
