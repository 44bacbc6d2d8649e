"""Writing a store: what is acknowledged is published whole, what is refused leaves nothing."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from storing import UNITS, checks, core, facts, marks, releases, rows, store_at_once, totals, tree

from data.errors import InputRefused, OpennessError, StoreBusy, StoreDamaged
from data.layout import Layout
from data.release import Writer
from data.store import Store
from data.tickets import Receipt


def test_a_stored_batch_is_in_the_release_that_current_names(store, tmp_path):
    receipt = Writer(store).submit(checks(tmp_path, "a", N1=8))
    assert (receipt.batch_id, receipt.rows_in, receipt.rows_refused) == (4, 1, 0)
    assert (store / "CURRENT").read_text() == f"{receipt.release_id}\n"
    assert releases(store)[-1] == f"{receipt.release_id}.duckdb"
    assert marks(store) == {"N1": 8}


def test_who_when_and_which_bytes_are_kept_with_the_batch(store, tmp_path):
    batch = checks(tmp_path, "a", N1=8)
    batch.by = "张三"
    receipt = Writer(store).submit(batch)
    ((who, note, rows_in, file, sha256),) = rows(
        store,
        "select stored_by, note, batches.rows_in, file, sha256 from raw.batches inner join raw.batch_files "
        f"using (batch_id) where batch_id = {receipt.batch_id}",
    )
    assert (who, note, rows_in, file) == ("张三", "a.csv", 1, "a.csv")
    assert (store / "objects" / str(sha256)).read_bytes() == (tmp_path / "a.csv").read_bytes()


def test_a_refused_batch_leaves_nothing(store, tmp_path):
    before = tree(store)
    with pytest.raises(InputRefused, match="单位"):
        Writer(store).submit(
            facts(tmp_path, "a", "抽测编号,单位,抽测日期,得分,满分", "N1,无此单位,2023-05-10,1,1")
        )
    assert tree(store) == before


def test_a_refused_first_batch_leaves_no_store(tmp_path):
    with pytest.raises(InputRefused):
        Writer(tmp_path / "s").submit(facts(tmp_path, "a", UNITS, "U1,,镇街"))
    assert not Layout(tmp_path / "s").exists()
    assert releases(tmp_path / "s") == []


def test_a_rehearsal_says_what_would_happen_and_leaves_nothing(store, tmp_path):
    before = tree(store)
    assert Writer(store).rehearse(checks(tmp_path, "a", N1=8)) == Receipt(4, "", 1, 0)
    with pytest.raises(InputRefused):
        Writer(store).rehearse(checks(tmp_path, "b", N1=11))
    assert tree(store) == before


def test_a_rehearsal_makes_no_store(tmp_path):
    assert Writer(tmp_path / "s").rehearse(facts(tmp_path, "a", UNITS, "U1,甲镇,镇街")).rows_in == 1
    assert not (tmp_path / "s").exists()


def test_batches_that_wait_together_become_one_release_and_a_bad_one_is_dropped_alone(store, tmp_path):
    waiting = [checks(tmp_path, f"w{n}", **{f"N{n}": n}) for n in range(1, 6)]
    waiting[2] = checks(tmp_path, "bad", N3=11)
    outcomes = store_at_once(Writer(store), waiting, first=checks(tmp_path, "first", N0=1))
    receipts = [outcome for outcome in outcomes if isinstance(outcome, Receipt)]
    assert isinstance(outcomes[2], InputRefused)
    assert "得分" in str(outcomes[2])
    assert len(receipts) == 4
    assert len({receipt.release_id for receipt in receipts}) == 1
    assert sorted(receipt.batch_id for receipt in receipts) == [5, 6, 7, 8]
    assert len(releases(store)) == 2 + 1 + 1  # the golden two, the first batch's, one for all that waited
    assert marks(store) == {"N0": 1, "N1": 1, "N2": 2, "N4": 4, "N5": 5}


def test_several_batches_at_once_answer_each_for_itself(store, tmp_path):
    batches = [checks(tmp_path, "a", N1=1), checks(tmp_path, "b", N2=11), checks(tmp_path, "c", N1=3)]
    first, second, third = Writer(store).submit_all(batches)
    assert isinstance(first, Receipt)
    assert isinstance(second, InputRefused)
    assert isinstance(third, Receipt)
    assert first.release_id == third.release_id
    assert marks(store) == {"N1": 3}


def test_all_refused_publishes_nothing(store, tmp_path):
    before = tree(store)
    answers = Writer(store).submit_all([checks(tmp_path, "a", N1=11), checks(tmp_path, "b", N2=-1)])
    assert [type(answer) for answer in answers] == [InputRefused, InputRefused]
    assert tree(store) == before


def test_ctrl_c_in_the_thread_that_writes_releases_those_who_wait(store, tmp_path):
    waiting = [checks(tmp_path, f"w{n}", **{f"N{n}": n}) for n in range(1, 4)]

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    waiting[1].append = interrupt
    writer = Writer(store)
    outcomes = store_at_once(writer, waiting, first=checks(tmp_path, "first", N0=1))
    kinds = sorted(type(outcome).__name__ for outcome in outcomes)
    assert kinds == ["KeyboardInterrupt", "OpennessError", "OpennessError"]
    assert any("写入被中断" in str(outcome) for outcome in outcomes)
    assert marks(store) == {"N0": 1}
    writer.submit(checks(tmp_path, "later", N9=9))
    assert marks(store) == {"N0": 1, "N9": 9}


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (duckdb.IOException("IO Error: No space left on device"), "磁盘空间不足"),
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘空间不足"),
        (duckdb.OutOfMemoryException("Out of Memory Error"), "内存"),
        (PermissionError(errno.EACCES, "Permission denied"), "权限"),
    ],
)
def test_a_disk_that_gives_out_is_said_in_chinese_and_leaves_nothing(
    store, tmp_path, monkeypatch, error, words
):
    before = tree(store)

    def fail(*_: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr("data.release.publish", fail)
        with pytest.raises(OpennessError, match=words) as told:
            Writer(store).submit(checks(tmp_path, "a", N1=1))
    assert "没有存入任何内容" in str(told.value)
    assert {name: digest for name, digest in tree(store).items() if "objects" not in name} == {
        name: digest for name, digest in before.items() if "objects" not in name
    }
    Writer(store).submit(checks(tmp_path, "a", N1=1))
    assert marks(store) == {"N1": 1}


def test_one_batch_that_breaks_does_not_take_the_others_with_it(store, tmp_path):
    broken = checks(tmp_path, "a", N1=1)
    (tmp_path / "a.csv").unlink()
    good = checks(tmp_path, "b", N2=2)
    with pytest.raises(OpennessError, match="写入失败"):
        Writer(store).submit_all([broken, good])
    assert marks(store) == {"N2": 2}


def test_a_file_changed_after_it_was_read_is_refused(store, tmp_path):
    batch = checks(tmp_path, "a", N1=1)
    (tmp_path / "a.csv").write_text("saved again meanwhile")
    with pytest.raises(InputRefused, match="读取之后被改动"):
        Writer(store).submit(batch)
    assert marks(store) == {}


def test_while_another_process_writes_a_save_is_refused_and_reading_goes_on(store, tmp_path):
    held = (
        "import pathlib, sys; from data.locks import writer_lock\n"
        "with writer_lock(pathlib.Path(sys.argv[1]), 0): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", held, str(store / "writer.lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(StoreBusy, match=f"进程{other.pid}.*请稍后再试"):
            Writer(store, wait_seconds=0.05).submit(checks(tmp_path, "a", N1=1))
        assert totals(store)
        assert Writer(store).rehearse(checks(tmp_path, "a", N1=1)).rows_in == 1
        other.stdin.close()
    Writer(store).submit(checks(tmp_path, "a", N1=1))
    assert marks(store) == {"N1": 1}


def test_a_reader_follows_current_and_an_open_answer_stays_what_it_was(store, tmp_path):
    reader = Store(store)
    old_id, before = reader.release_id, totals(store)
    asked = {"year": 2023, "as_of": reader.closes_on(2023)}
    old = reader.query("pages/score", **asked)
    receipt = Writer(store).submit(checks(tmp_path, "a", N1=0, N2=0, N3=0))
    assert reader.release_id == receipt.release_id != old_id
    new = reader.query("pages/score", **asked).set_index("unit_id")["base"]
    assert new["U00"] < old.set_index("unit_id")["base"]["U00"]
    assert {unit: total for unit, total in totals(store).items() if unit != "U00"} == {
        unit: total for unit, total in before.items() if unit != "U00"
    }


def test_what_is_not_touched_is_the_same_in_the_next_release(store, tmp_path):
    before = core(store)
    Writer(store).submit(checks(tmp_path, "a", N1=1))
    changed = {name for name, found in core(store).items() if found != before[name]}
    assert changed == {"spot_checks", "year_digests"}


def test_a_lost_pointer_is_reported_and_nothing_is_built_over_it(store, tmp_path):
    current = (store / "CURRENT").read_text()
    (store / "CURRENT").unlink()
    before = tree(store)
    for ask in (lambda: Store(store).release_id, lambda: Writer(store).submit(checks(tmp_path, "a", N1=1))):
        with pytest.raises(StoreDamaged, match=current.strip()):
            ask()
    assert tree(store) == before
    (store / "CURRENT").write_text(current)
    Writer(store).submit(checks(tmp_path, "a", N1=1))
    assert marks(store) == {"N1": 1}


@pytest.mark.parametrize("words", ["000099-ffffff\n", "", "../../etc/passwd", "\x00", "版本"])
def test_a_pointer_that_leads_nowhere_is_said(store, words):
    (store / "CURRENT").write_text(words, encoding="utf-8")
    with pytest.raises(StoreDamaged, match="000002-"):
        Store(store).years()


def test_paths_of_a_store_may_hold_quotes_and_spaces(golden_store: Path, tmp_path):
    odd = Path(shutil.copytree(golden_store, tmp_path / "局's 数据 库"))
    Writer(odd).submit(checks(tmp_path, "a", N1=1))
    assert marks(odd) == {"N1": 1}
    assert totals(odd)
