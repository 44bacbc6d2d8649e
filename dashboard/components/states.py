"""Empty, waiting and failed: what a place says when it has nothing else to say."""

from __future__ import annotations

from dash import html

from dashboard.text import frame as words


def slot(slot_id: str, height: int = 160) -> html.Div:
    """Return the place a callback fills, as tall as what will come so that the page does not jump."""
    return html.Div(
        html.Div(words.LOADING, className="waiting", style={"minHeight": f"{height}px"}, role="status"),
        id=slot_id,
        className="slot",
    )


def message(title: str, text: str) -> html.Div:
    """Return a quiet box: there is nothing here, and why."""
    return html.Div([html.H2(title), html.P(text)], className="state")


def failure(text: str) -> html.Div:
    """Return the box of a part that could not be read, and why."""
    return html.Div([html.H2(words.FAILED_TITLE), html.P(text)], className="state state-failed", role="alert")
