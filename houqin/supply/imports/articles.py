"""The list of articles with their packs."""

from django.utils.translation import gettext_lazy as _

from houqin.imports.fields import CHOICE, CODE, QUANTITY, Field
from houqin.imports.importers import Problem, importer
from houqin.imports.reasons import Reason as ImportReason
from houqin.kernel.refusals import Refusal, Refused
from houqin.people.imports.words import TICKS, Answer, word_list
from houqin.supply.actions import add_article, remove_articles, set_article_units
from houqin.supply.gates.buying import name_is_allowed
from houqin.supply.gates.undoing import may_remove_articles
from houqin.supply.imports.class_words import CLASS_SYNONYMS, ClassChoices
from houqin.supply.imports.packs import packs_of, shelf_life_days
from houqin.supply.models import Article
from houqin.supply.models.articles import Storage
from houqin.supply.permissions import MANAGE_ARTICLES
from houqin.supply.reasons import Reason

STORED = {
    "室温": "ambient", "阴凉": "ambient", "干燥": "ambient", "阴凉干燥": "ambient", "常温保存": "ambient",
    "冷藏保存": "chilled", "保鲜": "chilled", "0-4℃": "chilled", "0~4℃": "chilled",
    "冰冻": "frozen", "冷冻保存": "frozen", "-18℃": "frozen",
}  # fmt: skip


@importer(
    "supply.articles",
    title=_("Articles"),
    permission=MANAGE_ARTICLES,
    columns=[
        Field("code", _("Article code"), ["编码", "物品编码", "食材编码", "商品编码", "代码", "编号"], kind=CODE,
              longest=20, unique=True, example="MI01", note=_("Empty means: given by the system.")),
        Field("name", _("Article name"), ["名称", "品名", "物品名称", "食材名称", "商品名称", "原料名称", "物品",
              "食材"], longest=60, required=True, example="大米"),
        Field("spec", _("Pack"), ["规格", "规格型号", "包装规格", "型号"], longest=60, example="25kg/袋"),
        Field("goods_class", _("Goods class"), ["类别", "分类", "品类", "物品类别", "食材类别", "大类"], kind=CHOICE,
              choices=ClassChoices(), synonyms=CLASS_SYNONYMS, required=True, example="大米及杂粮"),
        Field("unit", _("Unit"), ["单位", "计量单位", "基本单位", "库存单位"], longest=12, required=True,
              example="kg"),
        Field("per_case", _("In one case"), ["每箱数量", "每箱", "箱规", "装箱数", "每件数量"], kind=QUANTITY,
              unit_field="unit"),
        Field("per_bag", _("In one bag"), ["每袋数量", "每袋", "每袋重量", "袋规", "每袋净含量"], kind=QUANTITY,
              unit_field="unit", example="25 kg"),
        Field("storage", _("Storage"), ["储存", "储存方式", "贮存条件", "储存条件", "存放条件", "保存方式",
              "贮存方式"], kind=CHOICE, choices=Storage, synonyms=STORED, example="常温",
              note=_("Empty means: as usual for its class.")),
        Field("shelf_life", _("Shelf life in days"), ["保质期天数", "保质期", "保质期限", "保存期"], longest=20,
              example="365", note=_("12 months count as 360 days.")),
        Field("allergens", _("Allergens"), ["过敏原", "致敏物质", "致敏原", "过敏"], longest=120),
        Field("is_halal", _("Halal"), ["清真", "是否清真"], kind=CHOICE, choices=Answer,
              synonyms=TICKS | {"清真": "yes", "非清真": "no"}),
    ],
)  # fmt: skip
class ArticleList:
    def check(self, school, rows, at):
        known = Articles(school)
        first: dict[tuple, int] = {}
        for row in rows:
            pair = (row["name"], row.get("spec", ""))
            for refusal in name_is_allowed(row["name"]):
                yield Problem(row.number, "name", refusal)
            if pair in known.pairs:
                facts = {"name": " ".join(pair).strip()}
                yield Problem(row.number, "name", Refusal(Reason.NAME_TAKEN, facts))
            elif pair in first:
                facts = {"text": " ".join(pair).strip(), "row": first[pair]}
                yield Problem(row.number, "name", Refusal(ImportReason.SAME_AS_ROW, facts))
            first.setdefault(pair, row.number)
            if name := known.codes.get(row.get("code")):
                yield Problem(row.number, "code", Refusal(Reason.CODE_TAKEN, {"code": row["code"], "name": name}))
            yield from _read_well(row)

    def accept_row(self, school, row, actor, at, run):
        base, units = packs_of(row)
        article = add_article(
            school=school, code=row.get("code", ""), name=row["name"], spec=row.get("spec", ""),
            goods_class=row["goods_class"], base_unit=base, storage=row.get("storage", ""),
            shelf_life_days=shelf_life_days(row.get("shelf_life")), allergens=word_list(row.get("allergens")),
            is_halal=row.get("is_halal") == Answer.YES, actor=actor, at=at,
        )  # fmt: skip
        if units:
            set_article_units(article=article, units=units, actor=actor, at=at)
        return [article]

    def may_undo(self, school, created, at):
        return may_remove_articles(created)

    def undo(self, school, created, actor, at):
        remove_articles(school=school, articles=created, actor=actor, at=at)


class Articles:
    """What a school has on its list already. One query. Names of retired articles are free again, codes are not."""

    def __init__(self, school):
        rows = list(Article.objects.of(school).values_list("code", "name", "spec", "retired_on"))
        self.codes = {code: name for code, name, _spec, _retired in rows}
        self.pairs = {(name, spec) for _code, name, spec, retired in rows if retired is None}


def _read_well(row):
    for name, read in (("unit", packs_of), ("shelf_life", lambda row: shelf_life_days(row.get("shelf_life")))):
        try:
            read(row)
        except Refused as refused:
            for refusal in refused.refusals:
                yield Problem(row.number, name, refusal)
