"""Quarter by quarter: spot checks with their rate, units inspected, findings; three small panels one above the other."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures import base
from dashboard.figures.chart import Chart, Column, Table
from dashboard.frames import each_row
from dashboard.text import checks as words
from dashboard.text import numbers

HEIGHT = 472
# column, heading, colour, where the panel lies from the foot
PANELS = (
    ("check_count", words.QUARTER_CHECKS, base.BLUE, (0.74, 1.0)),
    ("inspected", words.QUARTER_INSPECTED, base.GREEN, (0.37, 0.63)),
    ("findings", words.QUARTER_FINDINGS, base.ORANGE, (0.0, 0.26)),
)


def quarters(rows: pd.DataFrame) -> Chart:
    """Draw the four quarters; `rows` as pages/checks_quarters gives them."""
    layout = base.base_layout(
        barmode="overlay",
        margin={"l": 8, "r": 8, "t": 30, "b": 8},
        annotations=[_heading(heading, domain) for _, heading, _, domain in PANELS],
        bargap=0.25,
    )
    traces = []
    for place, (column, heading, colour, domain) in enumerate(PANELS):
        suffix = str(place + 1) if place else ""
        layout[f"xaxis{suffix}"] = _count_axis(rows, column, f"y{suffix}")
        layout[f"yaxis{suffix}"] = _quarter_axis(rows, domain, f"x{suffix}")
        traces.append(_bar_trace(rows, column, heading) | _axes(suffix) | {"marker": {"color": colour}})
    traces.append(_repeated_trace(rows) | _axes(str(len(PANELS))))
    return Chart(
        title=_title(rows),
        summary=_summary(rows),
        figure={"data": traces, "layout": layout},
        height=HEIGHT,
        table=_table(rows),
    )


def _axes(suffix: str) -> dict[str, str]:
    return {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}


def _heading(text: str, domain: tuple[float, float]) -> dict[str, Any]:
    return base.note(text, xref="paper", x=0, xanchor="left", yref="paper", y=domain[1], yanchor="bottom")


def _quarter_axis(rows: pd.DataFrame, domain: tuple[float, float], anchor: str) -> dict[str, Any]:
    names = [words.QUARTER.format(quarter=quarter) for quarter in rows["quarter"]]
    return base.name_axis(names, domain=list(domain), anchor=anchor)


def _count_axis(rows: pd.DataFrame, column: str, anchor: str) -> dict[str, Any]:
    """Room on the right for the words behind the longest bar; they say the numbers, so the axis does not."""
    longest = max(1, int(rows[column].max()))
    return base.value_axis(anchor=anchor, range=[0, longest * 1.45], showticklabels=False, showgrid=False)


def _bar_trace(rows: pd.DataFrame, column: str, heading: str) -> dict[str, Any]:
    texts = [_text(row, column) for row in each_row(rows)]
    return {
        "type": "bar",
        "orientation": "h",
        "name": heading,
        "x": rows[column].tolist(),
        "y": list(range(len(rows))),
        "text": [f" {text}" for text in texts],
        "textposition": "outside",
        "cliponaxis": False,
        "constraintext": "none",
        "textfont": {"size": 12, "color": base.INK},
        "hovertemplate": [
            words.QUARTER_HOVER.format(quarter=quarter, what=heading, text=text)
            for quarter, text in zip(rows["quarter"], texts, strict=True)
        ],
    }


def _repeated_trace(rows: pd.DataFrame) -> dict[str, Any]:
    """The repeated among the findings, dark on the foot of their bar."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": words.REPEATED,
        "x": rows["repeated"].tolist(),
        "y": list(range(len(rows))),
        "marker": {"color": base.INK},
        "hoverinfo": "skip",
    }


def _text(row: Any, column: str) -> str:
    if not row.is_begun:
        return words.NOT_BEGUN
    if column == "check_count":
        return words.QUARTER_CHECKS_TEXT.format(
            count=numbers.whole(row.check_count), share=numbers.percent(row.share)
        )
    if column == "inspected":
        return words.QUARTER_INSPECTED_TEXT.format(
            count=numbers.whole(row.inspected), units=numbers.whole(row.unit_count)
        )
    template = words.QUARTER_FINDINGS_REPEATED if row.repeated else words.QUARTER_FINDINGS_TEXT
    return template.format(count=numbers.whole(row.findings), repeated=numbers.whole(row.repeated))


def _title(rows: pd.DataFrame) -> str:
    if not rows[["check_count", "inspected", "findings"]].to_numpy().any():
        return words.QUARTER_TITLE_NONE
    worst = rows.iloc[int(rows["findings"].argmax())]
    busiest = rows.iloc[int(rows["inspected"].argmax())]
    if worst["quarter"] == busiest["quarter"]:
        return words.QUARTER_TITLE_BOTH.format(
            quarter=worst["quarter"], findings=worst["findings"], inspected=busiest["inspected"]
        )
    return words.QUARTER_TITLE_MOST.format(
        quarter=worst["quarter"],
        findings=numbers.whole(worst["findings"]),
        inspected_quarter=busiest["quarter"],
        inspected=numbers.whole(busiest["inspected"]),
    )


def _summary(rows: pd.DataFrame) -> str:
    parts = [
        words.QUARTER_PART.format(
            quarter=row.quarter,
            checks=numbers.whole(row.check_count),
            inspected=numbers.whole(row.inspected),
            findings=numbers.whole(row.findings),
        )
        for row in each_row(rows)
    ]
    return words.QUARTER_SUMMARY.format(parts="，".join(parts))


def _table(rows: pd.DataFrame) -> Table:
    columns = (
        Column(words.COLUMN_QUARTER),
        Column(words.COLUMN_CHECKS, "number"),
        Column(words.COLUMN_SHARE, "number"),
        Column(words.COLUMN_INSPECTED, "number"),
        Column(words.COLUMN_FINDINGS, "number"),
        Column(words.COLUMN_REPEATED, "number", detail=True),
    )
    cells = tuple(
        (
            words.QUARTER.format(quarter=row.quarter),
            numbers.whole(row.check_count),
            numbers.percent(row.share),
            numbers.whole(row.inspected),
            numbers.whole(row.findings),
            numbers.whole(row.repeated),
        )
        for row in each_row(rows)
    )
    return Table(caption=_summary(rows), columns=columns, rows=cells)
