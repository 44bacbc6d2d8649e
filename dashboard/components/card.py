"""A figure with its meaning: the number, what it is, and one line on how to read it."""

from __future__ import annotations

from dash import html


def card(label: str, value: str, *, unit: str = "", meaning: str = "", alarm: bool = False) -> html.Div:
    """Return one card; `alarm` marks what must be acted on (by its edge, its words say so as well)."""
    return html.Div(
        [
            html.Div(label, className="label"),
            html.Div([value, html.Small(unit)] if unit else value, className="value"),
            html.Div(meaning, className="meaning"),
        ],
        className="card card-alarm" if alarm else "card",
    )


def cards(*each: html.Div) -> html.Div:
    """Return cards side by side, wrapping where the screen is narrow."""
    return html.Div(list(each), className="cards")
