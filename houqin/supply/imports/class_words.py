"""Goods classes and papers as people write them in a list."""

import re

from houqin.imports.headings import folded
from houqin.supply.goods_classes import document_kinds, goods_classes

#: Words that mean one class and no other. 肉 or 蔬菜 alone would be a guess, so they are asked back.
CLASS_SYNONYMS = {
    "大米": "grain", "米": "grain", "粮食": "grain", "杂粮": "grain", "米类": "grain",
    "面粉": "flour", "面": "flour", "面制品": "flour", "米面制品": "flour", "挂面": "flour",
    "油": "oil", "食用油": "oil", "植物油": "oil", "油脂": "oil",
    "鲜猪肉": "pork", "猪肉类": "pork", "冻猪肉": "frozen_pork",
    "牛肉": "beef_mutton", "羊肉": "beef_mutton", "牛羊肉类": "beef_mutton",
    "鸡肉": "poultry", "禽肉类": "poultry", "禽类": "poultry",
    "冻肉": "frozen_meat", "鸡蛋": "eggs", "蛋类": "eggs", "禽蛋": "eggs", "蛋": "eggs",
    "低温奶": "milk", "酸奶": "milk", "鲜奶": "milk", "纯牛奶": "ambient_milk", "常温牛奶": "ambient_milk",
    "水产": "aquatic", "水产品": "aquatic", "鲜鱼": "aquatic",
    "叶菜": "leaf_vegetables", "叶菜类": "leaf_vegetables", "食用菌": "leaf_vegetables", "菌菇": "leaf_vegetables",
    "根茎类": "root_vegetables", "根茎类蔬菜": "root_vegetables", "茄果类": "root_vegetables",
    "瓜果类蔬菜": "root_vegetables",
    "水果类": "fruit", "豆腐": "bean_products", "豆制品类": "bean_products", "干货类": "dry_goods", "干菜": "dry_goods",
    "包装食品": "packaged_food", "预包装": "packaged_food", "速冻": "frozen_food", "冷冻食品": "frozen_food",
    "调料": "condiments", "调味料": "condiments", "调味品类": "condiments",
    "食品添加剂": "additives", "添加剂": "additives", "洗涤剂": "detergents",
    "消毒剂": "detergents", "洗消用品": "detergents",
    "餐具消毒": "tableware_service", "集体配餐": "delivered_meals", "配送餐": "delivered_meals",
}  # fmt: skip
SEPARATORS = re.compile(r"[,，、;；/|\s]+")
LONGEST_RUN = 3  # 洗涤剂、消毒剂 is one class, though it is written with a comma


class ClassChoices:
    """Reads like a Choices class whose labels follow the reader's language."""

    @property
    def choices(self):
        return [(code, one.title) for code, one in goods_classes().items()]

    @property
    def values(self):
        return list(goods_classes())

    @property
    def labels(self):
        return [one.title for one in goods_classes().values()]


class PaperChoices(ClassChoices):
    """Papers of a supplier, not of one consignment."""

    @property
    def choices(self):
        return [(kind.code, kind.title) for kind in document_kinds().values() if kind.of == "supplier"]

    @property
    def values(self):
        return [code for code, _title in self.choices]

    @property
    def labels(self):
        return [title for _code, title in self.choices]


def classes_in(text: str) -> tuple[list[str], list[str]]:
    """(codes, words not understood) of “大米、面粉；洗涤剂、消毒剂”."""
    known = {folded(word): code for word, code in CLASS_SYNONYMS.items()}
    for code, one in goods_classes().items():
        known |= {folded(code): code, folded(one.title_zh): code, folded(one.title_en): code}
    if folded(text) in known:
        return [known[folded(text)]], []
    words = [word for word in SEPARATORS.split(text) if word]
    codes, unknown, at = [], [], 0
    while at < len(words):
        for length in range(LONGEST_RUN, 0, -1):
            code = known.get(folded("".join(words[at : at + length])))
            if code and at + length <= len(words):
                codes.append(code)
                at += length
                break
        else:
            unknown.append(words[at])
            at += 1
    return list(dict.fromkeys(codes)), unknown
