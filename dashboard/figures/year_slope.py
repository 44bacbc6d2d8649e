"""The ranks of one group in two years: one line a unit, from the earlier place to the later."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures import base
from dashboard.figures.chart import Cell, Chart, Column, Table
from dashboard.frames import each_row
from dashboard.text import numbers
from dashboard.text import years as words

ROW_HEIGHT = 27
# kind of move → colour, dash, marker: told by line and shape as well as by colour
LOOKS = {
    words.RISEN: (base.BLUE, "solid", "triangle-up"),
    words.FALLEN: (base.VERMILLION, "dash", "triangle-down"),
    words.SAME: (base.AXIS, "solid", "circle"),
}


def year_slope(units: pd.DataFrame, group: str, year: int, against: int) -> Chart:
    """Draw one line a unit ranked in both years.

    `units`: unit_id, name, rank, rank_then, rank_change, total, total_then, decimals, decimals_then, grade,
    grade_then of one group, as data.years.compare_units gives them.
    """
    units = units.assign(row=_rows(units, "rank"), row_then=_rows(units, "rank_then"))
    units = units[units["rank"].notna() & units["rank_then"].notna()].reset_index(drop=True)
    last = int(max(units["row"].max(), units["row_then"].max()))
    layout = base.base_layout(
        showlegend=True,
        legend=base.legend_on_top() | {"y": 1.0, "yref": "container", "yanchor": "top"},
        margin={"l": 170, "r": 170, "t": 58, "b": 8},
        xaxis={
            "fixedrange": True,
            "range": [-0.02, 1.02],
            "tickvals": [0, 1],
            "ticktext": [words.YEAR.format(year=against), words.YEAR.format(year=year)],
            "side": "top",
            "showgrid": False,
            "zeroline": False,
            "tickfont": {"size": 13, "color": base.INK},
        },
        yaxis={"fixedrange": True, "visible": False, "range": [last + 0.6, 0.4]},
        annotations=[*_labels(units, is_left=True), *_labels(units, is_left=False)],
    )
    return Chart(
        title=_title(units, group),
        summary=_summary(units, group),
        figure={"data": _lines(units, year, against), "layout": layout},
        height=ROW_HEIGHT * last + 72,
        table=_table(units, group, year, against),
    )


def _rows(units: pd.DataFrame, rank: str) -> pd.Series:
    """Where each unit stands: its rank, units of one rank one below the other; NaN without a rank."""
    ordered = units.sort_values([rank, "unit_id"])[rank].astype(float)
    return ordered.rank(method="first")


def _kind(unit: Any) -> str:
    if unit.rank_change == 0:
        return words.SAME
    return words.RISEN if unit.rank_change > 0 else words.FALLEN


def _lines(units: pd.DataFrame, year: int, against: int) -> list[dict[str, Any]]:
    traces: list[dict[str, Any]] = []
    for kind in LOOKS:
        of_kind = [unit for unit in each_row(units) if _kind(unit) == kind]
        traces += [_line(unit, kind, year, against, is_first=unit is of_kind[0]) for unit in of_kind]
    return traces


def _line(unit: Any, kind: str, year: int, against: int, *, is_first: bool) -> dict[str, Any]:
    colour, dash, symbol = LOOKS[kind]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": kind,
        "legendgroup": kind,
        "showlegend": is_first,
        "x": [0, 1],
        "y": [unit.row_then, unit.row],
        "customdata": [unit.unit_id, unit.unit_id],
        "line": {"color": colour, "width": 2, "dash": dash},
        "marker": {"color": colour, "size": 9, "symbol": symbol},
        "cliponaxis": False,
        "hovertemplate": _hover(unit, year, against),
    }


def _labels(units: pd.DataFrame, *, is_left: bool) -> list[dict[str, Any]]:
    """The names with their ranks beside the ends of the lines."""
    row, rank = ("row_then", "rank_then") if is_left else ("row", "rank")
    place = (
        {"x": 0, "xanchor": "right", "xshift": -10} if is_left else {"x": 1, "xanchor": "left", "xshift": 10}
    )
    template = words.NAME_AND_RANK if is_left else words.RANK_AND_NAME
    return [
        base.note(
            template.format(rank=numbers.whole(getattr(unit, rank)), name=unit.name),
            y=getattr(unit, row),
            font={"size": 12, "color": base.INK},
            **place,
        )
        for unit in each_row(units)
    ]


def _hover(unit: Any, year: int, against: int) -> str:
    return words.SLOPE_HOVER.format(
        unit=unit.name,
        year=year,
        against=against,
        rank=numbers.whole(unit.rank),
        rank_then=numbers.whole(unit.rank_then),
        total=numbers.marks(unit.total, unit.decimals),
        total_then=numbers.marks(unit.total_then, unit.decimals_then),
        grade=numbers.NOTHING if numbers.is_missing(unit.grade) else unit.grade,
        grade_then=numbers.NOTHING if numbers.is_missing(unit.grade_then) else unit.grade_then,
    )


def _title(units: pd.DataFrame, group: str) -> str:
    change = units["rank_change"]
    if not change.any():
        return words.SLOPE_STILL.format(group=group, count=len(units))
    first = units.iloc[int(change.abs().argmax())]
    return words.SLOPE_TITLE.format(
        group=group,
        up=int((change > 0).sum()),
        down=int((change < 0).sum()),
        first=first["name"],
        before=numbers.whole(first["rank_then"]),
        after=numbers.whole(first["rank"]),
    )


def _summary(units: pd.DataFrame, group: str) -> str:
    told = [
        words.SLOPE_TOLD.format(
            name=unit.name, before=numbers.whole(unit.rank_then), after=numbers.whole(unit.rank)
        )
        for unit in each_row(units)
    ]
    return words.SLOPE_SUMMARY.format(group=group, count=len(units), told="，".join(told))


def _table(units: pd.DataFrame, group: str, year: int, against: int) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            {"text": unit.name, "unit_id": unit.unit_id},
            numbers.whole(unit.rank_then),
            numbers.whole(unit.rank),
            numbers.rank_change(unit.rank_change),
        )
        for unit in each_row(units)
    )
    columns = (
        Column(words.UNIT, "link"),
        Column(words.RANK_OF.format(year=against), "number"),
        Column(words.RANK_OF.format(year=year), "number"),
        Column(words.RANK_CHANGE, "number"),
    )
    return Table(caption=_summary(units, group), columns=columns, rows=rows)
