"""Checks turned to the rows that have just come in: they read no others, and leave out no row of the batch."""

from __future__ import annotations

import json

import pytest

from data.narrowing import arrived_table, narrowed
from data.queryfile import load_queries, nodes, table_nodes, tables_read
from data.scratch import scratch

CHECKS = {
    query.stem: query
    for query in load_queries().values()
    if query.layer == "checks" and any(table.startswith("staging.") for table in query.reads)
}


def tree(sql: str) -> object:
    with scratch() as parser:
        return json.loads(parser.execute("select json_serialize_sql(?)", [sql]).fetchone()[0])


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_a_check_asked_for_one_kind_reads_the_rows_of_that_kind_that_came(name):
    query = CHECKS[name]
    for kind in {table.removeprefix("staging.") for table in query.reads if table.startswith("staging.")}:
        text = narrowed(query.sql, frozenset({kind})).query
        with scratch() as parser:
            assert f"staging.{kind}" not in tables_read(parser, text)
        assert arrived_table(kind) in text


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_every_part_of_a_check_asks_for_one_batch_so_that_others_may_be_left_out(name):
    selects = [node for node in nodes(tree(CHECKS[name].sql)) if node.get("type") == "SELECT_NODE"]
    for select in selects:
        own = {**select, "cte_map": None}
        if any(table["schema_name"] == "staging" for table in table_nodes(own)):
            assert any(node.get("identifier") == "batch_id" for node in nodes(own)), select["query_location"]
