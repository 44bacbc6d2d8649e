"""The charts of the annual report as pictures with captions; one that cannot be drawn says so in its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from dashboard.exports.browser import RenderFailed
from dashboard.exports.documents.common import Context
from dashboard.exports.documents.paper import TEXT_WIDTH
from dashboard.exports.documents.rendering import Picture
from dashboard.exports.occasion import Occasion
from dashboard.exports.pictures import picture
from dashboard.exports.renderer import render
from dashboard.figures.author import grade_counts, rectification, task_classes
from dashboard.figures.caption import captioned
from dashboard.figures.chart import Chart
from dashboard.figures.year_rates import year_rates
from dashboard.text import documents as words
from data.years import YearPair


def chart_row(chart: Chart, caption: str, occasion: Occasion) -> Context:
    """Return a chart as a template shows it: picture and caption, or why there is none."""
    desk = occasion.desk
    figure = picture(captioned(chart, desk.view, desk.source))
    try:
        drawn = Picture(render(figure, width_mm=TEXT_WIDTH, format="png"), TEXT_WIDTH)
    except RenderFailed as error:
        missing = words.CHART_MISSING.format(caption=caption, reason=error)
        return {"picture": "", "caption": caption, "missing": missing}
    return {"picture": drawn, "caption": caption, "missing": ""}


def grade_charts(occasion: Occasion, units: pd.DataFrame) -> list[Context]:
    """Draw how many units of each group reached each grade, from the units' results as exported."""
    counts = counted_grades(occasion, units)
    return [] if counts.empty else [chart_row(grade_counts(counts), words.CHART_GRADES, occasion)]


def counted_grades(occasion: Occasion, units: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of pages/author_grades with the units counted in `units`, those not rated with the rest."""
    counts = occasion.ask("author_grades", group_name=None)
    reached = Counter(_group_and_grade(units))
    return counts.assign(units=[reached[each] for each in _group_and_grade(counts)])


def _group_and_grade(rows: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield both of each row; the grade of a unit not rated is no word."""
    return zip(rows["group_name"], rows["grade"].fillna(""), strict=True)


def finding_charts(occasion: Occasion, found: pd.DataFrame) -> list[Context]:
    """Draw what became of the findings (pages/author_findings)."""
    return [chart_row(rectification(found), words.CHART_FINDINGS, occasion)] if len(found) else []


def task_charts(occasion: Occasion, classes: pd.DataFrame) -> list[Context]:
    """Draw dated, triggered and open-ended tasks (pages/author_tasks)."""
    return [chart_row(task_classes(classes), words.CHART_TASKS, occasion)] if classes["tasks"].sum() else []


def year_charts(occasion: Occasion, like: pd.DataFrame, pair: YearPair) -> list[Context]:
    """Draw the like components and items in both years (data.years.compare_parts, labelled)."""
    if like.empty:
        return []
    return [chart_row(year_rates(like, pair.year, pair.against), words.CHART_YEARS, occasion)]
