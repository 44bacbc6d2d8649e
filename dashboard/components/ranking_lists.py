"""What stands below the boards of 排名: published beside today, and units side by side."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
from dash import html

from dashboard.components.attributes import attributes
from dashboard.components.data_table import link
from dashboard.components.matters import unit_link
from dashboard.components.panel import list_panel, panel
from dashboard.components.unit_tables import text_or_dash
from dashboard.figures.chart import Cell, Column, Table
from dashboard.frames import each_row
from dashboard.text import charts, lists, numbers
from dashboard.text import ranking as words
from dashboard.view import View

COMPARED = 3  # units side by side at most


def section_links() -> html.Nav:
    """Return the links to the sections of the page."""
    links = [html.A(name, href=f"#{place}") for place, name in words.SECTIONS.items()]
    return html.Nav(links, className="section-links", **attributes(aria_label=words.SECTIONS_LABEL))


def published_list(results: pd.DataFrame, round_count: int, view: View) -> html.Section:
    """Return where a published result differs from today's facts at its date, and why (pages/ranking_published)."""
    title = words.PUBLISHED_SAME.format(count=round_count)
    if len(results):
        title = words.PUBLISHED_TITLE.format(units=results["unit_id"].nunique(), count=len(results))
    columns = (
        Column(lists.COLUMN_ROUND),
        Column(lists.COLUMN_UNIT, "link"),
        Column(lists.COLUMN_PUBLISHED_TOTAL, "number"),
        Column(lists.COLUMN_TODAY_TOTAL, "number"),
        Column(lists.COLUMN_PUBLISHED_RANK, "number"),
        Column(lists.COLUMN_TODAY_RANK, "number"),
        Column(lists.COLUMN_PUBLISHED_GRADE),
        Column(lists.COLUMN_TODAY_GRADE),
        Column(words.COLUMN_WHY, "prose"),
        Column(words.COLUMN_DETAILS, "link"),
    )
    rows = tuple(_published_row(row, view) for row in each_row(results))
    return list_panel(Table(title, columns, rows), note=words.PUBLISHED_NOTE)


def _published_row(row: Any, view: View) -> tuple[Cell, ...]:
    correction = lists.CORRECTION.format(number=row.correction_no) if row.correction_no else ""
    counts = ((lists.CAME_LATER, row.came_later), (lists.GONE, row.gone), (lists.WEIGHED, row.weighed))
    told = [template.format(count=count) for template, count in counts if count]
    reason = view.href(view.unit_address(row.unit_id).partition("?")[0], as_of=row.as_of.date(), group=None)
    return (
        row.round_name + correction,
        unit_link(row, view),
        numbers.marks(row.total, row.decimals),
        numbers.marks(row.today_total, row.decimals),
        numbers.whole(row.rank),
        numbers.whole(row.today_rank),
        text_or_dash(row.grade),
        text_or_dash(row.today_grade),
        "，".join(told) or words.OTHERS_CHANGED,
        link(words.DETAILS, f"{reason}#unit-rounds"),
    )


def compare_form(units: pd.DataFrame, chosen: tuple[str, ...]) -> html.Section:
    """Return the choice of up to three units (pages/units); the address keeps it, assets/compare.js fills it."""
    fields = [
        html.Div(
            [
                html.Label(words.COMPARE_FIELD.format(number=place + 1), htmlFor=f"ranking-compare-{place}"),
                html.Select(
                    id=f"ranking-compare-{place}",
                    **attributes(data_compare=chosen[place] if place < len(chosen) else ""),
                ),
            ],
            className="field",
        )
        for place in range(COMPARED)
    ]
    groups = [
        [str(group), [[unit.unit_id, unit.name] for unit in each_row(rows)]]
        for group, rows in units.groupby("group_name", sort=False)
    ]
    offered = attributes(data_units=json.dumps(groups, ensure_ascii=False), data_none=words.COMPARE_NONE)
    return panel(words.COMPARE_TITLE, html.Div(fields, className="compare-form", **offered))


def compared_list(units: pd.DataFrame, view: View) -> html.Section:
    """Return scores, ranks, checks and losses by cause, one unit a column (pages/compare_units)."""
    shown = each_row(units)
    columns = (Column(words.MEASURE), *[Column(unit.name, "number") for unit in shown])
    of_units: list[tuple[str, Any]] = [
        (words.GROUP, lambda unit: unit.group_name),
        (charts.TOTAL, lambda unit: numbers.marks(unit.total, unit.decimals)),
        (charts.RANK, _rank),
        (charts.RANK_INTERVAL, lambda unit: numbers.interval(unit.rank_low, unit.rank_high)),
        (charts.GRADE, lambda unit: charts.VETOED if unit.is_vetoed else text_or_dash(unit.grade)),
        (words.CHECKS, lambda unit: numbers.whole(unit.check_count)),
        (words.CHECK_SHARE, lambda unit: numbers.percent(unit.share, 1)),
        (words.BONUS, lambda unit: numbers.marks(unit.bonus)),
        (words.MAJOR, lambda unit: numbers.marks(unit.major)),
    ]
    rows = [(name, *[written(unit) for unit in shown]) for name, written in of_units]
    rows += [
        (words.LOST.format(cause=name), *[numbers.marks(getattr(unit, f"lost_{cause}")) for unit in shown])
        for cause, name in charts.CAUSES.items()
    ]
    note = words.COMPARE_MIXED if units["group_name"].nunique() > 1 else None
    return list_panel(Table(words.COMPARE_TABLE, columns, tuple(rows)), note=note)


def _rank(unit: Any) -> str:
    if numbers.is_missing(unit.rank):
        return lists.NOT_RATED
    return words.RANK_OF.format(rank=numbers.whole(unit.rank), of=numbers.whole(unit.ranked_in_group))
