"""What is alike in two years: the mean rate of each like component and item, then and now."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures import base
from dashboard.figures.chart import Chart, Column, Table
from dashboard.frames import each_row
from dashboard.text import numbers
from dashboard.text import years as words

ROW_HEIGHT = 34
PADDING = 0.08  # of the span shown, left and right


def year_rates(parts: pd.DataFrame, year: int, against: int) -> Chart:
    """Draw one row a like part with data in both years: two points and the way between them.

    `parts`: label, rate, rate_then, rate_change (shares 0 to 1), unit_count, unit_count_then, in the order of
    the scheme.
    """
    parts = parts.reset_index(drop=True)
    low = float(min(parts["rate"].min(), parts["rate_then"].min()))
    high = float(max(parts["rate"].max(), parts["rate_then"].max()))
    padding = max((high - low) * PADDING, 0.01)
    layout = base.base_layout(
        showlegend=True,
        legend=base.legend_on_top() | {"y": 1.0, "yref": "container", "yanchor": "top"},
        margin={"l": 8, "r": 96, "t": 34, "b": 32},
        xaxis=base.value_axis(range=[low - padding, high + padding], tickformat=".0%", nticks=6),
        yaxis=base.name_axis(list(parts["label"])),
        shapes=[_connection(part) for part in each_row(parts)],
        annotations=[_change_note(part) for part in each_row(parts)],
    )
    return Chart(
        title=_title(parts),
        summary=_summary(parts, year, against),
        figure={"data": _points(parts, year, against), "layout": layout},
        height=ROW_HEIGHT * len(parts) + 76,
        table=_table(parts, year, against),
    )


def _points(parts: pd.DataFrame, year: int, against: int) -> list[dict[str, Any]]:
    hover = [_hover(part, year, against) for part in each_row(parts)]
    shared = {"type": "scatter", "mode": "markers", "y": parts.index.tolist(), "hovertemplate": hover}
    hollow = {"symbol": "circle", "size": 11, "color": "#ffffff", "line": {"color": base.MUTED, "width": 2}}
    full = {"symbol": "diamond", "size": 10, "color": base.ACCENT}
    return [
        {
            **shared,
            "name": words.YEAR.format(year=against),
            "x": parts["rate_then"].tolist(),
            "marker": hollow,
        },
        {**shared, "name": words.YEAR.format(year=year), "x": parts["rate"].tolist(), "marker": full},
    ]


def _connection(part: Any) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": part.rate_then,
        "x1": part.rate,
        "y0": part.Index,
        "y1": part.Index,
        "line": {"color": base.AXIS, "width": 2},
        "layer": "below",
    }


def _change_note(part: Any) -> dict[str, Any]:
    place = {"xref": "paper", "x": 1, "xshift": 90, "xanchor": "right", "y": part.Index}
    return base.note(
        f"<b>{points_change(part.rate_change)}</b>", font={"size": 13, "color": base.INK}, **place
    )


def points_change(share: Any) -> str:
    """Write the change of a share in percentage points, with its sign: `+4.4`."""
    return numbers.NOTHING if numbers.is_missing(share) else numbers.signed(float(share) * 100, 1)


def _hover(part: Any, year: int, against: int) -> str:
    return words.RATES_HOVER.format(
        name=part.label,
        year=year,
        against=against,
        then=numbers.percent(part.rate_then, 1),
        now=numbers.percent(part.rate, 1),
        units=numbers.whole(part.unit_count),
        units_then=numbers.whole(part.unit_count_then),
        change=points_change(part.rate_change),
    )


def _title(parts: pd.DataFrame) -> str:
    change = parts["rate_change"]
    if not change.round(6).any():
        return words.RATES_STILL.format(count=len(parts))
    first = parts.iloc[int(change.abs().argmax())]
    return words.RATES_TITLE.format(
        count=len(parts),
        up=int((change > 0).sum()),
        first=first["label"],
        change=points_change(first["rate_change"]),
    )


def _summary(parts: pd.DataFrame, year: int, against: int) -> str:
    told = [
        words.RATES_TOLD.format(
            name=part.label,
            against=against,
            then=numbers.percent(part.rate_then, 1),
            year=year,
            now=numbers.percent(part.rate, 1),
        )
        for part in each_row(parts)
    ]
    return words.RATES_SUMMARY.format(told="；".join(told))


def _table(parts: pd.DataFrame, year: int, against: int) -> Table:
    rows = tuple(
        (
            part.label,
            numbers.percent(part.rate_then, 1),
            numbers.percent(part.rate, 1),
            points_change(part.rate_change),
        )
        for part in each_row(parts)
    )
    columns = (
        Column(words.PART),
        Column(words.RATE_OF.format(year=against), "number"),
        Column(words.RATE_OF.format(year=year), "number"),
        Column(words.RATE_CHANGE, "number"),
    )
    return Table(caption=_summary(parts, year, against), columns=columns, rows=rows)
