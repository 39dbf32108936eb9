"""Verbs on articles: what the school buys and in which packs."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.quantities import IN_BASE, MOST_BASE, SPELLINGS, BaseUnit
from houqin.kernel.refusals import Refusal, require
from houqin.kernel.spoken import spoken
from houqin.supply import events
from houqin.supply.actions.changing import set_changed
from houqin.supply.gates.buying import name_is_allowed
from houqin.supply.goods_classes import class_title, goods_classes
from houqin.supply.models import Article, ArticleUnit, Lot
from houqin.supply.models.articles import Storage
from houqin.supply.permissions import MANAGE_ARTICLES
from houqin.supply.reasons import Reason
from houqin.tenancy.codes import next_code
from houqin.tenancy.school_rows import lock_one


@transaction.atomic
def add_article(
    *,
    school,
    name: str,
    goods_class: str,
    base_unit: str,
    actor,
    at: datetime,
    code: str = "",
    spec: str = "",
    storage: str = "",
    shelf_life_days: int | None = None,
    allergens: str = "",
    is_halal: bool = False,
    is_intermediate: bool = False,
) -> Article:
    """Put an article on the list. Without a code it gets one; without a storage that of its class.

    Raises Refused: BANNED (GT-06), CLASS_UNKNOWN, STORAGE_UNKNOWN, BASE_UNIT_UNKNOWN, NAME_MISSING, NAME_TAKEN,
    CODE_TAKEN.
    """
    authorise(actor, MANAGE_ARTICLES, school=school, at=at)
    name, code = name.strip(), code.strip()
    known = goods_classes().get(goods_class)
    storage = storage or (known.storage if known else Storage.AMBIENT)
    require(
        _fits(school, name=name, code=code, spec=spec, goods_class=goods_class, storage=storage),
        _base_unit_is_known(base_unit),
    )
    article = Article.objects.create(
        school=school,
        code=code or next_code(school, "A", school.localdate(at)),
        name=name,
        spec=spec,
        goods_class=goods_class,
        base_unit=base_unit,
        storage=storage,
        shelf_life_days=shelf_life_days,
        allergens=allergens,
        is_halal=is_halal,
        is_intermediate=is_intermediate,
    )
    record(events.ARTICLE_ADDED, article, actor=actor, at=at, name=name,
           goods_class=spoken(lambda: class_title(goods_class)))  # fmt: skip
    return article


@transaction.atomic
def change_article(
    *,
    article: Article,
    name: str,
    goods_class: str,
    storage: str,
    actor,
    at: datetime,
    spec: str = "",
    shelf_life_days: int | None = None,
    allergens: str = "",
    is_halal: bool = False,
) -> Article:
    """Correct an article. Its code and base unit stay: labels and amounts in the books depend on them."""
    authorise(actor, MANAGE_ARTICLES, school=article.school, at=at)
    article = lock_one(Article, article.pk, school=article.school)
    name = name.strip()
    require(
        _fits(article.school, name=name, spec=spec, goods_class=goods_class, storage=storage, of=article),
        _is_in_use(article),
    )
    fields = {
        "name": name, "spec": spec, "goods_class": goods_class, "storage": storage, "allergens": allergens,
        "shelf_life_days": shelf_life_days, "is_halal": is_halal,
    }  # fmt: skip
    if changes := set_changed(article, fields):
        record(events.ARTICLE_CHANGED, article, actor=actor, at=at, name=article.name, changes=changes)
    return article


@transaction.atomic
def set_article_units(*, article: Article, units: Mapping[str, int], actor, at: datetime) -> Article:
    """Say how many base units each pack holds, such as {"case": 12000}; packs left out are forgotten.

    Amounts already in the books do not change: they are base units. Raises Refused: UNIT_FACTOR, UNIT_FIXED.
    """
    authorise(actor, MANAGE_ARTICLES, school=article.school, at=at)
    article = lock_one(Article, article.pk, school=article.school)
    wanted = {unit.strip(): amount for unit, amount in units.items() if unit.strip()}
    require(_units_are_sane(article, wanted), _is_in_use(article))
    if wanted == {one.unit: one.base_amount for one in article.units.all()}:
        return article
    article.units.all().delete()
    ArticleUnit.objects.bulk_create(
        ArticleUnit(school=article.school, article=article, unit=unit, base_amount=amount)
        for unit, amount in wanted.items()
    )
    said = spoken(lambda: ", ".join(f"1 {unit} = {article.quantity(base)}" for unit, base in wanted.items()))
    record(events.ARTICLE_UNITS_SET, article, actor=actor, at=at, name=article.name, units=said)
    return article


@transaction.atomic
def retire_article(*, article: Article, actor, at: datetime) -> Article:
    """Take an article off the lists. Its history stays. Raises Refused: ARTICLE_IN_STOCK, ARTICLE_RETIRED."""
    authorise(actor, MANAGE_ARTICLES, school=article.school, at=at)
    article = lock_one(Article, article.pk, school=article.school)
    require(_is_in_use(article), _has_no_stock(article))
    article.retired_on = article.school.localdate(at)
    article.save(update_fields=["retired_on"])
    record(events.ARTICLE_RETIRED, article, actor=actor, at=at, name=article.name)
    return article


def _fits(school, *, name, goods_class, storage, spec="", code="", of=None) -> Iterator[Refusal]:
    """Name and pack together are unique among articles in use: 花生油 5 L and 花生油 20 L are two articles."""
    if not name:
        yield Refusal(Reason.NAME_MISSING)
    yield from name_is_allowed(name, where=of)
    if goods_class not in goods_classes():
        yield Refusal(Reason.CLASS_UNKNOWN, {"code": goods_class})
    if storage not in Storage.values:
        yield Refusal(Reason.STORAGE_UNKNOWN, {"storage": storage})
    others = Article.objects.of(school).exclude(pk=of.pk if of else None)
    if taken := others.in_use().filter(name=name, spec=spec).first():
        yield Refusal(Reason.NAME_TAKEN, {"name": f"{name} {spec}".strip()}, where=taken)
    if code and (taken := others.filter(code=code).first()):
        yield Refusal(Reason.CODE_TAKEN, {"code": code, "name": taken.name}, where=taken)


def _base_unit_is_known(base_unit: str) -> Iterator[Refusal]:
    if base_unit not in BaseUnit.values:
        yield Refusal(Reason.BASE_UNIT_UNKNOWN, {"unit": base_unit})


def _is_in_use(article: Article) -> Iterator[Refusal]:
    if article.retired_on:
        yield Refusal(Reason.ARTICLE_RETIRED, {"name": article.name}, where=article)


def _has_no_stock(article: Article) -> Iterator[Refusal]:
    if Lot.objects.of(article.school).filter(article=article).in_stock().exists():
        yield Refusal(Reason.ARTICLE_IN_STOCK, {"name": article.name}, where=article)


def _units_are_sane(article: Article, units: Mapping[str, int]) -> Iterator[Refusal]:
    """A kilogram is a kilogram: a pack may not carry the name of a unit that means a fixed amount."""
    base = BaseUnit(article.base_unit)
    fixed = {unit.value: factor for unit, factor in IN_BASE[base].items() if factor != 1 or base != BaseUnit.PIECE}
    for unit, amount in units.items():
        code = SPELLINGS.get(unit.casefold(), unit)
        if str(code) in fixed and amount != fixed[str(code)]:
            facts = {"unit": unit, "amount": fixed[str(code)], "base": base.label}
            yield Refusal(Reason.UNIT_FIXED, facts, where=article)
        if not 0 < amount <= MOST_BASE:
            yield Refusal(Reason.UNIT_FACTOR, {"unit": unit, "most": MOST_BASE, "base": base.label}, where=article)
