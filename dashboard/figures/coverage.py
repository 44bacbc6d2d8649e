"""Coverage: units down, spot items across, every cell the rate and the number of checks behind it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures import base
from dashboard.figures.chart import Cell, Chart, Column, Table
from dashboard.frames import each_row
from dashboard.text import checks as words
from dashboard.text import numbers

ROW_HEIGHT = 27
LINE_LETTERS = 6  # of an item's name before it breaks
ROW_HEIGHT_ON_PAPER, LINE_LETTERS_ON_PAPER = 34, 4
RATES = (0.9, 0.8, 0.6)  # lower ends of the lighter bins
FEW_LINE = "#a83c00"


def coverage(cells: pd.DataFrame, *, on_paper: bool = False) -> Chart:
    """Draw one page of units; at least one row.

    `on_paper`: for the width of a document's page, where cells write on two lines.

    `cells`: one row per unit and spot item, those that do not apply included, as pages/checks_coverage gives them.
    """
    units = cells.drop_duplicates("unit_place").sort_values("unit_place").reset_index(drop=True)
    items = cells.drop_duplicates("item_place").sort_values("item_place").reset_index(drop=True)
    letters = LINE_LETTERS_ON_PAPER if on_paper else LINE_LETTERS
    row_height = ROW_HEIGHT_ON_PAPER if on_paper else ROW_HEIGHT
    written = words.CELL_ON_PAPER if on_paper else words.CELL
    lines = max(-(-len(name) // letters) for name in items["item_name"])
    top = 18 * lines + 44
    layout = base.base_layout(
        barmode="overlay",
        showlegend=True,
        legend=base.legend_on_top() | {"y": 1.0, "yref": "container", "yanchor": "top"},
        margin={"l": 8, "r": 8, "t": top, "b": 8},
        xaxis=_item_axis(items, letters),
        yaxis=base.name_axis([f"{unit.name} {numbers.whole(unit.unit_checks)}" for unit in each_row(units)]),
    )
    applicable = cells[cells["level"].notna()]
    traces = [
        *[_bin_trace(applicable, place, written) for place in range(len(words.BINS))],
        _unchecked_trace(applicable),
        _not_applicable_trace(cells[cells["level"].isna()]),
    ]
    return Chart(
        title=_title(applicable, units),
        summary=_summary(applicable, units, items),
        figure={"data": traces, "layout": layout},
        height=row_height * len(units) + top + 8,
        table=_table(cells, units, items),
    )


def _item_axis(items: pd.DataFrame, letters: int) -> dict[str, Any]:
    return {
        "side": "top",
        "fixedrange": True,
        "tickmode": "array",
        "tickvals": list(range(len(items))),
        "ticktext": [_broken(name, letters) for name in items["item_name"]],
        "tickangle": 0,
        "range": [-0.5, len(items) - 0.5],
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"size": 12, "color": base.INK},
    }


def _broken(name: str, letters: int) -> str:
    return "<br>".join(name[start : start + letters] for start in range(0, len(name), letters))


def _bin_trace(cells: pd.DataFrame, place: int, written: str) -> dict[str, Any]:
    """The checked cells whose rate lies in one bin; cells checked too little carry a mark and an edge."""
    upper = RATES[place - 1] if place else float("inf")
    lower = RATES[place] if place < len(RATES) else float("-inf")
    rows = cells[(cells["share"] >= lower) & (cells["share"] < upper)]
    is_few = rows["level"] == "few"
    return _cells_trace(rows, words.BINS[place], [cell_words(cell, written) for cell in each_row(rows)]) | {
        "textfont": {"size": 12, "color": base.ON_AGE[place]},
        "marker": {
            "color": base.AGES[place],
            "line": {
                "color": [FEW_LINE if few else base.AGES[place] for few in is_few],
                "width": [2 if few else 0 for few in is_few],
            },
        },
    }


def _unchecked_trace(cells: pd.DataFrame) -> dict[str, Any]:
    rows = cells[cells["level"] == "none"]
    return _cells_trace(rows, words.BIN_NONE, [words.CELL_NONE] * len(rows)) | {
        "textfont": {"size": 12, "color": FEW_LINE},
        "marker": {"color": "#ffffff", "line": {"color": FEW_LINE, "width": 2}},
    }


def _not_applicable_trace(cells: pd.DataFrame) -> dict[str, Any]:
    trace = _cells_trace(cells, "", [words.CELL_NOT_APPLICABLE] * len(cells))
    return trace | {
        "textfont": {"size": 12, "color": base.MUTED},
        "marker": {"color": "#ffffff"},
        "hoverinfo": "skip",
        "hovertemplate": None,
        "showlegend": False,
    }


def _cells_trace(rows: pd.DataFrame, name: str, texts: list[str]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "base": (rows["item_place"] - 1 - 0.48).tolist(),
        "x": [0.96] * len(rows),
        "y": (rows["unit_place"] - 1).tolist(),
        "width": 0.9,
        "customdata": rows["unit_id"].tolist(),
        "text": texts,
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "hovertemplate": [_hover(cell) for cell in each_row(rows)],
        "showlegend": True,
    }


def cell_words(cell: Any, written: str = words.CELL) -> str:
    """Return what stands in a cell: rate and count, with a mark where it was checked too little."""
    if numbers.is_missing(cell.level):
        return words.CELL_NOT_APPLICABLE
    if cell.level == "none":
        return words.CELL_NONE
    mark = words.FEW_MARK if cell.level == "few" else ""
    return written.format(mark=mark, share=numbers.percent(cell.share), count=numbers.whole(cell.check_count))


def _hover(cell: Any) -> str:
    return words.COVERAGE_HOVER.format(
        unit=cell.name,
        item=cell.item_name,
        count=numbers.whole(cell.check_count),
        share=numbers.percent(cell.share),
        level="" if numbers.is_missing(cell.level) else words.LEVELS[cell.level],
    )


def _title(cells: pd.DataFrame, units: pd.DataFrame) -> str:
    first = units.iloc[0]
    scope = ""
    if first["page_count"] > 1:
        scope = words.COVERAGE_SCOPE_PAGED.format(page=first["page"], pages=first["page_count"])
    none, few = _count(cells, "none"), _count(cells, "few")
    template = words.COVERAGE_TITLE if none or few else words.COVERAGE_FULL
    return template.format(scope=scope, units=len(units), cells=len(cells), none=none, few=few)


def _count(cells: pd.DataFrame, level: str) -> int:
    return int((cells["level"] == level).sum())


def _summary(cells: pd.DataFrame, units: pd.DataFrame, items: pd.DataFrame) -> str:
    return words.COVERAGE_SUMMARY.format(
        units=len(units),
        items=len(items),
        checks=int(cells["check_count"].sum()),
        none=_count(cells, "none"),
        few=_count(cells, "few"),
    )


def _table(cells: pd.DataFrame, units: pd.DataFrame, items: pd.DataFrame) -> Table:
    known = {(cell.unit_place, cell.item_place): cell_words(cell) for cell in each_row(cells)}
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            {"text": unit.name, "unit_id": unit.unit_id},
            numbers.whole(unit.unit_checks),
            *[known[unit.unit_place, item.item_place] for item in each_row(items)],
        )
        for unit in each_row(units)
    )
    columns = (
        Column(words.UNIT, "link"),
        Column(words.UNIT_CHECKS, "number"),
        *[Column(name, "number") for name in items["item_name"]],
    )
    return Table(caption=_summary(cells, units, items), columns=columns, rows=rows)
