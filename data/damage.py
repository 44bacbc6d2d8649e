"""A release that cannot be read: how it is found, which release is the newest whole one, and the way back to it.

DuckDB keeps a checksum of each block and verifies it whenever it reads the block. So damage is found by whoever reads
the damaged place, and all of it by reading everything.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from data.errors import StoreDamaged, StoreMissing, is_full_disk

if TYPE_CHECKING:
    from data.layout import Layout

_RESTORE = "或用 restore 把备份恢复到一个空目录"
_DAMAGE = (duckdb.IOException, duckdb.SerializationException, duckdb.InternalException, duckdb.FatalException)


def is_damage(error: BaseException) -> bool:
    """Whether an error of DuckDB says that a file cannot be read: not that a query or the space is at fault."""
    is_plain = type(error) is duckdb.Error  # so a wrong checksum is told while a file is opened
    return (is_plain or isinstance(error, _DAMAGE)) and not is_full_disk(error)


def read_everything(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """Read every block of every table; how many tables and rows that were. A duckdb.Error when one is damaged."""
    tables = connection.execute(
        "select schema_name, table_name from duckdb_tables() where not internal order by all"
    ).fetchall()
    rows = 0
    for schema, table in tables:
        answer = connection.execute(
            f'select count(*), bit_xor(hash(t)) from {schema}."{table}" as t'
        ).fetchone()
        rows += answer[0] if answer else 0
    return len(tables), rows


def is_whole(release: Path) -> bool:
    """Whether everything in a release file can be read. A file is read once, until it changes."""
    try:
        found = release.stat()
    except OSError:
        return False
    return _is_whole(release, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=256)
def _is_whole(release: Path, _changed_at: int, _size: int) -> bool:
    try:
        with duckdb.connect(str(release), read_only=True) as connection:
            read_everything(connection)
    except duckdb.Error:
        return False
    return True


def demand_whole(layout: Layout) -> None:
    """Raise StoreDamaged unless everything in the published release can be read."""
    release_id = layout.current_id()
    if not is_whole(layout.release_file(release_id)):
        raise damaged(layout, release_id)


def damaged(layout: Layout, release_id: str) -> StoreDamaged:
    """What to tell of a damaged release: which it is, and the way back."""
    return StoreDamaged(f"数据版本“{release_id}”已损坏，读不出内容。{way_back(layout, release_id)}")


def way_back(layout: Layout, besides: str | None = None) -> str:
    """The advice to go back to the newest whole release (not `besides`), or to a backup where there is none."""
    for path in sorted(layout.releases.glob("[0-9]*.duckdb"), reverse=True):
        if path.stem != besides and is_whole(path):
            return f"最近的完好版本是 {path.stem}：可运行 rollback {path.stem} 回到它，{_RESTORE}"
    return "没有完好的数据版本，请用 restore 把备份恢复到一个空目录"


def is_lost(layout: Layout) -> bool:
    """Whether there is a store whose published release cannot be read."""
    try:
        demand_whole(layout)
    except StoreDamaged:
        return True
    return False


def demand_kept(layout: Layout, release_id: str) -> None:
    """Raise StoreMissing unless the release's file is still there, StoreDamaged when it cannot be read either."""
    path = layout.release_file(release_id)
    if path not in layout.releases.glob("[0-9]*.duckdb"):
        raise StoreMissing(f"没有数据版本“{release_id}”的文件。{way_back(layout)}")
    if not is_whole(path):
        raise damaged(layout, release_id)
