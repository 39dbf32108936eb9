"""A database backend for Django: SQLite, with its writers in a queue."""
