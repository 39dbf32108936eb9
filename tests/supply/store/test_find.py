"""Search by code or name: this school's things only, the exact code first."""

from houqin.documents.coded import find
from tests.builders import a_delivery, a_lot, a_school, a_supplier, an_article


def codes(text, school, crew):
    return [one.code for one in find(text, school=school, actor=crew.storekeeper)]


def test_every_kind_of_thing_is_found_by_code_and_name(school, crew):
    supplier = a_supplier(school, "红柳粮油")
    article = an_article(school, "红柳小米")
    lot, delivery = a_lot(article), a_delivery(school, supplier)

    assert set(codes("红柳", school, crew)) == {lot.code, article.code, supplier.code, delivery.code}
    assert codes(lot.code, school, crew)[0] == lot.code


def test_two_chinese_signs_are_enough(school, crew):
    article = an_article(school, "𠮷米")

    assert codes("𠮷米", school, crew) == [article.code]


def test_the_number_on_the_label_finds_the_lot(school, crew, rice):
    lot = a_lot(rice, supplier_lot="20251117A")

    assert codes("20251117a", school, crew) == [lot.code]


def test_another_schools_things_are_not_found(school, crew):
    other = a_school("二小")
    lot = a_lot(an_article(other, "小米"))
    a_supplier(other, "小米商行")

    assert codes("小米", school, crew) == codes(lot.code, school, crew) == []


def test_nothing_asked_is_nothing_found(school, crew, rice):
    assert codes("  ", school, crew) == []
