"""Counts stacked into bars, one row a kind: what the author's charts share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.figures import base
from dashboard.frames import each_row
from dashboard.text import numbers
from dashboard.text import overview as words

ROW_HEIGHT = 40
DARKEST = base.AGES[-1]
SHORTEST_WRITTEN = 0.035  # of the longest bar


@dataclass(frozen=True)
class Part:
    """One colour of the bars: the frame's column, its words, and a pattern so that grey print tells it apart."""

    column: str
    name: str
    colour: str
    pattern: str = ""

    @property
    def ink(self) -> str:
        """Return the colour of the words on it."""
        return "#ffffff" if self.colour == DARKEST else base.on_category(self.colour)


def stacked(rows: pd.DataFrame, names: Sequence[str], parts: Sequence[Part]) -> dict[str, Any]:
    """Return the figure: one bar a row of `rows` under its name, one trace a part.

    `rows` has a column for each part, `of` (what the parts are shares of) and `as_of`.
    """
    rows = rows.reset_index(drop=True)
    longest = rows[[part.column for part in parts]].sum(axis=1).max()
    layout = base.base_layout(
        barmode="stack",
        showlegend=True,
        legend=base.legend_on_top() | {"y": 1.0, "yref": "container", "yanchor": "top"},
        margin={"l": 8, "r": 16, "t": 44, "b": 30},
        xaxis=base.count_axis(longest, rangemode="tozero"),
        yaxis=base.name_axis(list(names)),
        uniformtext={"minsize": 10, "mode": "hide"},
    )
    return {"data": [_part_trace(rows, names, part) for part in parts], "layout": layout}


def stacked_height(rows: pd.DataFrame) -> int:
    """Return the height of the figure in pixels."""
    return ROW_HEIGHT * len(rows) + 84


def _part_trace(rows: pd.DataFrame, names: Sequence[str], part: Part) -> dict[str, Any]:
    shown = rows[rows[part.column] > 0]
    shortest = rows["of"].max() * SHORTEST_WRITTEN
    return {
        "type": "bar",
        "orientation": "h",
        "name": part.name,
        "x": [int(value) for value in shown[part.column]],
        "y": shown.index.tolist(),
        "text": [numbers.whole(value) if value >= shortest else "" for value in shown[part.column]],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": 12, "color": part.ink},
        "marker": {
            "color": part.colour,
            "line": {"color": "#ffffff", "width": 1},
            "pattern": {
                "shape": part.pattern,
                "bgcolor": part.colour,
                "fgcolor": base.INK,
                "size": 6,
                "solidity": 0.15,
            },
        },
        "hovertemplate": [
            words.PART_HOVER.format(
                row=names[row.Index],
                part=part.name,
                count=numbers.whole(getattr(row, part.column)),
                of=numbers.whole(row.of),
                share=numbers.percent(getattr(row, part.column) / row.of),
                as_of=numbers.day(row.as_of),
            )
            for row in each_row(shown)
        ],
    }
