"""Queries over typed rows, asked of the rows that have just come in and of no others.

To plan a query over the views of `staging.*` costs more than to run it over one saved row, and a check names those of
every kind of fact. So what a save brings is typed once, into temporary tables, and its queries are turned to these.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import duckdb

from data.queryfile import nodes, table_nodes
from data.scratch import scratch


def arrived_table(kind: str) -> str:
    """The temporary table that holds what `staging.<kind>` holds of the batches being stored."""
    return f"arrived_{kind}"


@cache
def narrowed(sql: str, kinds: frozenset[str], before: str = "") -> duckdb.Statement:
    """A query over staging rows of a batch, turned to the rows of `kinds` that arrived; parsed once a process.

    `before` goes before it (`insert into ...`). Of the parts of a `union all` those that read other kinds alone are
    left out: no row of them has arrived.
    """
    with scratch() as parser:
        row = parser.execute("select json_serialize_sql(?)", [sql]).fetchone()
        assert row is not None  # either function always answers one row
        tree = json.loads(row[0])
        _leave_out(tree, kinds)
        _turn(tree, kinds)
        row = parser.execute("select json_deserialize_sql(?)", [json.dumps(tree)]).fetchone()
        assert row is not None
        [statement] = parser.extract_statements(before + row[0])
    return statement


def _leave_out(tree: Any, kinds: frozenset[str]) -> None:
    for node in [node for node in nodes(tree) if node.get("setop_all")]:
        parts = [part for part in node["children"] if not _kinds(part) or _kinds(part) & kinds]
        if len(parts) > 1:
            node["children"] = parts
        elif parts and not node["modifiers"] and not node["cte_map"]["map"]:
            node.clear()
            node.update(parts[0])


def _kinds(tree: Any) -> set[str]:
    """The kinds whose typed rows a part of a query reads."""
    return {node["table_name"] for node in table_nodes(tree) if node["schema_name"] == "staging"}


def _turn(tree: Any, kinds: frozenset[str]) -> None:
    for node in table_nodes(tree):
        kind = node["table_name"]
        if node["schema_name"] == "staging" and kind in kinds:
            name = arrived_table(kind)
            node.update(schema_name="", table_name=name, alias=node["alias"] or kind)
            node["qualified_name"] = {"path": [name]}
