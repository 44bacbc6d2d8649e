"""试算: what other weights would make of one group's totals and ranks, beside the real ones."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures import base
from dashboard.figures.chart import Cell, Chart, Column, Table
from dashboard.frames import each_row
from dashboard.text import method as words
from dashboard.text import numbers

ROW_HEIGHT = 28
PADDING = 0.06  # of the span shown, left and right


def trial_board(units: pd.DataFrame, group: str, weighting: str) -> Chart:
    """Draw one row a unit: the real total, the trial's, and how far its rank moves.

    `units`: unit_id, name, total, rank, grade, trial_total, best_rank (the trial's), trial_grade,
    trial_change, trial_rank_change, decimals, as pages/trials gives them for one weighting; units without a
    rank on either side are in the table alone. `weighting`: its points in words.
    """
    units = units.reset_index(drop=True)
    ranked = units[units["rank"].notna() & units["best_rank"].notna()].reset_index(drop=True)
    marks = pd.concat([ranked["total"], ranked["trial_total"]])
    padding = max(float(marks.max() - marks.min()) * PADDING, 0.5)
    axis_title = base.value_axis()["title"] | {"text": words.TRIAL_AXIS.format(weighting=weighting)}
    layout = base.base_layout(
        showlegend=True,
        legend=base.legend_on_top() | {"y": 1.0, "yref": "container", "yanchor": "top"},
        margin={"l": 8, "r": 118, "t": 34, "b": 52},
        xaxis=base.value_axis(
            range=[float(marks.min()) - padding, float(marks.max()) + padding], nticks=6, title=axis_title
        ),
        yaxis=base.name_axis([_row_name(unit) for unit in each_row(ranked)]),
        shapes=[_connection(unit) for unit in each_row(ranked)],
        annotations=[_move_note(unit) for unit in each_row(ranked)],
    )
    hover = [_hover(unit) for unit in each_row(ranked)]
    return Chart(
        title=_title(ranked, group),
        summary=_summary(ranked, group, weighting),
        figure={"data": _points(ranked, hover), "layout": layout},
        height=ROW_HEIGHT * len(ranked) + 96,
        table=_table(units, _summary(ranked, group, weighting)),
    )


def _row_name(unit: Any) -> str:
    return words.UNIT_ROW.format(rank=numbers.whole(unit.best_rank), name=unit.name)


def _points(ranked: pd.DataFrame, hover: list[str]) -> list[dict[str, Any]]:
    shared = {
        "type": "scatter",
        "mode": "markers",
        "y": ranked.index.tolist(),
        "customdata": ranked["unit_id"].tolist(),
        "hovertemplate": hover,
        "cliponaxis": False,
    }
    hollow = {"symbol": "circle", "size": 11, "color": "#ffffff", "line": {"color": base.MUTED, "width": 2}}
    full = {"symbol": "diamond", "size": 10, "color": base.ACCENT}
    return [
        {**shared, "name": words.TRIAL_REAL, "x": ranked["total"].tolist(), "marker": hollow},
        {**shared, "name": words.TRIAL_TRIED, "x": ranked["trial_total"].tolist(), "marker": full},
    ]


def _connection(unit: Any) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": unit.total,
        "x1": unit.trial_total,
        "y0": unit.Index,
        "y1": unit.Index,
        "line": {"color": base.AXIS, "width": 2},
        "layer": "below",
    }


def _move_note(unit: Any) -> dict[str, Any]:
    """The old and the new rank in a column of their own at the right."""
    template = words.RANK_MOVE if unit.trial_rank_change else words.RANK_STAYS
    text = template.format(
        before=numbers.whole(unit.rank),
        after=numbers.whole(unit.best_rank),
        change=numbers.rank_change(unit.trial_rank_change),
    )
    look = {"size": 12, "color": base.INK if unit.trial_rank_change else base.MUTED}
    place = {"xref": "paper", "x": 1, "xshift": 112, "xanchor": "right", "y": unit.Index}
    return base.note(f"<b>{text}</b>" if unit.trial_rank_change else text, font=look, **place)


def _hover(unit: Any) -> str:
    return words.TRIAL_HOVER.format(
        unit=unit.name,
        total=numbers.marks(unit.total, unit.decimals),
        rank=numbers.whole(unit.rank),
        grade=_words(unit.grade),
        trial_total=numbers.marks(unit.trial_total, unit.decimals),
        change=numbers.signed(unit.trial_change, unit.decimals),
        trial_rank=numbers.whole(unit.best_rank),
        trial_grade=_words(unit.trial_grade),
    )


def _title(ranked: pd.DataFrame, group: str) -> str:
    moved = ranked[ranked["trial_rank_change"] != 0]
    if moved.empty:
        return words.TRIAL_TITLE_STILL.format(group=group, count=len(ranked))
    first = moved.iloc[int(moved["trial_rank_change"].abs().argmax())]
    return words.TRIAL_TITLE.format(
        group=group,
        moved=len(moved),
        first=first["name"],
        before=numbers.whole(first["rank"]),
        after=numbers.whole(first["best_rank"]),
    )


def _summary(ranked: pd.DataFrame, group: str, weighting: str) -> str:
    return words.TRIAL_SUMMARY.format(
        weighting=weighting,
        group=group,
        count=len(ranked),
        up=int((ranked["trial_rank_change"] > 0).sum()),
        down=int((ranked["trial_rank_change"] < 0).sum()),
    )


def _table(units: pd.DataFrame, caption: str) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            {"text": unit.name, "unit_id": unit.unit_id},
            numbers.marks(unit.total, unit.decimals),
            numbers.marks(unit.trial_total, unit.decimals),
            numbers.signed(unit.trial_change, unit.decimals),
            numbers.whole(unit.rank),
            numbers.whole(unit.best_rank),
            numbers.rank_change(unit.trial_rank_change),
            _words(unit.grade),
            _words(unit.trial_grade),
        )
        for unit in each_row(units)
    )
    columns = (
        Column(words.UNIT, "link"),
        Column(words.TRIAL_REAL, "number", detail=True),
        Column(words.TRIAL_TRIED, "number"),
        Column(words.TRIAL_CHANGE, "number", detail=True),
        Column(words.REAL_RANK, "number"),
        Column(words.TRIAL_RANK, "number"),
        Column(words.RANK_CHANGE, "number"),
        Column(words.REAL_GRADE, detail=True),
        Column(words.TRIAL_GRADE, detail=True),
    )
    return Table(caption=caption, columns=columns, rows=rows)


def _words(value: Any) -> str:
    return numbers.NOTHING if numbers.is_missing(value) else str(value)
