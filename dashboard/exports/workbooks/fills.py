"""Fills of native charts, told apart in grey print too: by tone, or by hatching."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.figures import base

Fill = Mapping[str, Any]


def solid(colour: str) -> Fill:
    """Return a plain fill."""
    return {"fill": {"color": colour}}


def hatched(pattern: str, colour: str, ground: str = "#FFFFFF") -> Fill:
    """Return lines of a colour on a ground; `pattern` as xlsxwriter names it."""
    return {"pattern": {"pattern": pattern, "fg_color": colour, "bg_color": ground}}


CATEGORIES: tuple[Fill, ...] = (
    solid("#00224E"),
    solid("#A6CBE3"),
    hatched("wide_upward_diagonal", base.GREEN),
    solid(base.ORANGE),
    hatched("wide_downward_diagonal", base.VERMILLION),
    hatched("small_grid", base.MUTED, base.YELLOW),
    solid("#F2F4F7"),
    hatched("light_vertical", base.PURPLE),
)
# light, so that the line of a Pareto chart stands out before them
UNDER_LINE: tuple[Fill, ...] = (solid("#A6CBE3"), hatched("wide_upward_diagonal", base.INK, base.ORANGE))
AGES: tuple[Fill, ...] = tuple(solid(colour) for colour in base.AGES)
STATES: Mapping[str, Fill] = {
    "overdue": solid("#00224E"),
    "late": hatched("wide_upward_diagonal", "#00224E"),
    "soon": solid(base.ORANGE),
    "done": solid("#A6CBE3"),
    "open": solid("#F2F4F7"),
    "waiting": hatched("light_vertical", base.MUTED),
    "undated": hatched("percent_20", base.MUTED),
}
"""States of a unit's tasks, in the order in which they are stacked."""
