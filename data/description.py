"""What a release says of itself: its years and their schemes, its district."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

from data.computation import MEMORY_MB, Session
from data.damage import damaged
from data.layout import Layout
from data.upgrade import refuse_newer


@dataclass(frozen=True)
class Year:
    """A year with a scheme: its edition, its last date, and the digest of all its scores depend on."""

    year: int
    edition: int
    scheme_name: str
    closes_on: date
    digest: str


@dataclass(frozen=True)
class Release:
    """What every page and export names: the release read, its years, the district.

    `dated_years`: (year, edition or None, digest) of every year with findings or tasks, scheme or not.
    """

    release_id: str
    years: tuple[Year, ...]
    dated_years: tuple[tuple[int, int | None, str], ...]
    district: str
    is_demo: bool


def open_release(layout: Layout, release_id: str, memory_mb: int = MEMORY_MB) -> Session:
    """A session on a release; StoreDamaged when its file cannot be opened."""
    try:
        return Session(layout.release_file(release_id), memory_mb)
    except duckdb.Error as error:
        raise damaged(layout, release_id) from error


def describe(layout: Layout, release_id: str, session: Session) -> Release:
    """The years, editions and district of a release; raises StoreDamaged or StoreNewer."""
    try:
        with session.cursor() as cursor:
            refuse_newer(cursor)
            years = cursor.execute(
                "select digests.year, digests.edition_id, editions.name, editions.closes_on, digests.digest "
                "from core.year_digests as digests inner join scheme.editions using (edition_id) "
                "order by digests.year"
            ).fetchall()
            dated = cursor.execute(
                "select years.year, editions.edition_id from (select year from core.findings union "
                "select year from core.tasks) as years left join core.editions using (year) order by years.year"
            ).fetchall()
            district = cursor.execute(
                "select arg_max(name, batch_id), arg_max(is_demo, batch_id) from raw.district "
                "inner join core.live_batches using (batch_id)"
            ).fetchone()
    except duckdb.Error as error:
        raise damaged(layout, release_id) from error
    name, is_demo = district or (None, None)
    known = {row[0]: str(row[4]) for row in years}
    return Release(
        release_id=release_id,
        years=tuple(
            Year(year, edition, scheme_name, closes_on, str(digest))
            for year, edition, scheme_name, closes_on, digest in years
        ),
        dated_years=tuple((year, edition, known.get(year, release_id)) for year, edition in dated),
        district=name or "",
        is_demo=bool(is_demo),
    )
