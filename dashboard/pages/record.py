"""录入: in the field: the next cell of the draw, a check outside it, an inspection; what was recorded today."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.choices import choices
from dashboard.components.notify_link import notify_link
from dashboard.components.panel import panel
from dashboard.components.record_lists import cells_list, recorded_list
from dashboard.components.states import message, slot
from dashboard.components.work_form import work_form
from dashboard.desk import Desk, Parts
from dashboard.frames import each_row
from dashboard.pages.page import Page
from dashboard.text import numbers
from dashboard.text import record as words
from data.accounts.roles import INSPECTOR

CHOICE_ID, FORM_ID, CELLS_ID, TODAY_ID = "record-choice", "record-form", "record-cells", "record-today"


def layout() -> Component:
    """Return the empty page."""
    return html.Div(
        [
            html.H1(words.PAGE_RECORD, className="page-title"),
            html.Div(id=CHOICE_ID, className="slot"),
            slot(FORM_ID, 600),
            html.Div(id=CELLS_ID, className="slot"),
            slot(TODAY_ID, 120),
        ]
    )


def draw_choice(desk: Desk) -> Component:
    """Draw what can be recorded here."""
    view, chosen = desk.view, _kind(desk)
    links = [
        (name, view.href(kind=kind, ref=None, turn=None), kind == chosen and view.word("ref") is None)
        for kind, name in words.KINDS.items()
    ]
    return html.Div([choices(words.CHOOSE, links), *notify_link(desk)])


def _kind(desk: Desk) -> str:
    return desk.view.choice("kind", words.KINDS) or "drawn"


def draw_form(desk: Desk) -> Component | list[Component]:
    """Draw the form of what is recorded, or of the check that is put right."""
    if desk.view.word("ref"):
        return _correction(desk)
    return {"drawn": _drawn_form, "free": _free_form, "inspection": _inspection_form}[_kind(desk)](desk)


def _drawn_form(desk: Desk) -> Component:
    """The form of the chosen cell, else of the next one nobody checked."""
    draw = _draw(desk)
    if draw is None:
        return message(words.NO_DRAW, words.NO_DRAW_WHY)
    draw_no = int(draw["draw_no"])
    cell = _open_cell(desk, draw_no)
    if cell is None:
        title = words.ALL_DONE.format(draw_no=draw_no, count=int(draw["size"]))
        return message(title, words.ALL_DONE_WHY)
    if not numbers.is_missing(cell.checked_on):
        return _checked_already(cell)
    points = {row.item: row.points for row in _items(desk, "spot_check") if not row.is_implicit}
    fixed = {
        "draw_no": draw_no,
        "turn": cell.turn,
        "year": int(draw["year"]),
        "unit": cell.name,
        "item": cell.item,
    }
    form = work_form(
        "check.record",
        fixed,
        values={
            "checked_on": date.today(),
            "notified_on": date.today(),
            "possible": _plain(points.get(cell.item)),
        },
        note=words.NOTE_CHECK,
        goto=desk.view.href(turn=None),
    )
    return panel(words.FORM_DRAWN.format(turn=cell.turn, unit=cell.name, item=cell.item_name), form)


def _checked_already(cell: Any) -> Component:
    who = cell.checker or words.SOMEBODY
    told = words.FORM_DRAWN_AGAIN.format(
        turn=cell.turn, who=who, day=numbers.day(cell.checked_on), check_id=cell.check_id
    )
    return message(words.CELL.format(turn=cell.turn, unit=cell.name, item=cell.item_name), told)


def _plain(points: Any) -> str | None:
    return None if points is None else numbers.plain(points)


def _free_form(desk: Desk) -> Component:
    form = work_form(
        "check.record",
        {"draw_no": None, "turn": None, "year": desk.view.year},
        values={"checked_on": date.today(), "notified_on": date.today()},
        options={"unit": _units(desk), "item": _item_choices(desk, "spot_check")},
        note=words.NOTE_CHECK,
    )
    return panel(words.FORM_FREE, form)


def _inspection_form(desk: Desk) -> Component:
    today = date.today()
    form = work_form(
        "inspection.record",
        {"year": desk.view.year},
        values={
            "quarter": (today.month + 2) // 3,
            "inspected_on": today,
            "inspector": desk.reader.name,
            "notified_on": today,
        },
        options={"unit": _units(desk), "item": _item_choices(desk, "inspection")},
        note=words.NOTE_INSPECTION,
    )
    return panel(words.FORM_INSPECTION, form)


def _correction(desk: Desk) -> Component | list[Component]:
    """The forms by which a check is put right or withdrawn; an inspector's own only."""
    found = desk.store.table("pages/recorded_check", ref=desk.view.word("ref"))
    if found.empty or not numbers.is_missing(found.iloc[0]["withdrawn_on"]):
        return message(words.GONE, words.GONE_WHY)
    check = each_row(found)[0]
    if desk.reader.role == INSPECTOR and check.login != desk.reader.login:
        return message(words.NOT_YOURS, words.NOT_YOURS_WHY)
    fixed = {"check_id": check.check_id, "seen": check.batch_id}
    names = ("checked_on", "sample", "note", "evidence", "task_no")
    stored = {name: _stored(getattr(check, name)) for name in names}
    marks = {name: numbers.plain(getattr(check, name)) for name in ("earned", "possible")}
    correct = work_form("check.correct", fixed, values={**stored, **marks})
    back = desk.view.href(ref=None)
    withdraw = work_form("check.withdraw", fixed, values={"withdrawn_on": date.today()}, goto=back)
    item = numbers.NOTHING if numbers.is_missing(check.item) else check.item
    title = words.CORRECT.format(ref=check.check_id, unit=check.name, item=item)
    return [
        panel(title, correct),
        panel(words.WITHDRAW.format(ref=check.check_id), withdraw, note=words.WITHDRAW_NOTE),
    ]


def _stored(value: Any) -> Any:
    if numbers.is_missing(value):
        return None
    return numbers.day(value) if isinstance(value, date) else value


def draw_cells(desk: Desk) -> Component | None:
    """Draw the cells of the draw in their order, the done ones marked."""
    draw = _draw(desk)
    if _kind(desk) != "drawn" or desk.view.word("ref") or draw is None:
        return None
    draw_no = int(draw["draw_no"])
    open_cell = _open_cell(desk, draw_no)
    cells = desk.store.table("pages/draw_cells", draw_no=draw_no)
    return cells_list(cells, draw_no, open_cell.turn if open_cell else None, desk.view)


def draw_today(desk: Desk) -> Component:
    """Draw what was recorded today: of an inspector their own, of a supervisor everybody's."""
    login = desk.reader.login if desk.reader.role == INSPECTOR else None
    made = desk.store.table("pages/recorded", since=date.today(), login=login)
    return recorded_list(made, desk.view)


def _draw(desk: Desk) -> pd.Series | None:
    """The draw the address names, else the newest of the year; only one that counts."""
    draws = desk.store.table("pages/draws", year=desk.view.year)
    live = draws[draws["is_live"]]
    named = live[live["draw_no"] == desk.view.number("draw")]
    for found in (named, live):
        if len(found):
            return found.iloc[0]
    return None


def _open_cell(desk: Desk, draw_no: int) -> Any:
    """The cell the address names, else the next one to check; None when all are done."""
    cells = each_row(desk.store.table("pages/draw_cells", draw_no=draw_no))
    turn = desk.view.number("turn")
    wanted = [cell for cell in cells if cell.turn == turn]
    waiting = [cell for cell in cells if numbers.is_missing(cell.checked_on)]
    return next(iter((*wanted, *waiting)), None)


def _units(desk: Desk) -> list[tuple[str, str]]:
    units = desk.store.table("pages/unit_choices", as_of=desk.view.as_of)
    return [(name, name) for name in units["name"]]


def _items(desk: Desk, source: str) -> list[Any]:
    edition = desk.store.year(desk.view.year).edition
    return [
        row
        for row in each_row(desk.store.table("pages/record_items", edition=edition))
        if row.source == source
    ]


def _item_choices(desk: Desk, source: str) -> list[tuple[str, str]]:
    return [(row.item, f"{row.item} {row.name}") for row in _items(desk, source) if not row.is_implicit]


PARTS: Parts = {CHOICE_ID: draw_choice, FORM_ID: draw_form, CELLS_ID: draw_cells, TODAY_ID: draw_today}
PAGE = Page("/record", words.PAGE_RECORD, layout, PARTS)
