"""The one layout all figures share, and the colours: Okabe-Ito for categories, cividis for scales.

Figures are plain dicts: a `go.Figure` costs five times as much and ships a template with every call
(stack.md, Figures). Tests validate the dicts through `go.Figure`.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

FONT = (
    '"Microsoft YaHei","PingFang SC","Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif'
)
INK = "#1f2933"
MUTED = "#52606d"
GRID = "#e4e7eb"
AXIS = "#9aa5b1"
ACCENT = "#1f4e79"

BLUE = "#0072b2"
SKY = "#56b4e9"
GREEN = "#009e73"
ORANGE = "#e69f00"
VERMILLION = "#d55e00"
PURPLE = "#cc79a7"
YELLOW = "#f0e442"
COMPONENTS = (BLUE, SKY, GREEN, ORANGE, VERMILLION, YELLOW)  # the bonus is always purple
ON_CATEGORY = {BLUE: "#ffffff", GREEN: "#ffffff", VERMILLION: "#ffffff"}

# ordered states from light to dark, so that they keep their order in greyscale print
AGES = ("#d5dae0", "#e1cc55", "#7d7c78", "#00224e")
ON_AGE = (INK, INK, "#ffffff", "#ffffff")

CONFIG: dict[str, Any] = {
    "locale": "zh-CN",
    "displaylogo": False,
    "displayModeBar": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "responsive": True,
}


def on_category(colour: str) -> str:
    """Return the ink that can be read on a category's colour."""
    return ON_CATEGORY.get(colour, INK)


def base_layout(**more: Any) -> dict[str, Any]:
    """Return the shared layout with a figure's own settings on top."""
    layout: dict[str, Any] = {
        "autosize": True,
        "font": {"family": FONT, "size": 13, "color": INK},
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "margin": {"l": 8, "r": 16, "t": 28, "b": 36},
        "hoverlabel": {
            "bgcolor": "#ffffff",
            "bordercolor": AXIS,
            "font": {"color": INK, "size": 13},
            "align": "left",
        },
        "hovermode": "closest",
        "dragmode": False,
        "showlegend": False,
        "separators": ".",
        "bargap": 0.32,
    }
    layout.update(more)
    return layout


def value_axis(**more: Any) -> dict[str, Any]:
    """Return an axis of numbers: light grid, no line, nothing to drag."""
    axis: dict[str, Any] = {
        "fixedrange": True,
        "gridcolor": GRID,
        "zeroline": False,
        "tickfont": {"size": 12, "color": MUTED},
        "title": {"font": {"size": 12, "color": MUTED}},
    }
    axis.update(more)
    return axis


def date_span(first: pd.Timestamp, last: pd.Timestamp) -> list[str]:
    """Return the range of an axis of dates from a first to a last point; what is written beside them takes no room."""
    beside = pd.Timedelta(days=5)
    return [f"{first - beside:%Y-%m-%d}", f"{last + beside:%Y-%m-%d}"]


def count_axis(largest: float, ticks: int = 6, **more: Any) -> dict[str, Any]:
    """Return an axis of whole numbers up to `largest`, with about so many ticks; none stands between two of them."""
    return value_axis(tickformat="d", dtick=whole_step(largest, ticks), **more)


def whole_step(largest: float, ticks: int = 6) -> int:
    """Return the least of 1, 2, 5, 10, 20, 50 ... that reaches `largest` in so many steps."""
    decade = 1
    while True:
        for step in (decade, 2 * decade, 5 * decade):
            if not step * ticks < largest:  # no rows have no largest
                return step
        decade *= 10


def name_axis(names: list[str], **more: Any) -> dict[str, Any]:
    """Return a vertical axis with one full name a row, the first on top."""
    axis: dict[str, Any] = {
        "fixedrange": True,
        "automargin": True,
        "tickmode": "array",
        "tickvals": list(range(len(names))),
        "ticktext": names,
        "range": [len(names) - 0.5, -0.5],
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"size": 13, "color": INK},
    }
    axis.update(more)
    return axis


def legend_on_top() -> dict[str, Any]:
    """Return a one-line legend above the plot, in the order of the traces, that does not react to clicks."""
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 1,
        "yanchor": "bottom",
        "traceorder": "normal",
        "itemsizing": "constant",
        "itemclick": False,
        "itemdoubleclick": False,
        "font": {"size": 12, "color": INK},
    }


def note(text: str, **more: Any) -> dict[str, Any]:
    """Return a small annotation without an arrow."""
    return {"text": text, "showarrow": False, "font": {"size": 12, "color": MUTED}} | more
