"""The second wall from a test's side: a test looks at every school, over the connection that its requests narrow."""

from django.db import connection


def see_the_whole_house(**of_signal) -> None:
    """As a connection opens. A server's request leaves it narrowed to its own schools, and the next one says anew."""
    if connection.vendor != "postgresql" or connection.connection is None or connection.needs_rollback:
        return
    # By the driver: it is no query of the request's, and must not be counted as one.
    connection.connection.execute("SELECT set_config('houqin.whole_house', 'yes', false)")
