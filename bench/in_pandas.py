"""The score chain in pandas: from facts in memory to printed totals and ranks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from bench import facts

Tables = Mapping[str, pd.DataFrame]
_D = pd.Timestamp(facts.AS_OF)
_CELL = ["unit_id", "item", "quarter"]


def score(tables: Tables) -> pd.DataFrame:
    """One row a unit: exact_total, total and rank; the tables are those of bench/frames.py."""
    edition = tables["edition"].iloc[0]
    costs = _costs(tables, edition)
    marks = _marks(tables, costs)
    return _totals(tables, edition, _components(marks, costs))


def _sum(frame: pd.DataFrame, by: list[str], columns: list[str]) -> pd.DataFrame:
    return frame.groupby(by, observed=True, dropna=False, as_index=False)[columns].sum()


def _costs(tables: Tables, edition: pd.Series) -> pd.DataFrame:
    """One row a unit, item and period: the fault and the penalty of its findings."""
    known = tables["findings"]
    known = known[(known["notified_on"] <= _D) & _still_stands(known)]
    in_time = (known["rechecked_on"] >= known["rectified_on"]) & (known["rechecked_on"] <= _D)
    fails, passes = (known["recheck_result"].eq(result) & in_time for result in ("fail", "pass"))
    met_on = known["rectified_on"].where((known["rectified_on"] <= _D) & ~fails)
    late = (met_on.fillna(_D) - known["due_on"]).dt.days.clip(lower=0).fillna(0)
    confirmed = met_on.notna() & (passes | (not edition["require_recheck"]))
    repeated = np.where(known["is_repeat"].fillna(False).astype(bool), edition["repeat_factor"], 1)
    share = repeated * np.where(confirmed & (late == 0), 1 - edition["relief"], 1)
    stated = known["deduction"]
    priced = known[["unit_id", "source", "item", "quarter"]].assign(
        stated=share * stated,
        counted=np.where(stated.isna(), share * known["count"].fillna(1), 0),
        penalty=np.minimum(edition["overdue_cap"], edition["overdue_per_day"] * late),
    )
    sums = _sum(priced, ["unit_id", "source", "item", "quarter"], ["stated", "counted", "penalty"])
    placed = _applying(sums.merge(tables["items"], on=["source", "item"]), tables)
    placed["quarter"] = placed["quarter"].where(placed["is_quarterly"], 0)
    placed["fault"] = placed["stated"] + (placed["counted"] * placed["deduct_each"]).fillna(0)
    return _sum(placed, [*_CELL, "component", "rule"], ["fault", "penalty"])


def _still_stands(rows: pd.DataFrame) -> pd.Series:
    return rows["withdrawn_on"].isna() | (rows["withdrawn_on"] > _D)


def _applying(rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    found = rows.merge(tables["exempt"], on=["unit_id", "item"], how="left", indicator="where")
    return found[found["where"] == "left_only"].drop(columns="where")


def _marks(tables: Tables, costs: pd.DataFrame) -> pd.DataFrame:
    """One row a unit, item and period assessed: what the item got of its points."""
    rates = _rates(tables)
    shares = pd.concat([rates, _completed(tables), _reviewed(tables)])[["unit_id", "item", "value", "points"]]
    shares["got"], shares["quarter"] = shares["value"] * shares["points"], 0
    marked = pd.concat([shares[[*_CELL, "got"]], _deducted(tables, rates, costs)])
    return _applying(marked, tables).merge(tables["items"], on="item")


def _rates(tables: Tables) -> pd.DataFrame:
    checks = tables["checks"]
    counted = checks[(checks["checked_on"] <= _D) & _still_stands(checks)]
    sums = _sum(counted, ["unit_id", "item"], ["earned", "possible"])
    sums["value"] = sums["earned"] / sums["possible"]
    return _applying(sums.merge(tables["items"].query("rule == 'rate'"), on="item"), tables)


def _deducted(tables: Tables, rates: pd.DataFrame, costs: pd.DataFrame) -> pd.DataFrame:
    inspections = tables["inspections"]
    inspected = inspections.loc[inspections["inspected_on"] <= _D, ["unit_id", "quarter"]]
    assessed = pd.concat(
        [inspected.assign(source="inspection"), rates[["unit_id"]].assign(quarter=0, source="spot_check")]
    ).drop_duplicates()
    cells = assessed.merge(tables["items"].query("rule == 'deduct'"), on="source")
    cells = cells.merge(costs[[*_CELL, "fault", "penalty"]], on=_CELL, how="left")
    cells["got"] = cells["points"] - (cells["fault"] + cells["penalty"]).fillna(0)
    return cells[[*_CELL, "got"]]


def _completed(tables: Tables) -> pd.DataFrame:
    entries = tables["entries"].merge(tables["items"], on="item")
    done = entries["done_on"] <= _D
    in_time = np.where(entries["done_on"] > entries["due_on"], entries["late_credit"], 1.0)
    entries["value"] = np.where(done, in_time, np.where(entries["due_on"] < _D, 0.0, np.nan))
    by_task = entries.dropna(subset="value").groupby(["unit_id", "item", "points", "task_no"])["value"].mean()
    return by_task.groupby(level=[0, 1, 2]).mean().reset_index()


def _reviewed(tables: Tables) -> pd.DataFrame:
    reviews = (
        tables["reviews"].query("target > 0").merge(tables["items"].query("rule == 'target'"), on="item")
    )
    reviews = reviews[reviews["reviewed_on"] <= _D]
    return reviews.assign(value=np.minimum(1, reviews["actual"] / reviews["target"]))


def _components(marks: pd.DataFrame, costs: pd.DataFrame) -> pd.DataFrame:
    """One row a unit and component with data: its score."""
    marks["got"] = marks["got"].where(marks["cap"] != "item", marks["got"].clip(lower=0))
    key = ["unit_id", "component", "component_points"]
    by_indicator = _sum(marks, [*key, "indicator", "quarter"], ["points", "got"])
    by_indicator["got"] = np.maximum(0, np.minimum(by_indicator["points"], by_indicator["got"]))
    periods = _sum(by_indicator, [*key, "quarter"], ["points", "got"])
    periods["mean"] = periods["component_points"] * periods["got"] / periods["points"]
    scores = periods.groupby(key, as_index=False)["mean"].mean()
    penalties = _sum(costs[costs["rule"] == "rate"], ["unit_id", "component"], ["penalty"])
    scores = scores.merge(penalties, on=["unit_id", "component"], how="left")
    return scores.assign(score=(scores["mean"] - scores["penalty"].fillna(0)).clip(lower=0))


def _totals(tables: Tables, edition: Any, components: pd.DataFrame) -> pd.DataFrame:
    sums = _sum(components, ["unit_id"], ["score", "component_points"])
    floors = components.merge(tables["floors"], on="component")
    floors = _sum(floors, ["unit_id", "floor_no", "minimum"], ["component_points"])
    floors = floors.merge(sums, on="unit_id", suffixes=("", "_of_all"))
    share = floors["component_points"] / floors["component_points_of_all"]
    failing = floors.loc[share < floors["minimum"] - 1e-9, "unit_id"]
    rated = sums[~sums["unit_id"].isin(failing)].merge(tables["units"], on="unit_id")
    scale = 10 ** edition["decimals"]
    rated["exact_total"] = edition["full_marks"] * rated["score"] / rated["component_points"]
    rated["total"] = np.floor((rated["exact_total"] + 1e-9) * scale + 0.5) / scale
    rated["rank"] = rated.groupby("group_name")["total"].rank(ascending=False, method="min")
    return rated[["unit_id", "exact_total", "total", "rank"]]
