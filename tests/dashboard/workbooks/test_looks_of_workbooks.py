"""Workbooks and CSV files: text stays text, numbers are written as such, headings and origin are in sight."""

from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile
from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from books_read import EVERY, HEADINGS, MAKERS, MIDYEAR, Made, cells, first_rows, make, same
from openpyxl import Workbook, load_workbook

from dashboard.exports.formulas import guarded
from dashboard.exports.occasion import Occasion
from dashboard.exports.workbooks.book import Column
from dashboard.exports.workbooks.findings import findings_pieces
from dashboard.exports.workbooks.losses import build_losses
from dashboard.exports.workbooks.writing import MOST_ROWS, column_widths, row_height, workbook_bytes
from data.batches import FactBatch
from data.errors import OpennessError
from data.files.reading import read_files
from data.release import Writer
from data.store import Store


@pytest.fixture(scope="module")
def odd(golden_store: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """问题清单 of the golden district with a unit and findings whose text a spreadsheet program would run."""
    folder = tmp_path_factory.mktemp("odd")
    store = Path(shutil.copytree(golden_store, folder / "store"))
    (folder / "单位.csv").write_text("单位编码,单位名称,单位类别\nU90,@甲局,镇街\n", encoding="utf-8")
    lines = [f"X{n},U90,第三方,{text},2023-05-10,2023-05-20" for n, text in enumerate(ODD)]
    heading = "问题编号,单位,来源,问题描述,通报日期,整改时限"
    (folder / "问题.csv").write_text("\n".join([heading, *lines]) + "\n", encoding="utf-8")
    Writer(store).submit(FactBatch(read_files([folder / "单位.csv", folder / "问题.csv"]).sheets))
    return make(findings_pieces(Occasion.of(Store(store), year=2023, as_of=MIDYEAR)))


ODD = ("=1+1", "+86 10 1234", "@x", "-", "https://例.cn", "-5")


def test_text_that_looks_like_a_formula_stays_text(odd: dict[str, bytes]) -> None:
    sheet = load_workbook(io.BytesIO(odd[".xlsx"])).worksheets[0]
    rows = [row for row in cells(sheet) if row["单位编码"] == "U90"]
    assert [row["内容"] for row in rows] == list(ODD)
    assert {row["单位"] for row in rows} == {"@甲局"}
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)
    with zipfile.ZipFile(io.BytesIO(odd[".xlsx"])) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_a_csv_guards_such_text_and_leaves_numbers(odd: dict[str, bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(odd[".csv"].decode("utf-8-sig"))))
    shown = [row["内容"] for row in rows if row["单位编码"] == "U90"]
    assert shown == ["'=1+1", "'+86 10 1234", "'@x", "'-", "https://例.cn", "-5"]
    assert [guarded(text) for text in ("\t=1", "\r=1", "-1.5", "甲=乙")] == [
        "'\t=1",
        "'\r=1",
        "-1.5",
        "甲=乙",
    ]


@EVERY
def test_a_csv_has_the_rows_and_columns_of_the_first_sheet(
    made: Made, books: dict[str, Workbook], kind: str
) -> None:
    data = made[kind][".csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == len(data.splitlines()) > 1
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    sheet = cells(books[kind].worksheets[0])
    assert [list(row) for row in rows[:1]] == [list(row) for row in sheet[:1]]
    for row, cell_row in zip(rows, sheet, strict=True):
        for text, value in zip(row.values(), cell_row.values(), strict=True):
            assert float(text) == same(value) if isinstance(value, float | int) else text == as_text(value)


def as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else guarded(str(value))


# Form


@EVERY
def test_headings_stay_in_sight_filter_and_are_printed_on_every_page(
    books: dict[str, Workbook], kind: str
) -> None:
    sheet = books[kind].worksheets[0]
    assert str(sheet.freeze_panes).endswith(str(HEADINGS + 1))
    assert sheet.auto_filter.ref == f"A{HEADINGS}:{sheet.dimensions.split(':')[1]}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == f"$1:${HEADINGS}"
    assert "&P" in sheet.oddFooter.right.text


@EVERY
def test_the_title_says_of_what_and_when_the_last_sheet_where_from(
    books: dict[str, Workbook], occasion: Occasion, kind: str
) -> None:
    sheet = books[kind].worksheets[0]
    assert sheet["A1"].value.startswith("云岭区2026年度政务公开考核")
    assert "2026年11月20日" in sheet["A2"].value
    assert occasion.store.release_id in sheet["A2"].value
    origin = [value for row in books[kind]["出处"].iter_rows(values_only=True) for value in row if value]
    for name, told in occasion.provenance():
        assert name in origin
        assert told in origin
    queries = {value.removesuffix(".sql") for value in origin if value.endswith(".sql")}
    assert queries
    assert all((Path("queries/pages") / f"{name}.sql").exists() for name in queries)
    headings = {cell.value for sheet in books[kind].worksheets[:-1] for cell in sheet[HEADINGS]}
    assert headings <= set(origin)


@EVERY
def test_dates_marks_and_shares_are_written_as_such(books: dict[str, Workbook], kind: str) -> None:
    formats: dict[type, set[str]] = defaultdict(set)
    for row in books[kind].worksheets[0].iter_rows(min_row=HEADINGS + 1):
        for cell in row:
            formats[type(cell.value)].add(cell.number_format)
    assert formats.get(datetime, {"yyyy-mm-dd"}) == {"yyyy-mm-dd"}
    assert formats.get(float, {"0.00"}) == {"0.00"}
    assert formats.get(int, {"0"}) <= {"0", "0.00"}  # marks without a fraction are read back as whole


@EVERY
def test_a_chart_stands_on_cells_that_hold_its_numbers(
    made: Made, books: dict[str, Workbook], kind: str
) -> None:
    charts = native_charts(made[kind][".xlsx"])
    assert charts
    for chart in charts:
        assert re.search(r"[\u4e00-\u9fff]", " ".join(re.findall(r"<a:t>([^<]+)</a:t>", chart)))
        assert "微软雅黑" in chart
        values = re.findall(r"<c:val><c:numRef><c:f>'([^']+)'!\$(\w+)\$(\d+):\$\w+\$(\d+)</c:f>", chart)
        assert len(values) == chart.count("<c:ser>") > 0
        numbers = [
            cell.value
            for sheet, column, first, last in values
            for (cell,) in books[kind][sheet][f"{column}{first}:{column}{last}"]
        ]
        assert all(isinstance(number, float | int | None) for number in numbers)
        assert any(numbers)


def native_charts(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
        return [package.read(name).decode() for name in names]


def test_there_is_a_chart_for_every_group(made: Made, occasion: Occasion) -> None:
    ranked = occasion.results().dropna(subset="rank")["group_name"].nunique()
    assert len(native_charts(made["ranking"][".xlsx"])) == ranked


def test_columns_fit_chinese_text_and_long_text_wraps() -> None:
    columns = (Column("name", "text", "单位", ""), Column("fact", "prose", "事实", ""))
    short, long = column_widths(columns, [["区教育体育局", "问题" * 100]], 2)
    assert short > 12  # six characters, two wide each
    assert long < 60
    lines = row_height(["区教育体育局", "问题" * 100], [short, long]) / row_height(["甲"], [short])
    assert lines >= 400 / long  # 200 characters two wide


def test_a_book_without_rows_still_has_its_headings_and_its_origin(golden_store: Path) -> None:
    early = Occasion.of(Store(golden_store), year=2023, as_of=date(2023, 1, 1))
    for kind, maker in MAKERS.items():
        book = load_workbook(io.BytesIO(make(maker(early))[".xlsx"]))
        assert book.worksheets[0]["A3"].value, kind
        assert book.sheetnames[-1] == "出处"


def test_a_table_too_long_for_a_sheet_is_refused_and_not_cut(occasion: Occasion) -> None:
    book = build_losses(occasion)
    [table] = book.tables
    long = replace(table, rows=table.rows.iloc[[0] * (MOST_ROWS + 1)])
    with pytest.raises(
        OpennessError, match=r"“失分”有200,001行，超过一张工作表的200,000行，没有导出。请按单位"
    ):
        workbook_bytes(replace(book, tables=(long,)))


@EVERY
def test_a_district_without_units_has_workbooks_without_rows(kind: str, scheme_store: Path) -> None:
    empty = Occasion.of(Store(scheme_store), as_of=MIDYEAR)
    assert first_rows(make(MAKERS[kind](empty))) == []
