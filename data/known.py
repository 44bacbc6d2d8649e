"""What a store already holds, asked before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import duckdb

from data.calendar import CalendarDay, WorkCalendar, seed_days
from data.layout import Layout, published
from data.scheme import Scheme

Connection = duckdb.DuckDBPyConnection


def already_stored(layout: Layout | Connection, digests: Collection[str]) -> dict[str, int]:
    """Digest → batch of the files that stand in the store whole: live, and with no row refused."""
    rows = _ask(
        layout,
        "select files.sha256, max(files.batch_id) from raw.batch_files as files "
        "inner join core.batches using (batch_id) "
        "where batches.is_live and batches.rows_refused = 0 and list_contains(?, files.sha256) group by all",
        sorted(digests),
    )
    return dict(rows)


def stored_scheme(layout: Layout | Connection, scheme: Scheme) -> int | None:
    """The batch of this very text when it is the scheme of its year already."""
    rows = _ask(
        layout,
        "select edition_id from scheme.editions as texts inner join core.editions as current using (edition_id) "
        "where current.year = ? and texts.source_text = ?",
        scheme.year,
        scheme.source_text,
    )
    return rows[0][0] if rows else None


def stored_plan(layout: Layout | Connection, digest: str, year: int, issued_on: date | None) -> int | None:
    """The live batch of this very document, read with the same year and date of issue."""
    rows = _ask(
        layout,
        "select max(batch_id) from raw.batch_files inner join core.batches using (batch_id) "
        "inner join staging.tasks using (batch_id) where what = 'plan' and is_live and sha256 = ? "
        "and tasks.year = ? and tasks.issued_on is not distinct from ? having count(*) > 0",
        digest,
        year,
        issued_on,
    )
    return rows[0][0] if rows else None


def stored_calendar(layout: Layout | Connection, days: Sequence[CalendarDay]) -> int | None:
    """The newest live batch of the working-day table when it says all of these days as they are given."""
    rows = _ask(
        layout,
        "select max(batch_id) from core.batches where what = 'calendar' and is_live and not exists ("
        "select 1 from (select unnest(?) as day, unnest(?) as is_workday, unnest(?) as note) as given "
        "left join core.calendar using (day) where calendar.is_workday is distinct from given.is_workday "
        "or coalesce(calendar.note, '') <> given.note or calendar.is_provisional) having count(*) > 0",
        [day.day for day in days],
        [day.is_workday for day in days],
        [day.note for day in days],
    )
    return rows[0][0] if rows else None


def work_calendar(layout: Layout) -> WorkCalendar:
    """The working-day table of the store, or the one that comes with the product."""
    if not layout.exists():
        return WorkCalendar({day.day: day.is_workday for day in seed_days()})
    return WorkCalendar(
        dict(_ask(layout, "select day, is_workday from core.calendar where not is_provisional"))
    )


def _ask(layout: Layout | Connection, sql: str, *arguments: Any) -> Sequence[tuple[Any, ...]]:
    """Rows of the published release, none without a store; or of the release that a connection is writing."""
    if isinstance(layout, Connection):
        return layout.execute(sql, arguments).fetchall()
    if not layout.exists():
        return []
    with published(layout) as connection:
        return connection.execute(sql, arguments).fetchall()
