"""The integrity report: can everything be read, do the derived tables follow from the raw ones, do references hold."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from data.accounts.audit import anchor, broken_at, entries, remembered
from data.accounts.database import AccountsFile
from data.computation import MEMORY_MB
from data.damage import read_everything, way_back
from data.errors import OpennessError, StoreDamaged
from data.integrity import BadRow, find_problems
from data.layout import Layout, file_digest, published
from data.queryfile import build_order
from data.scratch import spill_folder
from data.upgrade import is_current

_ON_ITS_WAY = timedelta(minutes=1)
_MISSING_TOLD = 20


@dataclass(frozen=True)
class Finding:
    """One line of the report: what was looked at, whether it is in order, and what to do if not."""

    subject: str
    is_good: bool
    message: str


def check_store(store: Path) -> list[Finding]:
    """Look at the pointer, the release file, its derived tables, its references, the kept files, the audit log, and
    whether that names every batch saved through the browser.

    Raises StoreMissing when there is no store. Without accounts nothing is said of a log.
    """
    return [*_check_release(store), *check_log(store), *check_saves(store, datetime.now())]


def _check_release(store: Path) -> list[Finding]:
    layout = Layout(store)
    try:
        release_id = layout.current_id()
    except StoreDamaged as error:
        return [Finding("数据指针 CURRENT", False, str(error))]
    findings = [Finding("数据指针 CURRENT", True, f"指向 {release_id}")]
    try:
        with duckdb.connect(
            str(layout.release_file(release_id)), read_only=True, config=_limits()
        ) as connection:
            findings.append(_check_reading(connection))
            findings.append(_check_derived(connection))
            findings.extend(_check_rows(connection))
            findings.append(_check_sources(connection, layout))
    except duckdb.Error as error:
        findings.append(
            Finding("数据版本文件", False, f"{release_id} 已损坏（{error}）。{way_back(layout, release_id)}")
        )
    return findings


def _limits() -> dict[str, str | bool | int | float | list[str]]:
    """What the check may take before it spills: each table is compared as a whole."""
    return {"memory_limit": f"{MEMORY_MB}MB", "temp_directory": str(spill_folder())}


def check_references(store: Path) -> list[Finding]:
    """The part of the report that an undo or rollback can change: do rows in force still have what they refer to."""
    with published(Layout(store)) as connection:
        return _check_rows(connection)


def _check_reading(connection: duckdb.DuckDBPyConnection) -> Finding:
    """Read every block of every table; DuckDB verifies its checksums on the way."""
    tables, rows = read_everything(connection)
    return Finding("数据版本文件", True, f"{tables}张表、{rows}行全部可读")


def _check_derived(connection: duckdb.DuckDBPyConnection) -> Finding:
    """Recompute each core table from what it reads and compare with what is stored."""
    if not is_current(connection):
        return Finding("派生数据", True, "由另一版本的程序生成，下次使用时自动更新")
    wrong = []
    for query in build_order(["core"]):
        stored = f"select * from {query.table}"
        parts = f"(({query.sql}) except all ({stored})) union all (({stored}) except all ({query.sql}))"
        answer = connection.execute(
            f"select count(*) from ({parts})", query.arguments({"batch_id": None})
        ).fetchone()
        if answer and answer[0]:
            wrong.append(query.table)
    if wrong:
        return Finding("派生数据", False, f"{'、'.join(wrong)} 与原始数据不一致，请用 rollback 回到上一版本")
    return Finding("派生数据", True, "与原始数据一致")


def _check_rows(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Rows in force that would be refused today, for instance after an undo took away what they refer to."""
    bad = [row for row in find_problems(connection, None) if _is_in_force(connection, row)]
    if not bad:
        return [Finding("引用关系", True, "所有在用记录的单位、问题、任务均存在")]
    return [Finding("引用关系", False, str(row.problem)) for row in bad]


def _is_in_force(connection: duckdb.DuckDBPyConnection, row: BadRow) -> bool:
    answer = connection.execute(
        f"select count(*) from staging.{row.kind} inner join core.live_batches using (batch_id) "
        "where batch_id = ? and file_no = ? and row_no = ?",
        [row.batch_id, row.file_no, row.row_no],
    ).fetchone()
    return bool(answer and answer[0])


def _check_sources(connection: duckdb.DuckDBPyConnection, layout: Layout) -> Finding:
    """Every source file of a fact is kept, and every kept file still has the bytes its name promises."""
    named = connection.execute(
        "select sha256, file from raw.batch_files where sha256 is not null "
        "union select sha256, name from raw.evidence order by file"
    ).fetchall()
    kept = {path.name for path in layout.objects.glob("*") if path.suffix != ".partial"}
    altered = {name for name in kept if file_digest(layout.objects / name) != name}
    names = dict(named)
    wrong = sorted(names.get(digest, digest) for digest in altered | (names.keys() - kept))
    if wrong:
        return Finding("来源文件", False, f"缺失或被改动：{'、'.join(wrong)}。请从备份恢复 objects 目录")
    return Finding("来源文件", True, f"{len(kept)}个来源文件完好")


def check_log(store: Path) -> list[Finding]:
    """The part of the report about the audit log: every entry follows from those before it, none is missing that
    was there at the last backup. Nothing of a store without accounts.
    """
    accounts = AccountsFile(store)
    if not accounts.exists():
        return []
    try:
        known = remembered(accounts)
        broken, end = broken_at(accounts, known), anchor(accounts)
    except OpennessError as error:
        return [Finding("操作日志", False, str(error))]
    if broken is not None:
        advice = "请把 accounts.sqlite 另存一份，与最近的备份对照，查明谁动过它"
        return [Finding("操作日志", False, f"自第{broken}条起被改动、删除或插入。{advice}")]
    since = f"，与最近一次备份时的第{known.entry_no}条相符" if known else "；尚未备份"
    return [Finding("操作日志", True, f"{end.entry_no if end else 0}条首尾相接{since}")]


def check_saves(store: Path, now: datetime) -> list[Finding]:
    """The part of the report about what the browser saved: the audit log has an entry for each batch of it.

    Saves of the last minute may still be on their way there. Nothing of a store without accounts.
    """
    accounts = AccountsFile(store)
    try:
        told = _batches_told(accounts)
        saves = _saves_since(Layout(store), told.since, now - _ON_ITS_WAY) if told else []
    except (OpennessError, duckdb.Error):
        return []  # what cannot be read is reported above
    if told is None:
        return []
    missing = [f"第{batch}批（{by}，{step}）" for batch, by, step in saves if batch not in told.batches]
    if missing:
        advice = "这些批次已存入，却没有操作记录。请向经办人核实，并检查 accounts.sqlite 是否被换过"
        return [Finding("操作记录", False, f"{'、'.join(missing[:_MISSING_TOLD])}：{advice}")]
    return [Finding("操作记录", True, f"网页存入的{len(saves)}批都有操作记录")]


@dataclass(frozen=True)
class _Told:
    """When the audit log began, and the batches that its entries name."""

    since: datetime
    batches: frozenset[int]


def _batches_told(accounts: AccountsFile) -> _Told | None:
    since, batches = None, set()
    for entry in entries(accounts):
        since = since or datetime.fromisoformat(entry.at)
        after = json.loads(entry.after) if '"batch"' in entry.after else None
        if isinstance(after, dict) and isinstance(after.get("batch"), int):
            batches.add(after["batch"])
    return _Told(since, frozenset(batches)) if since else None


def _saves_since(layout: Layout, since: datetime, until: datetime) -> list[tuple[int, str, str]]:
    """Batch, by whom and step of what the browser saved between two moments."""
    with published(layout) as connection:
        if not is_current(connection):
            return []
        return connection.execute(
            "select batch_id, stored_by, step from raw.saves inner join raw.batches using (batch_id) "
            "where stored_at between ? and ? order by batch_id",
            [since, until],
        ).fetchall()
