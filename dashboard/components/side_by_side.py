"""Boxes of different heights in two columns that end at about the same height."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component


def side_by_side(parts: Iterable[tuple[int, Component]]) -> html.Div:
    """Return the boxes, each given with its height, in two columns; a phone shows them one below the other."""
    columns: list[list[Component]] = [[], []]
    heights = [0, 0]
    for height, part in parts:
        shorter = heights.index(min(heights))
        columns[shorter].append(part)
        heights[shorter] += height
    return html.Div([html.Div(column) for column in columns if column], className="columns")
