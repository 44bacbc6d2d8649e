"""A release that another edition of the program wrote, brought to the tables and queries of this one.

Facts lie in `raw.*` and `scheme.*` as they came in, so everything else can be built anew from them. An older program
would put aside what it does not know of a newer one's facts, so it leaves a store of a newer FORMAT alone.
"""

from __future__ import annotations

import hashlib
from functools import cache
from itertools import count
from typing import Any

import duckdb

from data.errors import StoreNewer
from data.files.kinds import KINDS, create_table_sql
from data.queryfile import build_order, load_macros
from data.schema import RAW_TABLES, build, create_macros
from data.scheme import SCHEME_TABLES

FORMAT = 1
"""Grows with every published program whose stored tables (`raw.*`, `scheme.*`) are not those of the one before."""


def is_current(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether this very edition of tables, macros and queries wrote the release; StoreNewer as `refuse_newer`."""
    refuse_newer(connection)
    return _written_by(connection).get("edition") == _edition()


def refuse_newer(connection: duckdb.DuckDBPyConnection) -> None:
    """Raise StoreNewer for a release of a newer program, whose facts this one does not fully know."""
    found = format_of(connection)
    if found > FORMAT:
        raise StoreNewer(
            f"数据由更新版本的程序写成（数据格式{found}，本程序只认到{FORMAT}），没有打开，也没有改动。"
            "请改用更新版本的程序；要继续用本程序，请用 restore 把升级之前的备份恢复到一个空目录"
        )


def format_of(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the format of a release; 0 of those written before formats were numbered."""
    return int(_written_by(connection).get("format") or 0)


def mark_current(connection: duckdb.DuckDBPyConnection) -> None:
    """Note in a release which edition wrote it, and its format."""
    connection.execute("create or replace table raw.program (edition varchar, format integer)")
    connection.execute("insert into raw.program values (?, ?)", [_edition(), FORMAT])


def _written_by(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """What a release says of the program that wrote it; nothing where it is older than that."""
    try:
        answer = connection.execute("select * from raw.program")
    except duckdb.CatalogException:
        return {}
    names = [column[0] for column in answer.description]
    return dict(zip(names, answer.fetchone() or (), strict=False))


def upgrade(connection: duckdb.DuckDBPyConnection) -> None:
    """Add the tables and columns that are new, and build every derived table again; all or nothing."""
    connection.begin()
    create_macros(connection)
    for table, create in _stored_tables().items():
        _reshape(connection, table, create)
    for schema in ("staging", "core"):  # with what no query makes any more
        connection.execute(f"drop schema if exists {schema} cascade")
        connection.execute(f"create schema {schema}")
    for query in build_order(["staging", "core"]):
        build(connection, query)
    mark_current(connection)
    connection.commit()


@cache
def _edition() -> str:
    """A digest of everything that shapes a release."""
    queries = [query.sql for query in build_order(["staging", "core"])]
    texts = [*_stored_tables().values(), *load_macros(), *queries]
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


@cache
def _stored_tables() -> dict[str, str]:
    """The tables whose rows are kept as they came in: name → how it is made."""
    made = {f"raw.{table}": f"create table raw.{table} ({columns})" for table, columns in RAW_TABLES.items()}
    made |= {f"raw.{kind.name}": create_table_sql(kind, "raw") for kind in KINDS.values()}
    return made | {
        f"scheme.{table}": f"create table scheme.{table} ({columns})"
        for table, columns in SCHEME_TABLES.items()
    }


def _reshape(connection: duckdb.DuckDBPyConnection, table: str, create: str) -> None:
    """Give a stored table today's columns in today's order; what it had under other names is kept beside it."""
    schema, name = table.split(".")
    old = _columns(connection, schema, name)
    if not old:
        connection.execute(create)
        return
    aside = next(word for n in count(1) if not _columns(connection, schema, word := f"{name}_before_{n}"))
    connection.execute(f"alter table {table} rename to {aside}")
    connection.execute(create)
    new = _columns(connection, schema, name)
    shared = ", ".join(f'"{column}"' for column in new if column in old)
    connection.execute(f"insert into {table} ({shared}) select {shared} from {schema}.{aside}")
    if old.keys() <= new.keys():
        connection.execute(f"drop table {schema}.{aside}")


def _columns(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> dict[str, str]:
    """Name → type of a table's columns, in order."""
    rows = connection.execute(
        "select column_name, data_type from duckdb_columns() where schema_name = ? and table_name = ? "
        "order by column_index",
        [schema, table],
    ).fetchall()
    return dict(rows)
