"""Native charts of a workbook: lying stacked bars, or a Pareto chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard.exports.workbooks.book import Figure
from dashboard.figures import base
from dashboard.text import workbooks as words

MOST_BARS = 34  # as many as fit on a printed page beside their rows
ROW_HEIGHT = 18  # points
PIXELS_A_POINT = 4 / 3
WIDTH = 760  # pixels
LOWEST = 460
AROUND_BARS = 110  # pixels of title, legend and axis
LEFT_OF_CHART = 20
SHARES = {"min": 0, "max": 1, "num_format": "0%"}

EDGE = {"color": "#3E4C59", "width": 0.5}


def insert_charts(file: Any, page: Any, figure: Figure, heading_row: int) -> list[int]:
    """Put the chart right of its table, one more for every 34 bars; return the rows printed pages break before."""
    rows = len(figure.table.rows)
    step = max(1, rows) if figure.line else MOST_BARS
    starts = range(heading_row + 1, heading_row + 1 + rows, step)
    for start in starts:
        place = _Place(page.get_name(), heading_row, start, min(start + step, heading_row + 1 + rows) - 1)
        chart = _pareto(file, figure, place) if figure.line else _bars(file, figure, place)
        title = figure.table.title
        _finish(chart, title if start == starts[0] else words.CONTINUED.format(title=title))
        chart.set_size({"width": WIDTH, "height": _height(place.last - place.first + 1)})
        page.insert_chart(start, len(figure.table.columns), chart, {"x_offset": LEFT_OF_CHART})
    return list(starts[1:])


def _height(bars: int) -> float:
    """Return pixels: never beyond the rows of a full page, where the next chart begins."""
    pitch = ROW_HEIGHT * PIXELS_A_POINT
    return min(max(LOWEST, bars * pitch + AROUND_BARS), MOST_BARS * pitch)


@dataclass(frozen=True)
class _Place:
    """Where the rows of a chart stand: sheet, row of the headings, first and last row."""

    sheet: str
    heading: int
    first: int
    last: int

    def series(self, column: int) -> dict[str, Any]:
        """Return the cells of a column as a series named by its heading."""
        return {
            "name": [self.sheet, self.heading, column],
            "categories": [self.sheet, self.first, 0, self.last, 0],
            "values": [self.sheet, self.first, column, self.last, column],
        }


def _bars(file: Any, figure: Figure, place: _Place) -> Any:
    chart = file.add_chart({"type": "bar", "subtype": "stacked"})
    _add_series(chart, figure, place)
    # xlsxwriter swaps the axes of lying bars: x is the value axis on screen
    chart.set_x_axis(_value_axis(figure))
    chart.set_y_axis(
        _named_axis(figure.category_axis) | {"reverse": True, "crossing": "max", "interval_unit": 1}
    )
    return chart


def _pareto(file: Any, figure: Figure, place: _Place) -> Any:
    chart = file.add_chart({"type": "column", "subtype": "stacked"})
    _add_series(chart, figure, place)
    shares = [column.source for column in figure.table.columns].index(str(figure.line))
    line = file.add_chart({"type": "line"})
    drawn = {"line": {"color": base.INK, "width": 1.75}, "y2_axis": True}
    dots = {"marker": {"type": "circle", "size": 5, "fill": {"color": base.INK}}}
    line.add_series(place.series(shares) | drawn | dots)
    line.set_y2_axis(_named_axis(figure.table.columns[shares].heading) | SHARES)
    chart.combine(line)
    chart.set_x_axis(_named_axis(figure.category_axis) | {"interval_unit": 1})
    chart.set_y_axis(_value_axis(figure))
    return chart


def _add_series(chart: Any, figure: Figure, place: _Place) -> None:
    for number in range(figure.series):
        look = {**figure.fills[number % len(figure.fills)], "border": EDGE, "gap": 40}
        chart.add_series(place.series(number + 1) | look)


def _finish(chart: Any, title: str) -> None:
    chart.set_title({"name": title, "name_font": _font(12, bold=True)})
    chart.set_legend({"position": "top", "font": _font(9)})


def _font(size: float, **more: Any) -> dict[str, Any]:
    return {"name": words.FONT, "size": size, "bold": False} | more


def _named_axis(name: str) -> dict[str, Any]:
    return {"name": name, "name_font": _font(9), "num_font": _font(8)}


def _value_axis(figure: Figure) -> dict[str, Any]:
    grid = {"visible": True, "line": {"color": base.GRID}}
    sources = [column.source for column in figure.table.columns[1 : 1 + figure.series]]
    step = base.whole_step(figure.table.rows[sources].sum(axis=1).max(), ticks=8)
    unit = {"min": 0, "num_format": "0", "major_unit": step}
    return _named_axis(figure.value_axis) | unit | {"major_gridlines": grid}
