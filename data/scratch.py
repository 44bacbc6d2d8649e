"""A database without tables, one a process, for SQL that reads files or is only parsed.

To open one costs more than to read a small file, so everybody shares it, each through a connection of its own.
"""

from __future__ import annotations

from functools import cache

import duckdb


def scratch() -> duckdb.DuckDBPyConnection:
    """A connection of one's own, to be closed; any thread may ask."""
    return _database().cursor()


@cache
def _database() -> duckdb.DuckDBPyConnection:
    database = duckdb.connect()
    database.execute("set enable_external_file_cache = false")  # a file is read once: nothing of it is kept
    return database
