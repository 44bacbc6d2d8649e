"""How far the ranks of one group depend on the weights: best to worst rank over the permitted weightings."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures import base
from dashboard.figures.chart import Cell, Chart, Column, Table
from dashboard.frames import each_row
from dashboard.text import method as words
from dashboard.text import numbers

ROW_HEIGHT = 28


def stability(units: pd.DataFrame, group: str) -> Chart:
    """Draw one row a unit: a bar from its best to its worst rank, a point at its real one.

    `units`: unit_id, name, total, rank, grade, weightings (tried), best_rank, worst_rank, trial_total (the
    lowest), highest_total, keeps_grade_share, keeps_rank_share (0 to 1), decimals, as pages/trials gives them
    for many weightings; units without a rank are left out.
    """
    units = units[units["rank"].notna() & units["best_rank"].notna()]
    units = units.sort_values(["rank", "unit_id"]).reset_index(drop=True)
    lowest = int(max(units["worst_rank"].max(), units["rank"].max()))
    layout = base.base_layout(
        margin={"l": 8, "r": 100, "t": 26, "b": 32},
        xaxis=base.count_axis(lowest, ticks=10, range=[0.5, lowest + 0.5]),
        yaxis=base.name_axis([_row_name(unit) for unit in each_row(units)]),
        annotations=_notes(units),
    )
    return Chart(
        title=_title(units, group),
        summary=_summary(units, group),
        figure={"data": [_ranges(units), _ranks(units)], "layout": layout},
        height=ROW_HEIGHT * len(units) + 66,
        table=_table(units, _summary(units, group)),
    )


def _row_name(unit: Any) -> str:
    return words.UNIT_ROW.format(rank=numbers.whole(unit.rank), name=unit.name)


def _ranges(units: pd.DataFrame) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": words.RANK_RANGE,
        "base": [float(rank) - 0.25 for rank in units["best_rank"]],
        "x": [
            float(worst - best) + 0.5
            for best, worst in zip(units["best_rank"], units["worst_rank"], strict=True)
        ],
        "y": units.index.tolist(),
        "width": 0.5,
        "customdata": units["unit_id"].tolist(),
        "marker": {"color": base.AGES[0], "line": {"color": base.AXIS, "width": 1}},
        "hovertemplate": [_hover(unit) for unit in each_row(units)],
    }


def _ranks(units: pd.DataFrame) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words.REAL_RANK,
        "x": [int(rank) for rank in units["rank"]],
        "y": units.index.tolist(),
        "customdata": units["unit_id"].tolist(),
        "marker": {"symbol": "circle", "size": 9, "color": base.ACCENT},
        "hovertemplate": [_hover(unit) for unit in each_row(units)],
    }


def _notes(units: pd.DataFrame) -> list[dict[str, Any]]:
    """What stands beside a unit's bar: in how many weightings it keeps its grade, or without grades its rank."""
    column = _kept_column(units)
    place = {"xref": "paper", "x": 1, "xshift": 94, "xanchor": "right"}
    head = words.KEEPS_GRADE if column == "keeps_grade_share" else words.KEEPS_RANK
    notes = [base.note(head, yref="paper", y=1, yanchor="bottom", **place)]
    for row, share in enumerate(units[column]):
        colour = base.INK if share < 1 else base.MUTED
        notes.append(base.note(numbers.percent(share), y=row, font={"size": 12, "color": colour}, **place))
    return notes


def _kept_column(units: pd.DataFrame) -> str:
    return "keeps_grade_share" if units["keeps_grade_share"].notna().any() else "keeps_rank_share"


def _hover(unit: Any) -> str:
    return words.STABILITY_HOVER.format(
        unit=unit.name,
        rank=numbers.whole(unit.rank),
        grade=numbers.NOTHING if numbers.is_missing(unit.grade) else unit.grade,
        interval=numbers.interval(unit.best_rank, unit.worst_rank),
        low=numbers.marks(unit.trial_total, unit.decimals),
        high=numbers.marks(unit.highest_total, unit.decimals),
        keeps_rank=numbers.percent(unit.keeps_rank_share),
        keeps_grade=numbers.percent(unit.keeps_grade_share),
        weightings=numbers.whole(unit.weightings),
    )


def _title(units: pd.DataFrame, group: str) -> str:
    width = (units["worst_rank"] - units["best_rank"]).astype(int)
    if not width.max():
        return words.STABILITY_STILL.format(group=group, count=len(units))
    first = units.iloc[int(width.argmax())]
    column = _kept_column(units)
    template = words.STABILITY_TITLE if column == "keeps_grade_share" else words.STABILITY_TITLE_PLAIN
    return template.format(
        group=group,
        kept=int((units[column] == 1).sum()),
        count=len(units),
        first=first["name"],
        best=numbers.whole(first["best_rank"]),
        worst=numbers.whole(first["worst_rank"]),
    )


def _summary(units: pd.DataFrame, group: str) -> str:
    told = [
        words.STABILITY_TOLD.format(
            name=unit.name,
            rank=numbers.whole(unit.rank),
            interval=numbers.interval(unit.best_rank, unit.worst_rank),
            share=numbers.percent(unit.keeps_grade_share),
        )
        for unit in each_row(units)
    ]
    return words.STABILITY_SUMMARY.format(
        group=group,
        count=len(units),
        weightings=numbers.whole(units["weightings"].iloc[0]),
        told="；".join(told),
    )


def _table(units: pd.DataFrame, caption: str) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            numbers.whole(unit.rank),
            {"text": unit.name, "unit_id": unit.unit_id},
            numbers.marks(unit.total, unit.decimals),
            numbers.interval(unit.best_rank, unit.worst_rank),
            words.RANGE_OF.format(
                low=numbers.marks(unit.trial_total, unit.decimals),
                high=numbers.marks(unit.highest_total, unit.decimals),
            ),
            numbers.percent(unit.keeps_rank_share),
            numbers.percent(unit.keeps_grade_share),
        )
        for unit in each_row(units)
    )
    columns = (
        Column(words.REAL_RANK, "number"),
        Column(words.UNIT, "link"),
        Column(words.REAL_TOTAL, "number", detail=True),
        Column(words.RANK_RANGE, "number"),
        Column(words.TOTAL_RANGE, "number", detail=True),
        Column(words.KEEPS_RANK, "number"),
        Column(words.KEEPS_GRADE, "number"),
    )
    return Table(caption=caption, columns=columns, rows=rows)
