"""Release files: what a killed writer left is cleared, history stays, and no moment of a save is dangerous."""

from __future__ import annotations

import os
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from storing import MIDYEAR, UNITS, checks, facts, marks, releases, rows, tree

from data import publication, release
from data.computation import Question, Session
from data.layout import Layout
from data.publication import prune, sweep
from data.queryfile import load_queries
from data.release import Writer
from data.rounds import RoundBatch
from data.store import Store


def test_what_a_killed_writer_left_is_swept_by_the_next_save(store, tmp_path):
    folder = store / "releases"
    for name in ("000003-aaaaaa.draft", "000003-aaaaaa.draft.wal", "000003-bbbbbb.duckdb"):
        (folder / name).write_bytes(b"half written")
    (folder / "000003-aaaaaa.draft.tmp").mkdir()
    (folder / "000003-aaaaaa.draft.tmp" / "duckdb_temp_storage.tmp").write_bytes(b"spilled")
    (store / "CURRENT.draft").write_text("000003-bbbbbb\n")
    (store / "objects" / "0123.partial").write_bytes(b"half copied")
    kept = releases(store)[:2]
    receipt = Writer(store).submit(checks(tmp_path, "a", N1=1))
    assert releases(store) == [*kept, f"{receipt.release_id}.duckdb"]
    assert not list((store / "objects").glob("*.partial"))
    assert not (store / "CURRENT.draft").exists()


@pytest.mark.parametrize("words", ["", "000002", "../CURRENT", "../objects/x", "\x00"])
def test_a_torn_intent_clears_nothing_but_itself(store, words):
    (store / "CURRENT.draft").write_text(words)
    before = releases(store)
    sweep(Layout(store))
    assert releases(store) == before
    assert (store / "CURRENT").exists()
    assert not (store / "CURRENT.draft").exists()


def test_a_pointer_set_back_by_hand_loses_no_later_release(store, tmp_path):
    first, second = releases(store)
    (store / "CURRENT").write_text(Path(first).stem)
    receipt = Writer(store).submit(facts(tmp_path, "a", UNITS, "X1,新镇,镇街"))
    assert releases(store) == [first, second, f"{receipt.release_id}.duckdb"]
    assert rows(store, "select unit_id from core.units") == [("X1",)]


def test_old_releases_go_but_one_a_day_and_those_of_rounds_stay(tmp_path):
    layout = Layout(tmp_path)
    layout.releases.mkdir()
    today = datetime.combine(date.today(), datetime.min.time())
    for number in range(1, 61):  # ten a day over six days, the last of them today
        path = layout.release_file(f"{number:06d}-aaaaaa")
        path.write_bytes(b"")
        day = today - timedelta(days=(60 - number) // 10) + timedelta(minutes=number)
        os.utime(path, (day.timestamp(), day.timestamp()))
    prune(layout, {"000007-aaaaaa"})
    left = [int(path.stem[:6]) for path in sorted(layout.releases.iterdir())]
    newest_but_the_one_to_come = list(range(42, 61))
    assert left == [7, 10, 20, 30, 40, *newest_but_the_one_to_come]


def test_a_day_long_ago_is_not_kept(tmp_path):
    layout = Layout(tmp_path)
    layout.releases.mkdir()
    for number in range(1, 31):
        path = layout.release_file(f"{number:06d}-aaaaaa")
        path.write_bytes(b"")
        old = datetime.now() - timedelta(days=1000 - number)
        os.utime(path, (old.timestamp(), old.timestamp()))
    prune(layout, set())
    assert len(list(layout.releases.iterdir())) == publication.NEWEST_KEPT - 1


def test_an_answer_in_progress_survives_the_pruning_of_its_release(store, tmp_path, monkeypatch):
    monkeypatch.setattr(publication, "NEWEST_KEPT", 2)
    layout = Layout(store)
    session = Session(layout.release_file(layout.current_id()))
    question = Question(year=2023, edition=2, closes_on=date(2024, 1, 31), as_ofs=(MIDYEAR,))
    session.compute(question)
    read = load_queries()["pages/score"], {**question.parameters(), "as_of": MIDYEAR}
    before = session.rows(*read)
    for number in range(3):
        Writer(store).submit(checks(tmp_path, f"a{number}", N1=number))
    assert len(releases(store)) == 2
    session.compute(question)
    assert session.rows(*read).equals(before)
    session.close()


def test_the_release_of_a_round_is_kept(store, tmp_path, monkeypatch):
    monkeypatch.setattr(publication, "NEWEST_KEPT", 2)
    of_round = Layout(store).current_id()
    writer = Writer(store)
    writer.submit(RoundBatch(Layout(store), "年中", Store(store).year(2023), MIDYEAR))
    before, newest = (
        writer.submit(checks(tmp_path, f"a{number}", N1=number)).release_id for number in range(2)
    )
    assert releases(store) == [f"{name}.duckdb" for name in (of_round, before, newest)]


@pytest.fixture
def photographed(monkeypatch):
    """Calls `photograph(step)` before each step that touches the disk while a batch is stored."""

    def install(photograph):
        def before(owner, name):
            original = getattr(owner, name)

            def step(*arguments, **keywords):
                photograph(name)
                return original(*arguments, **keywords)

            monkeypatch.setattr(owner, name, step)

        for owner, name in ((release, "prune"), (publication, "sync"), (publication, "sync_folder")):
            before(owner, name)
        for name in ("rename", "replace"):
            before(Path, name)

    return install


def test_a_save_makes_each_step_durable_before_the_next(store, tmp_path, photographed):
    seen: list[str] = []
    photographed(seen.append)
    Writer(store).submit(checks(tmp_path, "a", N1=1))
    publishing = seen[seen.index("prune") + 1 :]
    assert publishing == ["sync", "sync", "sync_folder", "rename", "sync_folder", "replace", "sync_folder"]
    assert marks(store) == {"N1": 1}


@pytest.mark.parametrize("has_data", [True, False])
def test_a_power_cut_at_any_step_leaves_the_old_or_the_new_state(
    golden_store, tmp_path, monkeypatch, photographed, has_data
):
    """At each step a copy of the store is taken, as a cut would leave it; each must work on."""
    store = tmp_path / "store"
    if has_data:
        shutil.copytree(golden_store, store)
    pictures: dict[str, Path] = {}

    def photograph(_: str) -> None:
        looks = repr(sorted(tree(store).items()))
        if looks not in pictures:
            pictures[looks] = Path(shutil.copytree(store, tmp_path / f"picture{len(pictures)}"))

    batch = facts(tmp_path, "单位", UNITS, "X1,新镇,镇街")
    photographed(photograph)
    Writer(store).submit(batch)
    monkeypatch.undo()
    assert len(pictures) == 5  # source half copied, draft done, intent written, file renamed, pointer swapped
    states = [_units_after_a_cut(picture, tmp_path) for picture in pictures.values()]
    assert states == [("X2",)] * 4 + [("X1", "X2")]


def _units_after_a_cut(picture: Path, folder: Path) -> tuple[str, ...]:
    """The new units of a store in which the next save was tried after the cut."""
    Writer(picture).submit(facts(folder, "次日", UNITS, "X2,次镇,镇街"))
    assert not list(picture.glob("**/*.draft*"))
    found = rows(picture, "select unit_id from core.units where unit_id like 'X%' order by all")
    return tuple(str(unit_id) for (unit_id,) in found)
