"""系统自检: what the system stands on, each line with what it means and what to do."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components.data_table import data_table
from dashboard.components.panel import panel
from dashboard.components.states import slot
from dashboard.desk import Desk, Parts
from dashboard.figures.chart import Column, Table
from dashboard.pages.page import Page
from dashboard.selfcheck import Line, Machine, self_check
from dashboard.text import selfcheck as words

LINES_ID = "selfcheck-lines"
_WORST_FIRST = ("bad", "watch", "good")


def layout() -> Component:
    """Return the empty page."""
    return html.Div([html.H1(words.PAGE_SELFCHECK, className="page-title"), slot(LINES_ID, 500)])


def draw_lines(desk: Desk) -> Component:
    """Draw the report as it is at this moment, the worst first."""
    path = desk.store.layout.store
    lines = sorted(self_check(path, Machine.here(path)), key=lambda line: _WORST_FIRST.index(line.state))
    columns = (
        Column(words.COLUMN_STATE, "status"),
        Column(words.COLUMN_SUBJECT),
        Column(words.COLUMN_FOUND, "prose"),
        Column(words.COLUMN_MEANING, "prose"),
    )
    title = _title(lines)
    return panel(title, data_table(Table(title, columns, tuple(map(_row, lines)))), note=words.NOTE)


def _title(lines: list[Line]) -> str:
    bad, watch = (sum(line.state == state for line in lines) for state in ("bad", "watch"))
    if bad:
        return words.TITLE_BAD.format(bad=bad, watch=watch)
    return words.TITLE_WATCH.format(watch=watch) if watch else words.TITLE_GOOD.format(count=len(lines))


def _row(line: Line) -> tuple[dict[str, str] | str, ...]:
    text, look = words.STATES[line.state]
    return {"text": text, "status": look}, words.SUBJECTS[line.key], line.found, line.meaning


PARTS: Parts = {LINES_ID: draw_lines}
PAGE = Page("/selfcheck", words.PAGE_SELFCHECK, layout, PARTS)
