"""The integrity report: can everything be read, do the derived tables follow from the raw ones, do references hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.accounts.audit import anchor, broken_at, remembered
from data.accounts.database import AccountsFile
from data.errors import OpennessError, StoreDamaged
from data.integrity import BadRow, find_problems
from data.layout import Layout, file_digest, published
from data.queryfile import build_order
from data.upgrade import is_current


@dataclass(frozen=True)
class Finding:
    """One line of the report: what was looked at, whether it is in order, and what to do if not."""

    subject: str
    is_good: bool
    message: str


def check_store(store: Path) -> list[Finding]:
    """Look at the pointer, the release file, its derived tables, its references, the kept files and the audit log.

    Raises StoreMissing when there is no store. Without accounts nothing is said of a log.
    """
    return [*_check_release(store), *check_log(store)]


def _check_release(store: Path) -> list[Finding]:
    layout = Layout(store)
    try:
        release_id = layout.current_id()
    except StoreDamaged as error:
        return [Finding("数据指针 CURRENT", False, str(error))]
    findings = [Finding("数据指针 CURRENT", True, f"指向 {release_id}")]
    try:
        with duckdb.connect(str(layout.release_file(release_id)), read_only=True) as connection:
            findings.append(_check_reading(connection))
            findings.append(_check_derived(connection))
            findings.extend(_check_rows(connection))
            findings.append(_check_sources(connection, layout))
    except duckdb.Error as error:
        findings.append(
            Finding("数据版本文件", False, f"{release_id} 已损坏（{error}）。{_other(layout, release_id)}")
        )
    return findings


def check_references(store: Path) -> list[Finding]:
    """The part of the report that an undo or rollback can change: do rows in force still have what they refer to."""
    with published(Layout(store)) as connection:
        return _check_rows(connection)


def _check_reading(connection: duckdb.DuckDBPyConnection) -> Finding:
    """Read every block of every table; DuckDB verifies its checksums on the way."""
    tables = connection.execute(
        "select schema_name, table_name from duckdb_tables() where not internal order by all"
    ).fetchall()
    rows = 0
    for schema, table in tables:
        answer = connection.execute(
            f'select count(*), bit_xor(hash(t)) from {schema}."{table}" as t'
        ).fetchone()
        rows += answer[0] if answer else 0
    return Finding("数据版本文件", True, f"{len(tables)}张表、{rows}行全部可读")


def _check_derived(connection: duckdb.DuckDBPyConnection) -> Finding:
    """Recompute each staging and core table from what it reads and compare with what is stored."""
    if not is_current(connection):
        return Finding("派生数据", True, "由另一版本的程序生成，下次使用时自动更新")
    wrong = []
    for query in build_order(["staging", "core"]):
        stored = f"select * from {query.table}"
        parts = f"(({query.sql}) except all ({stored})) union all (({stored}) except all ({query.sql}))"
        answer = connection.execute(f"select count(*) from ({parts})").fetchone()
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
    named = connection.execute("select distinct sha256, file from raw.batch_files order by file").fetchall()
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


def _other(layout: Layout, damaged: str) -> str:
    names = sorted(
        (path.stem for path in layout.releases.glob("[0-9]*.duckdb") if path.stem != damaged), reverse=True
    )
    return f"可把 {names[0]} 写入 CURRENT 恢复到该版本" if names else "请用 restore 恢复备份"
