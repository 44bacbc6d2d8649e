"""The lists of a unit's page: work list, losses, findings, tasks."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from dashboard.components.badge import status_cell
from dashboard.components.data_table import evidence_link, link
from dashboard.components.matters import matter_link
from dashboard.components.panel import list_panel
from dashboard.figures.chart import Cell, Column, Table
from dashboard.frames import each_row
from dashboard.text import charts, numbers
from dashboard.text import lists as words
from dashboard.view import View


def work_list(matters: pd.DataFrame, ahead: pd.DataFrame, view: View) -> html.Section:
    """Return what can be won back, the most first, then what is at risk (pages/unit_work).

    The title says how far the next place is (`ahead`: pages/unit_ahead) and names the two matters of the first
    rows, with what each alone would change. Places are left out where none are known.
    """
    has_places = bool(matters["places"].notna().any())
    columns = (
        Column(words.COLUMN_RECOVERABLE, "number"),
        *([Column(words.COLUMN_PLACES, "number")] if has_places else []),
        Column(words.COLUMN_AT_RISK, "number"),
        Column(words.COLUMN_AT_RISK_ON, "date"),
        Column(words.COLUMN_DUE, "date"),
        Column(words.COLUMN_STATUS, "status"),
        Column(words.COLUMN_KIND),
        Column(words.COLUMN_REF, "link"),
        Column(words.COLUMN_WHAT, "prose"),
        Column(words.COLUMN_EVIDENCE, "link"),
    )
    rows = tuple(_work_row(matter, view, has_places=has_places) for matter in each_row(matters))
    counts = {name: int(matters[name].notna().sum()) for name in ("recoverable", "at_risk")}
    note = words.WORK_LIST.format(**counts) + words.WORK_NOTE
    note += words.WORK_NOTE_PLACES if has_places else ""
    return list_panel(Table(_work_title(matters, ahead), columns, rows), note=note)


def _work_title(matters: pd.DataFrame, ahead: pd.DataFrame) -> str:
    if matters.empty:
        return words.WORK_LIST_NONE
    first = [_work_first(matter) for matter in each_row(matters.head(2)) if matter.recoverable > 0]
    if not first:
        return words.WORK_NOTHING_BACK
    return _gap(ahead) + words.WORK_FIRST.format(first=words.WORK_NEXT.join(first))


def _gap(ahead: pd.DataFrame) -> str:
    """How far the next place is; nothing for the first of its group."""
    for unit in each_row(ahead.head(1)):
        gap = numbers.marks(unit.gap, unit.decimals)
        return words.WORK_GAP.format(rank=numbers.whole(unit.rank), name=unit.name, gap=gap)
    return ""


def _work_first(matter: Any) -> str:
    """What to do, what it gives back, and the places that gains; what is rectified needs its recheck only."""
    template = words.WORK_RECHECK if matter.state == "rectified" else words.WORK_DO
    rise = words.WORK_RISE.format(places=matter.places) if matter.places else ""
    name = template.format(kind=words.KINDS[matter.kind], ref=matter.ref)
    return words.WORK_ONE.format(name=name, marks=numbers.marks(matter.recoverable), rise=rise)


def _work_row(matter: Any, view: View, *, has_places: bool) -> tuple[Cell, ...]:
    return (
        numbers.marks(matter.recoverable),
        *([numbers.rank_change(matter.places) if matter.places else ""] if has_places else []),
        numbers.marks(matter.at_risk),
        numbers.day(matter.at_risk_on),
        numbers.day(matter.due_on),
        status_cell(matter.state),
        words.KINDS[matter.kind],
        matter_link(matter.kind, matter.ref, view),
        matter.description,
        evidence_link(matter.evidence),
    )


def rounds_list(rounds: pd.DataFrame) -> html.Section:
    """Return the closed rounds, each beside today's facts at its date, and why they differ (unit_rounds)."""
    columns = (
        Column(words.COLUMN_ROUND),
        Column(words.COLUMN_AS_OF, "date"),
        Column(words.COLUMN_PUBLISHED_TOTAL, "number"),
        Column(words.COLUMN_PUBLISHED_RANK, "number"),
        Column(words.COLUMN_PUBLISHED_GRADE),
        Column(words.COLUMN_TODAY_TOTAL, "number"),
        Column(words.COLUMN_TODAY_RANK, "number"),
        Column(words.COLUMN_TODAY_GRADE),
        Column(words.COLUMN_DIFFERENCE, "prose"),
    )
    rows = tuple(_round_row(row) for row in each_row(rounds))
    return list_panel(Table(words.ROUNDS_TITLE, columns, rows), note=words.ROUNDS_NOTE)


def _round_row(row: Any) -> tuple[Cell, ...]:
    correction = words.CORRECTION.format(number=row.correction_no) if row.correction_no else ""
    reasons = ((words.CAME_LATER, row.came_later), (words.GONE, row.gone), (words.WEIGHED, row.weighed))
    told = [template.format(count=count) for template, count in reasons if count]
    return (
        row.round_name + correction,
        numbers.day(row.as_of),
        numbers.marks(row.total, row.decimals),
        numbers.whole(row.rank),
        text_or_dash(row.grade),
        numbers.marks(row.today_total, row.decimals),
        numbers.whole(row.today_rank),
        text_or_dash(row.today_grade),
        words.NOT_IN_ROUND if numbers.is_missing(row.status) else "，".join(told) or words.NO_DIFFERENCE,
    )


def losses_list(losses: pd.DataFrame, view: View) -> html.Section:
    """Return every lost mark with its cause and fact, the largest first (pages/unit_losses); refs open the receipt."""
    title = words.LOSSES.format(count=len(losses)) if len(losses) else words.LOSSES_NONE
    columns = (
        Column(words.COLUMN_MARKS, "number"),
        Column(words.COLUMN_COMPONENT),
        Column(words.COLUMN_PERIOD),
        Column(words.COLUMN_ITEM),
        Column(words.COLUMN_CAUSE),
        Column(words.COLUMN_REF, "link"),
        Column(words.COLUMN_FACT, "prose"),
        Column(words.COLUMN_EVIDENCE, "link"),
    )
    rows = tuple(
        (
            numbers.marks(loss.marks, 3),
            loss.component_name,
            loss.period,
            text_or_dash(loss.item_name),
            charts.CAUSES[loss.cause],
            _receipt_link(loss, view),
            text_or_dash(loss.fact),
            evidence_link(loss.evidence),
        )
        for loss in each_row(losses)
    )
    return list_panel(Table(title, columns, rows))


def _receipt_link(loss: Any, view: View) -> Cell:
    if numbers.is_missing(loss.item):
        return str(loss.ref)
    return link(loss.ref, view.href(component=loss.component, item=loss.item, ref=loss.ref))


def findings_list(findings: pd.DataFrame, view: View) -> html.Section:
    """Return the findings not closed yet, the longest overdue first (pages/unit_findings)."""
    title = words.FINDINGS.format(count=len(findings)) if len(findings) else words.FINDINGS_NONE
    columns = (
        Column(words.COLUMN_STATUS, "status"),
        Column(words.COLUMN_DAYS_LATE, "number"),
        Column(words.COLUMN_REF, "link"),
        Column(words.COLUMN_WHAT, "prose"),
        Column(words.COLUMN_ITEM),
        Column(words.COLUMN_NOTIFIED, "date"),
        Column(words.COLUMN_ORIGINAL_DUE, "date"),
        Column(words.COLUMN_EXTENDED_TO, "date"),
        Column(words.COLUMN_RECTIFIED, "date"),
        Column(words.COLUMN_REPEAT),
        Column(words.COLUMN_EVIDENCE, "link"),
    )
    rows = tuple(_finding_row(finding, view) for finding in each_row(findings))
    return list_panel(Table(title, columns, rows))


def _finding_row(finding: Any, view: View) -> tuple[Cell, ...]:
    item = text_or_dash(finding.item_name)
    if not numbers.is_missing(finding.reason):
        item = words.TRACKED.format(reason=finding.reason)
    return (
        status_cell(finding.status),
        numbers.whole(finding.days_late),
        matter_link("finding", finding.finding_id, view),
        finding.description,
        item,
        numbers.day(finding.notified_on),
        numbers.day(finding.original_due_on),
        numbers.day(finding.extended_to),
        numbers.day(finding.rectified_on),
        words.YES if finding.is_repeat else "",
        evidence_link(finding.evidence),
    )


def tasks_list(tasks: pd.DataFrame, title: str) -> html.Section:
    """Return tasks with the state of each entry, the overdue first (pages/unit_tasks)."""
    columns = (
        Column(words.COLUMN_STATUS, "status"),
        Column(words.COLUMN_REF),
        Column(words.COLUMN_REQUIREMENT, "prose"),
        Column(words.COLUMN_DEADLINE),
        Column(words.COLUMN_ORIGINAL_DUE, "date"),
        Column(words.COLUMN_EXTENDED_TO, "date"),
        Column(words.COLUMN_DONE, "date"),
        Column(words.COLUMN_ROLE),
    )
    rows = tuple(_task_row(task) for task in each_row(tasks))
    return list_panel(Table(title, columns, rows))


def _task_row(task: Any) -> tuple[Cell, ...]:
    due = numbers.day(task.original_due_on)
    return (
        status_cell(task.state),
        task.ref,
        task.requirement,
        text_or_dash(task.deadline),
        words.PROVISIONAL_DATE.format(day=due) if task.is_provisional else due,
        numbers.day(task.extended_to),
        numbers.day(task.done_on),
        words.ROLES[task.role],
    )


def text_or_dash(value: Any) -> str:
    """Return words, or a dash where there are none."""
    return numbers.NOTHING if numbers.is_missing(value) or value == "" else str(value)
