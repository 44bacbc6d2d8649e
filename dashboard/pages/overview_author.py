"""总览 of the author of the annual report: charts and tables to paste, each with its caption, source and date."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components.panel import chart_panel
from dashboard.components.reader_lists import totals_list
from dashboard.components.states import message, slot
from dashboard.desk import Desk, Parts
from dashboard.figures.author import grade_counts, rectification, task_classes
from dashboard.figures.chart import Chart
from dashboard.figures.progress import progress
from dashboard.pages.unit import month_ends
from dashboard.text import numbers
from dashboard.text import overview as words

PROGRESS_ID, TASKS_ID, GRADES_ID, FINDINGS_ID, TOTALS_ID = (
    "overview-author-progress",
    "overview-author-tasks",
    "overview-author-grades",
    "overview-author-findings",
    "overview-author-totals",
)


def parts() -> list[Component]:
    """Return the empty places."""
    return [
        html.Div([slot(PROGRESS_ID, 420), slot(FINDINGS_ID, 420)], className="columns"),
        html.Div([slot(TASKS_ID, 300), slot(GRADES_ID, 300)], className="columns"),
        slot(TOTALS_ID, 240),
    ]


def draw_progress(desk: Desk) -> Component | list[Component]:
    """Draw the year's progress and the way to the year before."""
    view = desk.view
    dates = month_ends(view.year, view.as_of)
    medians = desk.ask("author_progress", dates=dates, group_name=view.group)
    if medians["median"].isna().all():
        return message(words.PROGRESS_NONE, words.PROGRESS_NONE_WHY)
    return _captioned(
        desk, progress(medians, view.year), "overview-author-progress-chart", words.PROGRESS_NOTE
    )


def draw_tasks(desk: Desk) -> Component:
    """Draw dated, triggered and open-ended tasks apart."""
    classes = desk.ask("author_tasks", group_name=desk.view.group)
    return _captioned(desk, task_classes(classes), "overview-author-tasks-chart", words.CLASSES_NOTE)


def draw_grades(desk: Desk) -> Component:
    """Draw the results of the assessment by group."""
    counts = desk.ask("author_grades", group_name=desk.view.group)
    if counts.empty:
        return message(words.PROGRESS_NONE, words.PROGRESS_NONE_WHY)
    return _captioned(desk, grade_counts(counts), "overview-author-grades-chart", words.GRADES_NOTE)


def draw_findings(desk: Desk) -> Component:
    """Draw the findings and what became of them."""
    findings = desk.ask("author_findings", group_name=desk.view.group)
    if findings.empty:
        return message(words.FINDINGS_NONE, words.FINDINGS_NONE_WHY)
    return _captioned(desk, rectification(findings), "overview-author-findings-chart", words.FINDINGS_NOTE)


def draw_totals(desk: Desk) -> Component:
    """Draw the checked totals and the way to the year before."""
    link = html.A(words.YEARS_LINK, href=desk.view.href("/years"), className="button")
    return html.Div([totals_list(desk.ask("author_totals"), _caption(desk)), html.P(link)])


def _captioned(desk: Desk, chart: Chart, chart_id: str, note: str, *, wide: bool = False) -> Component:
    return chart_panel(chart, chart_id, desk.view, desk.source, note=note + _caption(desk), wide=wide)


def _caption(desk: Desk) -> str:
    return words.CAPTION.format(**desk.source, as_of=numbers.day_in_words(desk.view.as_of))


PARTS: Parts = {
    PROGRESS_ID: draw_progress,
    TASKS_ID: draw_tasks,
    GRADES_ID: draw_grades,
    FINDINGS_ID: draw_findings,
    TOTALS_ID: draw_totals,
}
