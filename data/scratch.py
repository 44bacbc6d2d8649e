"""A database without tables, one a process, for SQL that reads files or is only parsed.

To open one costs more than to read a small file, so everybody shares it, each through a connection of its own.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import duckdb


def scratch() -> duckdb.DuckDBPyConnection:
    """A connection of one's own, to be closed; any thread may ask."""
    return _database().cursor()


@cache
def _database() -> duckdb.DuckDBPyConnection:
    database = duckdb.connect()
    database.execute("set enable_external_file_cache = false")  # a file is read once: nothing of it is kept
    database.execute(f"set temp_directory = '{spill_folder()}'")
    return database


@cache
def spill_folder() -> Path:
    """Where this process puts what does not fit into memory: a folder that its user alone can read, gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="openness-spill-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
