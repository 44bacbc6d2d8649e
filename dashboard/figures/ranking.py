"""The ranking board of one group: what each total is made of, in the order of rank, how sure the rank is."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures import base
from dashboard.figures.chart import Cell, Chart, Column, Table
from dashboard.figures.ranking_columns import (
    ON_PAPER,
    ON_SCREEN,
    Places,
    grade_words,
    headings,
    interval_traces,
    total_words,
    word_trace,
    words_hover,
)
from dashboard.frames import each_row
from dashboard.text import charts as words
from dashboard.text import numbers

ROW_HEIGHT = 28
FIGURE_SPACE = "\u2007"


def ranking_board(parts: pd.DataFrame, grades: pd.DataFrame, group: str, *, on_paper: bool = False) -> Chart:
    """Draw one group's board; marks are those of the total. `on_paper`: for the width of a document's page.

    `parts`: one row per ranked unit and part of its total, ordered by rank, unit and part, as
    pages/ranking_board gives them. `grades`: grade, minimum, highest first (pages/grades).
    """
    part_rows = each_row(parts)
    units = list({part.unit_id: part for part in reversed(part_rows)}.values())[::-1]
    lines = [line for line in each_row(grades) if line.minimum > 0]
    places = ON_PAPER if on_paper else ON_SCREEN
    layout = base.base_layout(
        barmode="stack",
        showlegend=True,
        legend=base.legend_on_top() | {"y": 1.0, "yref": "container", "yanchor": "top"},
        margin={"l": 8, "r": 16, "t": 58 + places.raised, "b": 30},
        xaxis=base.value_axis(domain=places.bars, range=[0, units[0].full_marks], showgrid=False),
        xaxis2={"domain": places.words, "range": [0, 4], "visible": False, "fixedrange": True},
        xaxis3=base.count_axis(
            len(units), ticks=4, domain=places.intervals, range=[0.3, len(units) + 0.7], tickangle=0
        ),
        yaxis=base.name_axis([_row_name(unit) for unit in units]),
        shapes=[_grade_line(line.minimum) for line in lines],
        annotations=[*headings(places), *_grade_notes(lines, places)],
        uniformtext={"minsize": 10, "mode": "hide"},
    )
    traces = [
        *_part_traces(part_rows, units, places.written),
        _cut_trace(units),
        word_trace(units),
        *interval_traces(units),
    ]
    return Chart(
        title=_title(units, lines, group),
        summary=_summary(units, group),
        figure={"data": traces, "layout": layout},
        height=ROW_HEIGHT * len(units) + 88 + places.raised,
        table=_table(part_rows, units, group),
    )


def _row_name(unit: Any) -> str:
    """The name with its rank beside the bar; figure spaces keep the digits in line."""
    return words.NAME_AND_RANK.format(name=unit.name, rank=numbers.whole(unit.rank).rjust(3, FIGURE_SPACE))


def _part_names(parts: list[Any]) -> list[tuple[int, str]]:
    """Number and name of the parts in order; the bonus comes without a name."""
    names = {part.part_no: part.part_name for part in parts}
    return [(no, words.BONUS if numbers.is_missing(names[no]) else names[no]) for no in sorted(names)]


def _part_traces(parts: list[Any], units: list[Any], shortest: float) -> list[dict[str, Any]]:
    """One bar trace per component and one for the bonus, which always has the same colour."""
    places = {unit.unit_id: place for place, unit in enumerate(units)}
    traces = []
    for order, (part_no, part_name) in enumerate(_part_names(parts)):
        rows = [part for part in parts if part.part_no == part_no and part.marks > 0]
        is_bonus = part_name == words.BONUS
        colour = base.PURPLE if is_bonus else base.COMPONENTS[order % len(base.COMPONENTS)]
        hover = words.BONUS_HOVER if is_bonus else words.PART_HOVER
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": part_name,
                "x": [part.marks for part in rows],
                "y": [places[part.unit_id] for part in rows],
                "customdata": [part.unit_id for part in rows],
                "text": [_inside(part, shortest) for part in rows],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "constraintext": "none",
                "textfont": {"size": 11, "color": base.on_category(colour)},
                "marker": {"color": colour, "line": {"color": "#ffffff", "width": 1}},
                "hovertemplate": [_part_hover(hover, part, part_name) for part in rows],
            }
        )
    return traces


def _part_hover(template: str, part: Any, part_name: str) -> str:
    return template.format(
        unit=part.name,
        part=part_name,
        marks=numbers.marks(part.marks),
        score=numbers.marks(part.score),
        full=numbers.marks(part.full),
    )


def _inside(part: Any, shortest: float) -> str:
    """The marks written on a bar that is long enough for them."""
    return numbers.marks(part.marks) if part.marks >= part.full_marks * shortest else ""


def _cut_trace(units: list[Any]) -> dict[str, Any]:
    """A stroke at the total where a major deduction or a veto keeps it below the end of the bar."""
    cut = [(place, unit) for place, unit in enumerate(units) if unit.major > 0 or unit.is_vetoed]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words.CUT,
        "x": [unit.total for _, unit in cut],
        "y": [place for place, _ in cut],
        "customdata": [unit.unit_id for _, unit in cut],
        "marker": {"symbol": "line-ns", "size": 20, "line": {"width": 3, "color": base.INK}},
        "hovertemplate": [words_hover(unit) for _, unit in cut],
        "showlegend": bool(cut),
    }


def _grade_line(minimum: float) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "x",
        "x0": minimum,
        "x1": minimum,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": base.INK, "width": 1, "dash": "dot"},
        "layer": "below",
    }


def _grade_notes(lines: list[Any], places: Places) -> list[dict[str, Any]]:
    above = {"xref": "x", "xanchor": "center", "yref": "paper", "y": 1.0, "yanchor": "bottom"}
    return [
        base.note(
            words.GRADE_LINE.format(grade=line.grade, minimum=f"{line.minimum:g}"),
            x=line.minimum,
            yshift=places.raised * (order % 2),
            **above,
        )
        for order, line in enumerate(lines)
    ]


def _title(units: list[Any], lines: list[Any], group: str) -> str:
    first = units[0].name
    if not lines:
        return words.RANKING_PLAIN.format(group=group, count=len(units), first=first)
    below = sum(unit.is_below_pass for unit in units)
    template = words.RANKING_BELOW if below else words.RANKING_ALL_PASS
    return template.format(group=group, count=len(units), below=below, grade=lines[-1].grade, first=first)


def _summary(units: list[Any], group: str) -> str:
    first, last = units[0], units[-1]
    return words.RANKING_SUMMARY.format(
        group=group,
        count=len(units),
        first=first.name,
        best=numbers.marks(first.total, first.decimals),
        last=last.name,
        worst=numbers.marks(last.total, last.decimals),
    )


def _table(parts: list[Any], units: list[Any], group: str) -> Table:
    names = _part_names(parts)
    known = {(part.unit_id, part.part_no): part.marks for part in parts}
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            numbers.whole(unit.rank),
            {"text": unit.name, "unit_id": unit.unit_id},
            *[numbers.marks(known.get((unit.unit_id, part_no))) for part_no, _ in names],
            numbers.marks(unit.major),
            total_words(unit),
            grade_words(unit),
            numbers.rank_change(unit.rank_change),
            numbers.interval(unit.rank_low, unit.rank_high),
            numbers.whole(unit.check_count),
        )
        for unit in units
    )
    columns = (
        Column(words.RANK, "number"),
        Column(words.UNIT, "link"),
        *[Column(name, "number", detail=True) for _, name in names],
        Column(words.MAJOR, "number", detail=True),
        Column(words.TOTAL, "number"),
        Column(words.GRADE),
        Column(words.CHANGE, "number"),
        Column(words.RANK_INTERVAL, "number", detail=True),
        Column(words.CHECKS, "number", detail=True),
    )
    return Table(caption=_summary(units, group), columns=columns, rows=rows)
