"""The annual report's figures: sums are judged by what counts after the import, a gap is never 0, scores do not move."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import duckdb
import pytest
from district import District, Given, component, scheme

from data.batches import insert_rows
from data.demo.figures import figure_rows
from data.errors import InputRefused
from data.queryfile import load_queries
from data.release import Writer
from data.schema import create_release_tables, rebuild_core, type_arrived
from data.statutory import statutory_cells
from data.store import Store

SCHEME = scheme(component("spot", "spot_check", 100))
HEAD = "年度 | 表 | 项目 | 栏目 | 数值\n"
CHECK = """
    check_id | unit | checked_on | earned | possible
    C1       | U1   | 2023-03-01 | 3      | 4
"""


def review(*figures: object, year: int = 2026) -> str:
    """Table four's row 行政复议: upheld, corrected, other, pending, total; the last ones may be left out."""
    columns = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    lines = (
        f"{year}|四|行政复议|{column}|{figure}" for column, figure in zip(columns, figures, strict=False)
    )
    return HEAD + "\n".join(lines)


@pytest.fixture
def district(given: Given) -> District:
    return given(SCHEME, spot_checks=CHECK, report_figures=review(3, 1, 0, 2))


def values(district: District, year: int = 2026) -> dict[str, float | None]:
    """Column → value of the row 行政复议."""
    figures = Store(district.store).table("pages/report_figures", year=year)
    rows = figures[figures.row_label == "行政复议"].itertuples()
    return {row.column_label: None if row.value != row.value else row.value for row in rows}


def test_a_total_is_judged_against_parts_that_came_before(district):
    with pytest.raises(InputRefused, match="各种结果相加为6，“总计”栏为7，不相等"):
        district.add(report_figures=HEAD + "2026|四|行政复议|总计|7")
    district.add(report_figures=HEAD + "2026|四|行政复议|总计|6")
    assert values(district)["总计"] == 3 + 1 + 0 + 2


def test_a_part_that_spoils_a_stored_total_is_refused_and_both_together_are_not(district):
    district.add(report_figures=HEAD + "2026|四|行政复议|总计|6")
    with pytest.raises(InputRefused) as refused:
        district.add(report_figures=HEAD + "2026|四|行政复议|结果维持|4")
    [problem] = refused.value.problems
    assert (problem.row, problem.column, problem.value) == (2, "数值", "4")
    district.add(report_figures=review(4, 1, 0, 2, 7))
    assert values(district) == {"结果维持": 4, "结果纠正": 1, "其他结果": 0, "尚未审结": 2, "总计": 7}


def test_a_newer_blank_makes_a_gap_which_is_not_0_and_leaves_the_sum_unjudged(district):
    district.add(report_figures=review(3, 1, "", 2, 9))
    assert values(district) == {"结果维持": 3, "结果纠正": 1, "其他结果": None, "尚未审结": 2, "总计": 9}


def test_an_undone_batch_no_longer_counts(district):
    receipt = district.add(report_figures=review(5, 1, 0, 2, 8))
    Writer(district.store).undo(receipt.batch_id)
    assert values(district)["结果维持"] == 3
    assert values(district)["总计"] is None


def test_the_valid_rows_alone_are_taken_when_asked_for(district):
    text = HEAD + "2026|四|行政复议|总计|7\n2026|四|复议后起诉|总计|2"
    receipt = district.add(accept_valid=True, report_figures=text)
    assert (receipt.rows_in, receipt.rows_refused) == (1, 1)
    assert values(district)["总计"] is None


def test_the_year_before_stands_beside_and_other_years_do_not(district):
    district.add(report_figures=review(5, 0, 0, 0, 5, year=2025))
    figures = Store(district.store).table("pages/report_figures", year=2026)
    upheld = figures[(figures.row_label == "行政复议") & (figures.column_label == "结果维持")].iloc[0]
    assert (upheld.value, upheld.value_before) == (3, 5)
    assert set(values(district, 2027).values()) == {None}


def test_scores_do_not_depend_on_them(district):
    store = Store(district.store)
    before = store.year(2023).digest
    district.add(report_figures=review(4, 1, 0, 2, 7, year=2023))
    assert store.year(2023).digest == before


def test_a_file_without_a_column_of_values_is_refused(district):
    with pytest.raises(InputRefused, match="缺少表头：数值"):
        district.add(report_figures="年度 | 表 | 项目 | 栏目\n2026|四|行政复议|总计")


# The list of cells


def test_the_tables_have_the_cells_of_the_official_format():
    """Section two: 2 kinds x 3 counts, 1 + 2 decisions, 1 amount; three: 25 rows x 7; four: 3 rows x 5."""
    cells = Counter(cell.table_no for cell in statutory_cells())
    assert cells == {2: 2 * 3 + 1 + 2 + 1, 3: (2 + 2 + 8 + 3 + 5 + 3 + 1 + 1) * 7, 4: 3 * 5}


@pytest.fixture(scope="module")
def counted() -> Iterator[duckdb.DuckDBPyConnection]:
    """A release in memory with the complete figures of a year."""
    rows = [(2, 1, number, *row.values()) for number, row in enumerate(figure_rows(2025), start=2)]
    with duckdb.connect() as connection:
        create_release_tables(connection)
        connection.execute("insert into raw.batches (batch_id) values (2)")
        insert_rows(connection, "raw.report_figures", rows)
        type_arrived(connection, "report_figures", 2)
        rebuild_core(connection, {"staging.report_figures", "core.live_batches"})
        yield connection


def test_every_cell_of_tables_three_and_four_is_held_by_a_sum(counted):
    check = load_queries()["checks/unequal_sums"].sql
    assert counted.execute(check, {"batch_id": 2}).fetchall() == []
    change = "update core.report_figures set value = value + ? where table_no = ? and cell_row = ? and cell_column = ?"
    for cell in statutory_cells():
        place = (cell.table_no, cell.row_no, cell.column_no)
        counted.execute(change, [1, *place])
        assert bool(counted.execute(check, {"batch_id": 2}).fetchall()) == (cell.table_no > 2), cell
        counted.execute(change, [-1, *place])
