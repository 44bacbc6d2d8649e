"""Workbooks and CSV files: their numbers are those of `score` and of the pages, their text stays text."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.exports.formulas import guarded
from dashboard.exports.occasion import Occasion
from dashboard.exports.piece import Piece
from dashboard.exports.workbooks.book import Column
from dashboard.exports.workbooks.findings import fault_kinds, findings_pieces
from dashboard.exports.workbooks.ledger import ledger_pieces
from dashboard.exports.workbooks.losses import losses_pieces
from dashboard.exports.workbooks.overdue import overdue_pieces
from dashboard.exports.workbooks.ranking import ranking_pieces
from dashboard.exports.workbooks.writing import column_widths, row_height
from dashboard.text import lists
from data.batches import FactBatch
from data.files.reading import read_files
from data.release import Writer
from data.rounds import RoundBatch
from data.store import Store

YEAR, ROUND = 2026, "第三季度"
AS_OF = date(YEAR, 11, 20)
MIDYEAR = date(2023, 6, 30)  # of the golden district
HEADINGS = 3
MAKERS = {
    "ranking": ranking_pieces,
    "losses": losses_pieces,
    "overdue": overdue_pieces,
    "ledger": ledger_pieces,
    "findings": findings_pieces,
}
EVERY = pytest.mark.parametrize("kind", MAKERS)
Made = dict[str, dict[str, bytes]]
Rows = list[dict[str, Any]]


def make(pieces: list[Piece]) -> dict[str, bytes]:
    return {Path(piece.path).suffix: piece.make() for piece in pieces}


@pytest.fixture(scope="module")
def occasion(demo_store: Path) -> Occasion:
    return Occasion.of(Store(demo_store), year=YEAR, as_of=AS_OF)


@pytest.fixture(scope="module")
def closed(demo_store: Path) -> Occasion:
    return Occasion.of(Store(demo_store), year=YEAR, round_name=ROUND)


@pytest.fixture(scope="module")
def made(occasion: Occasion) -> Made:
    return {kind: make(pieces(occasion)) for kind, pieces in MAKERS.items()}


@pytest.fixture(scope="module")
def books(made: Made) -> dict[str, Workbook]:
    return {kind: load_workbook(io.BytesIO(files[".xlsx"])) for kind, files in made.items()}


def cells(sheet: Worksheet) -> Rows:
    """The rows below the headings, by heading."""
    headings, *rows = sheet.iter_rows(min_row=HEADINGS, values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def first_rows(files: dict[str, bytes]) -> Rows:
    return cells(load_workbook(io.BytesIO(files[".xlsx"])).worksheets[0])


@pytest.fixture(scope="module")
def closed_losses(closed: Occasion) -> Rows:
    return first_rows(make(losses_pieces(closed)))


# Numbers

SCORES = {
    "名次": "rank",
    "单位": "name",
    "总分": "total",
    "等次": "grade",
    "区间最高": "rank_low",
    "区间最低": "rank_high",
    "基础分": "base",
    "加分": "bonus",
    "重大扣分": "major",
    "折算分": "converted",
}


COMPONENTS = ("日常抽测", "季度检查", "台账落实", "年度考核")


def same(values: Any) -> Any:
    """The file holds 16 digits of a number."""
    return pytest.approx(values, rel=1e-15, abs=1e-15)


def test_the_ranking_has_the_numbers_of_score(
    books: dict[str, Workbook], demo_store: Path, cli: Callable[..., Any]
) -> None:
    asked = cli("score", "--store", demo_store, "--year", YEAR, "--as-of", AS_OF, "--format", "json")
    scores = {unit["unit_id"]: unit for unit in json.loads(asked.out)}
    rows = cells(books["ranking"].worksheets[0])
    assert {row["单位编码"] for row in rows} == scores.keys()
    for row in rows:
        score = scores[row["单位编码"]]
        for heading, key in SCORES.items():
            assert agree(row[heading], score[key])
        for name, part in zip(COMPONENTS, score["components"].values(), strict=True):
            assert agree(row[name], part["score"])
        assert (row["一票否决"] == "是") == score["veto"]


def agree(cell: Any, number: Any) -> bool:
    return bool(cell == (same(number) if isinstance(number, float) else number))


def test_the_components_of_a_unit_add_up_to_its_base(books: dict[str, Workbook]) -> None:
    base = {row["单位编码"]: row["基础分"] for row in cells(books["ranking"]["排名"])}
    parts = cells(books["ranking"]["各环节得分"])
    for unit_id, expected in base.items():
        given = [
            part["折合总分"] for part in parts if part["单位编码"] == unit_id and part["折合总分"] is not None
        ]
        assert expected is None or sum(given) == pytest.approx(expected, abs=1e-9)


def test_a_closed_round_exports_what_was_published(
    closed: Occasion, demo_store: Path, cli: Callable[..., Any]
) -> None:
    asked = cli("round", "show", ROUND, "--store", demo_store, "--year", YEAR, "--format", "json")
    units = json.loads(asked.out)["units"]
    rows = first_rows(make(ranking_pieces(closed)))
    shown = {row["单位编码"]: (row["总分"], row["名次"], row["等次"]) for row in rows}
    assert shown == {unit["unit_id"]: (unit["total"], unit["rank"], unit["grade"]) for unit in units}


def test_what_is_imported_later_leaves_a_closed_round_as_it_was(store: Path, tmp_path: Path) -> None:
    writer, opened = Writer(store), Store(store)
    writer.submit(RoundBatch(opened.layout, "年中", opened.year(2023), MIDYEAR))
    published = totals(Occasion.of(opened, round_name="年中"))
    late = "抽测编号,单位,抽测日期,指标,得分,满分\nN1,U00,2023-05-10,S1,0,10\n"
    (tmp_path / "抽测.csv").write_text(late, encoding="utf-8")
    writer.submit(FactBatch(read_files([tmp_path / "抽测.csv"]).sheets))
    assert totals(Occasion.of(opened, round_name="年中")) == published
    assert totals(Occasion.of(opened, year=2023, as_of=MIDYEAR)) != published


def test_lists_of_a_closed_round_say_that_they_are_not_what_was_published(
    closed: Occasion, books: dict[str, Workbook]
) -> None:
    for kind, maker in MAKERS.items():
        said = load_workbook(io.BytesIO(make(maker(closed))[".xlsx"])).worksheets[0]["A2"].value
        assert ("现有数据" in said) == (kind in ("overdue", "ledger", "findings"))
        assert "现有数据" not in books[kind].worksheets[0]["A2"].value


def totals(occasion: Occasion) -> dict[str, Any]:
    return {row["单位编码"]: row["总分"] for row in first_rows(make(ranking_pieces(occasion)))}


def test_the_losses_of_a_unit_add_up_to_full_marks_less_base(
    occasion: Occasion, closed: Occasion, closed_losses: Rows, books: dict[str, Workbook]
) -> None:
    for of, rows in ((occasion, cells(books["losses"].worksheets[0])), (closed, closed_losses)):
        lost: dict[str, float] = {}
        for row in rows:
            lost[row["单位编码"]] = lost.get(row["单位编码"], 0) + row["失分"]
        rated = of.results().dropna(subset="base")
        expected = dict(zip(rated["unit_id"], rated["full_marks"] - rated["base"], strict=True))
        assert lost == pytest.approx({unit: marks for unit, marks in expected.items() if marks > 1e-9})


def test_a_round_says_nothing_of_what_can_still_be_won_back(
    closed_losses: Rows, books: dict[str, Workbook]
) -> None:
    assert {row["可挽回"] for row in closed_losses} == {None}
    assert any(row["可挽回"] for row in cells(books["losses"].worksheets[0]))


def test_the_overdue_list_is_that_of_the_page(books: dict[str, Workbook], occasion: Occasion) -> None:
    page = occasion.ask("overdue_list", group_name=None)
    rows = cells(books["overdue"].worksheets[0])
    listed = [(row["依据编号"], row["逾期天数"]) for row in rows]
    assert listed == list(zip(page["ref"], page["days_late"], strict=True))
    assert [row["已失分"] for row in rows] == same(list(page["lost"]))
    assert {row["状态"] for row in rows} <= {word for word, _ in lists.STATES.values()}


def test_kinds_of_fault_are_counted_as_on_the_page(occasion: Occasion) -> None:
    page = occasion.ask("checks_faults", group_name=None, shown=1000)
    kinds = fault_kinds(occasion.ask("export_findings"))
    for column in ("findings", "repeated"):
        assert dict(zip(kinds["item"].fillna(""), kinds[column], strict=True)) == dict(
            zip(page["item"].fillna(""), page[column], strict=True)
        )


def test_findings_cost_what_the_losses_say(books: dict[str, Workbook]) -> None:
    lost = [
        row["失分"] for row in cells(books["losses"].worksheets[0]) if row["原因"] in ("问题扣分", "逾期扣分")
    ]
    by_finding = [row["失分"] for row in cells(books["findings"].worksheets[0]) if row["失分"] is not None]
    assert sum(by_finding) == pytest.approx(sum(lost))


def test_a_finding_that_is_withdrawn_counts_nothing(books: dict[str, Workbook]) -> None:
    withdrawn = [row for row in cells(books["findings"].worksheets[0]) if row["状态"] == "已撤销"]
    assert withdrawn
    for row in withdrawn:
        assert (row["计扣分"], row["失分"], row["逾期天数"]) == (None, None, None)
        assert row["不计分原因"] == "已撤销"


def test_the_ledger_counts_the_tasks_of_the_page(books: dict[str, Workbook], occasion: Occasion) -> None:
    every = {"group_name": None, "deadline_class": None, "state": None, "page": 1, "page_size": 1000}
    page = occasion.ask("ledger_matrix", support=False, within=3, **every)
    own = [row for row in cells(books["ledger"].worksheets[0]) if row["职责"] != "配合"]
    expected = {lists.STATES[state][0]: count for state, count in page["state"].value_counts().items()}
    assert {state: [row["状态"] for row in own].count(state) for state in expected} == expected


def test_one_unit_gets_its_own_rows_and_a_name_of_its_own(demo_store: Path) -> None:
    occasion = Occasion.of(Store(demo_store), year=YEAR, as_of=AS_OF, unit_id="B02")
    for maker in MAKERS.values():
        pieces = maker(occasion)
        assert all("教育体育局" in piece.path for piece in pieces)
        assert {row["单位编码"] for row in first_rows(make(pieces))} <= {"B02"}


# What is missing, what looks like something else


def test_what_is_missing_stays_empty(books: dict[str, Workbook]) -> None:
    unrated = [row for row in cells(books["ranking"].worksheets[0]) if row["状态"] == "未评定"]
    assert unrated
    for row in unrated:
        assert {row[heading] for heading in ("名次", "总分", "等次", "基础分", "加分", "折算分")} == {None}
        assert row["说明"]


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
