"""A damaged release or pointer: found, named, the last whole release offered, and nothing wrong answered silently."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from asking import ask, words_of
from storing import MIDYEAR, checks, core, marks, releases, totals

from dashboard.server import create_app
from data.checkup import check_store
from data.damage import is_whole
from data.errors import StoreDamaged
from data.layout import Layout
from data.release import Writer

SEED = 20261123
HEADERS = 3 * 4096  # bytes of the file's head and the two heads of its blocks


@pytest.fixture
def saved(store, tmp_path):
    """The golden store with one release more, so that there is a whole one to go back to."""
    Writer(store).submit(checks(tmp_path, "a", N1=1))
    return store


def published(store: Path) -> Path:
    layout = Layout(store)
    return layout.release_file(layout.current_id())


def damages(content: bytes, times: int, seed: int) -> Iterator[tuple[str, bytes | None]]:
    """So many damaged copies: bytes changed anywhere, in the head, the end cut off; then empty and missing."""
    chance = random.Random(seed)
    for number in range(times):
        kind = ("bytes", "bytes", "head", "cut off")[number % 4]
        if kind == "cut off":
            yield kind, content[: chance.randrange(len(content))]
            continue
        changed = bytearray(content)
        for _ in range(chance.choice((1, 1, 8))):
            changed[chance.randrange(HEADERS if kind == "head" else len(content))] ^= chance.randrange(1, 256)
        yield kind, bytes(changed)
    yield "empty", b""
    yield "missing", None


def put(path: Path, content: bytes | None) -> None:
    path.unlink(missing_ok=True)
    if content is not None:
        path.write_bytes(content)


def answer(store: Path) -> object:
    """The scores, or that the release is said to be damaged, with the way back."""
    try:
        return totals(store)
    except StoreDamaged as error:
        return "told" if re.search(r"rollback 00000\d-", str(error)) else str(error)


def try_damages(store: Path, times: int, seed: int) -> Counter[str]:
    """Damage the published release in many ways; whatever is not found has changed nothing that is stored."""
    path, outcomes = published(store), Counter[str]()
    whole, scores, facts = path.read_bytes(), totals(store), core(store)
    for kind, content in damages(whole, times, seed):
        put(path, content)
        answered = answer(store)
        assert answered in ("told", scores), f"{kind}: answered wrongly"
        if is_whole(path):
            assert core(store) == facts, f"{kind}: changed and not found"
            outcomes[f"{kind}: in no table, nothing changed"] += 1
        else:
            bad = [finding.message for finding in check_store(store) if not finding.is_good]
            assert len(bad) == 1, bad
            assert "rollback" in bad[0], bad
            outcomes[f"{kind}: found"] += 1
    put(path, whole)
    assert totals(store) == scores
    return outcomes


def test_damage_is_found_and_named_and_the_last_whole_release_offered(saved):
    outcomes = try_damages(saved, times=4, seed=SEED)
    assert outcomes["missing: found"] == outcomes["empty: found"] == 1


@pytest.mark.drill
def test_damage_at_many_random_places_is_found(saved, figure):
    outcomes = try_damages(saved, times=200, seed=SEED)
    figure(f"202 damaged releases (seed {SEED}), none answered wrongly: {dict(sorted(outcomes.items()))}")


def test_a_running_server_says_the_damage_and_goes_on_after_rollback(saved, cli):
    app, path = create_app(saved), published(saved)
    client, kept = app.server.test_client(), releases(saved)[1][: -len(".duckdb")]
    assert client.get("/healthz").status_code == 200
    changed = bytearray(path.read_bytes())
    changed[HEADERS:] = bytes(len(changed) - HEADERS)
    path.write_bytes(bytes(changed))
    view = {
        "path": "/ranking", "year": 2023, "as_of": (MIDYEAR - timedelta(1)).isoformat(), "group": None, "within": 3,
        "unit_id": None, "given": [], "notices": [], "own": [],
    }  # fmt: skip
    told = words_of(ask(app, "ranking-boards.children", shell_view_data=view))
    assert f"rollback {kept}" in told, told
    sick = client.get("/healthz")
    assert (sick.status_code, kept in sick.json["reason"]) == (503, True)
    assert cli("score", "--store", saved).code == 1
    assert cli("check", "--store", saved).code == 1
    refused = cli("rollback", "000001-abcdef", "--store", saved)
    assert (refused.code, kept in refused.err) == (2, True), refused
    assert cli("rollback", kept, "--store", saved).code == 0
    assert (cli("check", "--store", saved).code, client.get("/healthz").status_code) == (0, 200)
    assert marks(saved) == {}, "what came after is gone, and said so"


def test_a_server_does_not_start_over_a_damaged_release(saved):
    path = published(saved)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    command = [sys.executable, "-m", "dashboard", "serve", "--port", "0", "--store", str(saved)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, "rollback 000002-" in done.stderr) == (1, True), done


@pytest.mark.drill
def test_a_pointer_damaged_anywhere_is_found(saved, cli, figure):
    pointer, chance = saved / "CURRENT", random.Random(SEED)
    whole, scores, found = pointer.read_bytes(), totals(saved), 0
    for number in range(300):
        content = bytearray(whole)
        content[chance.randrange(len(content))] ^= chance.randrange(1, 256)
        put(pointer, (bytes(content), whole[: chance.randrange(len(whole) - 1)], None)[number % 3])
        answered = answer(saved)
        assert answered in ("told", scores)
        found += answered == "told"
    assert cli("rollback", releases(saved)[-1][: -len(".duckdb")], "--store", saved).code == 0
    assert pointer.read_bytes() == whole
    figure(
        f"300 damaged pointers (seed {SEED}): {found} found and told, {300 - found} still led to the release"
    )


def test_a_pointer_lost_while_a_save_was_being_published_is_no_empty_store(saved, tmp_path):
    (saved / "CURRENT").unlink()
    (saved / "CURRENT.draft").write_text("000004-aaaaaa\n")
    with pytest.raises(StoreDamaged, match="rollback 000003-"):
        Writer(saved).submit(checks(tmp_path, "b", N2=1))


def test_what_is_damaged_is_not_backed_up_over_a_good_backup(saved, tmp_path, cli):
    backup = tmp_path / "b.zip"
    assert cli("backup", backup, "--store", saved).code == 0
    good = backup.read_bytes()
    content = bytearray(published(saved).read_bytes())
    content[len(content) // 2] ^= 1
    published(saved).write_bytes(bytes(content))
    refused = cli("backup", backup, "--store", saved)
    assert (refused.code, "rollback 000002-" in refused.err) == (1, True)
    assert backup.read_bytes() == good
    shutil.rmtree(saved)
