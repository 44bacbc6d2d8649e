"""A save takes its rows into the tables of checks and findings; building these anew from all batches gives the same."""

from __future__ import annotations

import shutil

import duckdb
import pytest
from storing import CHECKS, checks, facts

from data.layout import Layout
from data.queryfile import load_queries
from data.release import Writer
from data.schema import build

FINDINGS = "问题编号,单位,来源,问题描述,通报日期"


def contents(connection, table) -> list[tuple[object, ...]]:
    return connection.execute(f"select * from {table} order by all").fetchall()


@pytest.mark.parametrize("stem", ["spot_checks", "findings"])
def test_what_was_taken_in_save_by_save_is_what_building_anew_gives(store, tmp_path, stem):
    writer = Writer(store)
    writer.submit(checks(tmp_path, "a", N1=1, N2=1))
    writer.submit(
        facts(tmp_path, "f", FINDINGS, "P1,U00,第三方,旧,2023-05-10", "P2,U00,第三方,另,2023-05-10")
    )
    replaced = writer.submit(checks(tmp_path, "b", N2=2, N3=2))
    writer.submit(facts(tmp_path, "g", FINDINGS, "P1,U00,第三方,新,2023-05-11"))
    bad, good = "N1,U00,2023-05-10,S1,11,10", "N3,U00,2023-05-10,S1,3,10"
    writer.submit(facts(tmp_path, "c", CHECKS, bad, good, accept_valid=True))
    writer.undo(replaced.batch_id)
    writer.submit(checks(tmp_path, "d", N4=4))
    layout = Layout(store)
    copy = shutil.copyfile(layout.release_file(layout.current_id()), tmp_path / "copy.duckdb")
    with duckdb.connect(str(copy)) as connection:
        taken_in = contents(connection, f"core.{stem}")
        build(connection, load_queries()[f"core/{stem}"])
        assert taken_in == contents(connection, f"core.{stem}")
