"""The tables a release is made of: raw.* as text, scheme.* typed, and what derives from them."""

from __future__ import annotations

from collections.abc import Collection

import duckdb

from data.files.kinds import KINDS, create_table_sql
from data.narrowing import arrived_table, narrowed
from data.queryfile import QueryFile, build_order, downstream, macro_creations
from data.scheme import SCHEME_TABLES

RAW_TABLES = {
    "batches": "batch_id integer, what varchar, stored_at timestamp, stored_by varchar, note varchar, "
    "rows_in integer, rows_refused integer, release_id varchar",
    "batch_files": "batch_id integer, file_no integer, file varchar, sheet varchar, kind varchar, "
    "sha256 varchar, rows_in integer",
    "batch_states": "batch_id integer, target_batch_id integer, is_live boolean",
    "releases": "release_id varchar, release_no integer, parent_id varchar, published_at timestamp, "
    "last_batch_id integer, note varchar",
    "calendar_days": "batch_id integer, day date, is_workday boolean, note varchar",
    "task_readings": "batch_id integer, file_no integer, row_no integer, deadline_no integer, words varchar, "
    "kind varchar, due_on date, n integer, unit varchar, event varchar, every varchar, month integer, "
    "day integer, flags varchar, starts_on date, ends_on date",
    "task_parties": "batch_id integer, file_no integer, row_no integer, role varchar, word varchar, "
    "is_group boolean, place varchar",
    "plan_duties": "batch_id integer, year integer, issued_on date, duty_no varchar, deadline_no integer, "
    "requirement varchar, responsible varchar, source varchar, words varchar, kind varchar, due_on date, n integer, "
    "unit varchar",
    "district": "batch_id integer, name varchar, is_demo boolean",
    "rounds": "batch_id integer, round_no integer, name varchar, correction_no integer, reason varchar, "
    "year integer, as_of date, edition_id integer, release_id varchar, publish varchar, closed_at timestamp, "
    "closed_by varchar",
    "round_results": "round_no integer, unit_id varchar, name varchar, group_name varchar, status varchar, "
    "total double, full_marks double, base double, bonus double, major double, is_vetoed boolean, "
    "exact_total double, decimals integer, rank integer, rank_low integer, rank_high integer, "
    "ranked_in_group integer, grade varchar, converted double, check_count integer, reason varchar",
    "round_components": "round_no integer, unit_id varchar, component varchar, component_no integer, "
    "component_name varchar, score double, full_points double, rate double, weight double",
    "round_losses": "round_no integer, unit_id varchar, component varchar, component_name varchar, period varchar, "
    "indicator varchar, indicator_name varchar, item varchar, item_name varchar, cause varchar, ref varchar, "
    "marks double",
    "draws": "batch_id integer, draw_no integer, seed varchar, size integer, year integer, as_of date, "
    "edition_id integer, group_name varchar, release_id varchar, made_at timestamp, made_by varchar, "
    "population integer, population_digest varchar",
    "draw_exclusions": "draw_no integer, unit_id varchar, reason varchar",
    "draw_strata": "draw_no integer, stratum varchar, group_name varchar, level varchar, population integer, "
    "drawn integer",
    "draw_cells": "draw_no integer, turn integer, unit_id varchar, item varchar, group_name varchar, "
    "level varchar, stratum varchar, check_count integer",
    "saves": "batch_id integer, token varchar, step varchar, subject varchar, login varchar, second_login varchar",
    "proposals": "batch_id integer, proposal_no integer, step varchar, subject varchar, sent varchar, "
    "proposed_at timestamp, login varchar, name varchar, role varchar, unit_id varchar",
    "proposal_ends": "batch_id integer, proposal_no integer, ending varchar, ended_at timestamp, login varchar, "
    "name varchar, reason varchar",
    "publications": "batch_id integer, round_no integer, publish varchar, published_at timestamp, "
    "published_by varchar",
    "evidence": "batch_id integer, sha256 varchar, name varchar, size bigint, media_type varchar, kind varchar, "
    "ref varchar, unit_id varchar, year integer",
}


def create_release_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create an empty release: schemas, macros, raw and scheme tables, and every derived table."""
    for schema in ("raw", "scheme", "staging", "core"):
        connection.execute(f"create schema {schema}")
    create_macros(connection)
    for table, columns in RAW_TABLES.items():
        connection.execute(f"create table raw.{table} ({columns})")
    for kind in KINDS.values():
        connection.execute(create_table_sql(kind, "raw"))
    for table, columns in SCHEME_TABLES.items():
        connection.execute(f"create table scheme.{table} ({columns})")
    for query in build_order(["staging", "core"]):
        build(connection, query)


def create_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Create or replace the macros of queries/macros in this database."""
    for statement in macro_creations():
        connection.execute(statement)


def build(connection: duckdb.DuckDBPyConnection, query: QueryFile, **parameters: object) -> None:
    """(Re)build the table of one query file from all that it reads."""
    connection.execute(query.creation, query.arguments({"batch_id": None, **parameters}))


def type_arrived(connection: duckdb.DuckDBPyConnection, kind: str, batch_id: int) -> None:
    """Type one batch's raw rows into the temporary table its checks read, beside those of batches stored with it.

    The table is made anew each time: DuckDB 2.0.0 loses the rows of a large insert into one until the transaction ends.
    """
    table, typed = arrived_table(kind), f"select * from staging.{kind}"
    connection.execute(f"create temp table if not exists {table} as {typed} limit 0")
    connection.execute(
        f"create or replace temp table {table} as select * from {table} union all {typed} where batch_id = {batch_id:d}"
    )


def rebuild_core(
    connection: duckdb.DuckDBPyConnection, touched: Collection[str], added: int | None = None
) -> frozenset[str]:
    """Rebuild core.live_batches, core.batches and whatever derives from the `touched` tables.

    A new batch only adds to the live ones, so what derives from live_batches alone is rebuilt when
    `touched` names it (undo, rollback). `added`: the newest batch, where `touched` holds its rows for the first
    time; tables that can be asked for one batch then only take these in. Answers all tables that may hold other
    rows now, `touched` included.
    """
    always = [query for query in build_order(["core"]) if query.stem in ("live_batches", "batches")]
    changed = set(touched)
    for query in always:
        build(connection, query)
    for query in downstream(touched, "core"):
        if query not in always:
            only_added = "batch_id" in query.parameters and query.reads & changed == {f"staging.{query.stem}"}
            if added is not None and only_added:
                _take_in(connection, query, added)
            else:
                build(connection, query)
            changed.add(query.table)
    return frozenset(changed).union(query.table for query in always)


def _take_in(connection: duckdb.DuckDBPyConnection, query: QueryFile, batch_id: int) -> None:
    """Add the rows of the newest batch to a table with one row a key; they replace older rows of their keys."""
    key, given = query.header["grain"], {"batch_id": batch_id}
    keys = f"select {key} from {arrived_table(query.stem)} where batch_id = $batch_id"
    connection.execute(f"delete from {query.table} where {key} in ({keys})", given)
    into = f"insert into {query.table} by name "
    connection.execute(narrowed(query.sql, frozenset({query.stem}), into), given)
