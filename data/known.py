"""What a store already holds, asked before anything is written."""

from __future__ import annotations

from collections.abc import Collection

import duckdb

from data.calendar import WorkCalendar, seed_days
from data.layout import Layout


def already_stored(layout: Layout, digests: Collection[str]) -> dict[str, int]:
    """Digest → batch of the files that stand in the store whole: live, and with no row refused."""
    if not layout.exists():
        return {}
    with duckdb.connect(str(layout.release_file(layout.current_id())), read_only=True) as connection:
        rows = connection.execute(
            "select files.sha256, max(files.batch_id) from raw.batch_files as files "
            "inner join core.batches using (batch_id) "
            "where batches.is_live and batches.rows_refused = 0 and list_contains(?, files.sha256) group by all",
            [sorted(digests)],
        ).fetchall()
    return dict(rows)


def work_calendar(layout: Layout) -> WorkCalendar:
    """The working-day table of the store, or the one that comes with the product."""
    if not layout.exists():
        return WorkCalendar({day.day: day.is_workday for day in seed_days()})
    with duckdb.connect(str(layout.release_file(layout.current_id())), read_only=True) as connection:
        rows = connection.execute(
            "select day, is_workday from core.calendar where not is_provisional"
        ).fetchall()
    return WorkCalendar(dict(rows))
