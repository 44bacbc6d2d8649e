"""How old what is open has become, by unit: not yet due, 1-7, 8-30 and over 30 days overdue."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures import base
from dashboard.figures.chart import Cell, Chart, Column, Table
from dashboard.frames import each_row
from dashboard.text import charts as words
from dashboard.text import numbers

ROW_HEIGHT = 26
AGE_COLUMNS = ("not_due", "overdue_1_7", "overdue_8_30", "overdue_over_30")


def ageing(units: pd.DataFrame) -> Chart:
    """Draw one bar a unit, stacked by age.

    `units`: unit_id, name, not_due, overdue_1_7, overdue_8_30, overdue_over_30, overdue, oldest_days,
    the oldest first, as pages/overdue_ageing gives them.
    """
    units = units.reset_index(drop=True)
    layout = base.base_layout(
        barmode="stack",
        showlegend=True,
        legend=base.legend_on_top() | {"y": 1.0, "yref": "container", "yanchor": "top"},
        margin={"l": 8, "r": 16, "t": 40, "b": 34},
        xaxis=base.count_axis(units[list(AGE_COLUMNS)].sum(axis=1).max(), rangemode="tozero"),
        yaxis=base.name_axis(list(units["name"])),
        uniformtext={"minsize": 10, "mode": "hide"},
    )
    traces = [_age_trace(units, place) for place in range(len(AGE_COLUMNS))]
    return Chart(
        title=_title(units),
        summary=_summary(units),
        figure={"data": traces, "layout": layout},
        height=ROW_HEIGHT * len(units) + 84,
        table=_table(units),
    )


def _age_trace(units: pd.DataFrame, place: int) -> dict[str, Any]:
    column, age = AGE_COLUMNS[place], words.AGES[place]
    rows = units[units[column] > 0]
    return {
        "type": "bar",
        "orientation": "h",
        "name": age,
        "x": rows[column].tolist(),
        "y": rows.index.tolist(),
        "customdata": rows["unit_id"].tolist(),
        "text": [numbers.whole(value) for value in rows[column]],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": 11, "color": base.ON_AGE[place]},
        "marker": {"color": base.AGES[place], "line": {"color": "#ffffff", "width": 1}},
        "hovertemplate": [
            words.AGEING_HOVER.format(
                unit=row.name,
                age=age,
                count=numbers.whole(getattr(row, column)),
                days=numbers.whole(row.oldest_days),
            )
            for row in each_row(rows)
        ],
    }


def _title(units: pd.DataFrame) -> str:
    items = int(units["overdue"].sum())
    if not items:
        return words.AGEING_CLEAN.format(items=int(units["not_due"].sum()))
    oldest = int(units["overdue_over_30"].sum())
    template = words.AGEING_TITLE if oldest else words.AGEING_NOT_OLD
    return template.format(units=int((units["overdue"] > 0).sum()), items=items, oldest=oldest)


def _summary(units: pd.DataFrame) -> str:
    parts = [
        words.AGEING_PART.format(age=age, count=int(units[column].sum()))
        for column, age in zip(AGE_COLUMNS, words.AGES, strict=True)
    ]
    return words.AGEING_SUMMARY.format(units=len(units), parts="，".join(parts))


def _table(units: pd.DataFrame) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            {"text": unit.name, "unit_id": unit.unit_id},
            *[numbers.whole(getattr(unit, column)) for column in AGE_COLUMNS],
            numbers.whole(unit.overdue),
            numbers.whole(unit.oldest_days),
        )
        for unit in each_row(units)
    )
    columns = (
        Column(words.UNIT, "link"),
        *[Column(age, "number", detail=True) for age in words.AGES],
        Column(words.OVERDUE_TOTAL, "number"),
        Column(words.OLDEST, "number"),
    )
    return Table(caption=_summary(units), columns=columns, rows=rows)
