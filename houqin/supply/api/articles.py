"""What a school buys and keeps."""

from datetime import date
from typing import Literal

from ninja import Query, Router, Schema, Status
from pydantic import Field

from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, In, PageIn, PageOut, page, words
from houqin.kernel.quantities import MOST_BASE
from houqin.supply import actions
from houqin.supply.models import Article
from houqin.supply.views.seeing import may_see_store
from houqin.tenancy.reaching import one_of

router = Router(tags=["articles"])


class ArticleFacts(In):
    name: words(60)
    goods_class: words(40, "A code of the goods classes, such as pork.")
    storage: Literal["ambient", "chilled", "frozen"] = "ambient"
    spec: words(60, "As on the pack: 5 L, 25 kg.") = ""
    shelf_life_days: int | None = Field(None, ge=1, le=3650)
    allergens: words(120) = ""
    is_halal: bool = False


class ArticleIn(ArticleFacts):
    base_unit: Literal["g", "mL", "piece"] = Field(description="Counted in this for ever.")
    code: words(20, "Empty: the next of the series.") = ""
    is_intermediate: bool = Field(False, description="Made in our kitchen from other lots.")


class UnitsIn(In):
    units: dict[words(12, least=1), int] = Field(
        max_length=20, description="Base units in one pack: {“case”: 12000}. Packs left out are forgotten."
    )


class ArticleOut(Schema):
    id: int
    code: str
    name: str
    spec: str
    goods_class: str
    base_unit: str
    storage: str
    shelf_life_days: int | None
    allergens: str
    is_intermediate: bool
    is_halal: bool
    retired_on: date | None
    units: dict[str, int] = Field(description=f"Base units in one pack, at most {MOST_BASE}.")

    @staticmethod
    def resolve_units(article):
        return {one.unit: one.base_amount for one in article.units.all()}


def article_of(request, pk: int) -> Article:
    return one_of(request, Article.objects.select_related("school__bureau").prefetch_related("units"), pk)


class ArticlesIn(PageIn):
    text: words(60, "Part of a code or name.") = ""
    in_use: bool = True


@router.get("", response={200: PageOut[ArticleOut], **NO}, operation_id="list_articles", summary="Articles")
def list_articles(request, asked: Query[ArticlesIn]):
    rows = Article.objects.of(may_see_store(request)).prefetch_related("units")
    rows = rows.in_use() if asked.in_use else rows
    if asked.text:
        rows = rows.filter(code__icontains=asked.text) | rows.filter(name__icontains=asked.text)
    return page(rows, asked)


@router.get("/{int:pk}", response={200: ArticleOut, **NO}, operation_id="get_article", summary="One article")
def get_article(request, pk: int):
    article = article_of(request, pk)
    may_see_store(request, article.school)
    return article


@router.post("", response={201: ArticleOut, **NO}, operation_id="add_article", summary="Add an article (GT-06)", **ONCE)
def add_article(request, sent: ArticleIn):
    article = call(request, actions.add_article, school=request.school, **sent.model_dump())
    return Status(201, article_of(request, article.pk))


@router.put(
    "/{int:pk}", response={200: ArticleOut, **NO}, operation_id="change_article", summary="Correct an article", **ONCE
)
def change_article(request, pk: int, sent: ArticleFacts):
    article = article_of(request, pk)
    call(request, actions.change_article, about=[article], article=article, **sent.model_dump())
    return article_of(request, pk)


@router.put(
    "/{int:pk}/units",
    response={200: ArticleOut, **NO},
    operation_id="set_article_units",
    summary="Say how many base units each pack holds",
    **ONCE,
)
def set_article_units(request, pk: int, sent: UnitsIn):
    article = article_of(request, pk)
    call(request, actions.set_article_units, about=[article], article=article, units=sent.units)
    return article_of(request, pk)


@router.post(
    "/{int:pk}/retire",
    response={200: ArticleOut, **NO},
    operation_id="retire_article",
    summary="Take an article off the lists",
    **ONCE,
)
def retire_article(request, pk: int):
    article = article_of(request, pk)
    call(request, actions.retire_article, about=[article], article=article)
    return article_of(request, pk)
