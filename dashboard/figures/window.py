"""The part of a long chart that is drawn: a group of hundreds of units is turned over page by page.

Title, summary and table stay those of all rows; the title says which of them are drawn.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import compress
from typing import Any, NamedTuple

from dashboard.figures.chart import Chart
from dashboard.text import charts as words

ROWS = 50  # of a chart at once: more can neither be read nor drawn in a second


class Window(NamedTuple):
    """Rows `first` up to but not including `last`, from 0, of so many `rows`."""

    first: int
    last: int
    rows: int

    @property
    def is_whole(self) -> bool:
        """Whether every row is drawn."""
        return self.last - self.first == self.rows

    def title(self, title: str) -> str:
        """Return a chart's title with which rows are drawn, unless all are."""
        if self.is_whole:
            return title
        return title + words.WINDOW.format(first=self.first + 1, last=self.last, count=self.rows)


def page_count(rows: int) -> int:
    """Return how many pages hold so many rows; one for none."""
    return max(1, -(-rows // ROWS))


def window(page: int | None, rows: int) -> Window:
    """Return a page's rows; without a page the first, a page past the last is the last."""
    place = min(page or 1, page_count(rows)) - 1
    return Window(place * ROWS, min((place + 1) * ROWS, rows), rows)


def windowed(chart: Chart, page: int | None, row_height: int) -> Chart:
    """Return a chart of one row a name (base.name_axis) with one page of its rows drawn; a short one as it is."""
    layout = chart.figure["layout"]
    names = layout["yaxis"]["ticktext"]
    shown = window(page, len(names))
    if shown.is_whole:
        return chart
    axis = {
        "tickvals": list(range(shown.first, shown.last)),
        "ticktext": names[shown.first : shown.last],
        "range": [shown.last - 0.5, shown.first - 0.5],
    }
    drawn = layout | {
        "yaxis": layout["yaxis"] | axis,
        "shapes": [shape for shape in layout.get("shapes", []) if _stands_in(shape, "y0", shown)],
        "annotations": [note for note in layout.get("annotations", []) if _stands_in(note, "y", shown)],
    }
    figure = {"data": [_cut(trace, shown) for trace in chart.figure["data"]], "layout": drawn}
    height = chart.height - row_height * (shown.rows - shown.last + shown.first)
    return replace(chart, title=shown.title(chart.title), figure=figure, height=height)


def _stands_in(mark: dict[str, Any], side: str, shown: Window) -> bool:
    """Whether a shape or note belongs to a drawn row, or to no row."""
    is_of_row = mark.get("yref", "y") == "y"
    return not is_of_row or shown.first - 0.5 <= mark[side] < shown.last - 0.5


def _cut(trace: dict[str, Any], shown: Window) -> dict[str, Any]:
    """Return a trace with the points of the drawn rows; what stands beside each point goes with it."""
    kept: list[bool] = []
    for row in trace["y"]:
        is_gap = row is None  # a line's gap belongs to the points before it
        kept.append(bool(kept and kept[-1]) if is_gap else shown.first <= row < shown.last)
    return {name: _cut_values(value, kept) for name, value in trace.items()}


def _cut_values(value: Any, kept: list[bool]) -> Any:
    is_of_points = isinstance(value, list) and len(value) == len(kept)
    return list(compress(value, kept)) if is_of_points else value
