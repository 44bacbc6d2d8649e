"""One draw by stratum: how many cells each had, and how many of them were drawn."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures import base
from dashboard.figures.chart import Chart, Column, Table
from dashboard.frames import each_row
from dashboard.text import checks as words
from dashboard.text import numbers

ROW_HEIGHT = 30


def draw_strata(strata: pd.DataFrame, draw_no: int, is_live: bool) -> Chart:
    """Draw one bar a stratum; `strata` as pages/draw_strata gives them, at least one row."""
    strata = strata.assign(left=strata["population"] - strata["drawn"]).reset_index(drop=True)
    layout = base.base_layout(
        barmode="stack",
        showlegend=True,
        legend=base.legend_on_top() | {"y": 1.0, "yref": "container", "yanchor": "top"},
        margin={"l": 8, "r": 60, "t": 36, "b": 30},
        xaxis=base.count_axis(strata["population"].max(), rangemode="tozero"),
        yaxis=base.name_axis([stratum_words(stratum) for stratum in each_row(strata)]),
    )
    traces = [
        _trace(strata, "drawn", words.DRAWN, {"color": base.ACCENT}),
        _trace(strata, "left", words.NOT_DRAWN, {"color": base.AGES[0]})
        | {
            "text": [
                words.STRATUM_TEXT.format(drawn=stratum.drawn, population=stratum.population)
                for stratum in each_row(strata)
            ],
            "textposition": "outside",
            "cliponaxis": False,
            "textfont": {"size": 12, "color": base.INK},
        },
    ]
    return Chart(
        title=_title(strata, draw_no, is_live),
        summary=_summary(strata),
        figure={"data": traces, "layout": layout},
        height=ROW_HEIGHT * len(strata) + 80,
        table=_table(strata),
    )


def stratum_words(stratum: Any) -> str:
    """Return group and level of a row in words."""
    return words.STRATUM.format(group=stratum.group_name, level=words.LEVELS[stratum.level])


def _trace(strata: pd.DataFrame, column: str, name: str, marker: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": strata[column].tolist(),
        "y": strata.index.tolist(),
        "marker": marker,
        "hovertemplate": [
            words.DRAW_HOVER.format(
                stratum=stratum_words(stratum),
                population=stratum.population,
                drawn=stratum.drawn,
                share=numbers.percent(stratum.drawn / stratum.population),
            )
            for stratum in each_row(strata)
        ],
    }


def _title(strata: pd.DataFrame, draw_no: int, is_live: bool) -> str:
    drawn = int(strata["drawn"].sum())
    little = int(strata.loc[strata["level"] != "enough", "drawn"].sum())
    template = words.DRAW_TITLE if is_live else words.DRAW_TITLE_UNDONE
    return template.format(
        draw_no=draw_no,
        population=int(strata["population"].sum()),
        size=drawn,
        share=numbers.percent(little / drawn),
    )


def _summary(strata: pd.DataFrame) -> str:
    parts = [
        words.DRAW_PART.format(
            stratum=stratum_words(stratum), drawn=stratum.drawn, population=stratum.population
        )
        for stratum in each_row(strata)
    ]
    return words.DRAW_SUMMARY.format(parts="，".join(parts))


def _table(strata: pd.DataFrame) -> Table:
    columns = (
        Column(words.COLUMN_STRATUM),
        Column(words.COLUMN_POPULATION, "number"),
        Column(words.COLUMN_DRAWN, "number"),
        Column(words.COLUMN_DRAWN_SHARE, "number"),
    )
    rows = tuple(
        (
            stratum_words(stratum),
            numbers.whole(stratum.population),
            numbers.whole(stratum.drawn),
            numbers.percent(stratum.drawn / stratum.population),
        )
        for stratum in each_row(strata)
    )
    return Table(caption=_summary(strata), columns=columns, rows=rows)
