"""Lists of what a plan demands outside its tasks: units without a ledger by its day, and the other duties."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from dashboard.components.badge import status_cell
from dashboard.components.matters import unit_link
from dashboard.components.panel import list_panel
from dashboard.figures.chart import Column, Table
from dashboard.frames import each_row
from dashboard.text import duties as words
from dashboard.text import lists, numbers
from dashboard.view import View


def not_handed_in_table(units: pd.DataFrame, view: View) -> html.Section:
    """Return the units that did not hand in by the day, the worst first (pages/handed_in, all units)."""
    late = units[units["state"] != "handed_in"]
    template = words.NOT_YET_HANDED_IN if set(late["state"]) == {"silent"} else words.NOT_HANDED_IN
    title = template.format(count=len(late)) if len(late) else words.NOT_HANDED_IN_NONE
    columns = (
        Column(lists.COLUMN_UNIT, "link"),
        Column(words.COLUMN_GROUP),
        Column(lists.COLUMN_STATUS, "status"),
        Column(words.COLUMN_FIRST, "date", detail=True),
        Column(words.COLUMN_TASK_COUNT, "number", detail=True),
        Column(words.COLUMN_OVERDUE, "number"),
    )
    rows = tuple(
        (
            unit_link(unit, view),
            unit.group_name,
            status_cell(unit.state),
            numbers.day(unit.first_on),
            numbers.whole(unit.tasks),
            numbers.whole(unit.overdue),
        )
        for unit in each_row(late)
    )
    return list_panel(Table(title, columns, rows))


def duties_table(duties: pd.DataFrame) -> html.Section:
    """Return the plan's duties outside its tasks, those with a day first (pages/plan_duties)."""
    columns = (
        Column(words.COLUMN_DAY, "date"),
        Column(lists.COLUMN_STATUS, "status"),
        Column(words.COLUMN_DUTY, "prose"),
        Column(words.COLUMN_WHO),
        Column(words.COLUMN_SOURCE, detail=True),
    )
    rows = tuple(
        (
            _day(duty),
            status_cell(duty.state),
            duty.requirement,
            duty.responsible or numbers.NOTHING,
            duty.source,
        )
        for duty in each_row(duties)
    )
    return list_panel(Table(_title(duties), columns, rows), note=words.DUTIES_NOTE)


def _title(duties: pd.DataFrame) -> str:
    if duties.empty:
        return words.DUTIES_NONE
    past, ahead = (int((duties["state"] == state).sum()) for state in ("past", "open"))
    return words.DUTIES.format(count=len(duties), past=past, ahead=ahead)


def _day(duty: Any) -> str:
    day = numbers.day(duty.due_on)
    return words.PROVISIONAL_DAY.format(day=day) if duty.is_provisional else day
