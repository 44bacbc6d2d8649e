"""A file that was sent to be looked at: the form, what it says, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.panel import list_panel, panel
from dashboard.figures.chart import Cell, Column, Table
from dashboard.text import data as words
from dashboard.text import numbers
from dashboard.uploads import MOST_BYTES
from dashboard.view import View
from data.calendar import CalendarDay, WorkCalendar
from data.errors import InputRefused, Problem
from data.files.reading import ReadResult
from data.plan.compare import COMPARED
from data.plan.review import HEADINGS, YES, ReviewRow
from data.scheme import Scheme

PROBLEMS_SHOWN = 100
TASKS_SHOWN = 200


def upload_form(view: View) -> html.Section:
    """Return the form; assets/uploads.js sends the file and puts its id into the address."""
    megabytes = MOST_BYTES // 1_000_000
    chosen = view.choice("as", words.UPLOAD_KINDS)
    kinds = [
        html.Option(name, value=kind, selected=kind == chosen) for kind, name in words.UPLOAD_KINDS.items()
    ]
    form = html.Form(
        [
            html.Label(words.UPLOAD_AS, htmlFor="data-as", className="name"),
            html.Select(kinds, id="data-as"),
            html.Span(words.UPLOAD_FILE, className="name"),
            html.Span(className="file-slot", **attributes(data_file_field="data-file")),
            html.Label(words.UPLOAD_CHOOSE, htmlFor="data-file", className="button"),
            html.Button(words.UPLOAD_START, type="submit", className="button start"),
            html.Output("", **attributes(aria_live="polite")),
        ],
        className="upload",
        **attributes(
            data_nothing=words.UPLOAD_NO_FILE, data_busy=words.UPLOAD_BUSY, data_lost=words.UPLOAD_LOST
        ),
    )
    return panel(words.UPLOAD_TITLE, form, note=words.UPLOAD_NOTE.format(megabytes=megabytes))


def refusal_panel(title: str, error: InputRefused) -> html.Section:
    """Return everything that must be mended before the file can be stored."""
    columns = (
        Column(words.COLUMN_PLACE),
        Column(words.COLUMN_VALUE, "prose"),
        Column(words.COLUMN_PROBLEM, "prose"),
        Column(words.COLUMN_ACTION, "prose"),
    )
    rows = tuple(
        (_place(each), each.value or "", each.problem, each.action)
        for each in error.problems[:PROBLEMS_SHOWN]
    )
    is_cut = len(error.problems) > PROBLEMS_SHOWN
    note = words.FACTS_SHOWN.format(shown=PROBLEMS_SHOWN) if is_cut else None
    return list_panel(Table(title, columns, rows), note=note)


def _place(problem: Problem) -> str:
    parts = [problem.sheet]
    parts += [None if problem.row is None else words.PLACE_ROW.format(row=problem.row)]
    parts += [None if problem.column is None else words.PLACE_COLUMN.format(column=problem.column)]
    return " ".join(part for part in parts if part) or problem.file


def facts_review(file: str, result: ReadResult, rows_in: int) -> html.Section:
    """Return what a sound file of facts holds, sheet by sheet."""
    columns = (Column(words.COLUMN_SHEET), Column(words.COLUMN_KIND), Column(words.COLUMN_ROWS, "number"))
    rows = tuple(
        (sheet.sheet or sheet.file, sheet.kind.chinese, numbers.whole(sheet.row_count))
        for sheet in result.sheets
    )
    title = words.FACTS_GOOD.format(file=file, rows=rows_in)
    return list_panel(Table(title, columns, rows), note=" ".join(result.notes) or None)


def scheme_review(file: str, scheme: Scheme, remarks: Sequence[str]) -> html.Section:
    """Return the components of a sound scheme, and what its author should know about."""
    columns = (
        Column(words.COLUMN_COMPONENT),
        Column(words.COLUMN_POINTS, "number"),
        Column(words.COLUMN_ITEMS, "number"),
    )
    rows = tuple(
        (component.name, numbers.plain(component.points), numbers.whole(len(component.items)))
        for component in scheme.components
    )
    title = words.SCHEME_GOOD.format(file=file, name=scheme.name, year=scheme.year)
    return list_panel(Table(title, columns, rows), note="；".join(remarks) or None)


def calendar_review(file: str, days: Sequence[CalendarDay], known: WorkCalendar) -> html.Section:
    """Return the days of a sound table that differ from the one in force."""
    changed = [
        day for day in days if known.is_provisional(day.day) or known.is_workday(day.day) != day.is_workday
    ]
    columns = (
        Column(words.COLUMN_DAY, "date"),
        Column(words.COLUMN_NEW),
        Column(words.COLUMN_REMARK, "prose"),
    )
    rows = tuple(
        (numbers.day(day.day), words.WORKDAY if day.is_workday else words.REST_DAY, day.note)
        for day in changed[:PROBLEMS_SHOWN]
    )
    title = words.CALENDAR_GOOD.format(file=file, days=len(days), changed=len(changed))
    is_cut = len(changed) > PROBLEMS_SHOWN
    note = words.CALENDAR_MORE.format(shown=PROBLEMS_SHOWN) if is_cut else None
    return list_panel(Table(title, columns, rows), note=note)


def plan_review(
    file: str, tasks: Sequence[ReviewRow], gone: Sequence[Sequence[str]], remarks: Sequence[str] = ()
) -> list[Component]:
    """Return the tasks of a plan, source words beside what was understood, those with questions first.

    `gone`: number, requirement, responsible, deadline and batch of the stored tasks that the plan lacks.
    `remarks`: what is to be asked of the document as a whole.
    """
    ordered = sorted(tasks, key=lambda task: not task.is_asked)
    columns = (
        Column(HEADINGS["task_no"]),
        Column(HEADINGS["requirement"], "prose"),
        Column(HEADINGS["responsible"], "prose"),
        Column(words.COLUMN_PARTIES, "prose"),
        Column(HEADINGS["deadline"], "prose"),
        Column(words.COLUMN_DUE, "prose"),
        Column(HEADINGS["questions"], "prose"),
        Column(HEADINGS["change"], "prose", detail=True),
        Column(HEADINGS["place"], "prose", detail=True),
    )
    rows = tuple(_task_row(task.cells) for task in ordered[:TASKS_SHOWN])
    own = [task for task in tasks if task.cells["accept"] == YES]
    asked = sum(task.is_asked for task in own)
    title = words.PLAN_TITLE.format(file=file, tasks=len(own), questions=asked)
    if len(own) < len(tasks):
        title += words.PLAN_TITLE_DUTIES.format(count=len(tasks) - len(own))
    more = words.PLAN_MORE.format(shown=TASKS_SHOWN) if len(tasks) > TASKS_SHOWN else ""
    sections: list[Component] = [
        list_panel(Table(title, columns, rows), note="".join((*remarks, words.PLAN_NOTE, more)))
    ]
    if gone:
        sections.append(_gone(gone))
    return sections


def _task_row(cells: Mapping[str, Any]) -> tuple[Cell, ...]:
    parties = [template.format(names=cells[role]) for role, template in words.PARTY.items() if cells[role]]
    due = (cells["kind"], cells["due_on"], cells["provisional"], cells["notes"])
    return (
        cells["task_no"],
        cells["requirement"],
        cells["responsible"],
        "；".join(parties),
        cells["deadline"],
        " ".join(str(part).replace("\n", "；") for part in due if part),
        "；".join(part.replace("\n", "；") for part in (cells["questions"], cells["suggestions"]) if part),
        _change_in_short(cells["change"]),
        cells["place"],
    )


def _change_in_short(change: str) -> str:
    """Which columns differ from the stored task, without the words: 变更 工作要求、时限要求."""
    status, *fields = change.split("\n")
    names = "、".join(
        field.partition("：")[0]
        for field in fields
        if field.startswith(tuple(f"{name}：“" for name in COMPARED.values()))
    )
    return f"{status} {names}".strip()


def _gone(gone: Sequence[Sequence[str]]) -> html.Section:
    names = ("task_no", "requirement", "responsible", "deadline")
    columns = (*(Column(HEADINGS[name], "prose") for name in names), Column(words.COLUMN_BATCH))
    rows = tuple(tuple(row) for row in gone[:TASKS_SHOWN])
    return list_panel(
        Table(words.PLAN_GONE.format(count=len(gone)), columns, rows), note=words.PLAN_GONE_NOTE
    )
