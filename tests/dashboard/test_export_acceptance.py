"""What an office head would send back: missing data that reads as a result, a lone signature, an empty preview."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from docx import Document
from docx.document import Document as Docx
from openpyxl import load_workbook

from dashboard.components.export_cards import preview_panel
from dashboard.components.export_preview import Picture
from dashboard.exports.documents.bulletin import bulletin_pieces
from dashboard.exports.documents.charts import counted_grades
from dashboard.exports.documents.common import standings
from dashboard.exports.documents.feedback import feedback_pieces
from dashboard.exports.documents.notice import notice_pieces
from dashboard.exports.documents.report import report_pieces
from dashboard.exports.occasion import Occasion
from dashboard.exports.piece import Piece
from dashboard.exports.preview import ROWS, preview
from dashboard.exports.workbooks.ranking import ranking_pieces
from dashboard.view import View
from data.batches import FactBatch, SchemeBatch
from data.files.reading import read_files
from data.release import Writer
from data.scheme import read_scheme
from data.store import Store

YEAR, AS_OF = 2026, date(2026, 11, 20)
VETOED, NOT_RATED = "Z06", "B16"
SCHEME = Path(__file__).parents[2] / "data" / "schemes" / "demo-2026.toml"


@pytest.fixture(scope="module")
def today(demo_store: Path) -> Occasion:
    return Occasion.of(Store(demo_store), year=YEAR, as_of=AS_OF)


@pytest.fixture(scope="module")
def bulletin(today: Occasion) -> Docx:
    return opened(bulletin_pieces(today)[0])


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Occasion:
    """A store with a scheme and one unit of which nothing is known."""
    folder = tmp_path_factory.mktemp("bare")
    units = folder / "units.csv"
    units.write_text("单位编码,单位名称,单位类别\nA1,独一局,区直部门\n", encoding="utf-8")
    writer = Writer(folder / "store")
    writer.submit(SchemeBatch(read_scheme(SCHEME), SCHEME))
    writer.submit(FactBatch(read_files([units]).sheets))
    return Occasion.of(Store(folder / "store"), year=YEAR, as_of=date(2026, 6, 30))


def opened(piece: Piece) -> Docx:
    return Document(io.BytesIO(piece.make()))


def told(document: Docx) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def sheet_of(occasion: Occasion, unit_id: str) -> list[str]:
    asked = Occasion.of(occasion.store, year=YEAR, as_of=AS_OF, unit_id=unit_id)
    return told(opened(feedback_pieces(asked)[0]))


# Documents


def test_a_file_says_what_it_is_without_its_folder(today: Occasion) -> None:
    for kind, makes in {"反馈单": feedback_pieces, "整改通知书": notice_pieces}.items():
        assert {piece.path.rpartition("/")[2].split("_")[0] for piece in makes(today)} == {kind}


def test_the_signature_of_a_bulletin_is_never_alone_on_a_page(bulletin: Docx) -> None:
    texts = told(bulletin)
    first = next(place for place, text in enumerate(texts) if text.startswith("有关单位应当对照所附清单"))
    last = next(place for place, text in enumerate(texts) if "（印发机关署名）" in text)
    for paragraph in bulletin.paragraphs[first : last + 1]:
        of_style = paragraph.style.paragraph_format.keep_with_next
        assert paragraph.paragraph_format.keep_with_next or of_style, paragraph.text


def test_annexes_are_numbered_where_there_are_two(bulletin: Docx, bare: Occasion) -> None:
    texts = told(bulletin)
    assert "附件：1．未整改问题清单" in texts
    assert "　　　2．各类单位考核结果" in texts
    assert [text for text in texts if text in ("附件1", "附件2")] == ["附件1", "附件2"]
    only = told(opened(bulletin_pieces(bare)[0]))
    assert "附件：各类单位考核结果" in only
    assert "附件" in only


def test_a_vetoed_unit_ranks_below_a_lower_score_and_the_list_says_why(
    bulletin: Docx, today: Occasion
) -> None:
    vetoed = standings(today).set_index("unit_id").loc[VETOED]
    rows = [[cell.text for cell in row.cells] for table in bulletin.tables for row in table.rows]
    (row,) = [row for row in rows if row[1] == vetoed["name"] and row[0] == f"{vetoed['rank']:.0f}"]
    assert row[-1] == "一票否决"


def test_a_sheet_says_what_a_veto_took_and_that_a_unit_not_rated_has_no_losses(today: Occasion) -> None:
    base = today.results().set_index("unit_id").loc[VETOED, "base"]
    assert f"加分和扣分之前的得分为{base:.2f}分。" in "".join(sheet_of(today, VETOED))
    not_rated = sheet_of(today, NOT_RATED)
    assert "未评定的单位不计失分。" in not_rated
    assert "没有失分记录。" not in not_rated


def test_a_unit_of_which_nothing_is_known_is_neither_praised_nor_passed(bare: Occasion) -> None:
    text = "".join(told(opened(bulletin_pieces(bare)[0])))
    assert "尚没有单位取得考核得分。" in text
    assert "均达到合格要求" not in text
    assert "没有需要整改的问题。" in text
    assert "均已报告整改" not in text


def test_a_report_without_tasks_and_findings_says_so_and_shows_no_table_of_noughts(bare: Occasion) -> None:
    document = opened(report_pieces(bare)[0])
    text = "".join(told(document))
    assert "本年度没有导入工作方案的任务。" in text
    assert "按时办结率" not in text
    assert "未评定。尚无任何可计分的事实。没有发现问题。" in text
    assert "任务种类" not in {table.cell(0, 0).text for table in document.tables}


def test_the_grades_of_a_report_count_the_units_not_rated_as_the_page_does(today: Occasion) -> None:
    page = today.ask("author_grades", group_name=None)
    counted = counted_grades(today, standings(today))
    assert list(counted["units"]) == list(page["units"])
    assert counted["units"].sum() == len(today.results())


def test_a_component_gives_nothing_of_a_total_that_is_not_there(today: Occasion) -> None:
    book = next(piece for piece in ranking_pieces(today) if piece.path.endswith(".xlsx"))
    headings, *rows = load_workbook(io.BytesIO(book.make()))["各环节得分"].iter_rows(
        min_row=3, values_only=True
    )
    own = [row for row in (dict(zip(headings, row, strict=True)) for row in rows) if row["名次"] is None]
    assert any(row["环节得分"] is not None for row in own)
    assert {row["折合总分"] for row in own} == {None}


# Previews


def test_the_preview_of_charts_shows_pictures_that_the_server_draws(today: Occasion, app: Dash) -> None:
    shown = preview("charts", today)
    pictures = [block for block in shown.blocks if isinstance(block, Picture)]
    assert len(pictures) == 6
    answer = app.server.test_client().get(pictures[0].src)
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert pictures[0].title[:8] in answer.text


def test_the_preview_of_charts_says_why_there_is_none(
    today: Occasion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/nonexistent")
    (message,) = preview("charts", today).blocks
    assert "BROWSER_PATH" in str(message)


def test_a_preview_of_open_data_shows_its_first_table(today: Occasion) -> None:
    (rows,) = preview("opendata", today).blocks
    assert rows[0][:3] == ("unit_id", "name", "group_name")
    assert rows[1][:2] == ("S01", "区融媒体中心")


def test_a_table_cut_short_says_so(today: Occasion) -> None:
    tables = [block for block in preview("bulletin", today).blocks if isinstance(block, tuple)]
    assert {len(table) <= ROWS or table[-1][0] == "……" for table in tables} == {True}
    assert any(table[-1][0] == "……" for table in tables)


def test_a_preview_without_anything_to_show_draws_no_empty_frame(today: Occasion) -> None:
    view = View(path="/reports", year=YEAR, as_of=AS_OF)
    shown = preview("charts", today)
    assert "export-page pictures" in classes(preview_panel("charts", shown, view))
    empty = classes(preview_panel("charts", type(shown)(shown.paths), view))
    assert not [name for name in empty if name.startswith("export-page")]


def classes(part: Any) -> list[str]:
    children = getattr(part, "children", None)
    below = children if isinstance(children, list) else [children] if children is not None else []
    return [getattr(part, "className", None) or "", *(name for child in below for name in classes(child))]
