"""What holds of every figure."""

from __future__ import annotations

import json

import plotly.graph_objects as go

from dashboard.figures.chart import Chart


def check_figure(chart: Chart) -> None:
    """Plotly accepts it, the small bundle draws it, it has words, and every row of its table fills the columns."""
    go.Figure(chart.figure)
    json.dumps(chart.figure, allow_nan=False)  # the browser knows no NaN
    assert {trace["type"] for trace in chart.figure["data"]} <= {"bar", "scatter"}
    assert chart.title
    assert chart.summary
    assert chart.table.rows
    assert all(len(row) == len(chart.table.columns) for row in chart.table.rows)
