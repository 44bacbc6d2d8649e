"""What the papers of single units are written from: asked once for a part of them, then only looked up."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.exports.documents.common import standings
from dashboard.exports.occasion import Occasion
from dashboard.frames import each_row
from data.computation import Units

Rows = dict[str, list[Any]]
"""Unit id → its rows, in the order of the query."""

# the kind of fact of a cause
_FACTS = {"check": "check", "finding": "finding", "overdue": "finding", "review": "review"}


def units_in_order(occasion: Occasion) -> list[Any]:
    """Return the occasion's units with their result, group by group (pages/bulletin_units)."""
    rows = standings(occasion)
    return each_row(rows if occasion.unit_id is None else rows[rows["unit_id"] == occasion.unit_id])


def by_unit(rows: pd.DataFrame) -> Rows:
    """Return the rows of each unit that has any."""
    return {str(unit): each_row(own) for unit, own in rows.groupby("unit_id", sort=False)}


def of_part(rows: pd.DataFrame, part: Units) -> pd.DataFrame:
    """Return the rows of a part of the units."""
    return rows[rows["unit_id"].between(*part)]


def matters_of(occasion: Occasion, part: Units) -> Rows:
    """Return every matter with what it gives back or puts at risk (pages/document_matters)."""
    return by_unit(occasion.ask("document_matters", what_ifs_for=part))


def losses_of(occasion: Occasion, part: Units) -> Rows:
    """Return every lost mark with `day`, the day of its fact, the largest first; of a task its deadline."""
    losses = occasion.losses_of(part)
    losses = losses.assign(kind=losses["cause"].map(_FACTS))
    days = occasion.ask("fact_days", what_ifs_for=part)
    dated = losses.merge(days, on=["unit_id", "kind", "ref"], how="left")
    dated["day"] = dated["day"].fillna(dated["due_on"].where(dated["kind"].isna()))
    return by_unit(dated.sort_values("marks", ascending=False, kind="stable"))
