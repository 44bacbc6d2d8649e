"""batches, undo, releases, rollback, backup, restore, check, calendar: the history and the health of the data."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from dashboard.commands.answers import records
from dashboard.commands.arguments import add_by, add_format, add_store, open_store
from dashboard.commands.output import print_json, print_rows, say
from dashboard.commands.trail import write_down
from dashboard.text import commands as words
from data.accounts.database import AccountsFile
from data.backup import backup, restore
from data.batches import CalendarBatch
from data.calendar import CalendarDay, read_calendar, seed_days, write_calendar
from data.checkup import check_references
from data.damage import is_lost
from data.errors import UsageError
from data.release import Writer
from data.upkeep import checked_store

_BATCH_HEADINGS = {
    "batch_id": "批次",
    "what_text": "内容",
    "stored_at": "时间",
    "stored_by": "经办人",
    "note": "来源",
    "rows_in": "行数",
    "rows_refused": "退回",
    "live_text": "状态",
    "release_id": "数据版本",
}
_RELEASE_HEADINGS = {
    "release_id": "数据版本",
    "published_at": "发布时间",
    "batches": "批数",
    "last_batch_id": "最后一批",
    "kept_text": "文件",
}


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    batches = commands.add_parser("batches", help="列出每一批存入的数据")
    releases = commands.add_parser("releases", help="列出每一个数据版本")
    for parser, run in ((batches, run_batches), (releases, run_releases)):
        add_format(parser)
        parser.set_defaults(run=run)
    undo = commands.add_parser("undo", help="撤销一批（撤销本身也可再撤销）")
    undo.add_argument("batch", type=int, metavar="批次")
    undo.set_defaults(run=run_undo)
    rollback = commands.add_parser("rollback", help="回到某个数据版本：其后的各批全部撤销，历史保留")
    rollback.add_argument("release", metavar="数据版本")
    rollback.set_defaults(run=run_rollback)
    for parser in (undo, rollback):
        add_by(parser)
    backing = commands.add_parser("backup", help="备份为一个文件")
    restoring = commands.add_parser("restore", help="把备份恢复到一个空目录")
    for parser, run in ((backing, run_backup), (restoring, run_restore)):
        parser.add_argument("file", type=Path, metavar="文件")
        parser.set_defaults(run=run)
    checking = commands.add_parser("check", help="完整性报告")
    checking.set_defaults(run=run_check)
    _register_calendar(commands)
    for parser in (batches, releases, undo, rollback, backing, restoring, checking):
        add_store(parser)


def _register_calendar(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    calendar = commands.add_parser("calendar", help="查看、导入、导出工作日历")
    actions = calendar.add_subparsers(dest="action", required=True, metavar="动作")
    show = actions.add_parser("show", help="某年的节假日和调休上班日")
    show.add_argument("year", type=int, metavar="年份")
    show.set_defaults(run=run_calendar_show)
    exporting = actions.add_parser("export", help="导出为 CSV")
    exporting.add_argument("--year", type=int, metavar="年份", help="只导出一年")
    importing = actions.add_parser("import", help="导入改好的 CSV；相关时限随之重算")
    for parser, run in ((exporting, run_calendar_export), (importing, run_calendar_import)):
        parser.add_argument("file", type=Path, metavar="文件")
        parser.set_defaults(run=run)
    add_by(importing)
    for parser in (show, exporting, importing):
        add_store(parser)


def run_batches(arguments: argparse.Namespace) -> int:
    """Every stored batch, newest first."""
    rows = records(open_store(arguments.store).table("pages/batches"))
    if arguments.format == "json":
        print_json(rows)
        return 0
    for row in rows:
        row |= {
            "what_text": words.BATCH_KINDS[row["what"]],
            "live_text": "有效" if row["is_live"] else "已撤销",
        }
    print_rows(rows, _BATCH_HEADINGS, arguments.format)
    return 0


def run_releases(arguments: argparse.Namespace) -> int:
    """Every release ever published, and whether its file is still kept."""
    store = open_store(arguments.store)
    rows = records(store.table("pages/releases"))
    for row in rows:
        row["is_kept"] = store.layout.release_file(row["release_id"]).is_file()
        row["is_current"] = row["release_id"] == store.release_id
    if arguments.format == "json":
        print_json(rows)
        return 0
    for row in rows:
        row["kept_text"] = "当前" if row["is_current"] else "保留" if row["is_kept"] else "已清理"
    print_rows(rows, _RELEASE_HEADINGS, arguments.format)
    return 0


def run_undo(arguments: argparse.Namespace) -> int:
    """Take a batch back."""
    receipt = Writer(arguments.store).undo(arguments.batch, arguments.by)
    write_down(arguments, receipt, undone=arguments.batch)
    print(
        f"已撤销第{arguments.batch}批（本次撤销为第{receipt.batch_id}批，可再撤销），数据版本 {receipt.release_id}"
    )
    _say_alone(arguments.store)
    _warn_of_dangling(arguments.store)
    return 0


def run_rollback(arguments: argparse.Namespace) -> int:
    """Publish a new release in which everything after an old one is undone."""
    writer = Writer(arguments.store)
    if is_lost(writer.layout):
        writer.point_back(arguments.release)
        write_down(arguments, arguments.store, back_to=arguments.release)
        print(words.POINTED_BACK.format(release=arguments.release))
        return 0
    receipt = writer.rollback(arguments.release, arguments.by)
    write_down(arguments, receipt, back_to=arguments.release)
    print(f"已回到 {arguments.release} 时的数据（第{receipt.batch_id}批），新的数据版本 {receipt.release_id}")
    _say_alone(arguments.store)
    _warn_of_dangling(arguments.store)
    return 0


def _say_alone(store: Path) -> None:
    """Say, where there are accounts, that nobody else had to agree; on the pages somebody must."""
    if AccountsFile(store).exists():
        say(words.ALONE)


def _warn_of_dangling(store: Path) -> None:
    for finding in check_references(store):
        if not finding.is_good:
            say(f"注意：{finding.subject}：{finding.message}")


def run_backup(arguments: argparse.Namespace) -> int:
    """Write a one-file backup."""
    size = backup(arguments.store, arguments.file)
    write_down(arguments, arguments.file, bytes=size)
    print(f"已备份到 {arguments.file}（{size / 1_000_000:.1f} MB）")
    return 0


def run_restore(arguments: argparse.Namespace) -> int:
    """Unpack a backup into an empty store."""
    release_id = restore(arguments.file, arguments.store)
    write_down(arguments, arguments.file, release_id=release_id)
    print(f"已恢复到 {arguments.store}，数据版本 {release_id}")
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    """Print the integrity report; 1 when anything is wrong."""
    findings = checked_store(arguments.store)
    for finding in findings:
        print(f"{'正常' if finding.is_good else '异常'}  {finding.subject}：{finding.message}")
    return 0 if all(finding.is_good for finding in findings) else 1


def run_calendar_show(arguments: argparse.Namespace) -> int:
    """Holidays on weekdays and workdays on weekends of a year."""
    days = [
        day for day in _days(arguments.store, arguments.year) if day.is_workday != (day.day.isoweekday() <= 5)
    ]
    if not days:
        say(f"{arguments.year}年的安排尚未录入，暂按周一至周五计算（暂定）")
    rows = [
        {"day": day.day, "kind": "上班" if day.is_workday else "休息", "note": day.note}
        for day in sorted(days, key=_day)
    ]
    print_rows(rows, {"day": "日期", "kind": "类型", "note": "说明"}, "table")
    return 0


def _day(day: CalendarDay) -> str:
    return day.day.isoformat()


def run_calendar_export(arguments: argparse.Namespace) -> int:
    """Write the working-day table as CSV."""
    days = _days(arguments.store, arguments.year)
    if not days:
        raise UsageError(f"没有{arguments.year}年的日历可导出")
    write_calendar(arguments.file, days)
    print(f"已导出{len(days)}天到 {arguments.file}")
    return 0


def run_calendar_import(arguments: argparse.Namespace) -> int:
    """Store an edited table; every deadline counted in working days follows."""
    days = read_calendar(arguments.file)
    receipt = Writer(arguments.store).submit(CalendarBatch(days, arguments.by, arguments.file.name))
    write_down(arguments, receipt, file=arguments.file.name)
    print(f"已存入第{receipt.batch_id}批：{receipt.rows_in}天，数据版本 {receipt.release_id}")
    return 0


def _days(store: Path, year: int | None) -> list[CalendarDay]:
    reader = open_store(store)
    if not reader.layout.exists():
        return [day for day in seed_days() if year is None or day.day.year == year]
    return [
        CalendarDay(date.fromisoformat(row["day"]), row["is_workday"], row["note"] or "")
        for row in records(reader.table("pages/calendar", year=year))
    ]
