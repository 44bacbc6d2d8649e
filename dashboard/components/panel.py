"""A box with a heading, and the box of a chart: title, drawing, words for screen readers, table, pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.data_table import data_table, link
from dashboard.figures.base import CONFIG
from dashboard.figures.caption import captioned
from dashboard.figures.chart import Cell, Chart, Table
from dashboard.text import frame
from dashboard.text import pictures as words
from dashboard.view import View

MOST_ROWS = 20  # of a chart's table that stand open


def panel(title: str, *children: Component, note: str | None = None) -> html.Section:
    """Return a box with a heading, and a small note below where there is one."""
    foot = [html.P(note, className="panel-note")] if note else []
    return html.Section(
        [
            html.Div(html.H2(title), className="panel-head"),
            html.Div(list(children), className="panel-body"),
            *foot,
        ],
        className="panel",
    )


def list_panel(table: Table, *, note: str | None = None) -> html.Section:
    """Return the box of a list under its caption, which states the finding; an empty list is its caption alone."""
    if not table.rows:
        return html.Section(
            html.Div(html.H2(table.caption), className="panel-head"), className="panel is-empty"
        )
    return panel(table.caption, data_table(table, scrolls=True), note=note)


def chart_panel(
    chart: Chart,
    chart_id: str,
    view: View,
    source: Mapping[str, str],
    *,
    wide: bool = False,
    table_on_phone: bool = False,
    note: str | None = None,
) -> html.Section:
    """Return the box of a chart.

    `source`: district, label and release that a saved picture names. `wide` keeps a minimum width, so that a
    narrow screen scrolls the drawing; `table_on_phone` shows its table first there. A table of more than
    MOST_ROWS rows keeps to a window. Points that carry a unit id open that unit's page.
    """
    heading_id, summary_id = f"{chart_id}-heading", f"{chart_id}-summary"
    opens_unit = any(trace.get("customdata") for trace in chart.figure["data"])
    drawing = dcc.Graph(
        id=chart_id,
        figure=captioned(chart, view, source),
        config=CONFIG,  # type: ignore[arg-type]  # Dash's list of keys is older than plotly.js 4
        responsive=True,
        style={"height": f"{chart.height}px"},
    )
    foot = [html.P(note, className="panel-note")] if note else []
    return html.Section(
        [
            html.Div([html.H2(chart.title, id=heading_id), _actions(chart_id)], className="panel-head"),
            _told(),
            html.Div(
                [
                    html.P(chart.summary, id=summary_id, className="hidden-text"),
                    html.Div(
                        drawing,
                        className="chart-drawing chart-wide" if wide else "chart-drawing",
                        role="img",
                        **attributes(aria_labelledby=heading_id, aria_describedby=summary_id),
                    ),
                    html.Div(
                        data_table(_with_links(chart.table, view), scrolls=len(chart.table.rows) > MOST_ROWS),
                        className="chart-table",
                    ),
                ],
                className="panel-body",
            ),
            *foot,
        ],
        className=" ".join(
            [
                "panel chart",
                *(["opens-unit"] if opens_unit else []),
                *(["starts-as-table"] if table_on_phone else []),
            ]
        ),
    )


def _with_links(table: Table, view: View) -> Table:
    """Return the table with the units' names leading to their pages."""
    rows = tuple(tuple(_with_link(cell, view) for cell in row) for row in table.rows)
    return replace(table, rows=rows)


def _with_link(cell: Cell, view: View) -> Cell:
    if isinstance(cell, dict) and "unit_id" in cell:
        return link(cell["text"], view.unit_address(cell["unit_id"]))
    return cell


def _actions(chart_id: str) -> html.Div:
    """The buttons of a chart: its table, and a picture of it in each format."""
    table = html.Button(
        frame.SHOW_TABLE,
        type="button",
        title=frame.TABLE_HINT,
        **attributes(data_switch="table", aria_pressed="false"),
    )
    save = [
        html.Button(
            kind.upper(),
            type="button",
            title=hint,
            **attributes(
                data_save=kind, data_chart=chart_id, aria_label=words.SAVE_AS.format(kind=kind.upper())
            ),
        )
        for kind, hint in words.SAVE_HINTS.items()
    ]
    return html.Div(
        [table, html.Span(words.SAVE, className="actions-name", **attributes(aria_hidden="true")), *save],
        className="actions",
    )


def _told() -> html.P:
    """Where the page says that a picture is being made, or what is missing on the server."""
    said = attributes(data_saving=words.SAVING, data_no_answer=words.NO_ANSWER)
    return html.P(className="save-told", role="status", **said)
