"""Undo and rollback: any state of the data comes back, and nothing acknowledged leaves history."""

from __future__ import annotations

from datetime import date

import pytest
from storing import MIDYEAR, checks, core, marks, rows, totals, tree

from data.batches import CalendarBatch, SchemeBatch
from data.calendar import CalendarDay
from data.errors import InputRefused, StoreMissing
from data.layout import Layout
from data.release import Writer
from data.rounds import RoundBatch
from data.scheme import read_scheme
from data.store import Store


def live(store) -> set[int]:
    return {int(str(batch_id)) for (batch_id,) in rows(store, "select batch_id from core.live_batches")}


def history(store) -> int:
    ((batches,),) = rows(store, "select count(*) from raw.batches")
    return int(str(batches))


def test_an_undone_batch_counts_no_more_and_stays_in_history(store, tmp_path):
    before, scores = core(store), totals(store)
    writer = Writer(store)
    stored = writer.submit(checks(tmp_path, "a", N1=0, N2=0))
    assert totals(store) != scores
    undone = writer.undo(stored.batch_id, by="张三")
    assert undone.batch_id == stored.batch_id + 1
    assert core(store) == before
    assert totals(store) == scores
    assert rows(store, "select what, stored_by from raw.batches where batch_id = 5") == [("undo", "张三")]
    assert rows(store, "select count(*) from raw.spot_checks where check_id like 'N%'") == [(2,)]


def test_an_undo_can_be_undone_again_and_again(store, tmp_path):
    writer = Writer(store)
    stored = writer.submit(checks(tmp_path, "a", N1=8))
    without = writer.undo(stored.batch_id)
    back = writer.undo(without.batch_id)
    assert marks(store) == {"N1": 8}
    writer.undo(back.batch_id)
    assert marks(store) == {}


def test_rows_that_came_later_under_other_keys_stay(store, tmp_path):
    writer = Writer(store)
    first = writer.submit(checks(tmp_path, "a", N1=1, N2=1))
    writer.submit(checks(tmp_path, "b", N2=2, N3=2))
    writer.undo(first.batch_id)
    assert marks(store) == {"N2": 2, "N3": 2}


def test_a_replaced_row_returns_when_what_replaced_it_is_undone(store, tmp_path):
    writer = Writer(store)
    writer.submit(checks(tmp_path, "a", N1=1, N2=1))
    second = writer.submit(checks(tmp_path, "b", N1=2))
    third = writer.submit(checks(tmp_path, "c", N1=3))
    writer.undo(second.batch_id)
    assert marks(store) == {"N1": 3, "N2": 1}
    writer.undo(third.batch_id)
    assert marks(store) == {"N1": 1, "N2": 1}


def test_what_was_undone_may_come_in_again(store, tmp_path):
    writer = Writer(store)
    stored = writer.submit(checks(tmp_path, "a", N1=8))
    writer.undo(stored.batch_id)
    writer.submit(checks(tmp_path, "a", N1=8))
    assert marks(store) == {"N1": 8}


@pytest.mark.parametrize("make", ["facts", "scheme", "calendar", "undo", "rollback"])
def test_undoing_and_undoing_that_leaves_everything_as_it_was(store, tmp_path, golden, make):
    writer = Writer(store)
    first = writer.submit(checks(tmp_path, "a", N1=1, N2=1))
    writer.submit(checks(tmp_path, "b", N2=2))
    other = golden / "district-2" / "scheme.toml"
    makers = {
        "facts": lambda: writer.submit(checks(tmp_path, "c", N1=3)),
        "scheme": lambda: writer.submit(SchemeBatch(read_scheme(other), other)),
        "calendar": lambda: writer.submit(CalendarBatch([CalendarDay(date(2023, 5, 10), False, "台风")])),
        "undo": lambda: writer.undo(first.batch_id),
        "rollback": lambda: writer.rollback(first.release_id),
    }
    before = core(store)
    made = makers[make]()
    after = core(store)
    undone = writer.undo(made.batch_id)
    assert core(store) == before != after
    writer.undo(undone.batch_id)
    assert core(store) == after


def test_the_earlier_scheme_is_the_one_again(store, golden):
    before = totals(store)
    other = golden / "district-2" / "scheme.toml"
    writer = Writer(store)
    stored = writer.submit(SchemeBatch(read_scheme(other), other))
    assert Store(store).year(2023).edition == stored.batch_id
    writer.undo(stored.batch_id)
    assert Store(store).year(2023).edition == 2
    assert totals(store) == before


def test_what_cannot_be_undone_says_why_and_changes_nothing(store, tmp_path):
    writer = Writer(store)
    stored = writer.submit(checks(tmp_path, "a", N1=8))
    writer.undo(stored.batch_id)
    closed = writer.submit(RoundBatch(Layout(store), "年中", Store(store).year(2023), MIDYEAR))
    before = tree(store)
    for batch_id, error, words in (
        (stored.batch_id, InputRefused, "已经撤销"),
        (closed.batch_id, InputRefused, "公布"),
        (99, StoreMissing, "没有第99批"),
        (0, StoreMissing, "没有第0批"),
    ):
        with pytest.raises(error, match=words):
            writer.undo(batch_id)
    with pytest.raises(StoreMissing, match="000009-ffffff"):
        writer.rollback("000009-ffffff")
    assert tree(store) == before


def test_without_a_store_there_is_nothing_to_undo(tmp_path):
    writer = Writer(tmp_path / "s")
    with pytest.raises(StoreMissing, match="还没有数据"):
        writer.undo(1)
    with pytest.raises(StoreMissing, match="还没有数据"):
        writer.rollback("000001-aaaaaa")
    assert not (tmp_path / "s").exists()


def test_a_rollback_undoes_every_later_batch_and_keeps_history(store, tmp_path):
    writer = Writer(store)
    first = writer.submit(checks(tmp_path, "a", N1=1))
    then, scores, alive = core(store), totals(store), live(store)
    writer.submit(checks(tmp_path, "b", N1=2, N2=2))
    writer.submit(checks(tmp_path, "c", N3=3))
    rolled = writer.rollback(first.release_id)
    assert core(store) == then
    assert totals(store) == scores
    assert live(store) == alive | {rolled.batch_id}
    assert history(store) == rolled.batch_id == 7


def test_what_was_undone_before_or_after_the_release_is_as_it_was_then(store, tmp_path):
    writer = Writer(store)
    undone_before = writer.submit(checks(tmp_path, "a", N1=1))
    undone_after = writer.submit(checks(tmp_path, "b", N2=2))
    brought_back = writer.submit(checks(tmp_path, "c", N3=3))
    writer.undo(undone_before.batch_id)
    hidden = writer.undo(brought_back.batch_id)
    then = core(store)
    assert marks(store) == {"N2": 2}
    writer.undo(undone_after.batch_id)
    writer.undo(hidden.batch_id)
    assert marks(store) == {"N3": 3}
    writer.rollback(hidden.release_id)
    assert core(store) == then
    assert marks(store) == {"N2": 2}


def test_a_rollback_can_be_undone_and_rolled_over(store, tmp_path):
    writer = Writer(store)
    first = writer.submit(checks(tmp_path, "a", N1=1))
    second = writer.submit(checks(tmp_path, "b", N1=2, N2=2))
    full = core(store)
    rolled = writer.rollback(first.release_id)
    assert marks(store) == {"N1": 1}
    writer.rollback(second.release_id)
    assert core(store) == full
    writer.rollback(rolled.release_id)
    assert marks(store) == {"N1": 1}
    writer.undo(rolled.batch_id + 2)
    assert core(store) == full


def test_a_rollback_leaves_published_rounds_alone(store, tmp_path):
    writer = Writer(store)
    stored = writer.submit(checks(tmp_path, "a", N1=0))
    writer.submit(RoundBatch(Layout(store), "年中", Store(store).year(2023), MIDYEAR))
    published = rows(store, "select * from core.round_results order by all")
    assert published
    golden = rows(store, f"select release_id from raw.releases where last_batch_id < {stored.batch_id}")
    writer.rollback(str(golden[-1][0]))
    assert marks(store) == {}
    assert rows(store, "select * from core.round_results order by all") == published


def test_the_release_rolled_back_to_may_be_pruned_long_ago(store, tmp_path):
    writer = Writer(store)
    first = writer.submit(checks(tmp_path, "a", N1=1))
    then = core(store)
    writer.submit(checks(tmp_path, "b", N1=2))
    Layout(store).release_file(first.release_id).unlink()
    writer.rollback(first.release_id)
    assert core(store) == then
