"""问题: every finding of the year and what became of it; a Pareto chart of the kinds of fault."""

from __future__ import annotations

import pandas as pd

from dashboard.exports.occasion import Occasion
from dashboard.exports.piece import Piece
from dashboard.exports.workbooks import fills
from dashboard.exports.workbooks.book import Book, Figure, Kind, Table, columns
from dashboard.exports.workbooks.pieces import book_pieces, book_title
from dashboard.exports.workbooks.rows import asked, decimals_of, in_words, note_of_lists, worded, yes
from dashboard.text import numbers, overview
from dashboard.text import workbooks as words

COLUMNS: dict[str, Kind] = {
    "finding_id": "text",
    "group_name": "text",
    "name": "text",
    "state": "text",
    "source": "text",
    "component_name": "text",
    "item_name": "text",
    "description": "prose",
    "finding_period": "text",
    "notified_on": "date",
    "original_due_on": "date",
    "extended_to": "date",
    "rectified_on": "date",
    "rechecked_on": "date",
    "recheck_result": "text",
    "days_late": "whole",
    "repeat": "text",
    "deduction": "marks",
    "lost_by_finding": "marks",
    "tracked_reason": "text",
    "evidence": "prose",
    "check_id": "text",
    "task_no": "text",
    "unit_id": "text",
}
KINDS: dict[str, Kind] = {
    "item_name": "text",
    "first_time": "whole",
    "repeated": "whole",
    "findings": "whole",
    "cumulative_share": "share",
}
TOP = 3  # how many kinds the title adds up


def findings_pieces(occasion: Occasion) -> list[Piece]:
    """Return 问题清单 as workbook and CSV."""
    return book_pieces(occasion, "findings", build_findings)


def build_findings(occasion: Occasion) -> Book:
    """Return the book: today's facts at the date; the marks lost in a closed round are the stored ones."""
    findings = asked(occasion, "export_findings")
    shown = findings.assign(
        state=in_words(findings["state"]),
        source=worded(findings["source"], overview.SOURCES),
        recheck_result=worded(findings["recheck_result"], words.RECHECKS),
        repeat=yes(findings["is_repeat"]),
        finding_period=findings["period"].where(findings["tracked_reason"].isna()),
        lost_by_finding=findings["finding_id"].map(_lost(occasion)),
    )
    title = book_title(occasion, "findings")
    queries = ("export_findings", "round_published_losses" if occasion.closed else "explain")
    table = Table(words.FINDINGS, title, columns(COLUMNS), shown, queries, frozen=3)
    decimals = decimals_of(occasion.results())
    return Book(occasion, title, (table,), _figures(findings), decimals, note_of_lists(occasion))


def _lost(occasion: Occasion) -> pd.Series:
    """Return finding id → marks of the total lost by it; nothing for one that cost none."""
    losses = occasion.losses()
    of_findings = losses[losses["cause"].isin(["finding", "overdue"])]
    return of_findings.groupby("ref")["marks"].sum()


def fault_kinds(findings: pd.DataFrame) -> pd.DataFrame:
    """Return one row an item with its findings that stand, the most frequent first (as pages/checks_faults counts)."""
    standing = findings[findings["state"] != "withdrawn"]
    grouped = standing.groupby("item", dropna=False, sort=True)
    kinds = grouped.agg(
        item_name=("item_name", "first"), findings=("finding_id", "size"), repeated=("is_repeat", "sum")
    ).sort_values("findings", ascending=False, kind="stable")
    kinds["item_name"] = kinds["item_name"].fillna(words.NO_ITEM)
    kinds["first_time"] = kinds["findings"] - kinds["repeated"]
    kinds["cumulative_share"] = kinds["findings"].cumsum() / kinds["findings"].sum()
    return kinds.reset_index()


def _figures(findings: pd.DataFrame) -> tuple[Figure, ...]:
    kinds = fault_kinds(findings)
    if kinds.empty:
        return ()
    top = min(TOP, len(kinds))
    title = words.FINDINGS_TITLE.format(
        first=kinds["item_name"].iloc[0],
        most=int(kinds["findings"].iloc[0]),
        top=top,
        count=int(kinds["findings"].sum()),
        share=numbers.percent(kinds["cumulative_share"].iloc[top - 1]),
    )
    table = Table(words.FIGURE_FINDINGS, title, columns(KINDS), kinds, ("export_findings",))
    return (
        Figure(
            table,
            len(fills.UNDER_LINE),
            words.FAULT,
            words.FINDING_COUNT,
            line="cumulative_share",
            fills=fills.UNDER_LINE,
        ),
    )
