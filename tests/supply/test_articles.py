"""The list of articles. GT-06 begins here: what is banned never gets on it."""

import pytest

from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.supply.actions import add_article, change_article, retire_article, set_article_units
from houqin.supply.models import Article, ArticleUnit
from houqin.supply.reasons import Reason
from tests.builders import NOON, TODAY, Crew, a_lot, a_school, an_article
from tests.supply.arriving import kinds

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew():
    return Crew(a_school())


def _add(crew, **more):
    wanted = {"school": crew.school, "name": "香米", "goods_class": "grain", "base_unit": "g"}
    return add_article(**(wanted | more), actor=crew.storekeeper, at=NOON)


def test_an_article_gets_a_code_and_the_storage_of_its_class(crew):
    article = _add(crew, name=" 鲜鸡腿 ", goods_class="poultry")

    assert (article.code, article.name, article.storage) == ("A260311-01", "鲜鸡腿", "chilled")
    assert kinds() == ["supply.article_added"]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"name": "四季豆"}, Reason.BANNED),
        ({"name": "四 季 豆（精选）"}, Reason.BANNED),
        ({"name": "鲜黄花菜"}, Reason.BANNED),
        ({"name": "亚硝酸盐"}, Reason.BANNED),
        ({"name": "  "}, Reason.NAME_MISSING),
        ({"goods_class": "gold"}, Reason.CLASS_UNKNOWN),
        ({"storage": "cellar"}, Reason.STORAGE_UNKNOWN),
        ({"base_unit": "pound"}, Reason.BASE_UNIT_UNKNOWN),
        ({"name": "大米"}, Reason.NAME_TAKEN),
        ({"code": "X1"}, Reason.CODE_TAKEN),
    ],
)
def test_one_thing_wrong_adds_nothing(crew, wrong, reason):
    an_article(crew.school, "大米")
    Article.objects.update(code="X1")

    with pytest.raises(Refused) as refused:
        _add(crew, **wrong)

    assert refused.value.reasons == {reason}
    assert (Article.objects.count(), kinds()) == (1, [])


@pytest.mark.parametrize("name", ["长豆角", "干黄花菜", "土豆", "小黄花鱼", "亚硝酸盐速测卡"])
def test_names_that_only_look_banned_are_welcome(crew, name):
    assert _add(crew, name=name).name == name


def test_an_article_cannot_be_renamed_to_something_banned(crew):
    article = an_article(crew.school)

    with pytest.raises(Refused) as refused:
        change_article(
            article=article, name="野生菌", goods_class="grain", storage="ambient", actor=crew.storekeeper, at=NOON
        )

    assert refused.value.reasons == {Reason.BANNED}
    assert Article.objects.get().name == "大米"


def test_packs_are_set_as_a_whole(crew):
    article = an_article(crew.school, base_unit="g")

    set_article_units(article=article, units={"袋": 25_000, "case": 50_000}, actor=crew.storekeeper, at=NOON)
    set_article_units(article=article, units={"袋": 10_000}, actor=crew.storekeeper, at=NOON)

    assert list(ArticleUnit.objects.values_list("unit", "base_amount")) == [("袋", 10_000)]


@pytest.mark.parametrize(
    ("units", "reason"),
    [({"袋": 0}, Reason.UNIT_FACTOR), ({"箱": 10**9}, Reason.UNIT_FACTOR), ({"公斤": 500}, Reason.UNIT_FIXED)],
)
def test_a_pack_with_one_thing_wrong_changes_nothing(crew, units, reason):
    article = an_article(crew.school)

    with pytest.raises(Refused) as refused:
        set_article_units(article=article, units=units, actor=crew.storekeeper, at=NOON)

    assert refused.value.reasons == {reason}
    assert not ArticleUnit.objects.exists()


def test_an_article_with_stock_stays_in_use(crew):
    article = an_article(crew.school)
    a_lot(article)

    with pytest.raises(Refused) as refused:
        retire_article(article=article, actor=crew.storekeeper, at=NOON)

    assert refused.value.reasons == {Reason.ARTICLE_IN_STOCK}
    assert Article.objects.get().retired_on is None


def test_a_retired_article_frees_its_name(crew):
    retire_article(article=an_article(crew.school, "香米"), actor=crew.storekeeper, at=NOON)

    assert _add(crew).retired_on is None
    assert Article.objects.filter(retired_on=TODAY).count() == 1


def test_a_cook_changes_no_list(crew):
    with pytest.raises(NotYours):
        add_article(school=crew.school, name="香米", goods_class="grain", base_unit="g", actor=crew.cook, at=NOON)
