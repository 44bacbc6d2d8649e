"""A store on a medium that cannot be written, and a store restored elsewhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from saving import check_file
from small_disk import read_only
from storing import releases, rows, tree

from dashboard.pages import PAGES
from dashboard.server import create_app
from data.accounts.audit import Actor
from data.accounts.database import AccountsFile
from data.accounts.sessions import Sessions
from data.accounts.users import Users
from data.batches import FactBatch
from data.errors import OpennessError
from data.files.reading import read_files
from data.layout import Layout
from data.release import Writer

READING = (
    "score", "score --format json", "explain {unit}", "overdue", "round list", "draw --list", "batches", "releases",
    "check", "calendar show 2025", "calendar export {out}/calendar.csv", "template list", "users list", "users log",
    "export ranking losses ledger findings --out {out}/files", "import {out}/1.csv --dry-run",
)  # fmt: skip
WRITING = (
    "import {out}/1.csv", "undo 3", "rollback {first}", "draw --size 2 --seed 1", "backup {out}/b.zip",
    "users add 乙 --name 乙 --role auditor", "calendar import {out}/calendar.csv",
)  # fmt: skip


@pytest.fixture
def filled(demo_store, tmp_path):
    """A copy of the demo with an account; and what the commands write about."""
    store = Path(shutil.copytree(demo_store, tmp_path / "store"))
    ((unit_id,),) = rows(store, "select min(unit_id) from core.units")
    first = Users(AccountsFile(store)).add(Actor("甲", "", "local"), "甲", "甲", "administrator")
    places = {"out": tmp_path, "first": releases(store)[0].removesuffix(".duckdb"), "unit": unit_id}
    check_file(tmp_path, 1).write_text("单位编码,单位名称,单位类别\nX1,新镇,镇街\n", encoding="utf-8")
    return store, places, first


@pytest.mark.drill
def test_a_store_that_cannot_be_written_is_read_and_says_what_cannot_be_done(filled, cli, figure):
    store, places, password = filled
    before = tree(store)
    with read_only(store):
        for words in READING:
            answer = cli(*words.format(**places).split(), "--store", store)
            assert answer.code == 0, (words, answer)
        client = create_app(store).server.test_client()
        assert client.get("/healthz").status_code == 200
        for words in WRITING:
            answer = cli(*words.format(**places).split(), "--store", store)
            assert (answer.code, bool(re.search("只读|权限|不能写", answer.err))) == (1, True), (
                words,
                answer,
            )
        with pytest.raises(OpennessError, match=r"读写失败|只读|权限"):
            Sessions(AccountsFile(store)).sign_in("甲", password, "10.0.0.1")
    assert tree(store) == before
    Writer(store).submit(FactBatch(read_files([places["out"] / "1.csv"]).sheets))
    figure(
        f"read-only: {len(READING)} commands and {len(PAGES)} pages' server read, {len(WRITING)} refused and told"
    )


def test_a_store_restored_elsewhere_is_equal_by_digest_and_by_score(filled, cli, tmp_path):
    store, _, _ = filled
    assert cli("backup", tmp_path / "b.zip", "--store", store).code == 0
    assert cli("restore", tmp_path / "b.zip", "--store", tmp_path / "elsewhere").code == 0
    current = f"releases/{Layout(store).current_id()}.duckdb"
    ours, theirs = tree(store), tree(tmp_path / "elsewhere")
    for name in ours:
        if name in ("CURRENT", current) or name.startswith("objects/"):
            assert theirs.pop(name) == ours[name], name
    assert [name for name in theirs if not name.startswith("accounts.sqlite")] == []
    for words in ("score --format json", "overdue --format json --as-of 2026-06-30", "batches --format json"):
        assert (
            cli(*words.split(), "--store", store).out
            == cli(*words.split(), "--store", tmp_path / "elsewhere").out
        )
    people = [Users(AccountsFile(folder)).all() for folder in (store, tmp_path / "elsewhere")]
    assert people[0] == people[1]
