"""Many rows in one statement keep exactly what each row says."""

from decimal import Decimal

import pytest

from houqin.duties.models import Duty
from houqin.kernel import rows
from houqin.kernel.rows import insert_rows, insert_values, update_rows
from tests.builders import NOON, TODAY, a_school

KEPT = ("code", "key", "on", "due_at", "closes_at", "ladder", "subject_id", "subject_name", "state")


def a_duty(school, n, **more):
    facts = {"code": "x", "key": f"{n}", "on": TODAY, "opens_at": NOON, "due_at": NOON, "owner": "cook",
             "ladder": [[n, "principal"]], "subject_name": f"“{n}” '\\ 《锅》", "next_at": NOON}  # fmt: skip
    return Duty(school=school, **(facts | more))


def kept():
    return list(Duty.objects.order_by("key").values_list(*KEPT))


def test_rows_are_inserted_as_they_are_and_known_ones_are_passed_over(db, monkeypatch):
    monkeypatch.setattr(rows, "TOGETHER", 2)
    school = a_school()
    made = [a_duty(school, n, subject_id=n or None, closes_at=NOON if n else None) for n in range(3)]
    expected = [tuple(getattr(one, name) for name in KEPT) for one in made]

    insert_rows(made)
    insert_rows([a_duty(school, 1, code="x", subject_name="another")])

    assert kept() == expected


def test_columns_are_updated_whether_alike_or_not(db):
    school = a_school()
    insert_rows([a_duty(school, n) for n in range(3)])
    first, _untouched, third = Duty.objects.order_by("key")
    for n, one in enumerate((first, third)):
        one.state, one.done_at, one.subject_id, one.ladder = "done", NOON, n or None, [[7, "cook"]]
        one.subject_name = "not saved"

    update_rows([first, third], ("state", "done_at", "subject_id", "ladder"))

    said = list(Duty.objects.order_by("key").values_list("state", "done_at", "subject_id", "ladder"))
    done = ("done", NOON)
    assert said == [
        (*done, None, [[7, "cook"]]),
        ("waiting", None, None, [[1, "principal"]]),
        (*done, 1, [[7, "cook"]]),
    ]
    assert "not saved" not in {one.subject_name for one in Duty.objects.all()}


def test_what_json_cannot_say_is_not_written(db):
    school = a_school()
    insert_rows([a_duty(school, n) for n in range(2)])
    ones = list(Duty.objects.all())
    for n, one in enumerate(ones):
        one.subject_id = Decimal(n)

    with pytest.raises(TypeError):
        update_rows(ones, ["subject_id"])


def test_values_are_inserted_by_column_without_a_row(db, django_assert_num_queries):
    school = a_school()
    alike = {
        column.attname: getattr(a_duty(school, 0), column.attname)
        for column in Duty._meta.concrete_fields
        if not column.primary_key and column.attname not in ("key", "subject_id", "ladder", "subject_name")
    }
    each = {"key": ["0", "1", "2"], "subject_id": [None, 4, None], "ladder": [[[n, "cook"]] for n in range(3)],
            "subject_name": ["甲", "“乙”", "丙"]}  # fmt: skip

    with django_assert_num_queries(1):
        insert_values(Duty, alike=alike, each=each)
    with django_assert_num_queries(0):
        insert_values(Duty, alike=alike, each={name: [] for name in each})

    made = [a_duty(school, n, **{name: values[n] for name, values in each.items()}) for n in range(3)]
    assert kept() == [tuple(getattr(one, name) for name in KEPT) for one in made]
    with pytest.raises(TypeError, match="other columns"):
        insert_values(Duty, alike={}, each=each)


def test_rows_that_are_all_alike_are_as_many_as_they_are(db):
    school = a_school()
    insert_rows([a_duty(school, 7)])
    assert len(kept()) == 1
