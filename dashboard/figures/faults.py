"""The most frequent faults: a bar for each kind, and the share of all findings that they make up together."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures import base
from dashboard.figures.chart import Chart, Column, Table
from dashboard.frames import each_row
from dashboard.text import checks as words
from dashboard.text import numbers

ROW_HEIGHT = 30
SERIES = (
    ("first_time", words.FIRST_TIME, {"color": base.BLUE}),
    (
        "repeated",
        words.REPEATED,
        {"pattern": {"shape": "/", "bgcolor": base.ORANGE, "fgcolor": base.INK, "size": 6}},
    ),
)
BARS = (0.0, 0.7)
SHARES = (0.74, 1.0)
TITLE_KINDS = 3  # how many kinds the title adds up
WORDS_BEFORE = 0.55  # a share above this has its words on the left of its dot


def faults(kinds: pd.DataFrame) -> Chart:
    """Draw one bar a kind, the most frequent first, with the cumulative share as a line; at least one row.

    `kinds`: as pages/checks_faults gives them, the row of all others last.
    """
    kinds = kinds.assign(first_time=kinds["findings"] - kinds["repeated"]).reset_index(drop=True)
    most = int(kinds["findings"].max())
    layout = base.base_layout(
        barmode="stack",
        showlegend=True,
        legend=base.legend_on_top() | {"y": 1.0, "yref": "container", "yanchor": "top"},
        margin={"l": 8, "r": 16, "t": 52, "b": 30},
        xaxis=base.count_axis(most, domain=BARS, range=[0, most * 1.55]),
        xaxis2=base.value_axis(
            domain=SHARES, range=[0, 1.05], tickvals=[0, 1], tickformat=".0%", tickangle=0
        ),
        yaxis=base.name_axis([kind_name(kind) for kind in each_row(kinds)]),
        annotations=[_heading(words.COUNT, BARS), _heading(words.CUMULATIVE, SHARES)],
    )
    traces = [*[_series_trace(kinds, *series) for series in SERIES], _count_trace(kinds), _share_trace(kinds)]
    return Chart(
        title=_title(kinds),
        summary=_summary(kinds),
        figure={"data": traces, "layout": layout},
        height=ROW_HEIGHT * len(kinds) + 82,
        table=_table(kinds),
    )


def kind_name(kind: Any) -> str:
    """Return what a row is called: its item, all others, or findings that name no item."""
    if kind.is_rest:
        return words.REST.format(count=kind.item_count)
    return words.NO_ITEM if numbers.is_missing(kind.item_name) else str(kind.item_name)


def _heading(text: str, domain: tuple[float, float]) -> dict[str, Any]:
    return base.note(text, xref="paper", x=domain[0], xanchor="left", yref="paper", y=1.0, yanchor="bottom")


def _series_trace(kinds: pd.DataFrame, column: str, name: str, marker: dict[str, Any]) -> dict[str, Any]:
    rows = kinds[kinds[column] > 0]
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": rows[column].tolist(),
        "y": rows.index.tolist(),
        "marker": marker,
        "hovertemplate": [_hover(kind) for kind in each_row(rows)],
    }


def _count_trace(kinds: pd.DataFrame) -> dict[str, Any]:
    """The numbers behind the bars."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": kinds["findings"].tolist(),
        "y": kinds.index.tolist(),
        "text": [_count_words(kind) for kind in each_row(kinds)],
        "textposition": "middle right",
        "textfont": {"size": 12, "color": base.INK},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _count_words(kind: Any) -> str:
    template = words.FAULTS_TEXT_REPEATED if kind.repeated else words.FAULTS_TEXT
    return template.format(count=numbers.whole(kind.findings), repeated=numbers.whole(kind.repeated))


def _hover(kind: Any) -> str:
    template = words.FAULTS_REST_HOVER if kind.is_rest else words.FAULTS_HOVER
    return template.format(
        name=kind_name(kind),
        component=numbers.NOTHING if numbers.is_missing(kind.component_name) else kind.component_name,
        count=numbers.whole(kind.findings),
        units=numbers.whole(kind.units),
        repeated=numbers.whole(kind.repeated),
        share=numbers.percent(kind.cumulative_share),
    )


def _share_trace(kinds: pd.DataFrame) -> dict[str, Any]:
    shares = kinds["cumulative_share"].tolist()
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "name": words.CUMULATIVE,
        "xaxis": "x2",
        "x": shares,
        "y": kinds.index.tolist(),
        "text": [f" {numbers.percent(share)} " for share in shares],
        "textposition": ["middle left" if share > WORDS_BEFORE else "middle right" for share in shares],
        "textfont": {"size": 12, "color": base.INK},
        "line": {"color": base.INK, "width": 1.5},
        "marker": {"color": base.INK, "size": 7},
        "hovertemplate": [_hover(kind) for kind in each_row(kinds)],
        "cliponaxis": False,
        "showlegend": False,
    }


def _title(kinds: pd.DataFrame) -> str:
    named = kinds[~kinds["is_rest"]]
    top = min(TITLE_KINDS, len(named))
    first = each_row(kinds)[0]
    return words.FAULTS_TITLE.format(
        top=top,
        count=int(kinds["findings"].sum()),
        share=numbers.percent(named["cumulative_share"].iloc[top - 1]),
        first=kind_name(first),
        most=numbers.whole(first.findings),
    )


def _summary(kinds: pd.DataFrame) -> str:
    parts = [
        words.FAULTS_PART.format(name=kind_name(kind), count=numbers.whole(kind.findings))
        for kind in each_row(kinds)
    ]
    return words.FAULTS_SUMMARY.format(parts="，".join(parts))


def _table(kinds: pd.DataFrame) -> Table:
    rows = tuple(
        (
            kind_name(kind),
            numbers.NOTHING if numbers.is_missing(kind.component_name) else str(kind.component_name),
            numbers.whole(kind.findings),
            numbers.whole(kind.first_time),
            numbers.whole(kind.repeated),
            numbers.whole(kind.units),
            numbers.percent(kind.cumulative_share),
        )
        for kind in each_row(kinds)
    )
    columns = (
        Column(words.FAULT),
        Column(words.COMPONENT, detail=True),
        Column(words.COUNT, "number"),
        Column(words.FIRST_TIME, "number", detail=True),
        Column(words.REPEATED, "number"),
        Column(words.UNITS, "number", detail=True),
        Column(words.CUMULATIVE, "number"),
    )
    return Table(caption=_summary(kinds), columns=columns, rows=rows)
