"""A store that another edition of the program wrote is brought up to date by itself, with nothing lost."""

from __future__ import annotations

import json

import duckdb
import pytest
from storing import checks, core, marks, releases, rows, totals

from data.checkup import check_store
from data.layout import Layout
from data.release import Writer


@pytest.fixture
def older(store):
    """The golden store as an edition would have left it that knew fewer tables and columns, and other queries."""
    layout = Layout(store)
    with duckdb.connect(str(layout.release_file(layout.current_id()))) as connection:
        for statement in (
            "drop table raw.program",
            "drop table raw.draws",
            "drop table core.outcomes",
            "alter table raw.tasks drop column source",
            "alter table raw.spot_checks add column colour varchar",
            "update raw.spot_checks set colour = 'green'",
            "alter table core.spot_checks drop column earned",
            "update staging.findings set deduction = 99",
            "create or replace macro read_date(words) as date '1970-01-01'",
        ):
            connection.execute(statement)
    return store


def columns(store, table: str) -> list[object]:
    return [row[0] for row in rows(store, f"select column_name from (describe {table})")]


@pytest.mark.parametrize("how", ["upgrade", "submit"])
def test_everything_is_as_if_this_edition_had_written_it(older, golden_store, tmp_path, how):
    writer = Writer(older)
    if how == "submit":
        writer.undo(writer.submit(checks(tmp_path, "a", N1=1)).batch_id)
    else:
        writer.upgrade()
    assert core(older) == core(golden_store)
    assert totals(older) == totals(golden_store)
    assert columns(older, "raw.tasks") == columns(golden_store, "raw.tasks")
    assert rows(older, "select * from raw.spot_checks where batch_id = 3 order by all") == rows(
        golden_store, "select * from raw.spot_checks where batch_id = 3 order by all"
    )
    assert all(finding.is_good for finding in check_store(older))


def test_what_only_the_other_edition_knew_is_kept_aside(older):
    Writer(older).upgrade()
    assert rows(older, "select distinct colour from raw.spot_checks_before_1") == [("green",)]
    layout = Layout(older)
    with duckdb.connect(str(layout.release_file(layout.current_id()))) as connection:
        connection.execute("drop table raw.program")
        connection.execute("alter table raw.spot_checks add column size varchar")
    Writer(older).upgrade()
    assert "size" in columns(older, "raw.spot_checks_before_2")


def test_an_upgrade_is_a_release_without_a_batch_and_happens_once(older):
    before = releases(older)
    writer = Writer(older)
    writer.upgrade()
    after = releases(older)
    assert len(after) == len(before) + 1
    writer.upgrade()
    assert releases(older) == after
    assert rows(older, "select max(batch_id) from raw.batches") == [(3,)]
    writer.rollback(after[0].removesuffix(".duckdb"))
    assert rows(older, "select count(*) from core.spot_checks") == [(0,)]


def test_a_refused_save_still_upgrades_nothing_half(older, tmp_path):
    with pytest.raises(Exception, match="得分"):
        Writer(older).submit(checks(tmp_path, "a", N1=11))
    assert marks(older) == {}
    assert totals(older)


def test_commands_bring_the_store_up_to_date(older, golden_store, cli):
    asked = ("score", "--as-of", "2023-12-31", "--format", "json", "--store")
    assert "自动更新" in cli("check", "--store", older).out
    assert json.loads(cli(*asked, older).out) == json.loads(cli(*asked, golden_store).out)


def test_nothing_happens_to_a_current_or_missing_store(golden_store, tmp_path):
    before = releases(golden_store)
    Writer(golden_store).upgrade()
    assert releases(golden_store) == before
    Writer(tmp_path / "none").upgrade()
    assert not (tmp_path / "none").exists()
