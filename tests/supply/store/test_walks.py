"""The walks between lots read what they answer with, not the history of the store."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from houqin.supply.selectors.lots import ancestor_ids, descendant_ids


@pytest.fixture
def long_history(db):
    """SQLite is told that the store has seen half a million movements, as ANALYZE would tell it."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("DELETE FROM sqlite_stat1")
        for table, told in (("supply_movement", "500000 20"), ("supply_preparation", "5000 1")):
            indexes = connection.introspection.get_constraints(cursor, table).items()
            for name, found in indexes:
                if found["index"] or found["unique"]:
                    numbers = told + " 1" * (len(found["columns"]) - 1)
                    cursor.execute("INSERT INTO sqlite_stat1 VALUES (%s, %s, %s)", [table, name, numbers])
        cursor.execute("ANALYZE sqlite_schema")


@pytest.mark.sqlite
@pytest.mark.parametrize("walk", [ancestor_ids, descendant_ids])
def test_sqlite_builds_no_index_over_all_movements(long_history, walk):
    with CaptureQueriesContext(connection) as captured:
        walk([1])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {captured[0]['sql']}")
        plan = "\n".join(step for *_numbers, step in cursor.fetchall())
    assert [step for step in ("AUTOMATIC", "BLOOM", "SCAN m") if step in plan] == [], plan
