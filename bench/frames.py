"""What the chain does with spot checks and findings, done by pandas and by polars.

Rates, penalties, deductions and ranks of one component: no inspections, tasks, reviews, appeals, floors or what-ifs,
and less to read: pandas starts from frames in memory, units and items as categories; polars from Parquet files of the
columns it needs.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl

from bench import facts

_CHECKS = "select unit_id, item, checked_on, earned, possible from core.spot_checks"
_FINDINGS = """
    select unit_id, item, notified_on, due_on, rectified_on, recheck_result, deduction
    from core.findings where source = 'spot_check'
"""
_AS_OF = np.datetime64(facts.AS_OF)
_PER_DAY, _CAP, _RELIEF = 0.05, 1.0, 0.5
_POINTS = 50


def _load_pandas(release: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    with duckdb.connect(str(release), read_only=True) as connection:
        checks, findings = (connection.execute(sql).df() for sql in (_CHECKS, _FINDINGS))
    for frame in (checks, findings):
        frame["unit_id"], frame["item"] = (
            frame["unit_id"].astype("category"),
            frame["item"].astype("category"),
        )
    return checks, findings


def _load_polars(release: Path) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """From Parquet files, read when asked, as the release is."""
    frames = []
    for name, sql in (("checks", _CHECKS), ("findings", _FINDINGS)):
        target = release.with_name(f"{name}.parquet")
        with duckdb.connect(str(release), read_only=True) as connection:
            connection.execute(f"copy ({sql}) to '{target}' (format parquet)")
        frames.append(pl.scan_parquet(target))
    return frames[0], frames[1]


def _score_pandas(checks: pd.DataFrame, findings: pd.DataFrame) -> pd.Series:
    counted = checks[checks["checked_on"] <= _AS_OF]
    sums = counted.groupby(["unit_id", "item"], observed=True)[["earned", "possible"]].sum()
    rates = (sums["earned"] / sums["possible"]).groupby(level=0, observed=True).mean()
    known = findings[findings["notified_on"] <= _AS_OF]
    met = known["rectified_on"].where(
        (known["rectified_on"] <= _AS_OF) & known["recheck_result"].ne("fail"), pd.Timestamp(_AS_OF)
    )
    days = (met - known["due_on"]).dt.days.clip(lower=0)
    relieved = (days == 0) & known["recheck_result"].eq("pass")
    lost = known["deduction"] * np.where(relieved, 1 - _RELIEF, 1)
    costs = known.assign(penalty=np.minimum(_CAP, _PER_DAY * days), fault=lost)
    by_item = costs.groupby(["unit_id", "item"], observed=True)[["penalty", "fault"]].sum()
    penalties = by_item["penalty"].groupby(level=0, observed=True).sum()
    return (_POINTS * rates - penalties).clip(lower=0).rank(ascending=False, method="min")


def _score_polars(checks: pl.LazyFrame, findings: pl.LazyFrame) -> pl.DataFrame:
    as_of = pl.lit(facts.AS_OF)
    sums = (
        checks.filter(pl.col("checked_on") <= as_of)
        .group_by("unit_id", "item")
        .agg(pl.col("earned", "possible").sum())
    )
    rates = sums.group_by("unit_id").agg((pl.col("earned") / pl.col("possible")).mean().alias("rate"))
    is_met = (pl.col("rectified_on") <= as_of) & pl.col("recheck_result").ne_missing("fail")
    met = pl.when(is_met).then(pl.col("rectified_on")).otherwise(as_of)
    days = (met - pl.col("due_on")).dt.total_days().clip(lower_bound=0)
    is_relieved = (days == 0) & pl.col("recheck_result").eq_missing("pass")
    costs = (
        findings.filter(pl.col("notified_on") <= as_of)
        .select(
            "unit_id",
            "item",
            pl.min_horizontal(pl.lit(_CAP), days * _PER_DAY).alias("penalty"),
            (pl.col("deduction") * pl.when(is_relieved).then(1 - _RELIEF).otherwise(1)).alias("fault"),
        )
        .group_by("unit_id", "item")
        .agg(pl.col("penalty", "fault").sum())
        .group_by("unit_id")
        .agg(pl.col("penalty").sum())
    )
    score = (_POINTS * pl.col("rate") - pl.col("penalty").fill_null(0)).clip(lower_bound=0)
    return (
        rates.join(costs, on="unit_id", how="left")
        .with_columns(score.rank("min", descending=True).alias("rank"))
        .collect()
    )


LIBRARIES: tuple[tuple[str, Callable[[Path], tuple[Any, Any]], Callable[..., object]], ...] = (
    ("pandas", _load_pandas, _score_pandas),
    ("polars", _load_polars, _score_polars),
)
