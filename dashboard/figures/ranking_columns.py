"""What stands to the right of the bars of a ranking board: its words, and how sure each rank is."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from dashboard.figures import base
from dashboard.text import charts as words
from dashboard.text import numbers


class Places(NamedTuple):
    """Where bars, words and intervals stand across the width.

    `written`: the shortest bar that carries its marks, of full marks; `raised`: px by which every second grade's
    name stands higher.
    """

    bars: tuple[float, float]
    words: tuple[float, float]
    intervals: tuple[float, float]
    written: float
    raised: int


ON_SCREEN = Places((0.0, 0.61), (0.615, 0.845), (0.865, 1.0), 0.05, 0)
ON_PAPER = Places((0.0, 0.43), (0.44, 0.84), (0.87, 1.0), 0.165, 15)
# where the words stand between 0 and 4 beside the bars: total, grade, change, number of checks
WORD_COLUMNS = {words.TOTAL: 0.75, words.GRADE: 1.75, words.CHANGE: 2.7, words.CHECKS: 3.6}


def total_words(unit: Any) -> str:
    """Return the total as it is printed; a star marks a provisional one."""
    mark = words.PROVISIONAL_MARK if unit.status == "provisional" else ""
    return numbers.marks(unit.total, unit.decimals) + mark


def provisional_note(units: pd.DataFrame) -> str:
    """Return what the star means where a unit (`status`) has one."""
    return words.PROVISIONAL_NOTE if (units["status"] == "provisional").any() else ""


def grade_words(unit: Any) -> str:
    """Return the grade, or that a veto took it."""
    return words.VETOED if unit.is_vetoed else str(unit.grade)


def word_trace(units: list[Any]) -> dict[str, Any]:
    """Return the words beside the bars, as one trace of texts."""
    places, lines, texts, hovers, unit_ids = [], [], [], [], []
    for line, unit in enumerate(units):
        shown = (
            f"<b>{total_words(unit)}</b>",
            grade_words(unit),
            numbers.rank_change(unit.rank_change),
            numbers.whole(unit.check_count),
        )
        places += list(WORD_COLUMNS.values())
        lines += [line] * len(shown)
        texts += list(shown)
        hovers += [words_hover(unit)] * len(shown)
        unit_ids += [unit.unit_id] * len(shown)
    return {
        "type": "scatter",
        "mode": "text",
        "xaxis": "x2",
        "x": places,
        "y": lines,
        "text": texts,
        "textposition": "middle center",
        "textfont": {"size": 13, "color": base.INK},
        "customdata": unit_ids,
        "hovertemplate": hovers,
        "showlegend": False,
    }


def words_hover(unit: Any) -> str:
    """Return what hovering a unit's words says: the total and what it is made of."""
    return words.WORDS_HOVER.format(
        unit=unit.name,
        total=total_words(unit),
        base=numbers.marks(unit.base),
        bonus=numbers.marks(unit.bonus),
        major=numbers.marks(unit.major),
    )


def interval_traces(units: list[Any]) -> list[dict[str, Any]]:
    """Return a thin line from the best to the worst rank that cannot be excluded, and dots on the ranks."""
    ends: list[float | None] = []
    lines: list[int | None] = []
    for line, unit in enumerate(units):
        ends += [unit.rank_low, unit.rank_high, None]
        lines += [line, line, None]
    span = {
        "type": "scatter",
        "mode": "lines",
        "xaxis": "x3",
        "x": ends,
        "y": lines,
        "line": {"color": base.AXIS, "width": 3},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    dots = {
        "type": "scatter",
        "mode": "markers",
        "xaxis": "x3",
        "x": [unit.rank for unit in units],
        "y": list(range(len(units))),
        "customdata": [unit.unit_id for unit in units],
        "marker": {"color": base.ACCENT, "size": 8},
        "cliponaxis": False,
        "hovertemplate": [_interval_hover(unit) for unit in units],
        "showlegend": False,
    }
    return [span, dots]


def _interval_hover(unit: Any) -> str:
    return words.INTERVAL_HOVER.format(
        unit=unit.name,
        rank=numbers.whole(unit.rank),
        interval=numbers.interval(unit.rank_low, unit.rank_high),
        checks=numbers.whole(unit.check_count),
    )


def headings(places: Places) -> list[dict[str, Any]]:
    """Return the headings above the words and the intervals."""
    above = {"yref": "paper", "y": 1.0, "yanchor": "bottom"}
    columns = [base.note(heading, xref="x2", x=place, **above) for heading, place in WORD_COLUMNS.items()]
    middle = sum(places.intervals) / 2
    return [*columns, base.note(words.RANK_INTERVAL, xref="paper", x=middle, xanchor="center", **above)]
