"""The annual report's section of each unit: result, what it lost most for, findings closed and open."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.exports.documents.common import Context, standing_note, text
from dashboard.exports.documents.feedback import rank_words
from dashboard.exports.occasion import Occasion
from dashboard.frames import each_row
from dashboard.text import charts, numbers

SHOWN = 5  # of the items a unit lost most for
_PLACE = ["unit_id", "component_name", "item_name", "cause"]
_COUNTS = ("found", "closed", "waiting", "open", "overdue")


def unit_sections(occasion: Occasion, units: pd.DataFrame, *, with_ranks: bool) -> list[Context]:
    """Return every unit in the order of `units` (pages/bulletin_units)."""
    found = {row.unit_id: row for row in each_row(occasion.ask("document_findings"))}
    lost = _most_lost(occasion.losses())
    return [
        {
            "no": str(number),
            "name": unit.name,
            "group": unit.group_name,
            "total": "" if numbers.is_missing(unit.total) else numbers.marks(unit.total, unit.decimals),
            "rank": _rank(unit) if with_ranks else "",
            "grade": text(unit.grade),
            "reason": standing_note(unit),
            "lost": lost.get(unit.unit_id, []),
            **{name: str(int(getattr(found.get(unit.unit_id), name, 0))) for name in _COUNTS},
        }
        for number, unit in enumerate(each_row(units), start=1)
    ]


def _rank(unit: Any) -> str:
    return "" if numbers.is_missing(unit.rank) else rank_words(unit, "full")


def _most_lost(losses: pd.DataFrame) -> dict[str, list[Context]]:
    sums = losses.groupby(_PLACE, dropna=False, sort=False)["marks"].agg(["sum", "size"]).reset_index()
    ordered = sums.sort_values("sum", ascending=False, kind="stable").groupby("unit_id", sort=False)
    return {str(unit): [_item(row) for row in each_row(rows.head(SHOWN))] for unit, rows in ordered}


def _item(row: Any) -> Context:
    return {
        "item": row.component_name if numbers.is_missing(row.item_name) else row.item_name,
        "component": row.component_name,
        "cause": charts.CAUSES[row.cause],
        "count": str(int(row.size)),
        "marks": numbers.marks(row.sum),
    }
