"""A store that another edition of the program wrote is brought up to date by itself, with nothing lost."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import duckdb
import pytest
from storing import checks, core, marks, releases, rows, totals, tree

from data import upgrade
from data.backup import restore
from data.checkup import check_store
from data.errors import StoreNewer
from data.layout import Layout
from data.release import Writer
from data.store import Store

FIRST = Path(__file__).parent / "fixtures" / "store-format-0.zip"
"""A backup of golden district 1 that the first program with commands made (commit 019a6e0)."""


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
            "drop view staging.findings",
            "create table staging.findings as select 99 as deduction",
            "create table core.no_longer_made as select 1 as n",
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


@pytest.mark.parametrize("as_of", ["2023-06-30", "2023-12-31", "2024-03-01"])
def test_a_store_of_the_first_program_has_the_same_scores_today(tmp_path, golden, cli, as_of):
    restore(FIRST, tmp_path / "store")
    asked = ("score", "--as-of", as_of, "--format", "json", "--store", tmp_path / "store")
    expected = json.loads((golden / "district-1" / f"expected-{as_of}.json").read_text(encoding="utf-8"))
    scored = {unit["unit_id"]: unit["total"] for unit in json.loads(cli(*asked).out)}
    assert scored == {unit["unit_id"]: unit["total"] for unit in expected}


def test_a_store_of_the_first_program_is_brought_up_to_date_whole(tmp_path, golden_store):
    store = tmp_path / "store"
    restore(FIRST, store)
    with duckdb.connect(str(next((store / "releases").iterdir())), read_only=True) as connection:
        assert upgrade.format_of(connection) == 0
    Writer(store).upgrade()
    assert rows(store, "select format from raw.program") == [(upgrade.FORMAT,)]
    assert totals(store) == totals(golden_store)
    assert core(store).keys() == core(golden_store).keys()
    assert all(finding.is_good for finding in check_store(store))


@pytest.fixture
def newer(store):
    """The golden store as a later program would leave it."""
    layout = Layout(store)
    with duckdb.connect(str(layout.release_file(layout.current_id()))) as connection:
        connection.execute("update raw.program set edition = 'later', format = ?", [upgrade.FORMAT + 1])
    return store


def test_a_store_of_a_newer_program_is_neither_read_nor_written(newer, tmp_path):
    before = tree(newer)
    for ask in (
        lambda: Writer(newer).upgrade(),
        lambda: Writer(newer).submit(checks(tmp_path, "a", N1=1)),
        lambda: Writer(newer).rehearse(checks(tmp_path, "b", N1=1)),
        lambda: Store(newer).release,
        lambda: check_store(newer),
    ):
        with pytest.raises(StoreNewer, match="更新版本的程序"):
            ask()
    assert tree(newer) == before


def test_commands_say_that_the_program_is_too_old(newer, cli):
    for command in (("score",), ("check",), ("batches",), ("undo", "3"), ("serve",)):
        answer = cli(*command, "--store", newer)
        assert answer.code == 1
        assert f"数据格式{upgrade.FORMAT + 1}，本程序只认到{upgrade.FORMAT}" in answer.err
        assert "请改用更新版本的程序" in answer.err


# format → digest of the tables that hold what came in, as the newest program of that format makes them
STORED_TABLES = {1: "daa0026e549cce27"}


def test_stored_tables_change_only_with_the_format():
    """Published with other stored tables, a program needs a new FORMAT, and a line here; before that, a new digest."""
    made = "\0".join(upgrade._stored_tables().values())
    assert hashlib.sha256(made.encode()).hexdigest()[:16] == STORED_TABLES[upgrade.FORMAT]
