import pytest

from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.people.reasons import Reason
from houqin.supply.models import Article, ArticleUnit
from tests.builders import a_lot, an_article
from tests.listing import Listing, problems, shuffled

ROWS = [
    ["编码", "品名", "规格型号", "类别", "计量单位", "每箱", "每袋重量", "贮存条件", "保质期", "致敏物质"],
    ["mi01", "大米", "25kg/袋", "粮食", "kg", "", "25公斤", "常温", "12个月", ""],
    ["", "𠮷氏纯牛奶·全脂", "200mL×24", "常温奶", "盒", "24", "", "", "180天", "牛奶"],
    ["J03", "酱油", "", "调味品", "瓶", "12瓶", "", "阴凉干燥", "", "大豆、小麦"],
]


@pytest.fixture
def articles(school, director):
    return Listing("supply.articles", school, director)


@pytest.mark.parametrize(("name", "encoding"), [("名单.xlsx", ""), ("名单.csv", "gb18030")])
def test_columns_come_in_any_order_and_packs_are_kept(articles, school, name, encoding):
    articles.bring_in(shuffled(ROWS), name=name, encoding=encoding)

    kept = Article.objects.of(school).order_by("pk")
    fields = ("code", "name", "goods_class", "base_unit", "storage", "shelf_life_days", "allergens")
    assert list(kept.values_list(*fields)) == [
        ("MI01", "大米", "grain", "g", "ambient", 360, ""),
        ("A260311-01", "𠮷氏纯牛奶·全脂", "ambient_milk", "piece", "ambient", 180, "牛奶"),
        ("J03", "酱油", "condiments", "piece", "ambient", None, "大豆、小麦"),
    ]
    assert list(ArticleUnit.objects.order_by("article").values_list("article__name", "unit", "base_amount")) == [
        ("大米", "袋", 25_000),
        ("𠮷氏纯牛奶·全脂", "case", 24),
        ("酱油", "case", 12),
    ]


def test_what_is_wrong_is_named_by_row_and_column(articles, school):
    an_article(school, "大米", spec="25kg/袋")
    Article.objects.filter(name="大米").update(code="J03")

    run = articles.check(
        [
            ["编码", "名称", "规格", "类别", "单位", "保质期天数"],
            ["M1", "大米", "25kg/袋", "粮食", "kg", ""],
            ["J03", "酱油", "", "调味品", "瓶", "很久"],
            ["S1", "四 季 豆", "", "根茎类", "公斤", ""],
            ["S2", "洋葱", "", "根茎类", "车", ""],
            ["S3", "洋葱", "", "根茎类", "箱", ""],
        ]
    )

    assert problems(run) == [
        (2, "品名", "“大米 25kg/袋”已在册。请打开已有的那条。"),
        (3, "品项编码", "编号 J03 已归大米。请换一个。"),
        (3, "保质期（天）", "“很久”看不出是多少天。写天数，如 365。"),
        (4, "品名", "“四 季 豆”属于四季豆，学校一律不采购、不供应。加热不透易中毒。请换一种。"),
        (5, "单位", "不能按“车”计数。请选克、毫升或个。"),
        (6, "品名", "“洋葱”在第 5 行已经有了。两行留一行。"),
        (6, "单位", "看不出一箱有多少。带单位写，如 25 kg。"),
    ]


def test_a_class_nobody_knows_is_named(articles):
    run = articles.check([["名称", "类别", "单位"], ["鸡", "肉", "kg"]])

    [(row, column, sentence)] = problems(run)
    assert (row, column) == (2, "品类")
    assert sentence.startswith("没有“肉”这一项。可填：大米及杂粮、面粉及面制品、食用油、")


def test_names_and_codes_of_another_school_never_match(articles, other_school):
    Article.objects.create(
        school=other_school, code="MI01", name="大米", spec="25kg/袋", goods_class="grain", base_unit="g"
    )

    assert problems(articles.check(ROWS)) == []


def test_an_import_is_taken_back_with_its_packs(articles, school):
    run = articles.bring_in(ROWS)

    articles.undo(run)

    assert (Article.objects.of(school).count(), ArticleUnit.objects.count()) == (0, 0)


def test_an_article_in_the_store_stays(articles, school):
    run = articles.bring_in(ROWS)
    a_lot(Article.objects.get(code="MI01"))

    with pytest.raises(Refused) as refused:
        articles.undo(run)

    assert [(one.reason, one.facts["name"]) for one in refused.value.refusals] == [(Reason.IN_USE, "大米")]
    assert Article.objects.of(school).count() == 3


def test_a_cook_brings_in_no_article(school, crew):
    with pytest.raises(NotYours):
        Listing("supply.articles", school, crew.cook).check(ROWS)
