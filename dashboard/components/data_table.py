"""A table of ready-written cells; assets/tables.js draws it (trees of many cells are slow in Dash)."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from urllib.parse import urlsplit

from dash import html

from dashboard.components.attributes import attributes
from dashboard.figures.chart import Cell, Table
from dashboard.text import frame as words

MOST_SENT = 3000  # rows: more is nothing to read, and a burden for the browser


def data_table(table: Table, *, scrolls: bool = False) -> html.Div:
    """Return the table; `scrolls` keeps a long one in a window.

    Of more than MOST_SENT rows the first stand there, and below them how many there are and where all are had.
    """
    box = _box(replace(table, rows=table.rows[:MOST_SENT]), scrolls)
    count = max(table.count, len(table.rows))
    if count <= MOST_SENT:
        return box
    note = words.ONLY_FIRST_ROWS.format(shown=f"{MOST_SENT:,}", count=f"{count:,}")
    return html.Div([box, html.P(note, className="panel-note")])


def _box(table: Table, scrolls: bool) -> html.Div:
    content = {
        "caption": table.caption,
        "columns": [asdict(column) for column in table.columns],
        "rows": table.rows,
    }
    if table.search:
        content |= {"search": table.search, "sort": words.SORT_HINT, "found": words.ROWS_FOUND}
    return html.Div(
        className="table-box scrolls" if scrolls else "table-box",
        tabIndex=0 if scrolls else None,
        **attributes(data_table=json.dumps(content, ensure_ascii=False)),
    )


def link(text: str, href: str) -> Cell:
    """Return a cell that leads to another page of this application."""
    return {"text": text, "href": href}


def evidence_link(evidence: object) -> Cell:
    """Return a cell for evidence: a link when it is a web address, else its words, else nothing."""
    if not isinstance(evidence, str) or not evidence:
        return ""
    if urlsplit(evidence).scheme in {"http", "https"}:
        return {"text": words.EVIDENCE, "href": evidence}
    return evidence
