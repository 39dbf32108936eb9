"""The database itself refuses to change what is sealed (GT-18)."""

from django.db import migrations

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION houqin_sealed() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'sealed: rows of % are never changed or deleted', TG_TABLE_NAME; END;
$$ LANGUAGE plpgsql;
"""


def _seal(table):
    def forwards(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(POSTGRES_FUNCTION, params=None)
            schema_editor.execute(
                f"CREATE TRIGGER {table}_sealed BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION houqin_sealed()"
            )
        else:
            for event in ("UPDATE", "DELETE"):
                schema_editor.execute(
                    f"CREATE TRIGGER {table}_sealed_{event.lower()} BEFORE {event} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, 'sealed: rows of {table} are never changed or deleted'); END"
                )

    return forwards


def _unseal(table):
    def backwards(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_sealed ON {table}")
        else:
            for event in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER {table}_sealed_{event}")

    return backwards


def seal(table: str) -> migrations.RunPython:
    """A migration step after which rows of `table` can be added but never changed or deleted."""
    return migrations.RunPython(_seal(table), _unseal(table))
