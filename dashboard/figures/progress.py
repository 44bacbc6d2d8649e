"""The year's progress: the median total of each group at every month end."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures import base
from dashboard.figures.chart import Chart, Column, Table
from dashboard.frames import each_row
from dashboard.text import charts, numbers
from dashboard.text import overview as words

HEIGHT = 330
# line, point and place of the name tell the groups apart without colour
LOOKS = (
    (base.ACCENT, "solid", "circle"),
    (base.VERMILLION, "dash", "square"),
    (base.GREEN, "dot", "diamond"),
    (base.PURPLE, "dashdot", "triangle-up"),
    (base.INK, "longdash", "x"),
)
LABEL_HEIGHT = 16  # pixels


def progress(medians: pd.DataFrame, year: int) -> Chart:
    """Draw one line a group; at least one row with a median.

    `medians`: as_of, group_no, group_name, median (null where nobody was rated), rated, provisional, units, decimals,
    change_since_first, in order of group and date, as pages/author_progress gives them.
    """
    groups = [(str(name), rows) for name, rows in medians.groupby("group_name", sort=False)]
    days = [numbers.day(day) for day in sorted(medians["as_of"].unique())]
    layout = base.base_layout(
        margin={"l": 8, "r": 124, "t": 12, "b": 36},
        xaxis=base.value_axis(
            type="date",
            showgrid=False,
            tickangle=0,
            range=base.date_span(medians["as_of"].min(), medians["as_of"].max()),
            tickvals=days,
            ticktext=[_tick(day) for day in sorted(medians["as_of"].unique())],
        ),
        yaxis=base.value_axis(automargin=True, nticks=6),
        annotations=_labels(groups, medians),
    )
    told = _summary(groups)
    traces = [_line(name, rows, LOOKS[place % len(LOOKS)]) for place, (name, rows) in enumerate(groups)]
    return Chart(
        title=_title(groups, year),
        summary=told,
        figure={"data": traces, "layout": layout},
        height=HEIGHT,
        table=_table(groups, days, told),
    )


def _tick(day: pd.Timestamp) -> str:
    """The month at its end; a line that stops within a month has no room for its name."""
    return charts.MONTH.format(month=day.month) if day.is_month_end else ""


def _line(name: str, rows: pd.DataFrame, look: tuple[str, str, str]) -> dict[str, Any]:
    colour, dash, symbol = look
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": [numbers.day(day) for day in rows["as_of"]],
        "y": [None if numbers.is_missing(value) else float(value) for value in rows["median"]],
        "line": {"color": colour, "width": 2.5, "dash": dash},
        "marker": {"color": colour, "size": 8, "symbol": symbol},
        "cliponaxis": False,
        "hovertemplate": [
            words.PROGRESS_HOVER.format(
                group=name,
                day=numbers.day(row.as_of),
                median=numbers.marks(row.median, row.decimals),
                units=row.units,
                rated=row.rated,
                provisional=row.provisional,
            )
            for row in each_row(rows)
        ],
    }


def _last(rows: pd.DataFrame) -> pd.Series | None:
    known = rows[rows["median"].notna()]
    return None if known.empty else known.iloc[-1]


def _labels(groups: list[tuple[str, pd.DataFrame]], medians: pd.DataFrame) -> list[dict[str, Any]]:
    """Name each line at its right end; names that would touch are moved apart, the highest first."""
    last_rows = [(place, name, _last(rows)) for place, (name, rows) in enumerate(groups)]
    ends = sorted(
        ((float(row["median"]), place, name, row) for place, name, row in last_rows if row is not None),
        reverse=True,
        key=lambda end: end[:2],
    )
    span = max(float(medians["median"].max() - medians["median"].min()), 0.01)
    step = span * LABEL_HEIGHT / (HEIGHT - 70)
    labels, free = [], float("inf")
    for median, place, name, row in ends:
        free = min(median, free - step)
        shown = words.PROGRESS_LABEL.format(group=name, median=numbers.marks(median, int(row["decimals"])))
        font = {"size": 12, "color": LOOKS[place % len(LOOKS)][0]}
        day = numbers.day(row["as_of"])
        labels.append(base.note(shown, x=day, y=free, xanchor="left", xshift=10, font=font))
    return labels


def _title(groups: list[tuple[str, pd.DataFrame]], year: int) -> str:
    moved = [
        (str(name), row)
        for name, rows in groups
        if (row := _last(rows)) is not None and rows["median"].notna().sum() > 1
    ]
    if not moved:
        return words.PROGRESS_SHORT.format(year=year)
    name, row = max(moved, key=lambda each: abs(each[1]["change_since_first"]))
    decimals = int(row["decimals"])
    return words.PROGRESS_TITLE.format(
        year=year,
        group=name,
        change=numbers.signed(row["change_since_first"], decimals),
        median=numbers.marks(row["median"], decimals),
    )


def _summary(groups: list[tuple[str, pd.DataFrame]]) -> str:
    told = []
    for name, rows in groups:
        known = rows[rows["median"].notna()]
        if len(known):
            first, last = (numbers.marks(known["median"].iloc[at]) for at in (0, -1))
            told.append(words.PROGRESS_GROUP.format(group=name, first=first, last=last))
    return words.PROGRESS_SUMMARY.format(groups="，".join(told))


def _table(groups: list[tuple[str, pd.DataFrame]], days: list[str], told: str) -> Table:
    cells = {
        (numbers.day(row.as_of), name): (numbers.marks(row.median, row.decimals), f"{row.rated}／{row.units}")
        for name, rows in groups
        for row in each_row(rows)
    }
    empty = (numbers.NOTHING, numbers.NOTHING)
    rows = tuple(
        (day, *[text for name, _ in groups for text in cells.get((day, name), empty)]) for day in days
    )
    headings = [
        column
        for name, _ in groups
        for column in (Column(name, "number"), Column(words.COLUMN_RATED, "number", detail=True))
    ]
    return Table(caption=told, columns=(Column(charts.DATE, "date"), *headings), rows=rows)
