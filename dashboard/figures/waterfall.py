"""The waterfall of one unit: from full marks to its score, one step a component and cause."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures import base
from dashboard.figures.chart import Chart, Column, Table
from dashboard.frames import each_row
from dashboard.text import charts as words
from dashboard.text import numbers

ROW_HEIGHT = 30
COLOURS = {"level": base.ACCENT, "loss": base.VERMILLION, "gain": base.GREEN}
LEVEL_MARK = {"symbol": "diamond", "size": 11, "color": base.ACCENT}
PADDING = 0.06  # of the span shown, left and right


def waterfall(steps: pd.DataFrame, decimals: int = 2) -> Chart:
    """Draw the steps of one unit, marks of the total.

    `steps`: step_no, name (of the unit), kind (level, loss or gain), component_name and cause or else step
    (full, bonus, major, veto, total), marks (signed change), start_mark, end_mark (running total before and
    after), facts (how many it rests on), as pages/unit_waterfall gives them. Levels are points, not bars, so
    the axis may begin above zero.
    """
    steps = steps.reset_index(drop=True)
    names = [_step_name(step) for step in each_row(steps)]
    low = float(min(steps["start_mark"].min(), steps["end_mark"].min()))
    high = float(max(steps["start_mark"].max(), steps["end_mark"].max()))
    padding = max((high - low) * PADDING, 0.5)
    layout = base.base_layout(
        margin={"l": 8, "r": 76, "t": 8, "b": 36},
        xaxis=base.value_axis(range=[low - padding, high + padding]),
        yaxis=base.name_axis(names),
        shapes=_connectors(steps),
        annotations=[_mark_note(step, decimals) for step in each_row(steps)],
    )
    return Chart(
        title=_title(steps, names, decimals),
        summary=_summary(steps, names, decimals),
        figure={
            "data": [_step_trace(steps, names, decimals), _level_trace(steps, names, decimals)],
            "layout": layout,
        },
        height=ROW_HEIGHT * len(steps) + 56,
        table=_table(steps, names, decimals),
        subject=str(steps["name"].iloc[0]),
    )


def _step_name(step: Any) -> str:
    if numbers.is_missing(step.component_name):
        return words.STEPS[step.step]
    return words.STEP_NAME.format(component=step.component_name, cause=words.CAUSES[step.cause])


def _step_trace(steps: pd.DataFrame, names: list[str], decimals: int) -> dict[str, Any]:
    moves = steps[steps["kind"] != "level"]
    return {
        "type": "bar",
        "orientation": "h",
        "base": moves["start_mark"].tolist(),
        "x": moves["marks"].tolist(),
        "y": moves.index.tolist(),
        "marker": {"color": [COLOURS[kind] for kind in moves["kind"]]},
        "hovertemplate": [
            words.STEP_HOVER.format(
                step=names[step.Index],
                marks=numbers.signed(step.marks, decimals),
                facts=words.FACTS.format(count=numbers.whole(step.facts)),
                reached=numbers.marks(step.end_mark, decimals),
            )
            for step in each_row(moves)
        ],
    }


def _level_trace(steps: pd.DataFrame, names: list[str], decimals: int) -> dict[str, Any]:
    levels = steps[steps["kind"] == "level"]
    shown = [numbers.marks(value, decimals) for value in levels["end_mark"]]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": levels["end_mark"].tolist(),
        "y": levels.index.tolist(),
        "cliponaxis": False,
        "marker": LEVEL_MARK,
        "hovertemplate": [
            words.LEVEL_HOVER.format(step=names[row], reached=mark)
            for row, mark in zip(levels.index, shown, strict=True)
        ],
    }


def _mark_note(step: Any, decimals: int) -> dict[str, Any]:
    """The marks of a step in a column of their own at the right, one below the other."""
    shown = numbers.signed(step.marks, decimals)
    if step.kind == "level":
        shown = f"<b>{numbers.marks(step.end_mark, decimals)}</b>"
    place = {"xref": "paper", "x": 1, "xshift": 70, "xanchor": "right", "y": step.Index}
    return base.note(shown, font={"size": 13, "color": base.INK}, **place)


def _connectors(steps: pd.DataFrame) -> list[dict[str, Any]]:
    """A thin line from the end of each step down to the next one."""
    return [
        {
            "type": "line",
            "x0": step.end_mark,
            "x1": step.end_mark,
            "y0": step.Index,
            "y1": step.Index + 1,
            "line": {"color": base.AXIS, "width": 1, "dash": "dot"},
            "layer": "below",
        }
        for step in each_row(steps.iloc[:-1])
    ]


def _title(steps: pd.DataFrame, names: list[str], decimals: int) -> str:
    losses = steps[steps["kind"] == "loss"]
    if losses.empty:
        return words.WATERFALL_CLEAN
    worst = int(losses.index[int(losses["marks"].argmin())])
    return words.WATERFALL_TITLE.format(
        lost=numbers.marks(-losses["marks"].sum(), decimals),
        step=names[worst],
        marks=numbers.marks(-losses["marks"].min(), decimals),
    )


def _summary(steps: pd.DataFrame, names: list[str], decimals: int) -> str:
    moves = steps[steps["kind"] != "level"]
    told = [
        words.WATERFALL_STEP.format(step=names[step.Index], marks=numbers.signed(step.marks, decimals))
        for step in each_row(moves)
    ]
    return words.WATERFALL_SUMMARY.format(
        full=numbers.marks(steps["end_mark"].iloc[0], decimals),
        total=numbers.marks(steps["end_mark"].iloc[-1], decimals),
        steps="，".join(told) or words.WATERFALL_CLEAN,
    )


def _table(steps: pd.DataFrame, names: list[str], decimals: int) -> Table:
    rows = tuple(
        (
            names[step.Index],
            numbers.NOTHING if step.kind == "level" else numbers.signed(step.marks, decimals),
            numbers.marks(step.end_mark, decimals),
        )
        for step in each_row(steps)
    )
    columns = (Column(words.STEP), Column(words.MARKS, "number"), Column(words.REACHED, "number"))
    return Table(caption=_summary(steps, names, decimals), columns=columns, rows=rows)
