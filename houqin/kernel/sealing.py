"""The database itself refuses to change what is sealed (GT-18)."""

from django.db.migrations.operations.base import Operation, OperationCategory

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION houqin_sealed() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'sealed: rows of % are never changed or deleted', TG_TABLE_NAME; END;
$$ LANGUAGE plpgsql;
"""


class Seal(Operation):
    """After this step rows of a table can be added but never changed or deleted.

    An operation of its own, since RunPython has Django rebuild every model of every app for each table.
    """

    reduces_to_sql = True
    reversible = True
    category = OperationCategory.SQL

    def __init__(self, table: str):
        self.table = table

    def state_forwards(self, app_label, state):
        """Models stay as they are."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        table = self.table
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(POSTGRES_FUNCTION, params=None)
            schema_editor.execute(
                f"CREATE OR REPLACE TRIGGER {table}_sealed BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION houqin_sealed()"
            )
        else:
            for event in ("UPDATE", "DELETE"):
                schema_editor.execute(
                    f"CREATE TRIGGER IF NOT EXISTS {table}_sealed_{event.lower()} BEFORE {event} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, 'sealed: rows of {table} are never changed or deleted'); END"
                )

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        table = self.table
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_sealed ON {table}")
        else:
            for event in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER {table}_sealed_{event}")

    def describe(self):
        return f"Seal {self.table}"


def seal(table: str) -> Seal:
    """A migration step after which rows of `table` can be added but never changed or deleted.

    Repeat it after a column of the table is altered: SQLite makes the table anew for that, without the seal.
    """
    return Seal(table)
