"""What the chain does with the bench's facts, done by pandas and by polars, which must answer the same scores.

Both go from spot checks, findings, inspections, entries and reviews to components, totals, rounding and ranks. The
bench's facts hold no appeals, extensions or adjustments. Both do less: no rank intervals, certainty, grades, statuses
and their reasons, bonus and veto, and exempt items are given to them.
pandas starts from frames in memory, units and words as categories; polars from Parquet files, read when asked, as the
release is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl

from bench import facts, in_pandas, in_polars

_TABLES = {
    "checks": f"""
        select unit_id, item, checked_on, earned, possible, withdrawn_on
        from core.spot_checks where year = {facts.YEAR}
    """,
    "findings": f"""
        select unit_id, source, item, quarter, count, deduction, notified_on, due_on, rectified_on, rechecked_on,
            recheck_result, withdrawn_on, is_repeat
        from core.findings where year = {facts.YEAR}
    """,
    "inspections": f"select unit_id, quarter, inspected_on from core.inspections where year = {facts.YEAR}",
    "entries": f"""
        select unit_id, task_no, item, due_on, done_on from core.entries
        where year = {facts.YEAR} and role <> 'support' and due_on is not null
    """,
    "reviews": f"select unit_id, item, actual, target, reviewed_on from core.reviews where year = {facts.YEAR}",
    "units": "select unit_id, group_name from core.units",
    "items": f"""
        select components.component, components.source, components.points as component_points, components.cap,
            components.late_credit, components.period = 'quarter' as is_quarterly,
            items.indicator, items.item, items.points, items.rule, items.deduct_each
        from scheme.items inner join scheme.components using (edition_id, component)
        where edition_id = {facts.edition()[0]}
    """,
    "exempt": f"""
        select units.unit_id, items.item from core.units cross join scheme.items
        where items.edition_id = {facts.edition()[0]} and not items.applies_to_all and not exists (
            select 1 from scheme.item_targets
            where item_targets.edition_id = items.edition_id and item_targets.item = items.item
                and item_targets.target in (units.unit_id, units.group_name)
        )
    """,
    "floors": f"""
        select floors.floor_no, floors.minimum, floor_components.component
        from scheme.floors inner join scheme.floor_components using (edition_id, floor_no)
        where edition_id = {facts.edition()[0]}
    """,
    "edition": f"from scheme.editions where edition_id = {facts.edition()[0]}",
}
_CATEGORIES = ("unit_id", "item", "source", "recheck_result")
_TOLERANCE = 1e-6


def _load_pandas(release: Path) -> Mapping[str, pd.DataFrame]:
    with duckdb.connect(str(release), read_only=True) as connection:
        tables = {name: connection.execute(sql).df() for name, sql in _TABLES.items()}
    for name in ("checks", "findings"):
        columns = [column for column in _CATEGORIES if column in tables[name]]
        tables[name] = tables[name].astype(dict.fromkeys(columns, "category"))
    return tables


def _load_polars(release: Path) -> Mapping[str, pl.LazyFrame]:
    frames = {}
    for name, sql in _TABLES.items():
        target = release.with_name(f"{name}.parquet")
        with duckdb.connect(str(release), read_only=True) as connection:
            connection.execute(f"copy ({sql}) to '{target}' (format parquet)")
        frames[name] = pl.scan_parquet(target)
    return frames


def _score_polars(tables: Mapping[str, pl.LazyFrame]) -> pd.DataFrame:
    return pd.DataFrame(in_polars.score(tables).to_dict(as_series=False))


def assert_same(ours: pd.DataFrame, theirs: pd.DataFrame) -> None:
    """That a library answered the totals and ranks of scores.results: another computation is no baseline."""
    rated = ours[ours["exact_total"].notna()].set_index("unit_id").sort_index()
    found = theirs.set_index("unit_id").sort_index()
    for column in ("exact_total", "total", "rank"):
        pd.testing.assert_series_equal(
            found[column].astype(float),
            rated[column].astype(float),
            rtol=0,
            atol=_TOLERANCE,
            check_index_type=False,
        )


LIBRARIES: tuple[tuple[str, Callable[[Path], Any], Callable[[Any], pd.DataFrame]], ...] = (
    ("pandas", _load_pandas, in_pandas.score),
    ("polars", _load_polars, _score_polars),
)
