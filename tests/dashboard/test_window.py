"""Long charts are turned over page by page: what is drawn, what is still told, where a short chart stays whole."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from reader_frames import ranks_of

from dashboard.components.data_table import MOST_SENT, data_table
from dashboard.components.pager import pager
from dashboard.figures.ageing import ROW_HEIGHT, ageing
from dashboard.figures.bump import bump
from dashboard.figures.chart import Chart, Column, Table
from dashboard.figures.window import ROWS, page_count, window, windowed
from dashboard.view import View


def aged(count: int) -> Chart:
    """One overdue matter a unit, and one not yet due in every second."""
    numbers = range(count)
    columns = {
        "unit_id": [f"U{number}" for number in numbers],
        "name": [f"单位{number}" for number in numbers],
        "not_due": [number % 2 for number in numbers],
        "overdue_1_7": [1] * count,
        "overdue_8_30": [0] * count,
        "overdue_over_30": [0] * count,
        "overdue": [1] * count,
        "oldest_days": [5] * count,
    }
    return ageing(pd.DataFrame(columns))


def drawn(chart: Chart) -> list[str]:
    """The units with a point of their own, by trace and row."""
    return [unit for trace in chart.figure["data"] for unit in trace["customdata"]]


@pytest.mark.parametrize(
    ("page", "rows", "first", "last"),
    [
        (None, 120, 0, 50),
        (1, 50, 0, 50),
        (2, 120, 50, 100),
        (3, 120, 100, 120),
        (9, 120, 100, 120),
        (1, 0, 0, 0),
    ],
)
def test_a_page_holds_fifty_rows_and_the_last_what_is_left(
    page: int | None, rows: int, first: int, last: int
) -> None:
    assert window(page, rows)[:2] == (first, last)


def test_a_short_chart_stays_as_it_is() -> None:
    assert windowed(aged(ROWS), 2, ROW_HEIGHT) == aged(ROWS)


def test_a_long_chart_draws_one_page_and_its_table_has_all() -> None:
    whole, page = aged(120), windowed(aged(120), 2, ROW_HEIGHT)
    assert set(drawn(page)) == {f"U{number}" for number in range(50, 100)}
    assert page.figure["layout"]["yaxis"]["ticktext"] == [f"单位{number}" for number in range(50, 100)]
    assert page.title == whole.title + "（图中为第51–100个单位，共120个）"
    assert (page.table, page.summary) == (whole.table, whole.summary)
    assert page.height == whole.height - 70 * ROW_HEIGHT
    go.Figure(page.figure)


def test_what_stands_beside_a_point_goes_with_it() -> None:
    for trace in windowed(aged(120), 3, ROW_HEIGHT).figure["data"]:
        lengths = {len(value) for value in trace.values() if isinstance(value, list)}
        assert lengths == {len(trace["y"])}


def test_marks_of_rows_go_with_their_rows_and_those_of_the_whole_stay() -> None:
    chart = aged(120)
    notes: list[dict[str, Any]] = [{"y": 10}, {"y": 60}, {"y": 1.0, "yref": "paper"}]
    chart.figure["layout"]["annotations"] = notes
    assert windowed(chart, 1, ROW_HEIGHT).figure["layout"]["annotations"] == [notes[0], notes[2]]


def test_a_bump_of_a_large_group_draws_those_whose_last_place_is_on_the_page() -> None:
    """120 units, in the second round in the opposite order of the first."""
    chart = bump(ranks_of(120), "镇街", 3)
    assert [trace["name"] for trace in chart.figure["data"]] == [f"单位{number}" for number in range(1, 21)]
    assert chart.figure["layout"]["yaxis"]["range"] == [120.6, 100.4]
    assert all(trace["cliponaxis"] for trace in chart.figure["data"])
    assert len(chart.table.rows) == 120
    assert "（图中为第101–120个单位，共120个）" in chart.title


def test_the_pager_offers_every_page_and_marks_the_one_shown() -> None:
    view = View("/ranking", 2026, pd.Timestamp("2026-11-20").date(), own=(("page", "9"),))
    written = str(pager(view, page_count(120)))
    assert written.count("href=") == 3
    assert "href='/ranking?page=3', aria-current='true'" in written
    assert "href" not in str(pager(view, page_count(50)))


def test_a_table_too_long_to_send_says_how_many_rows_there_are_and_where_all_are_had() -> None:
    rows = tuple((str(number),) for number in range(MOST_SENT + 1))
    whole = data_table(Table("", (Column("n"),), rows[:-1])).to_plotly_json()
    assert f'"{MOST_SENT - 1}"' in whole["props"]["data-table"]
    box, note = data_table(Table("", (Column("n"),), rows)).children
    assert f'"{MOST_SENT}"' not in box.to_plotly_json()["props"]["data-table"]
    assert "共3,001行" in note.children
    assert "报表" in note.children
    _, note = data_table(Table("", (Column("n"),), rows[:-1], count=75_000)).children
    assert "共75,000行" in note.children
