"""A row of links of which one is chosen: the address keeps the choice."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html

from dashboard.components.attributes import attributes


def choices(name: str, options: Iterable[tuple[str, str, bool]]) -> html.Div:
    """Return the row; each option is its words, its address and whether it is the chosen one."""
    links = [
        html.A(text, href=href, **attributes(aria_current="true" if is_chosen else "false"))
        for text, href, is_chosen in options
    ]
    return html.Div(
        [
            html.Span(name, className="name"),
            html.Div(links, className="choices", role="group", **attributes(aria_label=name)),
        ],
        className="control",
    )
