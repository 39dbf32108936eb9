"""Take back entries made by mistake. Plain ones go while nothing leans on them; stock is countered, not deleted."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock
from houqin.supply import events
from houqin.supply.gates.store import says_why
from houqin.supply.gates.undoing import may_remove_articles, may_remove_suppliers, may_undo_opening
from houqin.supply.models import Article, Lot, Movement, Supplier
from houqin.supply.permissions import MANAGE_ARTICLES, MANAGE_SUPPLIERS, OPEN_STOCK
from houqin.tenancy.gates import belongs_to


@transaction.atomic
def remove_articles(*, school, articles: Sequence[Article], actor, at: datetime) -> None:
    """With their pack sizes.  Raises Refused: IN_USE, OTHER_SCHOOL."""
    authorise(actor, MANAGE_ARTICLES, school=school, at=at)
    articles = lock(Article.objects.filter(pk__in=[one.pk for one in articles]))
    require(belongs_to(school, *articles), may_remove_articles(articles))
    for one in articles:
        record(events.ARTICLE_REMOVED, one, actor=actor, at=at, name=one.name)
    Article.objects.filter(pk__in=[one.pk for one in articles]).delete()


@transaction.atomic
def remove_suppliers(*, school, suppliers: Sequence[Supplier], actor, at: datetime) -> None:
    """Raises Refused: IN_USE (an approval or a certificate is enough), OTHER_SCHOOL."""
    authorise(actor, MANAGE_SUPPLIERS, school=school, at=at)
    suppliers = lock(Supplier.objects.filter(pk__in=[one.pk for one in suppliers]))
    require(belongs_to(school, *suppliers), may_remove_suppliers(suppliers))
    for one in suppliers:
        record(events.SUPPLIER_REMOVED, one, actor=actor, at=at, name=one.name)
    Supplier.objects.filter(pk__in=[one.pk for one in suppliers]).delete()


@transaction.atomic
def undo_opening(*, school, lots: Sequence[Lot], reason: str, actor, at: datetime) -> list[Movement]:
    """Counter what is left of opening stock by new movements; lots and their first movements stay as they are (GT-18).

    Raises Refused: OPENING_USED, WHY_MISSING, OTHER_SCHOOL.
    """
    authorise(actor, OPEN_STOCK, school=school, at=at)
    keys = [one.pk for one in lots]
    lock(Lot.objects.filter(pk__in=keys))
    lots = list(Lot.objects.filter(pk__in=keys).select_related("article").with_balance().order_by("pk"))
    require(belongs_to(school, *lots), says_why(reason), may_undo_opening(lots))
    opened = Movement.objects.filter(lot__in=keys, kind=Movement.Kind.OPENING)
    first = dict(opened.order_by("-pk").values_list("lot", "pk"))
    standing = [lot for lot in lots if lot.left]
    countered = Movement.objects.bulk_create(
        Movement(
            school=school, lot=lot, kind=Movement.Kind.CORRECTED, amount=-lot.left, moved_at=at, moved_by=actor,
            note=f"#{first[lot.pk]} {reason.strip()}"[:200],
        )
        for lot in standing
    )  # fmt: skip
    Lot.objects.filter(pk__in=[lot.pk for lot in standing]).update(emptied_at=at)
    for lot, movement in zip(standing, countered, strict=True):
        record(
            events.OPENING_UNDONE, lot, about=[movement], actor=actor, at=at, code=lot.code,
            amount=lot.article.quantity(lot.left), reason=reason.strip(),
        )  # fmt: skip
    return countered
