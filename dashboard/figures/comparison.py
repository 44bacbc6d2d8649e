"""Two or three units side by side: the rate of each component, one mark a unit."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures import base
from dashboard.figures.chart import Cell, Chart, Column, Table
from dashboard.frames import each_row
from dashboard.text import numbers
from dashboard.text import ranking as words

ROW_HEIGHT = 52
# shape and colour at once
LOOKS = ((base.ACCENT, "circle"), (base.VERMILLION, "diamond"), (base.GREEN, "square"))


def comparison(rates: pd.DataFrame, units: pd.DataFrame) -> Chart:
    """Draw the rates, 0 to 100 %, of at least two units.

    `rates`: unit_no, unit_id, name, component_no, component_name, score, full_points, rate, marks (null without
    data), as_of, in order of component and unit (pages/compare_components). `units`: unit_id, name, total, decimals
    in order (pages/compare_units).
    """
    names = list(dict.fromkeys(rates["component_name"]))
    rows = {name: place for place, name in enumerate(names)}
    layout = base.base_layout(
        showlegend=True,
        legend=base.legend_on_top() | {"y": 1.0, "yref": "container", "yanchor": "top"},
        margin={"l": 8, "r": 24, "t": 40, "b": 34},
        xaxis=base.value_axis(range=[0, 1.03], tickformat=".0%", nticks=6),
        yaxis=base.name_axis(names),
        shapes=_spans(rates, rows),
    )
    told = words.COMPARE_SUMMARY.format(parts="，".join(_told(rate) for rate in each_row(rates)))
    groups = [(str(unit_id), each) for unit_id, each in rates.groupby("unit_no", sort=True)]
    return Chart(
        title=_title(rates, units),
        summary=told,
        figure={
            "data": [
                _points(each, rows, LOOKS[place % len(LOOKS)]) for place, (_, each) in enumerate(groups)
            ],
            "layout": layout,
        },
        height=ROW_HEIGHT * len(names) + 84,
        table=_table(rates, units, names, told),
    )


def _points(rates: pd.DataFrame, rows: dict[str, int], look: tuple[str, str]) -> dict[str, Any]:
    known = each_row(rates[rates["rate"].notna()])
    return {
        "type": "scatter",
        "mode": "markers",
        "name": rates["name"].iloc[0],
        "x": [float(rate.rate) for rate in known],
        "y": [rows[rate.component_name] for rate in known],
        "customdata": [rate.unit_id for rate in known],
        "marker": {"color": look[0], "symbol": look[1], "size": 13, "line": {"color": "#ffffff", "width": 1}},
        "cliponaxis": False,
        "hovertemplate": [
            words.COMPARE_HOVER.format(
                unit=rate.name,
                component=rate.component_name,
                score=numbers.marks(rate.score),
                full=numbers.plain(rate.full_points),
                rate=numbers.percent(rate.rate, 1),
                marks=numbers.marks(rate.marks),
                as_of=numbers.day(rate.as_of),
            )
            for rate in known
        ],
    }


def _spans(rates: pd.DataFrame, rows: dict[str, int]) -> list[dict[str, Any]]:
    """A thin line in each row from the lowest to the highest rate."""
    spans = rates.dropna(subset=["rate"]).groupby("component_name", sort=False)["rate"].agg(["min", "max"])
    line = {"color": base.AXIS, "width": 3}
    return [
        {
            "type": "line",
            "x0": float(span["min"]),
            "x1": float(span["max"]),
            "y0": rows[str(name)],
            "y1": rows[str(name)],
            "line": line,
            "layer": "below",
        }
        for name, span in spans.iterrows()
    ]


def _told(rate: Any) -> str:
    shown = numbers.percent(rate.rate, 1)
    return words.COMPARE_PART.format(unit=rate.name, component=rate.component_name, rate=shown)


def _title(rates: pd.DataFrame, units: pd.DataFrame) -> str:
    """The gap of the best to the last, and the component in which those two lie furthest apart."""
    rated = units[units["total"].notna()].sort_values("total", ascending=False, kind="stable")
    if len(rated) < 2:
        return words.COMPARE_UNRATED
    best, last = rated.iloc[0], rated.iloc[-1]
    marks = rates.pivot_table(index="component_name", columns="unit_id", values="marks", sort=False)
    widest = (marks[best["unit_id"]] - marks[last["unit_id"]]).abs().idxmax()
    gap = numbers.marks(best["total"] - last["total"], int(best["decimals"]))
    template = words.COMPARE_EQUAL if best["total"] == last["total"] else words.COMPARE_FINDING
    return template.format(first=best["name"], second=last["name"], gap=gap, component=widest)


def _table(rates: pd.DataFrame, units: pd.DataFrame, names: list[str], told: str) -> Table:
    cells: dict[tuple[str, str], Cell] = {
        (rate.component_name, rate.unit_id): numbers.NOTHING
        if numbers.is_missing(rate.rate)
        else words.RATE_OF.format(
            rate=numbers.percent(rate.rate, 1),
            score=numbers.marks(rate.score),
            full=numbers.plain(rate.full_points),
        )
        for rate in each_row(rates)
    }
    rows = tuple((name, *[cells[name, unit_id] for unit_id in units["unit_id"]]) for name in names)
    columns = (Column(words.COMPONENT), *[Column(name, "number") for name in units["name"]])
    return Table(caption=told, columns=columns, rows=rows)
