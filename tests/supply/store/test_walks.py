"""The walks between lots read what they answer with, not the history of the store."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from houqin.supply.selectors.lots import ancestor_ids, descendant_ids


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite builds indexes of its own")
@pytest.mark.parametrize("walk", [ancestor_ids, descendant_ids])
def test_sqlite_builds_no_index_over_all_movements(db, walk):
    with CaptureQueriesContext(connection) as captured:
        walk([1])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {captured[0]['sql']}")
        plan = "\n".join(step for *_numbers, step in cursor.fetchall())
    assert "AUTOMATIC" not in plan and "BLOOM" not in plan, plan
    assert "SCAN m" not in plan, plan
