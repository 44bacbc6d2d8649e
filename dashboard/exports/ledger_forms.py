"""The workbook in which a unit fills its ledger: its own tasks, what it reported already, a row for what it owes.

It imports unchanged: headings are those of the kind, helper columns and rows nobody answered are passed over
(data/files/forms.py).
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import pandas as pd
import xlsxwriter

from dashboard.exports.occasion import Occasion
from dashboard.exports.piece import Piece, safe_name
from dashboard.frames import each_row
from dashboard.text import ledger_forms as words
from dashboard.text import lists, numbers
from data.files import forms
from data.files.kinds import KINDS

_KIND = KINDS["ledger"]
_FIRST = 3  # row of the first line, below title, note and headings
_SPARE = 200  # rows below the last in which a unit may go on
_LIST_LENGTH = 255  # characters of a drop-down that stands in its own cell
_LINE_HEIGHT, _PADDING = 17, 3  # points
_TOLD_WIDTH = 100  # characters of a rule on the second sheet
_A3 = 8
# field or helper column → its width in characters; the helpers stand where a person reads them
_WIDTHS: dict[str, float] = {
    "unit": 14,
    "year": 6,
    "task_no": 9,
    forms.TASK: 36,
    forms.ROLE: 6,
    forms.DEADLINE: 18,
    forms.DUE: 14,
    forms.PROVISIONAL: 6,
    "item": 22,
    "period": 9,
    "count": 6,
    "triggered_on": 13,
    "completed_on": 13,
    "progress": 22,
    "evidence": 24,
    forms.ROW: 8,
}
_AT = {name: column for column, name in enumerate(_WIDTHS)}
_LOOKS = {"count": "count", "triggered_on": "day", "completed_on": "day"}


def ledger_form_pieces(occasion: Occasion) -> list[Piece]:
    """Return one workbook a unit with tasks, or that of the occasion's unit."""
    rows = occasion.ask("ledger_form")
    return [
        Piece(
            words.NAME.format(unit=safe_name(str(own["name"].iloc[0])), stem=occasion.stem),
            partial(ledger_form, occasion.year, own, occasion.provenance()),
        )
        for unit_id, own in rows.groupby("unit_id", sort=False)
        if occasion.unit_id in (None, unit_id)
    ]


def ledger_form(year: int, rows: pd.DataFrame, origin: Sequence[tuple[str, str]]) -> bytes:
    """Return the XLSX of one unit: the ledger, and how to fill it.

    `rows` are those of one unit of pages/ledger_form, at least one; `origin` is stated on the second sheet.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_urls": False}) as book:
        formats = _formats(book)
        page, told = book.add_worksheet(_KIND.chinese), book.add_worksheet(forms.EXPLANATION)
        _write_head(page, year, str(rows["name"].iloc[0]), formats)
        for at, row in enumerate(each_row(rows), start=_FIRST):
            _write_line(page, at, year, row, formats)
        _finish(page, _FIRST + len(rows) - 1)
        tasks = _explain(told, rows, origin, formats)
        _validate(page, year, rows, tasks)
    return target.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    frame = {"border": 1, "border_color": "#9AA5B1", "valign": "top", "text_wrap": True}
    looks = {
        "text": {"num_format": "@"},
        "day": {"num_format": "yyyy-mm-dd", "align": "left"},
        "count": {"num_format": "0", "align": "center"},
    }
    given = {**frame, "bg_color": "#F1F3F5", "font_color": "#3E4C59"}
    kinds = {"reserved": {**frame, "bg_color": "#FFF9DB"}, "reported": frame, "spare": {}}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "note": book.add_format({"font_color": "#A15C00"}),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        "heading": book.add_format({**frame, "bold": True, "bg_color": "#E8EDF3"}),
        **{f"given {name}": book.add_format({**given, **look}) for name, look in looks.items()},
        **{
            f"{kind} {name}": book.add_format({**colour, **look})
            for name, look in looks.items()
            for kind, colour in kinds.items()
        },
    }


def _write_head(page: Any, year: int, unit: str, formats: dict[str, Any]) -> None:
    """Title, note and headings; the columns' widths, and text where 1-2 or 2026-03 would become a date."""
    page.write_string(0, 0, words.TITLE.format(year=year, unit=unit), formats["title"])
    page.write_string(1, 0, words.NOTE, formats["note"])
    headings = {field.name: field.chinese for field in _KIND.fields}
    for name, column in _AT.items():
        page.write_string(_FIRST - 1, column, headings.get(name, name), formats["heading"])
        look = None if name in forms.HELPERS or name == "year" else _LOOKS.get(name, "text")
        page.set_column(column, column, _WIDTHS[name], formats[f"spare {look}"] if look else None)


def _write_line(page: Any, at: int, year: int, row: Any, formats: dict[str, Any]) -> None:
    """One line: what is known, then the answers, blank where the row is reserved."""
    for name, value in _given(row).items():
        if value:
            page.write_string(at, _AT[name], value, formats["given text"])
        else:
            page.write_blank(at, _AT[name], None, formats["given text"])
    page.write_number(at, _AT["year"], year, formats["given count"])
    if not numbers.is_missing(row.due_on):
        page.write_datetime(at, _AT[forms.DUE], row.due_on.to_pydatetime(), formats["given day"])
    kind = "reserved" if row.is_reserved else "reported"
    told = (*_given(row).items(), *_answers(row))
    page.set_row(at, _height((value, _WIDTHS[name]) for name, value in told if isinstance(value, str)))
    for name, value in _answers(row):
        write = page.write_string if isinstance(value, str) else page.write  # =1 is a text where one wrote it
        write(at, _AT[name], value, formats[f"{kind} {_LOOKS.get(name, 'text')}"])


def _height(cells: Iterable[tuple[str, float]]) -> float:
    """The height in points at which every (text, width of its column) can be read, words that wrap early too."""
    lines = [
        math.ceil(1.25 * sum(2 if ord(sign) > 0xFF else 1 for sign in told) / width) for told, width in cells
    ]
    return _LINE_HEIGHT * max([1, *lines]) + _PADDING


def _given(row: Any) -> dict[str, str]:
    """The cells of a line that a unit leaves alone, but year and computed date."""
    due = ""
    if row.kind == "after_event" and not numbers.is_missing(row.n):
        due = words.DUE_AFTER.format(n=int(row.n), unit=words.SPANS[row.unit])
    return {
        "unit": row.name,
        "task_no": row.task_no,
        forms.TASK: row.requirement,
        forms.ROLE: lists.ROLES[row.role],
        forms.DEADLINE: "" if numbers.is_missing(row.deadline) else row.deadline,
        forms.DUE: due,
        forms.PROVISIONAL: words.PROVISIONAL if row.is_provisional else "",
        forms.ROW: forms.RESERVED if row.is_reserved else forms.REPORTED,
    }


def _answers(row: Any) -> Iterator[tuple[str, Any]]:
    """(field, value) of the cells that a unit fills; None where nothing is reported."""
    for name in ("item", "period", "progress", "evidence", "count"):
        value = getattr(row, name)
        yield name, None if numbers.is_missing(value) else value
    yield "triggered_on", _moment(row.triggered_at, row.triggered_has_time)
    yield "completed_on", _moment(row.completed_at, row.completed_has_time)


def _moment(at: Any, has_time: Any) -> Any:
    """A date for a day; text for a moment, because midnight with a time is not midnight without."""
    if numbers.is_missing(at):
        return None
    return f"{at:%Y-%m-%d %H:%M:%S}" if has_time else at.to_pydatetime()


def _finish(page: Any, last: int) -> None:
    """How the sheet is seen and printed."""
    page.freeze_panes(_FIRST, _AT[forms.TASK] + 1)
    page.autofilter(_FIRST - 1, 0, last, len(_AT) - 1)
    page.ignore_errors({"number_stored_as_text": f"A{_FIRST}:P{last + _SPARE}"})
    page.repeat_rows(_FIRST - 1)
    page.set_paper(_A3)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _explain(
    page: Any, rows: pd.DataFrame, origin: Sequence[tuple[str, str]], formats: dict[str, Any]
) -> str:
    """Write the second sheet; returns the cells that hold the unit's task numbers."""
    page.set_column(0, 0, 14)
    page.set_column(1, 1, _TOLD_WIDTH)
    tasks = rows.drop_duplicates("task_no")
    rules = [(str(number), rule) for number, rule in enumerate(words.RULES, start=1)]
    own = list(zip(tasks["task_no"], tasks["requirement"], strict=True))
    at = _write_part(page, 0, words.RULES_TITLE, rules, formats)
    first = at + 2  # row of the first task, counted from 1
    at = _write_part(page, at, words.TASKS_TITLE, own, formats)
    at = _write_part(page, at, words.ORIGIN_TITLE, origin, formats)
    page.ignore_errors({"number_stored_as_text": f"A1:A{at}"})
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    return f"='{forms.EXPLANATION}'!$A${first}:$A${first + len(own) - 1}"


def _write_part(
    page: Any, at: int, title: str, lines: Sequence[tuple[str, str]], formats: dict[str, Any]
) -> int:
    """Write a title and its lines from row `at` on; returns the row where the next part starts."""
    page.write_string(at, 0, title, formats["title"])
    for row, cells in enumerate(lines, start=at + 1):
        for column, told in enumerate(cells):
            page.write_string(row, column, told, formats["wrapped"])
        page.set_row(row, _height([(cells[1], _TOLD_WIDTH)]))
    return at + len(lines) + 2


def _validate(page: Any, year: int, rows: pd.DataFrame, tasks: str) -> None:
    """Drop-downs and what a cell takes; a date in words is let through after a warning, the import reads it."""
    last = _FIRST + len(rows) - 1 + _SPARE
    day = {"validate": "date", "criteria": ">=", "value": datetime(year - 1, 1, 1), "error_type": "warning"}
    rules: dict[str, tuple[dict[str, Any], str]] = {
        "unit": ({"validate": "list", "source": [rows["name"].iloc[0]]}, words.INVALID_UNIT),
        "year": ({"validate": "list", "source": [year]}, words.INVALID_YEAR),
        "task_no": ({"validate": "list", "source": tasks}, words.INVALID_TASK),
        "count": ({"validate": "integer", "criteria": ">=", "value": 0}, words.INVALID_COUNT),
        "triggered_on": (day, words.INVALID_DATE),
        "completed_on": (day, words.INVALID_DATE),
    }
    for name, (rule, told) in rules.items():
        page.data_validation(_FIRST, _AT[name], last, _AT[name], {**rule, **_refusal(told)})
    _validate_periods(page, rows)


def _validate_periods(page: Any, rows: pd.DataFrame) -> None:
    """A drop-down of its periods in each row of a recurring task; weeks are too many for one."""
    recurring = rows.reset_index(drop=True)[lambda frame: frame["period"].notna()]
    for _, own in recurring.groupby("task_no", sort=False):
        periods = sorted(own["period"].unique())
        if len(",".join(periods)) > _LIST_LENGTH:
            continue
        rule = {"validate": "list", "source": periods, "error_type": "warning"}
        for at in own.index:
            place = (_FIRST + at, _AT["period"])
            page.data_validation(*place, *place, {**rule, **_refusal(words.INVALID_PERIOD)})


def _refusal(told: str) -> dict[str, str]:
    """What a person reads whose cell is not taken."""
    return {"error_title": words.INVALID, "error_message": told}
