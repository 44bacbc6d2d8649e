"""A unit's total at every month end beside its group's median and quartiles."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures import base
from dashboard.figures.chart import Chart, Column, Table
from dashboard.frames import each_row
from dashboard.text import charts as words
from dashboard.text import numbers

HEIGHT = 300
LABELS = 60  # pixels at the right end for the names of the lines


def trend(points: pd.DataFrame) -> Chart:
    """Draw the line of one unit.

    `points`: as_of, name, total, rank, ranked_in_group, median, lower_quartile, upper_quartile (null where
    nobody was rated), change_since_first, decimals, one row a date in order, as pages/unit_trend gives them.
    """
    points = points.reset_index(drop=True)
    days = [numbers.day(value) for value in points["as_of"]]
    layout = base.base_layout(
        margin={"l": 8, "r": LABELS, "t": 8, "b": 36},
        hovermode="x",  # a finger need not hit the point itself
        xaxis=base.value_axis(
            type="date",
            showgrid=False,
            tickangle=0,
            range=base.date_span(points["as_of"].iloc[0], points["as_of"].iloc[-1]),
            tickvals=days,
            ticktext=[_tick(day, place == 0) for place, day in enumerate(points["as_of"])],
        ),
        yaxis=base.value_axis(automargin=True, nticks=6),
        annotations=_direct_labels(points, days),
    )
    return Chart(
        title=_title(points),
        summary=_summary(points, days),
        figure={"data": [*_band(points, days), _median(points, days), _unit(points, days)], "layout": layout},
        height=HEIGHT,
        table=_table(points, days),
        subject=str(points["name"].iloc[0]),
    )


def _tick(day: pd.Timestamp, is_first: bool) -> str:
    """The month, at the first point and at the quarter ends."""
    return (
        words.MONTH.format(month=day.month) if day.is_month_end and (is_first or day.month % 3 == 0) else ""
    )


def _values(column: pd.Series) -> list[float | None]:
    return [None if numbers.is_missing(value) else float(value) for value in column]


def _band(points: pd.DataFrame, days: list[str]) -> list[dict[str, Any]]:
    edge = {"type": "scatter", "mode": "lines", "x": days, "line": {"width": 0}, "hoverinfo": "skip"}
    upper = {**edge, "name": words.UPPER_QUARTILE, "y": _values(points["upper_quartile"])}
    lower = {**edge, "name": words.LOWER_QUARTILE, "y": _values(points["lower_quartile"])}
    return [lower, {**upper, "fill": "tonexty", "fillcolor": "#e4e7eb"}]


def _median(points: pd.DataFrame, days: list[str]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": words.MEDIAN,
        "x": days,
        "y": _values(points["median"]),
        "line": {"color": base.AXIS, "width": 2, "dash": "dash"},
        "hoverinfo": "skip",
    }


def _unit(points: pd.DataFrame, days: list[str]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": words.THIS_UNIT,
        "x": days,
        "y": _values(points["total"]),
        "line": {"color": base.ACCENT, "width": 2.5},
        "marker": {"color": base.ACCENT, "size": 7},
        "cliponaxis": False,
        "hovertemplate": [
            words.TREND_HOVER.format(
                day=day,
                total=numbers.marks(point.total, point.decimals),
                rank=_rank_words(point),
                median=numbers.marks(point.median, point.decimals),
            )
            for day, point in zip(days, each_row(points), strict=True)
        ],
    }


def _rank_words(point: Any) -> str:
    """The rank and of how many; nothing where it is not known."""
    if numbers.is_missing(point.rank):
        return ""
    return words.TREND_RANK.format(rank=numbers.whole(point.rank), of=numbers.whole(point.ranked_in_group))


def _direct_labels(points: pd.DataFrame, days: list[str]) -> list[dict[str, Any]]:
    """Name the lines at their right end; two that would touch are moved apart."""
    last = points.iloc[-1]
    if numbers.is_missing(last["median"]):
        return []
    labels = [base.note(words.MEDIAN_SHORT, y=last["median"], font={"size": 12, "color": base.MUTED})]
    if not numbers.is_missing(last["total"]):
        is_above = bool(last["total"] >= last["median"])
        labels.append(
            base.note(
                words.THIS_UNIT,
                y=last["total"],
                font={"size": 12, "color": base.ACCENT},
                yanchor="bottom" if is_above else "top",
            )
        )
        labels[0]["yanchor"] = "top" if is_above else "bottom"
    return [{**label, "x": days[-1], "xanchor": "left", "xshift": 10} for label in labels]


def _title(points: pd.DataFrame) -> str:
    known = points[points["total"].notna()]
    if known.empty:
        return words.TREND_NONE
    last, decimals = known.iloc[-1], int(known.iloc[-1]["decimals"])
    total, change = numbers.marks(last["total"], decimals), last["change_since_first"]
    if len(known) == 1:
        return words.TREND_SHORT.format(total=total)
    template = words.TREND_LEVEL if change == 0 else words.TREND_UP if change > 0 else words.TREND_DOWN
    since = numbers.day_in_words(known.iloc[0]["as_of"])
    return template.format(since=since, change=numbers.marks(abs(change), decimals), total=total)


def _summary(points: pd.DataFrame, days: list[str]) -> str:
    told = [
        words.TREND_POINT.format(day=day, total=numbers.marks(point.total, point.decimals))
        for day, point in zip(days, each_row(points), strict=True)
    ]
    return words.TREND_SUMMARY.format(points="，".join(told))


def _table(points: pd.DataFrame, days: list[str]) -> Table:
    has_rank = bool(points["rank"].notna().any())
    rows = tuple(
        (
            day,
            numbers.marks(point.total, point.decimals),
            *([numbers.whole(point.rank)] if has_rank else []),
            numbers.marks(point.median, point.decimals),
            numbers.marks(point.lower_quartile, point.decimals),
            numbers.marks(point.upper_quartile, point.decimals),
        )
        for day, point in zip(days, each_row(points), strict=True)
    )
    columns = (
        Column(words.DATE, "date"),
        Column(words.TOTAL, "number"),
        *([Column(words.RANK, "number")] if has_rank else []),
        Column(words.MEDIAN, "number"),
        Column(words.LOWER_QUARTILE, "number"),
        Column(words.UPPER_QUARTILE, "number"),
    )
    return Table(caption=_summary(points, days), columns=columns, rows=rows)
