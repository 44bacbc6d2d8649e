"""Backup, restore and the integrity report: what is whole comes back whole, what is damaged is named."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import duckdb
import pytest
from storing import CHECKS, checks, core, facts, marks, releases, rows, store_at_once, tree

from data.backup import backup, restore
from data.checkup import check_store
from data.errors import InputRefused, StoreBusy, StoreMissing
from data.layout import Layout
from data.locks import writer_lock
from data.release import Writer


def wrong(store: Path) -> dict[str, str]:
    """What the report finds: subject → message."""
    return {finding.subject: finding.message for finding in check_store(store) if not finding.is_good}


def published(store: Path) -> Path:
    layout = Layout(store)
    return layout.release_file(layout.current_id())


def test_a_restored_store_is_the_one_that_was_backed_up(store, tmp_path):
    size = backup(store, tmp_path / "b.zip")
    assert size == (tmp_path / "b.zip").stat().st_size < 1_000_000
    release_id = restore(tmp_path / "b.zip", tmp_path / "new")
    left_behind = ("releases/000001", "last-backup")
    newest = {name: digest for name, digest in tree(store).items() if not name.startswith(left_behind)}
    assert tree(tmp_path / "new") == newest
    assert release_id == Layout(store).current_id()
    assert wrong(tmp_path / "new") == {}


def test_a_restored_store_keeps_history_and_can_be_written(store, tmp_path):
    before = core(store)
    stored = Writer(store).submit(checks(tmp_path, "a", N1=1))
    backup(store, tmp_path / "b.zip")
    restore(tmp_path / "b.zip", tmp_path / "new")
    Writer(tmp_path / "new").undo(stored.batch_id)
    assert core(tmp_path / "new") == before


def test_the_drill_of_the_runbook(store, tmp_path, cli):
    """Backup, restore elsewhere, compare: by commands alone, with accounts, as docs/runbook.md has it."""
    elsewhere, scores = tmp_path / "elsewhere", ("score", "--as-of", "2023-12-31", "--format", "json")
    assert (
        cli("users", "add", "chef", "--name", "主任", "--role", "administrator", "--store", store).code == 0
    )
    assert cli("backup", tmp_path / "b.zip", "--store", store).code == 0
    assert cli("restore", tmp_path / "b.zip", "--store", elsewhere).code == 0
    assert cli("check", "--store", elsewhere).code == 0
    told = cli(*scores, "--store", store).out
    assert '"total"' in told
    assert cli(*scores, "--store", elsewhere).out == told
    for listed in (("batches",), ("users", "list"), ("round", "list")):
        asked = (*listed, "--format", "json", "--store")
        assert cli(*asked, elsewhere).out == cli(*asked, store).out


def test_a_backup_of_a_newer_program_is_refused(store, tmp_path):
    backup(store, tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        manifest = archive.read("manifest.json").decode()
    with zipfile.ZipFile(tmp_path / "newer.zip", "w") as archive:
        archive.writestr("manifest.json", manifest.replace('"format": 1', '"format": 2'))
    with pytest.raises(InputRefused, match="更新版本的程序"):
        restore(tmp_path / "newer.zip", tmp_path / "new")


def test_a_backup_replaces_an_older_one_only_when_it_is_whole(store, tmp_path, monkeypatch):
    (tmp_path / "b.zip").write_bytes(b"the backup of yesterday")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(zipfile.ZipFile, "write", full)
        with pytest.raises(OSError, match="No space"):
            backup(store, tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_bytes() == b"the backup of yesterday"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.zip", "store"]
    backup(store, tmp_path / "b.zip")
    assert zipfile.is_zipfile(tmp_path / "b.zip")


def test_a_backup_waits_for_a_save_in_progress(store, tmp_path):
    with writer_lock(store / "writer.lock", 0), pytest.raises(StoreBusy):
        backup(store, tmp_path / "b.zip", wait_seconds=0.05)
    assert not (tmp_path / "b.zip").exists()


def test_a_backup_taken_while_people_save_holds_whole_batches(store, tmp_path):
    waiting = [checks(tmp_path, "a", N1=1, N2=1)]
    taken = checks(tmp_path, "first", N0=1)
    verify = taken.verify

    def verify_slowly(*arguments):
        with pytest.raises(StoreBusy):
            backup(store, tmp_path / "b.zip", wait_seconds=0)
        return verify(*arguments)

    taken.verify = verify_slowly
    store_at_once(Writer(store), waiting, first=taken)
    backup(store, tmp_path / "b.zip")
    restore(tmp_path / "b.zip", tmp_path / "new")
    assert marks(tmp_path / "new") == {"N0": 1, "N1": 1, "N2": 1}


def test_without_a_store_there_is_nothing_to_back_up(tmp_path):
    with pytest.raises(StoreMissing, match="还没有数据"):
        backup(tmp_path / "none", tmp_path / "b.zip")
    with pytest.raises(StoreMissing, match="还没有数据"):
        check_store(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_a_store_with_data_is_not_overwritten(store, tmp_path):
    backup(store, tmp_path / "b.zip")
    before = tree(store)
    with pytest.raises(InputRefused, match="目标库已有数据"):
        restore(tmp_path / "b.zip", store)
    (store / "CURRENT").unlink()
    with pytest.raises(InputRefused, match="目标库已有数据"):
        restore(tmp_path / "b.zip", store)
    assert len(tree(store)) == len(before) - 1


def test_what_a_killed_restore_or_first_save_left_is_no_obstacle(store, tmp_path):
    backup(store, tmp_path / "b.zip")
    target = tmp_path / "new"
    for name in (
        "releases/000001-aaaaaa.duckdb",
        "releases/000001-bbbbbb.draft",
        "objects/0123",
        "restoring/x/y",
    ):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(b"left")
    (target / "CURRENT.draft").write_text("000001-aaaaaa\n")
    restore(tmp_path / "b.zip", target)
    assert releases(target) == releases(store)[-1:]
    assert not (target / "restoring").exists()
    assert wrong(target) == {}


def test_a_damaged_backup_is_refused_wherever_it_is_damaged(store, tmp_path):
    backup(store, tmp_path / "b.zip")
    whole = (tmp_path / "b.zip").read_bytes()
    for at in range(10, len(whole) - 30, len(whole) // 40):
        damaged = bytearray(whole)
        damaged[at : at + 20] = bytes(byte ^ 0xFF for byte in damaged[at : at + 20])
        (tmp_path / "d.zip").write_bytes(damaged)
        with pytest.raises(InputRefused, match="备份"):
            restore(tmp_path / "d.zip", tmp_path / "new")
        assert not (tmp_path / "new" / "CURRENT").exists()
    restore(tmp_path / "b.zip", tmp_path / "new")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip at all", None])
def test_what_is_no_backup_is_refused(tmp_path, content):
    if content is not None:
        (tmp_path / "b.zip").write_bytes(content)
    with pytest.raises(InputRefused, match="不是完整的备份文件"):
        restore(tmp_path / "b.zip", tmp_path / "new")


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside-of-the-store", "releases/../../outside"])
def test_a_backup_cannot_write_outside_the_store(store, tmp_path, name):
    backup(store, tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        manifest = archive.read("manifest.json").decode()
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr("manifest.json", manifest.replace('"files": {', f'"files": {{"{name}": "0",'))
        archive.writestr(name, b"evil")
    with pytest.raises(InputRefused, match="不合规"):
        restore(tmp_path / "evil.zip", tmp_path / "deep" / "new")
    assert not list(tmp_path.rglob("outside*"))
    assert not Path("/tmp/outside-of-the-store").exists()


def test_a_backup_without_the_release_it_names_is_refused(store, tmp_path):
    backup(store, tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        manifest = archive.read("manifest.json").decode()
    with zipfile.ZipFile(tmp_path / "odd.zip", "w") as archive:
        archive.writestr("manifest.json", manifest.replace('"current": "', '"current": "9'))
    with pytest.raises(InputRefused, match="没有数据版本"):
        restore(tmp_path / "odd.zip", tmp_path / "new")


def test_a_sound_store_has_a_clean_report(store, tmp_path):
    Writer(store).submit(checks(tmp_path, "a", N1=1))
    assert wrong(store) == {}
    assert {finding.subject for finding in check_store(store)} == {
        "数据指针 CURRENT",
        "数据版本文件",
        "派生数据",
        "引用关系",
        "来源文件",
    }


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6])
def test_a_damaged_release_file_is_found_and_the_one_before_is_offered(golden_store, tmp_path, share):
    store = Path(shutil.copytree(golden_store, tmp_path / "store"))
    damaged = bytearray(published(store).read_bytes())
    start = int(len(damaged) * share)
    damaged[start : start + 200_000] = bytes(200_000)
    published(store).write_bytes(damaged)
    assert wrong(store)["数据版本文件"].endswith(
        f"rollback {Path(releases(store)[0]).stem} 回到它，或用 restore 把备份恢复到一个空目录"
    )


def test_a_truncated_release_file_is_found(store):
    published(store).write_bytes(published(store).read_bytes()[:100_000])
    assert "已损坏" in wrong(store)["数据版本文件"]


def test_a_pointer_to_nowhere_is_found(store):
    (store / "CURRENT").write_text("000077-abcdef\n")
    assert "000077-abcdef" in wrong(store)["数据指针 CURRENT"]


def test_references_that_an_undo_left_dangling_are_found(store, tmp_path):
    writer = Writer(store)
    checked = writer.submit(checks(tmp_path, "抽测", N1=5))
    writer.submit(facts(tmp_path, "申诉", "抽测编号,申诉日期,理由", "N1,2023-05-20,有误"))
    assert wrong(store) == {}
    writer.undo(checked.batch_id)
    message = wrong(store)["引用关系"]
    assert "申诉.csv 第2行 “抽测编号”列，值为“N1”" in message
    writer.undo(checked.batch_id + 2)
    assert wrong(store) == {}


def test_an_altered_or_missing_source_file_is_found(store, tmp_path):
    batch = facts(tmp_path, "抽测", CHECKS, "N1,U00,2023-05-10,S1,1,10")
    Writer(store).submit(batch)
    kept = store / "objects" / batch.sheets[0].sha256
    kept.write_bytes(kept.read_bytes() + b" ")
    assert "抽测.csv" in wrong(store)["来源文件"]
    kept.unlink()
    assert "抽测.csv" in wrong(store)["来源文件"]


def test_an_altered_scheme_file_is_found(store, golden):
    scheme = (golden / "district-1" / "scheme.toml").read_bytes()
    (kept,) = (path for path in (store / "objects").iterdir() if path.read_bytes() == scheme)
    kept.write_bytes(scheme.replace(b"points = 50", b"points = 51"))
    assert kept.name in wrong(store)["来源文件"]


@pytest.mark.parametrize(
    ("change", "table"),
    [
        ("update core.spot_checks set earned = earned + 1 where check_id = 'C0001'", "core.spot_checks"),
        ("delete from core.units where unit_id = 'U09'", "core.units"),
        ("update core.findings set deduction = 0 where deduction > 0", "core.findings"),
        ("update raw.spot_checks set earned = '0' where check_id = 'C0003'", "core.spot_checks"),
        ("insert into raw.batch_states values (3, 3, false)", "core.live_batches"),
    ],
)
def test_what_was_changed_behind_the_writers_back_is_found(store, change, table):
    with duckdb.connect(str(published(store))) as connection:
        connection.execute(change)
    assert table in wrong(store)["派生数据"]


def test_the_golden_store_is_never_written(golden_store):
    assert rows(golden_store, "select max(batch_id) from raw.batches") == [(3,)]
