"""What was in the store before the first delivery was booked here."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import KernelReason, Refusal, require
from houqin.supply import events, shelf_life
from houqin.supply.gates.entering import fits_one_entry
from houqin.supply.gates.store import is_positive, space_fits
from houqin.supply.models import Article, Lot, Movement, Supplier
from houqin.supply.permissions import OPEN_STOCK
from houqin.supply.reasons import Reason
from houqin.tenancy.codes import next_code
from houqin.tenancy.models import Space


@transaction.atomic
def open_stock(
    *,
    article: Article,
    amount: int,
    supplier: Supplier | None = None,
    supplier_lot: str = "",
    production_date: date | None = None,
    expiration_date: date | None = None,
    space: Space | None = None,
    actor,
    at: datetime,
) -> Lot:
    """Book goods found in the store. The last day of use is as given, else production date + shelf life.

    An expired lot is booked too, so that its disposal leaves a trace; no verb lets it into the kitchen.
    Raises Refused: NOT_POSITIVE, TOO_MUCH, EXPIRY_UNKNOWN, EXPIRY_BEFORE_PRODUCTION, OTHER_SCHOOL, SPACE_CLOSED,
    SPACE_DOES_NOT_FIT.
    """
    school = article.school
    authorise(actor, OPEN_STOCK, school=school, at=at)
    on = school.localdate(at)
    expires = shelf_life.expiration_date(
        production_date=production_date,
        shelf_life_days=article.shelf_life_days,
        printed=expiration_date,
        received_on=on,
    )
    require(
        is_positive(amount),
        fits_one_entry(article, amount),
        dates_hold(article, production_date, expires),
        _is_of(school, supplier),
        space_fits(article, space, on=on),
    )
    lot = Lot.objects.create(
        school=school,
        code=next_code(school, "L", on),
        article=article,
        origin=Lot.Origin.OPENING,
        supplier=supplier,
        supplier_lot=supplier_lot.strip(),
        production_date=production_date,
        expiration_date=expires,
        near_expiry_on=shelf_life.near_expiry_on(expires=expires, starts=production_date or on),
        received_at=at,
        space=space,
    )
    Movement.objects.create(
        school=school, lot=lot, kind=Movement.Kind.OPENING, amount=amount, moved_at=at, moved_by=actor
    )
    quantity = article.quantity(amount)
    record(
        events.STOCK_OPENED, lot, actor=actor, at=at, code=lot.code, article=article.name, amount=quantity,
        expiration_date=expires,
    )  # fmt: skip
    return lot


def dates_hold(article: Article, production_date: date | None, expires: date | None) -> Iterator[Refusal]:
    if expires is None:
        yield Refusal(Reason.EXPIRY_UNKNOWN, {"article": article.name})
    elif production_date and expires < production_date:
        facts = {"expiration_date": expires, "production_date": production_date}
        yield Refusal(Reason.EXPIRY_BEFORE_PRODUCTION, facts)


def _is_of(school, supplier: Supplier | None) -> Iterator[Refusal]:
    if supplier is not None and supplier.school_id != school.pk:
        yield Refusal(KernelReason.OTHER_SCHOOL, {"what": supplier.name})
