"""The second wall: PostgreSQL itself shows a request only the rows of the schools its person may see.

The first wall is `visible_to` in every queryset. Should one be forgotten, row-level security finds nothing. A request
narrows its connection before it asks anything of a school, and leaves it so: until the next one has said whose it is,
the tables of a school show no more than they did. Commands and the clock have connections of their own and serve the
whole house, as these say when they open (config.environment.database). A connection without a word sees nothing.
"""

from collections.abc import Iterable

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connection, connections

from houqin.kernel.prepared import planned_cursor
from houqin.tenancy.school_rows import SchoolRow

# The two sub-selects are worked out once for each query, not for each row.
POLICY = """
    (SELECT current_setting('houqin.whole_house', true) = 'yes')
    OR school_id = ANY ((SELECT NULLIF(current_setting('houqin.schools', true), '')::bigint[])::bigint[])
"""


def walled_tables() -> list[str]:
    """Every table whose rows belong to a school."""
    models = (model for model in apps.get_models(include_auto_created=False) if issubclass(model, SchoolRow))
    return sorted(model._meta.db_table for model in models)


def raise_wall(**of_signal) -> None:
    """Put the policy on every table that lacks it; after each migration, so that no new table is forgotten."""
    if connection.vendor != "postgresql":
        return
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_policies WHERE policyname = 'one_school'")
        walled = {name for (name,) in cursor.fetchall()}
        there = set(connection.introspection.table_names(cursor))
        for table in set(walled_tables()) & there - walled:
            cursor.execute(f"CREATE POLICY one_school ON {quote(table)} USING ({POLICY})")
            # FORCE, because the product owns its tables, and an owner walks through otherwise.
            cursor.execute(f"ALTER TABLE {quote(table)} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")


def narrow_to(schools: Iterable[int]) -> None:
    """From here on this connection sees these schools only. One round trip on PostgreSQL, nothing on SQLite."""
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor != "postgresql":
        return
    keys = "{" + ",".join(str(int(key)) for key in schools) + "}"
    with planned_cursor(database) as cursor:
        cursor.execute(
            "SELECT set_config('houqin.whole_house', 'no', false), set_config('houqin.schools', %s, false)", [keys]
        )
