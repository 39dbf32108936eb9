"""What is in the store on the first day."""

from collections import defaultdict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from houqin.imports.fields import CODE, DATE, QUANTITY, Field
from houqin.imports.importers import Problem, importer
from houqin.imports.reasons import Reason as ImportReason
from houqin.kernel.refusals import Refusal, Refused
from houqin.supply import shelf_life
from houqin.supply.actions import open_stock, undo_opening
from houqin.supply.actions.opening import dates_hold
from houqin.supply.gates.store import space_fits
from houqin.supply.gates.undoing import may_undo_opening
from houqin.supply.models import Article, Lot, Supplier
from houqin.supply.permissions import OPEN_STOCK
from houqin.supply.reasons import Reason
from houqin.tenancy.models import Space


@importer(
    "supply.opening",
    title=_("Opening stock"),
    permission=OPEN_STOCK,
    note=_("Bring in the articles first. Expired goods are booked as well: they go out by disposal only."),
    columns=[
        Field("article_code", _("Article code"), ["编码", "物品编码", "食材编码", "商品编码", "代码"], kind=CODE,
              longest=20, example="MI01"),
        Field("article", _("Article"), ["物品", "品名", "名称", "物品名称", "食材", "食材名称", "商品名称",
              "原料名称"], longest=60, example="大米", note=_("The name, or the code.")),
        Field("spec", _("Pack"), ["规格", "规格型号", "包装规格"], longest=60),
        Field("supplier_lot", _("Lot on the label"), ["批号", "生产批号", "批次", "批次号"], longest=40,
              example="20260301"),
        Field("production_date", _("Produced on"), ["生产日期", "制造日期"], kind=DATE, example="2026-03-01"),
        Field("expiration_date", _("Last day of use"), ["到期日", "到期日期", "保质期至", "过期日期", "有效期至",
              "失效日期"], kind=DATE, example="2027-03-01",
              note=_("Empty means: from the production date and the shelf life of the article.")),
        Field("quantity", _("Quantity"), ["数量", "库存数量", "结存数量", "库存", "现存量", "结存", "盘点数量",
              "实存数量"], kind=QUANTITY, unit_field="unit", required=True, example="250"),
        Field("unit", _("Unit"), ["单位", "计量单位", "库存单位"], longest=12, example="kg"),
        Field("space", _("Place"), ["存放位置", "库位", "存放地点", "仓库", "位置", "存放处", "货位"], longest=60,
              example="主库"),
        Field("supplier", _("Supplier"), ["供应商", "供货商", "供货单位", "供应商名称"], longest=80),
    ],
)  # fmt: skip
class OpeningStock:
    def check(self, school, rows, at):
        store = Store(school, rows)
        today = school.localdate(at)
        for row in rows:
            article, problems = store.article(row)
            _supplier, more = store.supplier(row)
            space, evenmore = store.space(row)
            problems = [*problems, *more, *evenmore]
            if article:
                problems += _fits(row, article, space, today)
            for name, why in problems:
                yield Problem(row.number, name, why)

    def accept_row(self, school, row, actor, at, run):
        store = Store(school, [row])
        article, _problems = store.article(row)
        supplier, _problems = store.supplier(row)
        space, _problems = store.space(row)
        return [
            open_stock(
                article=article, amount=amount_of(row, article), supplier=supplier,
                supplier_lot=row.get("supplier_lot", ""), production_date=row.get("production_date"),
                expiration_date=row.get("expiration_date"), space=space, actor=actor, at=at,
            )
        ]  # fmt: skip

    def may_undo(self, school, created, at):
        return may_undo_opening(_with_articles(created))

    def undo(self, school, created, actor, at):
        reason = gettext("The list that brought it in was taken back")
        undo_opening(school=school, lots=created, reason=reason, actor=actor, at=at)


class Store:
    """What the words of these rows may mean in one school. Four queries."""

    def __init__(self, school, rows):
        words = {word for row in rows for word in _article_words(row)}
        articles = Article.objects.of(school).in_use().select_related("school").prefetch_related("units")
        self.articles = _by_word(articles.filter(code__in=words) | articles.filter(name__in=words))
        words = {row["supplier"] for row in rows if row.get("supplier")}
        suppliers = Supplier.objects.of(school)
        self.suppliers = _by_word(suppliers.filter(name__in=words) | suppliers.filter(code__in=words))
        words = {row["space"] for row in rows if row.get("space")}
        spaces = Space.objects.of(school).select_related("building")
        self.spaces = _by_word(spaces.filter(name__in=words) | spaces.filter(code__in=words))

    def article(self, row):
        """(the article or None, problems). A code decides alone; of several of one name the pack decides."""
        place = "article_code" if row.get("article_code") else "article"
        text = row.get("article_code", "") or row.get("article", "")
        found = self._articles(row)
        if len(found) == 1:
            return found[0], []
        if not text:
            return None, [(place, Refusal(ImportReason.CELL_EMPTY, {"column": _("Article")}))]
        if not found:
            return None, [(place, Refusal(Reason.ARTICLE_UNKNOWN, {"text": text}))]
        facts = {"text": text, "codes": [one.code for one in found]}
        return None, [(place, Refusal(Reason.ARTICLE_AMBIGUOUS, facts))]

    def _articles(self, row) -> list[Article]:
        if code := row.get("article_code"):
            return [one for one in self.articles[code] if one.code == code]
        found = self.articles[row["article"]] if row.get("article") else []
        if len(found) > 1 and row.get("spec"):
            found = [one for one in found if one.spec == row["spec"]] or found
        return found

    def supplier(self, row):
        return self._one(row, "supplier", self.suppliers, Reason.SUPPLIER_UNKNOWN, Reason.SUPPLIER_UNKNOWN)

    def space(self, row):
        return self._one(row, "space", self.spaces, Reason.SPACE_UNKNOWN, Reason.SPACE_AMBIGUOUS)

    def _one(self, row, name, known, unknown, ambiguous):
        text = row.get(name)
        if not text:
            return None, []
        found = known[text]
        if len(found) == 1:
            return found[0], []
        reason = ambiguous if found else unknown
        return None, [(name, Refusal(reason, {"text": text, "codes": [one.code for one in found]}))]


def _article_words(row):
    return filter(None, [row.get("article_code"), row.get("article")])


def _by_word(rows) -> defaultdict:
    found = defaultdict(list)
    for one in rows:
        for word in {one.code, one.name}:
            found[word].append(one)
    return found


def amount_of(row, article: Article) -> int:
    """Whole base units, by the article's own packs first.  Raises Refused, see kernel.quantities.to_base."""
    packs = {one.unit: one.base_amount for one in article.units.all()}
    return row["quantity"].to_base(article.base_unit, conversions=packs, article=article.name)


def _fits(row, article: Article, space, today):
    try:
        amount_of(row, article)
    except Refused as refused:
        yield from (("quantity", refusal) for refusal in refused.refusals)
    produced = row.get("production_date")
    expires = shelf_life.expiration_date(
        production_date=produced, shelf_life_days=article.shelf_life_days, printed=row.get("expiration_date"),
        received_on=today,
    )  # fmt: skip
    for refusal in dates_hold(article, produced, expires):
        yield "expiration_date", refusal
    if produced and produced > today:
        yield "production_date", Refusal(Reason.NOT_YET_PRODUCED, {"production_date": f"{produced}"})
    for refusal in space_fits(article, space, on=today):
        yield "space", refusal


def _with_articles(lots) -> list[Lot]:
    return list(Lot.objects.filter(pk__in=[one.pk for one in lots]).select_related("article").order_by("pk"))
