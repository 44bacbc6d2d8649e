"""年度报告材料: one document with all an author of the annual report needs, section by section."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.exports.documents.bulletin import outcome, outcomes, unit_counts
from dashboard.exports.documents.charts import finding_charts, grade_charts, task_charts
from dashboard.exports.documents.common import (
    Context,
    common,
    counters,
    finding_sources,
    published_scope,
    ranked_groups,
    standings,
)
from dashboard.exports.documents.rendering import render
from dashboard.exports.documents.report_units import unit_sections
from dashboard.exports.documents.report_years import year_section
from dashboard.exports.documents.tables import statutory_xml
from dashboard.exports.documents.templates import template_for
from dashboard.exports.occasion import Occasion
from dashboard.exports.piece import Piece
from dashboard.exports.statutory import StatutoryTable, gaps, statutory_tables
from dashboard.frames import each_row
from dashboard.text import documents as words
from dashboard.text import numbers, overview, statutory

_LONG = 15  # rows of a table that is to begin a page
_WORKLOAD = ("units", "checks", "inspections", "findings")


def report_pieces(occasion: Occasion) -> list[Piece]:
    """Return the pack, of all units whichever unit the occasion asks for; none where there are no units."""

    def make() -> bytes:
        everyone = replace(occasion, unit_id=None)
        return render(template_for(occasion.store, "report"), report_context(everyone))

    if standings(occasion).empty:
        return []
    return [Piece(words.REPORT_PATH.format(stem=occasion.stem), make)]


def report_context(occasion: Occasion) -> Context:
    """Return what a template of the pack may name."""
    units = standings(occasion)
    with_ranks = published_scope(occasion) in (None, "full")
    return {
        **common(occasion),
        **counters(),
        **unit_counts(units),
        **_workload(occasion.ask("author_totals")),
        "statistics": _statistics(units),
        "result_charts": grade_charts(occasion, units),
        "groups": ranked_groups(units, with_ranks=with_ranks),
        **_outcomes(occasion),
        **_findings(occasion),
        "overdue_units": _overdue(occasion),
        **_tasks(occasion),
        **year_section(occasion, units, with_ranks=with_ranks),
        "units": unit_sections(occasion, units, with_ranks=with_ranks),
        **_statutory(occasion),
    }


def _workload(totals: pd.DataFrame) -> Context:
    wide = totals.pivot_table(
        index=["group_no", "group_name"], columns="measure", values="value"
    ).reset_index()
    sums = totals.groupby("measure")["total"].first()
    differing = totals.groupby("measure")["difference"].first()
    rows = [
        {"group": row.group_name, **{name: numbers.whole(getattr(row, name)) for name in _WORKLOAD}}
        for row in each_row(wide)
    ]
    last = {"group": words.TOTAL_ROW, **{name: numbers.whole(sums.get(name)) for name in _WORKLOAD}}
    gone = int(differing.sum())
    note = words.WORKLOAD_NOTE.format(count=gone) if gone else ""
    return {"workload": [*rows, last], "workload_note": note}


def _statistics(units: pd.DataFrame) -> list[Context]:
    groups = [(str(group), rows) for group, rows in units.groupby("group_name", sort=False)]
    return [_statistic(group, rows) for group, rows in (*groups, (words.TOTAL_ROW, units))]


def _statistic(group: str, rows: pd.DataFrame) -> Context:
    totals = rows["total"].dropna()
    decimals = int(rows["decimals"].max())
    counts = rows["grade"].value_counts()
    best_first = rows.groupby("grade")["total"].max().sort_values(ascending=False)
    told = [words.GRADE_COUNT.format(grade=grade, count=counts[grade]) for grade in best_first.index]
    ungraded = int(rows["grade"].isna().sum())
    told += [words.GRADE_COUNT.format(grade=words.UNGRADED, count=ungraded)] if ungraded else []
    return {
        "group": group,
        "units": str(len(rows)),
        "scored": str(len(totals)),
        "mean": numbers.marks(totals.mean(), decimals),
        "highest": numbers.marks(totals.max(), decimals),
        "lowest": numbers.marks(totals.min(), decimals),
        "grades": words.LIST_BETWEEN.join(told),
    }


def _outcomes(occasion: Occasion) -> Context:
    decided = outcomes(occasion)
    told = [
        words.OUTCOME_COUNT.format(kind=words.OUTCOMES[str(kind)], count=len(rows))
        for kind, rows in decided.groupby("kind", sort=False)
    ]
    return {
        "outcomes": [outcome(row) for row in each_row(decided)],
        "outcome_words": words.LIST_BETWEEN.join(told),
    }


def _findings(occasion: Occasion) -> Context:
    found = occasion.ask("author_findings", group_name=None)
    total = each_row(found)[-1] if len(found) else None

    def count(*names: str) -> str:
        return str(sum(int(getattr(total, name)) for name in names)) if total else "0"

    return {
        "finding_count": count("found"),
        "rectified_count": count("in_time", "late"),
        "confirmed_count": count("confirmed"),
        "waiting_count": count("open"),
        "late_count": count("overdue"),
        "rectification": finding_sources(found),
        "rectification_charts": finding_charts(occasion, found),
    }


def _overdue(occasion: Occasion) -> list[Context]:
    """The units with anything overdue, the longest overdue first."""
    matters = occasion.ask("document_matters")
    late = matters[matters["is_open"] & (matters["days_late"] > 0)].sort_values("days_late", ascending=False)
    return [
        {
            "name": str(rows["name"].iloc[0]),
            "findings": str(int((rows["kind"] == "finding").sum())),
            "tasks": str(int((rows["kind"] == "task").sum())),
            "days": numbers.whole(rows["days_late"].max()),
            "lost": numbers.marks(rows["lost"].sum()),
        }
        for _, rows in late.groupby("unit_id", sort=False)
    ]


def _tasks(occasion: Occasion) -> Context:
    classes = occasion.ask("author_tasks", group_name=None)
    return {
        "task_count": numbers.whole(classes["tasks"].sum()),
        "task_share": numbers.percent(classes["in_time_share"].iloc[0]),
        "tasks": [_task(row) for row in each_row(classes)],
        "task_charts": task_charts(occasion, classes),
    }


def _task(row: Any) -> Context:
    counts = ("tasks", "entries", "done", "late", "overdue", "open")
    return {
        "kind": overview.CLASSES[row.deadline_class],
        **{name: numbers.whole(getattr(row, name)) for name in counts},
    }


def _statutory(occasion: Occasion) -> Context:
    figures = occasion.store.table("pages/report_figures", year=occasion.year)
    missing = gaps(figures)
    tables = [] if figures["value"].isna().all() else statutory_tables(figures)
    return {
        "statutory": [
            {"title": title, "long": _long(table), "body": statutory_xml(table)}
            for title, table in zip(_first_titles(tables), tables, strict=True)
        ],
        "gap_count": str(len(missing)) if missing and tables else "",
        "gap_mark": statutory.GAP,
    }


def _long(table: StatutoryTable) -> str:
    return table.title if len(table.rows) > _LONG else ""


def _first_titles(tables: list[StatutoryTable]) -> list[str]:
    """The title of each table, none where the table before has it already."""
    titles = [table.title for table in tables]
    return ["" if title == before else title for before, title in zip(["", *titles], titles, strict=False)]
