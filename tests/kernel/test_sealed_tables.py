"""What a migration sealed stays sealed, also when a later one altered the table."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from houqin.kernel.sealing import Seal

TRIGGERS = {
    "sqlite": "SELECT tbl_name, count(*) FROM sqlite_master WHERE type='trigger' AND name LIKE '%_sealed_%' GROUP BY 1",
    "postgresql": "SELECT tgrelid::regclass::text, 2 FROM pg_trigger WHERE tgname LIKE '%_sealed'",
}


@pytest.mark.django_db
def test_every_sealed_table_refuses_change_and_deletion():
    migrations = MigrationLoader(None).disk_migrations.values()
    sealed = {one.table for migration in migrations for one in migration.operations if isinstance(one, Seal)}
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        found = dict(cursor.fetchall())

    assert "dormitory_mark" in sealed
    assert {table for table in sealed if found.get(table) != 2} == set()
