"""The score chain in polars: from facts in Parquet files to printed totals and ranks.

Sums of checks and of findings are collected before the rest: in one lazy query they are computed three times over.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from bench import facts

Tables = Mapping[str, pl.LazyFrame]
_D = pl.lit(facts.AS_OF)
_CELL = ("unit_id", "item", "quarter")


def score(tables: Tables) -> pl.DataFrame:
    """One row a unit: exact_total, total and rank; the tables are those of bench/frames.py."""
    edition = tables["edition"].collect().row(0, named=True)
    costs, rates = (few.collect().lazy() for few in (_costs(tables, edition), _rates(tables)))
    marks = _marks(tables, rates, costs)
    return _totals(tables, edition, _components(tables, marks, costs)).collect()


def _costs(tables: Tables, edition: Mapping[str, Any]) -> pl.LazyFrame:
    """One row a unit, item and period: the fault and the penalty of its findings."""
    fails, passes = (_recheck_said(result) for result in ("fail", "pass"))
    met_on = pl.when(fails).then(None).when(pl.col("rectified_on") <= _D).then(pl.col("rectified_on"))
    late = (met_on.fill_null(_D) - pl.col("due_on")).dt.total_days().clip(lower_bound=0).fill_null(0)
    confirmed = met_on.is_not_null() & (passes | (not edition["require_recheck"]))
    share = pl.when(pl.col("is_repeat").fill_null(False)).then(edition["repeat_factor"]).otherwise(1) * (
        pl.when(confirmed & (late == 0)).then(1 - edition["relief"]).otherwise(1)
    )
    stated = pl.col("deduction")
    counted = pl.when(stated.is_null()).then(share * pl.col("count").fill_null(1)).otherwise(0)
    priced = (
        tables["findings"]
        .filter((pl.col("notified_on") <= _D) & _still_stands())
        .group_by("unit_id", "source", "item", "quarter")
        .agg(
            (share * stated).sum().alias("stated"),
            counted.sum().alias("counted"),
            pl.min_horizontal(pl.lit(edition["overdue_cap"]), late * edition["overdue_per_day"])
            .sum()
            .alias("penalty"),
        )
    )
    placed = priced.join(tables["items"], on=("source", "item")).join(
        tables["exempt"], on=("unit_id", "item"), how="anti"
    )
    fault = pl.col("stated") + (pl.col("counted") * pl.col("deduct_each")).fill_null(0)
    return (
        placed.with_columns(quarter=pl.when(pl.col("is_quarterly")).then("quarter").otherwise(0))
        .group_by(*_CELL, "component", "rule")
        .agg(fault.sum().alias("fault"), pl.col("penalty").sum())
    )


def _recheck_said(result: str) -> pl.Expr:
    in_time = pl.col("rechecked_on").is_between("rectified_on", _D)
    return ((pl.col("recheck_result") == result) & in_time).fill_null(False)


def _still_stands() -> pl.Expr:
    return pl.col("withdrawn_on").is_null() | (pl.col("withdrawn_on") > _D)


def _marks(tables: Tables, rates: pl.LazyFrame, costs: pl.LazyFrame) -> pl.LazyFrame:
    """One row a unit, item and period assessed: what the item got of its points."""
    got = [
        rates.select("unit_id", "item", got="share", by="points"),
        _completed(tables).select("unit_id", "item", got="value", by="points"),
        _reviewed(tables).select("unit_id", "item", got="value", by="points"),
    ]
    shares = pl.concat(got).select(
        "unit_id", "item", pl.lit(0).alias("quarter"), got=pl.col("got") * pl.col("by")
    )
    marked = pl.concat([shares, _deducted(tables, rates, costs)], how="vertical_relaxed")
    applying = marked.join(tables["exempt"], on=("unit_id", "item"), how="anti")
    return applying.join(tables["items"], on="item")


def _rates(tables: Tables) -> pl.LazyFrame:
    return (
        tables["checks"]
        .filter((pl.col("checked_on") <= _D) & _still_stands())
        .group_by("unit_id", "item")
        .agg(pl.col("earned", "possible").sum())
        .with_columns(share=pl.col("earned") / pl.col("possible"))
        .join(tables["items"].filter(pl.col("rule") == "rate"), on="item")
        .join(tables["exempt"], on=("unit_id", "item"), how="anti")
    )


def _deducted(tables: Tables, rates: pl.LazyFrame, costs: pl.LazyFrame) -> pl.LazyFrame:
    inspected = (
        tables["inspections"]
        .filter(pl.col("inspected_on") <= _D)
        .select("unit_id", "quarter", pl.lit("inspection").alias("source"))
    )
    checked = rates.select("unit_id", pl.lit(0).alias("quarter"), pl.lit("spot_check").alias("source"))
    return (
        pl.concat([inspected, checked], how="vertical_relaxed")
        .unique()
        .join(tables["items"].filter(pl.col("rule") == "deduct"), on="source")
        .join(costs, on=_CELL, how="left")
        .select(*_CELL, got=pl.col("points") - (pl.col("fault") + pl.col("penalty")).fill_null(0))
    )


def _completed(tables: Tables) -> pl.LazyFrame:
    done_on = pl.when(pl.col("done_on") <= _D).then(pl.col("done_on"))
    in_time = pl.when(done_on > pl.col("due_on")).then(pl.col("late_credit")).otherwise(1.0)
    value = pl.when(done_on.is_not_null()).then(in_time).when(pl.col("due_on") < _D).then(0.0)
    return (
        tables["entries"]
        .join(tables["items"], on="item")
        .with_columns(value=value)
        .filter(pl.col("value").is_not_null())
        .group_by("unit_id", "item", "points", "task_no")
        .agg(pl.col("value").mean())
        .group_by("unit_id", "item", "points")
        .agg(pl.col("value").mean())
    )


def _reviewed(tables: Tables) -> pl.LazyFrame:
    reached = pl.min_horizontal(pl.lit(1.0), pl.col("actual") / pl.col("target"))
    return (
        tables["reviews"]
        .filter((pl.col("reviewed_on") <= _D) & (pl.col("target") > 0))
        .join(tables["items"].filter(pl.col("rule") == "target"), on="item")
        .with_columns(value=reached)
    )


def _components(tables: Tables, marks: pl.LazyFrame, costs: pl.LazyFrame) -> pl.LazyFrame:
    """One row a unit and component with data: its score."""
    got = pl.when(pl.col("cap") == "item").then(pl.col("got").clip(lower_bound=0)).otherwise(pl.col("got"))
    by_period = (
        marks.group_by("unit_id", "component", "component_points", "indicator", "quarter")
        .agg(pl.col("points").sum(), got.sum())
        .with_columns(got=pl.max_horizontal(pl.lit(0.0), pl.min_horizontal("points", "got")))
        .group_by("unit_id", "component", "component_points", "quarter")
        .agg(pl.col("points", "got").sum())
    )
    period_score = pl.col("component_points") * pl.col("got") / pl.col("points")
    penalties = (
        costs.filter(pl.col("rule") == "rate").group_by("unit_id", "component").agg(pl.col("penalty").sum())
    )
    return (
        by_period.group_by("unit_id", "component", "component_points")
        .agg(period_score.mean().alias("mean"))
        .join(penalties, on=("unit_id", "component"), how="left")
        .with_columns(score=(pl.col("mean") - pl.col("penalty").fill_null(0)).clip(lower_bound=0))
    )


def _totals(tables: Tables, edition: Mapping[str, Any], components: pl.LazyFrame) -> pl.LazyFrame:
    sums = components.group_by("unit_id").agg(
        pl.col("score").sum(), pl.col("component_points").sum().alias("points")
    )
    failing = (
        components.join(tables["floors"], on="component")
        .group_by("unit_id", "floor_no", "minimum")
        .agg(pl.col("component_points").sum().alias("floor_points"))
        .join(sums, on="unit_id")
        .filter(pl.col("floor_points") / pl.col("points") < pl.col("minimum") - 1e-9)
    )
    exact = edition["full_marks"] * pl.col("score") / pl.col("points")
    scale = 10 ** edition["decimals"]
    rated = sums.join(failing, on="unit_id", how="anti").join(tables["units"], on="unit_id")
    return rated.with_columns(exact_total=exact).select(
        "unit_id",
        "exact_total",
        total=((pl.col("exact_total") + 1e-9) * scale + 0.5).floor() / scale,
        rank=((pl.col("exact_total") + 1e-9) * scale + 0.5)
        .floor()
        .rank("min", descending=True)
        .over("group_name"),
    )
