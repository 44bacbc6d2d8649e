"""Saved charts: every figure of every page, whole files or none, and Chinese that can be read."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pdfplumber
import pytest
from flask.testing import FlaskClient
from PIL import Image

from dashboard.desk import Desk
from dashboard.exports import renderer
from dashboard.exports.browser import RenderFailed
from dashboard.exports.charts import chart_pieces, charts_of, every_chart, find_chart
from dashboard.exports.occasion import Occasion
from dashboard.exports.pictures import picture
from dashboard.exports.piece import Piece, write_zip
from dashboard.exports.renderer import Renderer, render
from dashboard.figures.caption import TITLE_LETTERS, WIDTH, title_lines
from dashboard.pages import find_page
from dashboard.shell import read_view
from data.store import Store

DAY = date(2026, 11, 20)
AT_DAY = "?as_of=2026-11-20"
BOARD = "ranking-board-0"


@pytest.fixture(scope="module")
def store(demo_store: Path) -> Store:
    return Store(demo_store)


@pytest.fixture(scope="module")
def board(store: Store) -> dict[str, Any]:
    found = find_chart(store, f"/ranking{AT_DAY}", BOARD)
    assert found
    return found.figure


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return unicodedata.normalize("NFKC", document.pages[0].extract_text())


# ---- which charts


def charts_at(store: Store, address: str) -> list[str]:
    path, _, query = address.partition("?")
    page, _ = find_page(path)
    assert page
    return [chart.chart_id for chart in charts_of(Desk(store, read_view(store, path, query)), page)]


def test_the_charts_of_a_page_are_those_its_reader_sees(store: Store) -> None:
    assert sorted(charts_at(store, f"/ranking{AT_DAY}")) == [
        *(f"ranking-board-{place}" for place in range(3)),
        *(f"ranking-rounds-{place}" for place in range(3)),
    ]
    assert charts_at(store, f"/{AT_DAY}") == ["overview-faults-chart"]
    assert "overview-faults-chart" not in charts_at(store, f"/{AT_DAY}&reader=author")
    assert charts_at(store, "/unit") == []


def test_every_page_with_a_drawing_is_among_all_charts(store: Store) -> None:
    found = list(every_chart(Occasion.of(store, as_of=DAY)))
    names = {chart.page.name for chart in found}
    assert names == {"总览", "排名", "逾期", "台账", "抽测与检查", "办法", "年度对比"}
    assert {chart.chart_id for chart in found} > {
        "overview-faults-chart",
        "overview-author-grades-chart",
        BOARD,
    }
    matrices = [chart.title for chart in found if chart.chart_id == "ledger-matrix-chart"]
    assert [title[:8] for title in matrices] == ["第1页（共2页）", "第2页（共2页）"]


def test_a_unit_has_the_charts_of_its_page_and_its_overview(store: Store) -> None:
    found = list(every_chart(Occasion.of(store, as_of=DAY, unit_id="Z07")))
    assert [(chart.page.name, chart.chart_id) for chart in found] == [
        ("总览", "overview-unit-losses-chart"),
        ("总览", "overview-unit-trend-chart"),
        ("单位", "unit-waterfall-chart"),
        ("单位", "unit-trend-chart"),
    ]
    assert all("松林关镇人民政府" in chart.title for chart in found)


def test_every_chart_has_a_file_of_its_own_in_every_format(store: Store) -> None:
    occasion = Occasion.of(store, as_of=DAY)
    paths = [piece.path for piece in chart_pieces(occasion)]
    assert len(paths) == len(set(paths)) == 3 * len(list(every_chart(occasion)))
    assert all(
        re.fullmatch(r"图表/[^/]+/[^/:*?\"<>|]+_2026年度_2026-11-20\.(png|svg|pdf)", path) for path in paths
    )


# ---- the picture


def test_a_picture_says_what_where_when_and_from_which_data(store: Store, board: dict[str, Any]) -> None:
    told = render(picture(board), format="svg").decode()
    assert board["layout"]["meta"]["title"] in told
    assert "云岭区（演示数据） 截至2026年11月20日" in told
    assert f"来源：政务公开考核 数据版本{store.release_id}" in told


def test_no_text_of_a_picture_is_smaller_than_8_points(board: dict[str, Any]) -> None:
    drawn = render(picture(board), format="svg").decode()
    sizes = [float(size) for size in re.findall(r"font-size: ([0-9.]+)px", drawn)]
    assert min(sizes) * 160 / WIDTH / 25.4 * 72 >= 8


def test_a_png_has_300_dots_an_inch_at_160_mm(board: dict[str, Any]) -> None:
    figure = picture(board)
    drawn = Image.open(io.BytesIO(render(figure, format="png")))
    drawn.load()
    assert drawn.width == round(160 / 25.4 * 300)
    assert drawn.height == pytest.approx(drawn.width * figure["layout"]["height"] / WIDTH, abs=1)
    assert drawn.info["dpi"] == pytest.approx((300, 300), abs=0.01)


def test_an_svg_and_a_pdf_have_the_width_asked_for(board: dict[str, Any]) -> None:
    svg = render(picture(board), width_mm=100, format="svg").decode()
    width = re.search(r'<svg[^>]* width="([0-9.]+)"', svg)
    assert width
    assert float(width[1]) / 96 * 25.4 == pytest.approx(100)
    with pdfplumber.open(io.BytesIO(render(picture(board), width_mm=100, format="pdf"))) as document:
        assert len(document.pages) == 1
        assert float(document.pages[0].width) / 72 * 25.4 == pytest.approx(100, abs=0.5)


def test_a_pdf_embeds_the_chinese_glyphs(board: dict[str, Any]) -> None:
    pdf = render(picture(board), format="pdf")
    title = unicodedata.normalize("NFKC", board["layout"]["meta"]["title"])
    assert title in text_of(pdf)  # some characters come back as the radicals they look like
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        assert {"CJK" in sign["fontname"] for sign in document.pages[0].chars} == {True}


def test_a_long_title_breaks_behind_a_comma_and_never_inside_a_number() -> None:
    title = "区直部门：区行政审批服务局升15位，升幅最大；区人力资源和社会保障局降108位，降幅最大（上轮相比）"
    lines = title_lines(title)
    assert "".join(lines) == title
    assert len(lines) == 2
    assert lines[0].endswith(("，", "；"))
    assert title_lines("数" * (TITLE_LETTERS - 2) + "123.45分") == ["数" * (TITLE_LETTERS - 2), "123.45分"]


def test_matrices_write_less_where_a_documents_page_is_narrow(store: Store) -> None:
    for address, chart_id, fits in (
        ("/ledger", "ledger-matrix-chart", r"\S"),
        ("/checks", "checks-coverage-chart", r"△?\d+%<br>\d+次|○ 未抽|–"),
    ):
        chart = find_chart(store, f"{address}{AT_DAY}", chart_id)
        assert chart
        bars = [trace for trace in chart.figure["data"] if trace["type"] == "bar"]
        assert all(re.fullmatch(fits, text) for bar in bars for text in bar["text"])


# ---- one click


def asked(client: FlaskClient, **parts: str) -> Any:
    given = {"address": f"/ranking{AT_DAY}", "chart": BOARD, "format": "svg"} | parts
    return client.get("/exports/chart", query_string=given, headers={"Accept-Encoding": "identity"})


@pytest.mark.parametrize(("kind", "begins"), [("png", b"\x89PNG"), ("svg", b"<svg"), ("pdf", b"%PDF")])
def test_a_chart_is_fetched_as_a_file(
    client: FlaskClient, board: dict[str, Any], kind: str, begins: bytes
) -> None:
    answer = asked(client, format=kind)
    assert answer.status_code == 200
    assert answer.data.startswith(begins)
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment;")
    assert unquote(disposition.partition("''")[2]) == f"{board['layout']['meta']['file']}.{kind}"


def test_the_address_decides_what_is_drawn(client: FlaskClient) -> None:
    earlier = asked(client, address="/ranking?as_of=2026-06-30")
    assert "截至2026年6月30日" in earlier.text
    one_group = asked(client, address=f"/ranking{AT_DAY}&group=事业单位")
    assert "事业单位：" in one_group.text


@pytest.mark.parametrize(
    ("parts", "code", "told"),
    [
        ({"format": "gif"}, 400, "png、svg 或 pdf"),
        ({"address": f"/overdue{AT_DAY}", "chart": "nothing"}, 404, "没有这张图"),
        ({"address": "/nowhere"}, 404, "没有这张图"),
    ],
)
def test_what_does_not_exist_is_refused_in_chinese(
    client: FlaskClient, parts: dict[str, str], code: int, told: str
) -> None:
    answer = asked(client, **parts)
    assert answer.status_code == code
    assert told in answer.text


def test_without_a_browser_the_route_says_what_is_missing(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "nothing"))
    monkeypatch.setattr(renderer, "RENDERER", Renderer())
    answer = asked(client)
    assert answer.status_code == 503
    assert "BROWSER_PATH" in answer.text


def test_a_zip_of_charts_is_whole_or_not_there(store: Store, tmp_path: Path) -> None:
    pieces = chart_pieces(Occasion.of(store, as_of=DAY, unit_id="Z07"), ["png"])[:2]
    write_zip(pieces, tmp_path / "图表.zip", lambda *_: None)
    with zipfile.ZipFile(tmp_path / "图表.zip") as archive:
        assert archive.namelist() == [piece.path for piece in pieces]
        assert all(archive.read(name).startswith(b"\x89PNG") for name in archive.namelist())
    broken = Piece("坏.png", lambda: render({"data": 1, "layout": {"width": 9, "height": 9}}, format="png"))
    with pytest.raises(RenderFailed):
        write_zip([*pieces, broken], tmp_path / "坏.zip", lambda *_: None)
    assert [path.name for path in tmp_path.iterdir()] == ["图表.zip"]
