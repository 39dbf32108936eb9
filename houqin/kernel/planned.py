"""A cursor for PostgreSQL that sends values beside their statement. Loaded with its driver, on PostgreSQL only."""

from types import SimpleNamespace

from django.db.backends.postgresql.base import ServerBindingCursor

#: Plans that a connection keeps: of every statement that is prepared, in a few sizes of its numbers.
MOST_PLANS = 1000


class PlannedCursor(ServerBindingCursor):
    """What comes for the third time (`prepare_threshold` of config.environment) is planned no more.

    Planning a join behind the second wall takes PostgreSQL longer than answering it.
    """

    def __init__(self, connection):
        super().__init__(connection)
        connection.prepared_max = MOST_PLANS

    def execute(self, query, params=None, **more):
        super().execute(query, params, **more)
        # The driver forgets the words of a statement that the server knows by name; Django's log of queries reads them.
        self._query = SimpleNamespace(query=query.encode())
        return self
