"""The JSON answers of files.md section 2, from the queries that the pages read too."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from dashboard.commands.output import plain
from data.errors import StoreMissing
from data.store import Store

_SCORE_KEYS = (
    "unit_id",
    "name",
    "group",
    "status",
    "total",
    "full_marks",
    "base",
    "bonus",
    "major",
    "veto",
    "rank",
    "rank_low",
    "rank_high",
    "grade",
    "converted",
    "components",
)
_LOSS_KEYS = ("component", "period", "indicator", "item", "cause", "ref", "marks", "recoverable", "due_on")
_OVERDUE_KEYS = ("kind", "ref", "unit_id", "description", "due_on", "original_due_on", "days_late", "status")
_WHOLE = ("rank", "rank_low", "rank_high", "days_late")


def score_answer(store: Store, year: int, as_of: date) -> list[dict[str, Any]]:
    """`score --format json`: one object a unit, ordered by group, rank, unit_id."""
    rows = records(store.query("pages/score", year=year, as_of=as_of))
    parts: dict[str, dict[str, Any]] = {}
    for part in records(store.query("pages/score_components", year=year, as_of=as_of)):
        shown = {
            "score": part["score"],
            "full": part["full_points"],
            "rate": part["rate"],
            "weight": part["weight"],
        }
        parts.setdefault(part["unit_id"], {})[part["component"]] = shown
    answer = []
    for row in rows:
        row |= {"group": row["group_name"], "veto": row["is_vetoed"], "components": parts[row["unit_id"]]}
        keys = (*_SCORE_KEYS, "reason") if row["status"] == "not_rated" else _SCORE_KEYS
        answer.append({key: row[key] for key in keys})
    return answer


def explain_answer(store: Store, unit_id: str, year: int, as_of: date) -> dict[str, Any]:
    """`explain --format json`: every lost mark of a unit, with what can still be won back."""
    rows = records(store.query("pages/score", year=year, as_of=as_of))
    unit = next((row for row in rows if row["unit_id"] == unit_id), None)
    if unit is None:
        raise StoreMissing(f"{as_of}没有启用的单位“{unit_id}”")
    losses = records(store.query("pages/explain", year=year, as_of=as_of, what_ifs_for=unit_id))
    return {
        **{key: unit[key] for key in ("unit_id", "total", "full_marks", "base")},
        "losses": [{key: loss[key] for key in _LOSS_KEYS} for loss in losses],
    }


def overdue_answer(store: Store, as_of: date, due_within: int) -> list[dict[str, Any]]:
    """`overdue --format json`: findings and tasks past their deadline, and those due within N working days."""
    rows = records(store.overdue(as_of, due_within))
    return [{key: row[key] for key in _OVERDUE_KEYS} for row in rows]


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A frame's rows as plain dicts: missing values None, ranks and days whole numbers."""
    rows = [{str(key): plain(value) for key, value in row.items()} for row in frame.to_dict("records")]
    for row in rows:
        for key in _WHOLE:
            if row.get(key) is not None:
                row[key] = int(row[key])
    return rows
