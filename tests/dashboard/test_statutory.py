"""The statutory tables as a document shows them, and the form they are filled from."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from dashboard.exports.figures_form import figures_form
from dashboard.exports.statutory import StatutoryTable, gaps, statutory_tables
from dashboard.text import statutory as words
from data.batches import FactBatch
from data.files.reading import read_files
from data.release import Writer
from data.statutory import statutory_cells
from data.store import Store

YEAR = 2026
FEE = "二、主动公开政府信息情况：行政事业性收费，本年收费金额（单位：万元）"


@pytest.fixture(scope="module")
def figures(demo_store: Path) -> pd.DataFrame:
    return Store(demo_store).table("pages/report_figures", year=YEAR)


@pytest.fixture(scope="module")
def tables(figures: pd.DataFrame) -> list[StatutoryTable]:
    return statutory_tables(figures)


def test_the_tables_stand_in_official_order_and_shape(tables):
    assert [(one.title[0], len(one.rows), len(one.rows[0])) for one in tables] == [
        ("二", 2, 1 + 3),
        ("二", 1, 1 + 1),
        ("二", 2, 1 + 1),
        ("二", 1, 1 + 1),
        ("三", 25, 3 + 7),
        ("四", 1, 3 * 5),
    ]
    for one in tables:
        assert {len(row) for row in (*one.headings, *one.rows)} == {len(one.rows[0])}


def test_section_two_heads_every_part_with_its_article(tables):
    assert [one.headings[0][0] for one in tables[:4]] == [f"第二十条第（{no}）项" for no in "一五六八"]
    assert tables[0].headings[1] == ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")


def test_section_three_names_its_rows_in_three_columns_and_keeps_the_sum(tables):
    rows = {row[:3]: row[3:] for row in tables[4].rows}
    assert ("三、本年度办理结果", "（三）不予公开", "1.属于国家秘密") in rows
    assert ("三、本年度办理结果", "（一）予以公开", "（一）予以公开") in rows
    first, second, done, left = (
        next(row for label, row in rows.items() if label[-1].startswith(mark))
        for mark in ("一、", "二、", "（七）", "四、")
    )
    for one, two, three, four in zip(first, second, done, left, strict=True):
        assert int(one) + int(two) == int(three) + int(four)


def test_section_four_is_one_row_under_review_and_both_kinds_of_suit(tables):
    over, under, outcomes = tables[5].headings
    assert over == ("行政复议",) * 5 + ("行政诉讼",) * 10
    assert under == ("行政复议",) * 5 + ("未经复议直接起诉",) * 5 + ("复议后起诉",) * 5
    assert outcomes == ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 3


def test_a_gap_is_marked_and_named_and_a_zero_is_a_zero(tables, figures):
    assert tables[3].rows == (("行政事业性收费", words.GAP),)
    assert tables[0].rows[0] == ("规章", "0", "0", "0")
    assert gaps(figures) == [FEE]


def test_amounts_are_written_as_handed_in_and_nothing_handed_in_is_all_gaps(demo_store):
    store = Store(demo_store)
    before = statutory_tables(store.table("pages/report_figures", year=YEAR - 1))
    assert before[3].rows == (("行政事业性收费", "1284.56"),)
    nothing = store.table("pages/report_figures", year=YEAR + 1)
    assert len(gaps(nothing)) == len(statutory_cells())
    assert {
        cell for one in statutory_tables(nothing) for row in one.rows for cell in row[one.label_columns :]
    } == {words.GAP}


# The form


def test_the_form_holds_a_row_a_cell_and_takes_only_counts_and_amounts(figures):
    book = openpyxl.load_workbook(BytesIO(figures_form(YEAR, figures)))
    assert book.sheetnames == list(figures.title.unique())
    filled = [row for page in book for row in page.iter_rows(min_row=4, values_only=True)]
    assert len(filled) == len(statutory_cells())
    assert [row[4] for row in filled if row[2] == "行政事业性收费"] == [None]
    rules = {rule.type for page in book for rule in page.data_validations.dataValidation}
    assert rules == {"whole", "decimal"}
    assert {rule.formula1 for page in book for rule in page.data_validations.dataValidation} == {"0"}


def test_the_form_filled_imports_unchanged_and_blanks_stay_gaps(demo_store, tmp_path):
    """An empty form of a year without figures, filled with last year's and one amount left out."""
    store = Path(shutil.copytree(demo_store, tmp_path / "store"))
    asked = Store(store)
    known = asked.table("pages/report_figures", year=YEAR).value.tolist()
    target = tmp_path / "form.xlsx"
    book = openpyxl.load_workbook(
        BytesIO(figures_form(YEAR + 1, asked.table("pages/report_figures", year=YEAR + 1)))
    )
    cells = (row[4] for page in book for row in page.iter_rows(min_row=4))
    for cell, value in zip(cells, known, strict=True):
        cell.value = None if pd.isna(value) else value
    book.save(target)
    digests = [asked.year(year).digest for year in asked.years()]
    result = read_files([target])
    assert result.notes == ()
    receipt = Writer(store).submit(FactBatch(result.sheets))
    assert (receipt.rows_in, receipt.rows_refused) == (len(statutory_cells()), 0)
    stored = asked.table("pages/report_figures", year=YEAR + 1)
    pd.testing.assert_series_equal(stored.value, pd.Series(known, name="value"))
    assert gaps(stored) == [FEE]
    assert [asked.year(year).digest for year in asked.years()] == digests
