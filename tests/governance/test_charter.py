"""Something stands behind every clause, or it is listed as not built yet; and the page says how each stands."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from houqin import governance
from houqin.documents.ledgers import LEDGERS
from houqin.duties.models import Duty
from houqin.governance.selectors.charter import behind, clause_lines, evidence_of, page_of
from houqin.governance.selectors.matrix import matrix_on, vacancies
from houqin.journal.actions import record
from houqin.people.events import APPOINTED
from houqin.supply.events import SUPPLIER_APPROVED
from houqin.tenancy import rulebook
from houqin.tenancy.posts import Post
from houqin.tenancy.standing import STANDING, stands_behind
from tests.builders import NOON, TODAY, a_holder, a_school, a_supplier
from tests.refusing import DAY

LISTED = tomllib.loads((Path(governance.__file__).parent / "data" / "not_built.toml").read_text(encoding="utf-8"))


def test_a_clause_has_something_behind_it_or_is_listed_as_not_built():
    """The list only shrinks: a clause that something stands behind must leave it."""
    unbuilt = [one.id for one in rulebook.clauses().values() if not behind(one).is_built]

    assert sorted(clause for clauses in LISTED.values() for clause in clauses) == sorted(unbuilt)


def test_every_clause_reads_in_chinese_too():
    assert [one.id for one in rulebook.clauses().values() if not (one.zh and one.zh.endswith("。"))] == []


def test_what_stands_behind_a_clause_exists():
    declared = [one for rows in STANDING.values() for one in rows]

    assert {code for one in declared for code in one.ledgers} - LEDGERS.keys() == set()
    assert {one.view for one in declared if one.view and not page_of(one.view)} == set()


@pytest.mark.parametrize(("clause", "gates"), [("Z-01", ()), ("C-07", ("GT-99",))])
def test_an_app_cannot_stand_behind_what_the_charter_does_not_know(clause, gates):
    with pytest.raises(ValueError, match="the charter has no"):
        stands_behind(clause, gates=gates)


def line_of(school, clause, at=NOON):
    [line] = clause_lines(school, at=at, only=clause)
    return line


def test_a_clause_stands_quiet_late_or_is_not_built(school, crew):
    assert [line_of(school, clause).state for clause in ("C-07", "G-01")] == ["unproven", "unbuilt"]
    supplier = a_supplier(school)
    entry = record(SUPPLIER_APPROVED, supplier, actor=crew.principal, at=NOON)

    assert line_of(school, "C-07").state == "stands"
    assert line_of(school, "C-07", NOON + timedelta(days=91)).state == "quiet"
    assert evidence_of(line_of(school, "C-07"), school) == [(entry, supplier.get_absolute_url())]


def test_a_late_duty_shows_at_its_clause(school, crew, a_meeting, an_item):
    a_meeting(items=[an_item()])
    assert line_of(school, "S-02").state == "stands"

    Duty.objects.filter(code="governance.do-item").update(state="late")

    line = line_of(school, "S-02")
    assert (line.state, line.late) == ("late", 1)


def test_the_evidence_of_another_school_proves_nothing_here(school, crew):
    other = a_school("邻校")
    record(SUPPLIER_APPROVED, a_supplier(other), actor=a_holder(Post.PRINCIPAL, other), at=NOON)

    assert line_of(school, "C-07").latest is None


def test_who_answers_is_said_by_post_and_name(school):
    a_holder(Post.PRINCIPAL, school, "马校长")

    held = dict(line_of(school, "C-02").held)
    assert held[Post.PRINCIPAL] == ["马校长"]
    assert line_of(school, "C-08").vacant == [Post.FOOD_SAFETY_OFFICER, Post.STOREKEEPER]


def test_the_charter_costs_the_same_however_long_the_journal(school, crew, django_assert_num_queries):
    for day in range(3):
        record(SUPPLIER_APPROVED, a_supplier(school), actor=crew.principal, at=NOON + day * DAY)
        record(APPOINTED, crew.principal, chain=school.pk, actor=crew.principal, at=NOON + day * DAY)

    with django_assert_num_queries(5):
        lines = clause_lines(school, at=NOON)

    assert [line.latest.sequence for line in lines if line.clause.id in ("C-07", "C-02")] == [6, 5]


def test_who_held_it_on_the_third_of_march_answers_at_once(school, django_assert_num_queries):
    a_holder(Post.COOK, school, "李秀兰", ends_on=date(2026, 3, 3))
    a_holder(Post.COOK, school, "古丽", starts_on=date(2026, 3, 4))
    held = a_holder(Post.COOK, school, "副手").holdings.get()
    held.is_deputy = True
    held.save()

    with django_assert_num_queries(2):
        rows = [next(row for row in matrix_on(school, date(2026, 3, day)) if row.post == Post.COOK) for day in (3, 4)]

    assert [[held.user.name for held in row.people] for row in rows] == [["李秀兰"], ["古丽"]]
    assert [[held.user.name for held in row.deputies] for row in rows] == [["副手"], ["副手"]]
    assert "C-19" in rows[0].clauses
    assert next(row for row in matrix_on(school, TODAY) if row.post == Post.BUYER).is_vacant


def test_a_post_is_vacant_between_two_holders_and_a_deputy_does_not_fill_it(school):
    def held(first, last, **more):
        user = a_holder(Post.COOK, school, starts_on=date(2026, 3, first), ends_on=last and date(2026, 3, last))
        row = user.holdings.get()
        row.is_deputy = more.get("deputy", False)
        return row

    rows = [held(3, 4), held(4, 9), held(12, 14), held(5, None, deputy=True)]

    assert vacancies(rows, date(2026, 3, 1), date(2026, 3, 20)) == [
        (date(2026, 3, 1), date(2026, 3, 2)), (date(2026, 3, 10), date(2026, 3, 11)), (date(2026, 3, 15), None)
    ]  # fmt: skip
    assert vacancies([held(1, None)], date(2026, 3, 1), date(2026, 3, 20)) == []
