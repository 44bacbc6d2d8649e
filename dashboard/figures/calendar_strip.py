"""The next weeks day by day: how much falls due on each, rest days shaded."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures import base
from dashboard.figures.chart import Chart, Column, Table
from dashboard.frames import each_row
from dashboard.text import charts as words
from dashboard.text import numbers

HEIGHT = 230
SERIES = (("findings", words.FINDINGS_DUE, base.VERMILLION), ("tasks", words.TASKS_DUE, base.BLUE))


def calendar_strip(days: pd.DataFrame) -> Chart:
    """Draw one column a day.

    `days`: day, is_workday, is_provisional, findings, tasks, one row a day in order, as
    pages/overdue_calendar gives them.
    """
    days = days.reset_index(drop=True)
    names = [_day_name(day, place == 0) for place, day in enumerate(days["day"])]
    most = (days["findings"] + days["tasks"]).max()
    layout = base.base_layout(
        barmode="stack",
        showlegend=True,
        legend=base.legend_on_top() | {"y": 1.0, "yref": "container", "yanchor": "top"},
        margin={"l": 8, "r": 16, "t": 36, "b": 58},
        xaxis=base.value_axis(
            tickmode="array",
            tickvals=list(range(len(days))),
            ticktext=names,
            tickangle=0,
            showgrid=False,
            range=[-0.5, len(days) - 0.5],
        ),
        yaxis=base.count_axis(most, ticks=4, rangemode="tozero", automargin=True),
        shapes=[_rest_day(row) for row in days.index[~days["is_workday"]]],
        bargap=0.2,
    )
    traces = [_series_trace(days, column, name, colour) for column, name, colour in SERIES]
    return Chart(
        title=_title(days),
        summary=_summary(days),
        figure={"data": traces, "layout": layout},
        height=HEIGHT,
        table=_table(days),
    )


def _day_name(day: pd.Timestamp, is_first: bool) -> str:
    """The weekday above the day of the month; the month below where the strip or the month begins."""
    month = words.MONTH.format(month=day.month) if is_first or day.day == 1 else ""
    return f"{words.WEEKDAYS[day.weekday()]}<br>{day.day}<br>{month}"


def _series_trace(days: pd.DataFrame, column: str, name: str, colour: str) -> dict[str, Any]:
    rows = days[days[column] > 0]
    return {
        "type": "bar",
        "name": name,
        "x": rows.index.tolist(),
        "y": rows[column].tolist(),
        "text": [numbers.whole(count) for count in rows[column]],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": 11, "color": "#ffffff"},
        "marker": {"color": colour, "line": {"color": "#ffffff", "width": 1}},
        "hovertemplate": [
            words.DUE_HOVER.format(day=_told_day(row), series=name, count=numbers.whole(getattr(row, column)))
            for row in each_row(rows)
        ],
    }


def _told_day(row: Any) -> str:
    kind = words.WORKDAY if row.is_workday else words.REST_DAY
    provisional = words.PROVISIONAL_CALENDAR if row.is_provisional else ""
    return f"{numbers.day(row.day)} {kind}{provisional}"


def _rest_day(row: int) -> dict[str, Any]:
    return {
        "type": "rect",
        "x0": row - 0.5,
        "x1": row + 0.5,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "fillcolor": "#edf0f3",
        "line": {"width": 0},
        "layer": "below",
    }


def _title(days: pd.DataFrame) -> str:
    totals = days["findings"] + days["tasks"]
    if not totals.sum():
        return words.CALENDAR_EMPTY
    busiest = days["day"].iloc[int(totals.argmax())]
    return words.CALENDAR_TITLE.format(
        count=int(totals.sum()),
        day=words.MONTH_DAY.format(month=busiest.month, day=busiest.day),
        most=int(totals.max()),
    )


def _summary(days: pd.DataFrame) -> str:
    return words.CALENDAR_SUMMARY.format(findings=int(days["findings"].sum()), tasks=int(days["tasks"].sum()))


def _table(days: pd.DataFrame) -> Table:
    rows = tuple(
        (_told_day(day), numbers.whole(day.findings), numbers.whole(day.tasks)) for day in each_row(days)
    )
    columns = (Column(words.DATE), Column(words.FINDINGS_DUE, "number"), Column(words.TASKS_DUE, "number"))
    return Table(caption=_summary(days), columns=columns, rows=rows)
