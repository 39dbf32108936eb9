"""The rules stand in the house: every id that code cites exists, and the pages say what the data say."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from houqin.tenancy import rulebook
from houqin.tenancy.posts import Post

ROOT = Path(rulebook.__file__).resolve().parent.parent.parent
HOUSE = ROOT / "houqin"
DOMAIN = ROOT / "docs" / "domain"
ID = re.compile(r"\b[A-Z]{2}-\d\d\b")


def _data(name):
    return tomllib.loads((HOUSE / name).read_text(encoding="utf-8"))


@pytest.fixture
def parameters():
    return _data("tenancy/data/parameters.toml")


@pytest.fixture
def goods():
    return _data("supply/data/goods_classes.toml")


@pytest.fixture
def banned():
    return _data("supply/data/banned.toml")


def _cited(paths):
    """Each id with the file that cites it."""
    return {
        (found, str(path.relative_to(ROOT))) for path in paths for found in ID.findall(path.read_text(encoding="utf-8"))
    }


def test_every_id_cited_in_code_exists():
    known = rulebook.rules().keys() | rulebook.gates().keys()
    citations = _cited(HOUSE.rglob("*.py"))

    assert citations  # the search itself works
    assert {(found, where) for found, where in citations if found not in known} == set()


def test_every_section_is_complete():
    counted = Counter(rule.section for rule in rulebook.rules().values())

    assert counted == {
        1: 12, 2: 10, 3: 21, 4: 10, 5: 14, 6: 9, 7: 13, 8: 11, 9: 9, 10: 28, 11: 8, 12: 15,
        13: 6, 14: 12, 15: 15, 16: 20, 17: 15, 18: 20, 19: 12, 20: 23, 21: 26, 22: 13, 23: 5,
    }  # fmt: skip


def test_the_numbers_of_a_family_have_no_holes():
    families = {}
    for rule in rulebook.rules():
        families.setdefault(rule[:2], []).append(int(rule[3:]))

    assert {family: numbers for family, numbers in families.items() if numbers != [*range(1, len(numbers) + 1)]} == {}


def test_every_source_key_has_an_address():
    addresses = _data("tenancy/data/rules.toml")["sources"]
    keys = {
        (rule.id, code.split(":")[1]) for rule in rulebook.rules().values() for code in rule.confidence if ":" in code
    }

    assert {(rule, key) for rule, key in keys if key not in addresses} == set()


def test_every_evidence_code_is_explained():
    letters = {code[0] for rule in rulebook.rules().values() for code in rule.confidence}

    assert letters == set("LVWKUC")
    assert [rule.id for rule in rulebook.rules().values() if not rule.confidence] == []


def test_every_rule_a_clause_points_to_exists():
    empty = [clause.id for clause in rulebook.clauses().values() if clause.rules and not rulebook.rules_of(clause)]

    assert empty == []


def test_gates_and_clauses_name_each_other():
    from_gates = {(gate.id, clause) for gate in rulebook.gates().values() for clause in gate.clauses}
    from_clauses = {(gate, clause.id) for clause in rulebook.clauses().values() for gate in clause.gates}

    assert from_gates == from_clauses
    assert {clause for _, clause in from_gates} <= rulebook.clauses().keys()


def test_clauses_name_posts_that_people_hold():
    named = {post for clause in rulebook.clauses().values() for post in clause.posts}

    assert named <= set(Post.values)


def test_there_are_twenty_two_gates_and_three_have_no_override():
    assert list(rulebook.gates()) == [f"GT-{number:02}" for number in range(1, 23)]
    assert {gate.id for gate in rulebook.gates().values() if not gate.overridable} == {
        "GT-05",
        "GT-06",
        "GT-10",
    }


def test_parameters_rest_on_rules(parameters):
    tables = [*parameters["parameter"], parameters["near_expiry"], parameters["certificate_warning"]]
    evidence = {row["rule"]: {code[0] for code in rulebook.rules()[row["rule"]].confidence} for row in tables}

    assert [row for row in tables if row["confidence"] not in evidence[row["rule"]]] == []
    assert [row for row in tables if row["settled"] == (row["confidence"] in {"U", "W"})] == []
    assert [row for row in tables if row["tighter"] not in {"higher", "lower", "none"}] == []
    assert [row for row in tables if row["settled"] and row["tighter"] == "none"] == []


def test_parameters_are_whole_numbers_known_once(parameters):
    rows = parameters["parameter"]

    assert [row["key"] for row in rows if type(row["value"]) is not int] == []
    assert [key for key, times in Counter(row["key"] for row in rows).items() if times > 1] == []
    assert [row["key"] for row in rows if not (row["title"]["en"] and row["title"]["zh"])] == []


@pytest.mark.parametrize(
    ("key", "value", "tighter"),
    [
        ("retained_sample_grams", 125, "higher"),
        ("retained_sample_hold_hours", 48, "higher"),
        ("sample_cabinet_max_c", 8, "lower"),
        ("sample_cabinet_min_c", 0, "higher"),
        ("core_temperature_min_c", 70, "higher"),
        ("cook_to_eat_max_minutes", 120, "lower"),
        ("tasting_lead_minutes", 30, "none"),
        ("chilled_arrival_max_c", 8, "lower"),
        ("frozen_arrival_max_c", -9, "lower"),
        ("frozen_store_max_c", -12, "lower"),
        ("inspectors_min", 2, "higher"),
        ("hot_holding_min_c", 60, "higher"),
    ],
)
def test_the_national_floor(parameters, key, value, tighter):
    row = next(row for row in parameters["parameter"] if row["key"] == key)

    assert (row["value"], row["tighter"]) == (value, tighter)


def test_near_expiry_steps_fall_with_the_shelf_life(parameters):
    steps = [(step["shelf_life_days"], step["warn_days"]) for step in parameters["near_expiry"]["steps"]]

    assert steps[:5] == [(365, 45), (180, 20), (90, 15), (30, 10), (16, 5)]  # SL-01
    assert steps == sorted(steps, reverse=True)
    assert {warn for life, warn in steps if life < 16} <= {1, 2, 3, 4}
    assert steps[-1][0] == 0


def test_goods_classes_ask_for_documents_checks_and_parameters_that_exist(goods, parameters):
    kinds = {document["code"]: document["of"] for document in goods["documents"]}
    checks = {check["code"] for check in goods["checks"]}
    keys = {row["key"] for row in parameters["parameter"]}

    for one in goods["classes"]:
        assert {kinds[code] for group in one["lot_documents"] for code in group} <= {"lot"}, one["code"]
        assert {kinds[code] for group in one["supplier_documents"] for code in group} == {"supplier"}, one["code"]
        assert set(one["checks"]) <= checks, one["code"]
        assert {*one.get("arrival", {}).values(), one.get("shelf_life", "fruit_shelf_life_days")} <= keys, one["code"]
        assert one["storage"] in {"ambient", "chilled", "frozen"}, one["code"]


def test_every_document_and_check_is_asked_for_by_some_class(goods):
    groups = [group for one in goods["classes"] for group in one["lot_documents"] + one["supplier_documents"]]
    asked = {code for group in groups for code in group}

    assert {document["code"] for document in goods["documents"]} == asked
    assert {check["code"] for check in goods["checks"]} == {code for one in goods["classes"] for code in one["checks"]}


def test_supply_data_cite_rules_that_exist(goods, banned):
    cited = {row["rule"] for row in [*goods["documents"], *goods["checks"], *banned["banned"], *banned["suggested"]]}
    cited |= {rule for one in goods["classes"] for rule in one["rules"]}

    assert cited - rulebook.rules().keys() == set()
    assert {f"SQ-{number}" for number in range(10, 22)} <= cited


def test_bulk_goods_are_those_of_sq_01(goods):
    assert {one["code"] for one in goods["classes"] if one["bulk"]} == {
        one["code"] for one in goods["classes"] if "SQ-01" in one["rules"]
    }


def _banned_as(name, of, banned):
    found = set()
    for row in banned["banned"]:
        rest = name.lower().replace(" ", "")
        for harmless in row["except"]:
            rest = rest.replace(harmless.lower().replace(" ", ""), "")
        if of in row["of"] and any(word.lower().replace(" ", "") in rest for word in row["words"]):
            found.add(row["code"])
    return found


@pytest.mark.parametrize(
    ("name", "of", "codes"),
    [
        ("四季豆", "ingredient", {"green_beans"}),
        ("干煸四季豆", "dish", {"green_beans"}),
        ("Green beans", "ingredient", {"green_beans"}),
        ("鲜黄花菜", "ingredient", {"fresh_daylily"}),
        ("野生蘑菇", "ingredient", {"wild_mushrooms"}),
        ("发芽土豆", "ingredient", {"sprouted_potato"}),
        ("亚硝酸钠", "ingredient", {"nitrite"}),
        ("口水鸡", "dish", {"cold_meat_dishes"}),
        ("三文鱼刺身", "dish", {"raw_food"}),
        ("裱花蛋糕", "dish", {"decorated_cakes"}),
        ("豇豆与四季豆", "ingredient", {"green_beans"}),
        ("土豆", "ingredient", set()),
        ("马铃薯", "ingredient", set()),
        ("豇豆", "ingredient", set()),
        ("长豆角", "ingredient", set()),
        ("荷兰豆", "ingredient", set()),
        ("干黄花菜", "ingredient", set()),
        ("鲜黄花鱼", "ingredient", set()),
        ("香菇", "ingredient", set()),
        ("亚硝酸盐检测试纸", "ingredient", set()),
        ("红烧肉", "dish", set()),
        ("凉拌黄瓜", "dish", set()),
    ],
)
def test_words_catch_what_is_banned_and_nothing_else(banned, name, of, codes):
    assert _banned_as(name, of, banned) == codes


@pytest.mark.parametrize(
    ("page", "printed"),
    [("rules.md", rulebook.rules_as_markdown), ("charter.md", rulebook.charter_as_markdown)],
)
def test_the_pages_are_printed_from_the_data(page, printed):
    assert (DOMAIN / page).read_text(encoding="utf-8") == printed()


def test_the_rules_page_lists_each_id_once():
    listed = re.findall(r"^\| ([A-Z]{2}-\d\d) \|", (DOMAIN / "rules.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert listed == list(rulebook.rules())
