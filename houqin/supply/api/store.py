"""The store as a whole: what to take first, what was counted, what was made."""

from datetime import date, datetime

from ninja import Query, Router, Schema, Status
from pydantic import Field

from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Amount, Day, In, Key, Named, PageIn, PageOut, page, words
from houqin.people.selectors import colleague
from houqin.supply import actions
from houqin.supply.api.issues import TakeIn, take_lines
from houqin.supply.api.lots import LotOut, told
from houqin.supply.models import Article, Lot, StockCount
from houqin.supply.selectors.stock import suggest_lots
from houqin.supply.views.seeing import may_see_store
from houqin.tenancy.models import Space
from houqin.tenancy.reaching import one_of, those_of

router = Router()


class WishIn(In):
    article: Key
    amount: Amount


class WishesIn(In):
    lines: list[WishIn] = Field(min_length=1, max_length=300)


class LotSuggested(Schema):
    id: int
    code: str
    expiration_date: date
    space: Named | None


class SuggestionOut(Schema):
    """Take `amount` of `lot`; without a lot, `amount` is what the store cannot give."""

    article: Named
    unit: str = Field(alias="article.base_unit")
    lot: LotSuggested | None
    amount: int
    left: int
    why: str


@router.post(
    "/suggestions",
    response={200: list[SuggestionOut], **NO},
    operation_id="suggest_lots",
    summary="Which lots to take first for these amounts; changes nothing (ST-07)",
    tags=["lots"],
)
def suggest(request, sent: WishesIn):
    school = may_see_store(request)
    articles = those_of(request, Article.objects.all(), (line.article for line in sent.lines))
    wanted = dict.fromkeys(articles, 0)
    for line in sent.lines:
        wanted[line.article] += line.amount
    return suggest_lots(school, wanted, school.localdate(request.now))


class CountedIn(In):
    lot: Key
    counted_amount: Amount
    reason: words(120, "Why it differs from the book.") = ""
    book_amount: Amount | None = Field(None, description="What you saw as booked: refused when it moved since.")


class CountIn(In):
    witness: Key = Field(description="Account of who stood by.")
    lines: list[CountedIn] = Field(min_length=1, max_length=300)


class CountLineOut(Schema):
    lot: int = Field(alias="lot_id")
    book_amount: int
    counted_amount: int
    reason: str


class CountOut(Schema):
    id: int
    code: str
    counted_by: Named
    witness: Named
    counted_at: datetime
    lines: list[CountLineOut]


def _counts():
    return StockCount.objects.select_related("counted_by", "witness", "school__bureau").prefetch_related("lines")


@router.get(
    "/counts", response={200: PageOut[CountOut], **NO}, operation_id="list_counts", summary="Counts", tags=["counts"]
)
def list_counts(request, asked: Query[PageIn]):
    return page(_counts().of(may_see_store(request)), asked)


@router.get(
    "/counts/{int:pk}", response={200: CountOut, **NO}, operation_id="get_count", summary="One count", tags=["counts"]
)
def get_count(request, pk: int):
    count = one_of(request, _counts(), pk)
    may_see_store(request, count.school)
    return count


@router.post(
    "/counts",
    response={201: CountOut, **NO},
    operation_id="count_stock",
    summary="Write down a count and put right what differs (ST-10)",
    tags=["counts"],
    **ONCE,
)
def count_stock(request, sent: CountIn):
    lots = those_of(request, Lot.objects.select_related("article", "school__bureau"), (one.lot for one in sent.lines))
    lines = [actions.CountedLine(lots[one.lot], one.counted_amount, one.reason, one.book_amount) for one in sent.lines]
    witness = colleague(request.school, sent.witness, on=request.school.localdate(request.now))
    count = call(request, actions.count_stock, lines=lines, witness=witness)
    return Status(201, _counts().get(pk=count.pk))


class PreparationIn(In):
    article: Key = Field(description="The intermediate that was made.")
    made_amount: Amount
    inputs: list[TakeIn] = Field(min_length=1, max_length=100)
    expiration_date: Day | None = None
    hours: int | None = Field(None, ge=1, le=8760, description="How long it keeps, when no day is given.")
    space: Key | None = None


@router.post(
    "/preparations",
    response={201: LotOut, **NO},
    operation_id="prepare_lot",
    summary="Make an intermediate out of lots (GT-05)",
    tags=["preparations"],
    **ONCE,
)
def prepare_lot(request, sent: PreparationIn):
    article = one_of(request, Article.objects.select_related("school__bureau"), sent.article)
    made = call(
        request, actions.prepare_lot, about=[article], article=article, made_amount=sent.made_amount,
        inputs=take_lines(request, sent.inputs), expiration_date=sent.expiration_date, hours=sent.hours,
        space=one_of(request, Space.objects.all(), sent.space),
    )  # fmt: skip
    return Status(201, told(request, made.pk))
