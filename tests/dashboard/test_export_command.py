"""export: what is written where, of which date or round, whole or not at all."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from dashboard.exports.catalogue import MAKERS
from dashboard.exports.occasion import Occasion
from dashboard.exports.piece import Piece, safe_name, whole_file, write_folder, write_zip
from dashboard.exports.renderer import Renderer
from dashboard.text import exports as words
from data.errors import StoreMissing
from data.store import Store

DAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def demo(demo_store: Path) -> Store:
    return Store(demo_store)


def test_every_kind_has_a_name_a_section_and_a_maker() -> None:
    placed = [kind for kinds in words.SECTIONS.values() for kind in kinds]
    assert sorted(placed) == sorted(words.KINDS) == sorted(MAKERS)


def test_a_kind_is_written_into_the_folder_asked_for(cli, demo_store, tmp_path):
    answer = cli("export", "form", "--year", "2025", "--out", tmp_path / "out", "--store", demo_store)
    assert answer.code == 0, answer.err
    (path,) = (tmp_path / "out").iterdir()
    assert path.name == "政府信息公开年报统计数据填报表_2025年.xlsx"
    assert path.read_bytes().startswith(b"PK")
    assert answer.out == f"已导出1个文件：{tmp_path / 'out'}\n"


def test_a_name_that_ends_with_zip_gives_one_file(cli, demo_store, tmp_path):
    target = tmp_path / "all.zip"
    assert cli("export", "form", "form", "--out", target, "--store", demo_store).code == 0
    with zipfile.ZipFile(target) as archive:
        assert [Path(name).suffix for name in archive.namelist()] == [".xlsx"]


def test_all_without_a_browser_is_all_but_the_charts(cli, demo_store, tmp_path, monkeypatch):
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "none"))
    monkeypatch.setattr("dashboard.exports.renderer.RENDERER", Renderer())
    asked = ("--unit", "Z07", "--as-of", DAY, "--out", tmp_path / "out")
    answer = cli("export", "all", *asked, "--store", demo_store)
    assert answer.code == 0, answer.err
    assert answer.err.startswith("未导出图表：")
    assert not list((tmp_path / "out").rglob("*.png"))
    assert list((tmp_path / "out").rglob("反馈单*.docx"))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("picture",), "没有“picture”这一项"),
        (("form", "--round", "第九季度"), "没有轮次“第九季度”"),
        (("form", "--round", "年中", "--as-of", "2026-06-30"), "不能与"),
        (("form", "--unit", "外星局"), "没有单位“外星局”"),
    ],
)
def test_what_cannot_be_exported_is_a_wrong_call(cli, demo_store, tmp_path, asked, told):
    answer = cli("export", *asked, "--out", tmp_path / "out", "--store", demo_store)
    assert answer.code == 2
    assert told in answer.err
    assert not (tmp_path / "out").exists()


def test_an_occasion_of_a_round_answers_the_stored_rows(demo: Store) -> None:
    occasion = Occasion.of(demo, year=2026, round_name="年中")
    rounds = demo.table("pages/rounds")
    number = rounds.loc[(rounds["year"] == 2026) & (rounds["name"] == "年中"), "round_no"].iloc[0]
    stored = demo.table("pages/round_published", round_no=int(number))
    assert occasion.as_of == date(2026, 6, 30)
    assert occasion.results()["total"].tolist() == pytest.approx(stored["total"].tolist(), nan_ok=True)
    assert occasion.name == "2026年年中"
    assert ("轮次", "年中") in occasion.provenance()


def test_stored_and_computed_rows_have_the_same_columns(demo: Store) -> None:
    today, closed = Occasion.of(demo, year=2026, as_of=DAY), Occasion.of(demo, year=2026, round_name="年中")
    assert list(today.results()) == list(closed.results())
    assert list(today.components()) == list(closed.components())
    assert list(today.losses()) == list(closed.losses())


def test_losses_and_components_of_a_round_give_its_base(demo: Store) -> None:
    occasion = Occasion.of(demo, year=2026, round_name="年中")
    results = occasion.results().set_index("unit_id")
    rated = results[results["status"] == "rated"]
    lost = occasion.losses().groupby("unit_id")["marks"].sum()
    for unit_id, unit in rated.iterrows():
        assert unit["base"] == pytest.approx(unit["full_marks"] - lost.get(unit_id, 0.0), abs=1e-6)


def test_one_unit_is_only_that_unit(demo: Store) -> None:
    unit_id = Occasion.of(demo, year=2026, as_of=DAY).results()["unit_id"].iloc[0]
    occasion = Occasion.of(demo, year=2026, as_of=DAY, unit_id=unit_id)
    for rows in (occasion.results(), occasion.components(), occasion.losses()):
        assert set(rows["unit_id"]) == {unit_id}


def test_a_round_that_is_not_closed_is_said(demo: Store) -> None:
    with pytest.raises(StoreMissing, match="没有轮次“秋季”"):
        Occasion.of(demo, round_name="秋季")


def fail() -> bytes:
    raise OSError("disk full")


def test_a_failure_leaves_no_half_file_and_keeps_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("old")
    with pytest.raises(OSError, match="disk full"):
        write_folder([Piece("a/a.txt", lambda: b"new"), Piece("b.txt", fail)], tmp_path, lambda *_: None)
    with pytest.raises(OSError, match="disk full"):
        write_zip([Piece("a.txt", lambda: b"new"), Piece("b.txt", fail)], tmp_path / "c.zip", lambda *_: None)
    with pytest.raises(OSError, match="disk full"), whole_file(tmp_path / "b.txt") as file:
        file.write(b"half" + fail())
    found = {str(path.relative_to(tmp_path)): path.read_text() for path in tmp_path.rglob("*.*")}
    assert found == {"a/a.txt": "new", "b.txt": "old"}


def test_progress_counts_the_pieces(tmp_path: Path) -> None:
    told: list[tuple[int, str]] = []
    pieces = [Piece("一.txt", lambda: b"1"), Piece("二.txt", lambda: b"2")]
    write_zip(pieces, tmp_path / "a.zip", lambda *step: told.append(step))
    assert told == [(1, "一.txt"), (2, "二.txt")]


@pytest.mark.parametrize(
    ("words_in", "name"),
    [("区教育局", "区教育局"), ("a/b:c?", "a b c"), ("..", "_"), ("长" * 200, "长" * 80)],
)
def test_names_are_fit_for_windows(words_in: str, name: str) -> None:
    assert safe_name(words_in) == name
