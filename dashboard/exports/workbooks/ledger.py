"""台账: where every unit stands on every task, the tasks in their own words; a chart of the states, unit by unit."""

from __future__ import annotations

import pandas as pd

from dashboard.exports.occasion import Occasion
from dashboard.exports.piece import Piece
from dashboard.exports.workbooks import fills
from dashboard.exports.workbooks.book import Book, Column, Figure, Kind, Table, columns
from dashboard.exports.workbooks.pieces import book_pieces, book_title
from dashboard.exports.workbooks.rows import (
    asked,
    crosswise,
    in_order_of,
    in_words,
    note_of_lists,
    ordered_results,
    worded,
)
from dashboard.text import ledger, lists
from dashboard.text import workbooks as words

COLUMNS: dict[str, Kind] = {
    "state": "text",
    "group_name": "text",
    "name": "text",
    "role": "text",
    "task_no": "text",
    "category": "text",
    "requirement": "prose",
    "deadline": "text",
    "responsible": "text",
    "entries": "whole",
    "finished": "whole",
    "overdue": "whole",
    "next_due_on": "date",
    "done_on": "date",
    "unit_id": "text",
}
TASKS: dict[str, Kind] = {
    "task_no": "text",
    "category": "text",
    "requirement": "prose",
    "deadline_kind": "text",
    "deadline": "text",
    "responsible": "text",
    "unresolved": "text",
    "own_units": "whole",
    "support_units": "whole",
    "entries": "whole",
    "finished": "whole",
    "overdue": "whole",
    "task_source": "text",
}
EVERY_UNIT = 1_000_000


def ledger_pieces(occasion: Occasion) -> list[Piece]:
    """Return 台账表 as workbook and CSV."""
    return book_pieces(occasion, "ledger", build_ledger)


def build_ledger(occasion: Occasion) -> Book:
    """Return the book: today's facts at the date, of a closed round too."""
    title = book_title(occasion, "ledger")
    cells = _cells(occasion)
    table = Table(words.LEDGER, title, columns(COLUMNS), cells, ("ledger_matrix",), frozen=3)
    tasks = Table(words.TASKS, title, columns(TASKS), _tasks(occasion, cells), ("ledger_tasks",))
    return Book(occasion, title, (table, tasks), _figures(cells), 0, note_of_lists(occasion))


def _cells(occasion: Occasion) -> pd.DataFrame:
    """Return one row a unit and task, those it supports after its own; units in the order of the ranking."""
    every = {"group_name": None, "deadline_class": None, "state": None, "page": 1, "page_size": EVERY_UNIT}
    within = occasion.desk.view.within
    both = [
        asked(occasion, "ledger_matrix", support=support, within=within, **every) for support in (False, True)
    ]
    cells = in_order_of(ordered_results(occasion), pd.concat(both))
    owes = cells["entries"].where(cells["entries"] > 0)  # a task without entries owes nothing: not 0 of 0
    return cells.assign(
        is_own=cells["role"] != "support",
        role=worded(cells["role"], lists.ROLES),
        state=in_words(cells["state"]),
        entries=owes,
        finished=cells["finished"].where(owes.notna()),
        overdue=cells["overdue"].where(owes.notna()),
        next_due_on=cells["due_on"],
    )


def _tasks(occasion: Occasion, cells: pd.DataFrame) -> pd.DataFrame:
    """Return the tasks in their own words, of one unit those it has a part in; counts are of all units."""
    tasks = occasion.ask("ledger_tasks", group_name=None, deadline_class=None)
    if occasion.unit_id is not None:
        tasks = tasks[tasks["task_no"].isin(cells["task_no"])]
    is_owed = tasks["deadline_class"] != "open"
    kinds = ["、".join(dict.fromkeys(ledger.KINDS[kind] for kind in kinds)) for kinds in tasks["kinds"]]
    owed = {name: tasks[name].where(is_owed) for name in ("entries", "finished", "overdue")}
    return tasks.assign(deadline_kind=kinds, task_source=tasks["source"], **owed)


def _figures(cells: pd.DataFrame) -> tuple[Figure, ...]:
    own = cells[cells["is_own"]]
    if own.empty:
        return ()
    looks = {lists.STATES[state][0]: fill for state, fill in fills.STATES.items()}
    rows = crosswise(own, "state", list(looks))
    states = list(rows.columns[1:])
    rows[words.SUM] = rows[states].sum(axis=1)
    rows = rows.sort_values([*states, "name"], ascending=[*[False] * len(states), True])
    _, meaning = words.COLUMNS["state"]
    counted = [Column(state, "whole", state, meaning) for state in [*states, words.SUM]]
    shown = (Column.of("name"), *counted)
    table = Table(words.FIGURE_LEDGER, _title(rows), shown, rows, ("ledger_matrix",))
    used = tuple(looks[state] for state in states)
    return (Figure(table, len(states), words.UNITS_BY_OVERDUE, words.TASK_COUNT, fills=used),)


def _title(rows: pd.DataFrame) -> str:
    overdue = lists.STATES["overdue"][0]
    if overdue not in rows.columns:
        return words.LEDGER_TITLE_CLEAN
    first = rows.iloc[0]
    return words.LEDGER_TITLE.format(
        unit=first["name"], count=int(first[overdue]), total=int(rows[overdue].sum())
    )
