"""A full disk at every write of a command: said in Chinese, nothing of it stays, and with space again it works."""

from __future__ import annotations

import gc
import re
import resource
import shutil
import sqlite3
import tempfile
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
from saving import check_file
from small_disk import small_disk
from storing import tree

from data.accounts.audit import Actor
from data.accounts.database import FILE_NAME, AccountsFile
from data.accounts.users import Users
from data.backup import backup

STEP = 32_768  # bytes of free space more with every try
SMALL_STEP = 4_096  # for what writes little
COMMANDS = {
    "import": "import {here}/1.csv --store {store}",
    "first import": "import {here}/units.csv --store {disk}/none",
    "dry run": "import {here}/1.csv --dry-run --store {store}",
    "scheme": "scheme {here}/scheme.toml --store {disk}/none",
    "undo": "undo 3 --store {store}",
    "round close": "round close 年中 --year 2023 --as-of 2023-06-30 --store {store}",
    "draw": "draw --size 2 --seed 5 --as-of 2023-06-30 --store {store}",
    "calendar import": "calendar import {here}/calendar.csv --store {store}",
    "backup": "backup {disk}/b.zip --store {store}",
    "restore": "restore {here}/b.zip --store {disk}/new",
    "export": "export ranking losses --as-of 2023-06-30 --out {disk}/out.zip --store {store}",
    "first account": "users add 乙 --name 乙 --role auditor --store {store}",
    "account": "users add 丙 --name 丙 --role auditor --store {with_accounts}",
}


@pytest.fixture
def here(store, tmp_path, cli, golden):
    """Everything the commands read, on a disk with space: files, a backup, a store with accounts."""
    check_file(tmp_path, 1)
    (tmp_path / "units.csv").write_text("单位编码,单位名称,单位类别\nX1,新镇,镇街\n", encoding="utf-8")
    shutil.copy(golden / "district-1" / "scheme.toml", tmp_path)
    assert cli("calendar", "export", tmp_path / "calendar.csv", "--year", 2023, "--store", store).code == 0
    backup(store, tmp_path / "b.zip")
    shutil.copytree(store, tmp_path / "with_accounts")
    Users(AccountsFile(tmp_path / "with_accounts")).add(Actor("甲", "", "local"), "甲", "甲", "administrator")
    return tmp_path


@pytest.fixture
def disk(tmp_path_factory):
    with small_disk(tmp_path_factory.mktemp("disk")) as mounted:
        yield mounted


def contents(folder: Path) -> dict[str, object]:
    """What lies on a disk: files by digest, accounts by what they hold; locks and empty folders do not count."""
    found: dict[str, object] = dict(tree(folder))
    for name in [name for name in found if FILE_NAME in name]:
        del found[name]
    for path in folder.rglob(FILE_NAME):
        with closing(sqlite3.connect(path)) as connection:
            found[str(path)] = [
                connection.execute(f"select * from {table}").fetchall() for table in ("users", "audit")
            ]
    return found


def starve(disk, here, cli, words: str, step: int) -> int:
    """Run a command with ever more free space until it comes through; how often it was refused for want of it."""
    for name in ("store", "with_accounts"):
        shutil.copytree(here / name, disk.path / name)
    places = {"here": here, "disk": disk.path, "store": disk.path / "store"}
    arguments = words.format(**places, with_accounts=disk.path / "with_accounts").split()
    before = contents(disk.path)
    for tries in count():
        disk.leave(tries * step)
        answer = cli(*arguments)
        disk.give_back()
        if answer.code == 0:
            assert contents(disk.path) != before or "--dry-run" in words
            return tries
        assert answer.code in (1, 3), answer
        assert re.search("空间不足|磁盘已满|磁盘空间", answer.err), answer
        assert "No space left" not in answer.err
        gc.collect()  # what was read of a file goes with the last who knows it
        assert contents(disk.path) == before, f"left by {words} with {tries * step} bytes"
    raise AssertionError("unreachable")


@pytest.mark.parametrize("share", [0.01, 0.5, 1.0])
def test_a_write_cut_off_on_the_way_is_said_and_leaves_nothing(store, tmp_path, cli, share):
    """No file may grow beyond a share of the release, as a quota would have it; this needs no disk of its own."""
    before, (_, hard) = tree(store), resource.getrlimit(resource.RLIMIT_FSIZE)
    size = max(path.stat().st_size for path in (store / "releases").iterdir())
    path = check_file(tmp_path, 1)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(share * size), hard))
    try:
        refused = cli("import", path, "--store", store)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert (refused.code, "磁盘空间不足" in refused.err) == (1, True), refused
    assert tree(store) == before
    assert cli("import", path, "--store", store).code == 0


@pytest.mark.drill
@pytest.mark.parametrize("name", COMMANDS)
def test_a_full_disk_at_every_write_is_said_and_leaves_nothing(here, disk, cli, monkeypatch, figure, name):
    (disk.path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(disk.path / "tmp"))
    monkeypatch.chdir(disk.path)
    step = SMALL_STEP if name in ("backup", "export", "first account", "account") else STEP
    tries = starve(disk, here, cli, COMMANDS[name], step)
    assert tries >= 1, "it must have needed space"
    figure(f"{name}: refused {tries} times, {step // 1024} KB more each time, then done")
