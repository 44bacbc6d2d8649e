"""The ledger as a matrix: tasks down, units across, every cell a word with its shape on the colour of its state."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures import base
from dashboard.figures.chart import Cell, Chart, Column, Table
from dashboard.frames import each_row
from dashboard.text import ledger as words
from dashboard.text import lists, numbers

ROW_HEIGHT = 26
ROW_HEIGHT_ON_PAPER = 20
LETTER_HEIGHT = 15
LABEL_LETTERS = 14
FEWEST_ROWS_WITH_FOOT = 16  # a longer matrix repeats the units' names below
# fill and ink of each state; the dark fill of what is overdue stands out in greyscale too
LOOKS = {
    "overdue": ("#a83c00", "#ffffff"),
    "soon": ("#fdf3dc", "#7a5200"),
    "open": ("#ffffff", "#3e4c59"),
    "late": ("#fbeae1", "#a83c00"),
    "done": ("#e3f3ee", "#00664a"),
    "waiting": ("#f7f8fa", "#52606d"),
    "undated": ("#edf0f3", "#52606d"),
}


def ledger_matrix(cells: pd.DataFrame, *, on_paper: bool = False) -> Chart:
    """Draw one page of units; at least one row.

    `on_paper`: for the width of a document's page, where cells hold their shape alone; the legend has the words.

    `cells`: one row per unit and task as pages/ledger_matrix gives them.
    """
    tasks = cells.drop_duplicates("task_place").sort_values("task_place").reset_index(drop=True)
    units = cells.drop_duplicates("unit_place").sort_values("unit_place").reset_index(drop=True)
    has_foot = len(tasks) >= FEWEST_ROWS_WITH_FOOT and not on_paper
    row_height = ROW_HEIGHT_ON_PAPER if on_paper else ROW_HEIGHT
    names_height = LETTER_HEIGHT * int(units["name"].str.len().max()) + 12
    top, bottom = names_height + 40, names_height if has_foot else 8
    layout = base.base_layout(
        barmode="overlay",
        showlegend=True,
        legend=base.legend_on_top() | {"y": 1.0, "yref": "container", "yanchor": "top"},
        margin={"l": 8, "r": 8, "t": top, "b": bottom},
        xaxis=_unit_axis(units, "top"),
        yaxis=base.name_axis([_task_label(task) for task in each_row(tasks)], tickfont={"size": 12}),
    )
    shown = words.SHAPE if on_paper else words.CELL
    traces = [_state_trace(cells, state, shown) for state in words.CELLS if (cells["state"] == state).any()]
    if has_foot:
        layout["xaxis2"] = _unit_axis(units, "bottom") | {"overlaying": "x", "matches": "x"}
        traces.append(_foot_trace())
    return Chart(
        title=_title(cells),
        summary=_summary(cells),
        figure={"data": traces, "layout": layout},
        height=row_height * len(tasks) + top + bottom,
        table=_table(cells, tasks, units),
    )


def _unit_axis(units: pd.DataFrame, side: str) -> dict[str, Any]:
    """The units' full names, written downwards as Chinese is."""
    return {
        "side": side,
        "fixedrange": True,
        "tickmode": "array",
        "tickvals": list(range(len(units))),
        "ticktext": ["<br>".join(name) for name in units["name"]],
        "tickangle": 0,
        "range": [-0.5, len(units) - 0.5],
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"size": 12, "color": base.INK},
    }


def _task_label(task: Any) -> str:
    cut = task.requirement[:LABEL_LETTERS]
    return (
        f"<b>{task.task_no}</b> {cut}…"
        if len(task.requirement) > len(cut)
        else f"<b>{task.task_no}</b> {cut}"
    )


def _state_trace(cells: pd.DataFrame, state: str, shown: str) -> dict[str, Any]:
    """The cells of one state as bars of the width of a column."""
    rows = cells[cells["state"] == state]
    fill, ink = LOOKS[state]
    shape, word = words.CELLS[state]
    return {
        "type": "bar",
        "orientation": "h",
        "name": words.LEGEND.format(shape=shape, word=word),
        "base": (rows["unit_place"] - 1 - 0.47).tolist(),
        "x": [0.94] * len(rows),
        "y": (rows["task_place"] - 1).tolist(),
        "width": 0.9,
        "customdata": rows["unit_id"].tolist(),
        "text": [shown.format(shape=shape, word=word)] * len(rows),
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": 11, "color": ink},
        "marker": {"color": fill, "line": {"color": base.AXIS if state == "open" else fill, "width": 1}},
        "hovertemplate": [_hover(row) for row in each_row(rows)],
    }


def _foot_trace() -> dict[str, Any]:
    """Nothing to see: an axis is drawn only where a trace uses it."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [0],
        "y": [0],
        "xaxis": "x2",
        "marker": {"opacity": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _hover(cell: Any) -> str:
    provisional = words.PROVISIONAL if cell.is_provisional else ""
    entries = words.HOVER_ENTRIES.format(entries=cell.entries, finished=cell.finished, overdue=cell.overdue)
    return words.MATRIX_HOVER.format(
        unit=cell.name,
        role=lists.ROLES[cell.role],
        task_no=cell.task_no,
        requirement=cell.requirement,
        state=state_words(cell.state),
        entries=entries if cell.entries else "",
        due=""
        if numbers.is_missing(cell.due_on)
        else words.HOVER_DUE.format(day=numbers.day(cell.due_on), provisional=provisional),
        done=""
        if numbers.is_missing(cell.done_on)
        else words.HOVER_DONE.format(day=numbers.day(cell.done_on)),
        deadline=numbers.NOTHING if numbers.is_missing(cell.deadline) else cell.deadline,
        responsible=cell.responsible,
    )


def state_words(state: str) -> str:
    """Return a state in full, as badges write it."""
    return lists.STATES[state][0]


def _scope(cells: pd.DataFrame) -> str:
    first = cells.iloc[0]
    template = words.MATRIX_SCOPE_PAGED if first["page_count"] > 1 else words.MATRIX_SCOPE
    return template.format(
        page=first["page"],
        pages=first["page_count"],
        units=cells["unit_id"].nunique(),
        role=words.ROLES["support" if first["role"] == "support" else "own"],
        tasks=cells["task_no"].nunique(),
    )


def _title(cells: pd.DataFrame) -> str:
    overdue = cells[cells["state"] == "overdue"]
    if overdue.empty:
        return words.MATRIX_CLEAN.format(scope=_scope(cells))
    by_unit = overdue.groupby("name", sort=False).size()
    return words.MATRIX_OVERDUE.format(
        scope=_scope(cells), count=len(overdue), unit=by_unit.idxmax(), most=int(by_unit.max())
    )


def _summary(cells: pd.DataFrame) -> str:
    counts = cells["state"].value_counts()
    states = [
        words.MATRIX_STATE.format(word=word, count=int(counts[state]))
        for state, (_, word) in words.CELLS.items()
        if state in counts
    ]
    return words.MATRIX_SUMMARY.format(
        units=cells["unit_id"].nunique(), tasks=cells["task_no"].nunique(), states="，".join(states)
    )


def _badge(state: str) -> Cell:
    text, look = lists.STATES[state]
    return {"text": text, "status": look}


def _table(cells: pd.DataFrame, tasks: pd.DataFrame, units: pd.DataFrame) -> Table:
    known = {(cell.task_place, cell.unit_place): _badge(cell.state) for cell in each_row(cells)}
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            task.task_no,
            task.requirement,
            *[known.get((task.task_place, unit.unit_place), "") for unit in each_row(units)],
        )
        for task in each_row(tasks)
    )
    columns = (
        Column(words.COLUMN_TASK),
        Column(words.COLUMN_REQUIREMENT, "prose"),
        *[Column(name, "status") for name in units["name"]],
    )
    return Table(caption=_summary(cells), columns=columns, rows=rows)
