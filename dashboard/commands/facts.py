"""import, scheme and demo: what comes in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Never

from tqdm import tqdm
from xlsxwriter.exceptions import FileCreateError

from dashboard.commands.arguments import add_by, add_store
from dashboard.commands.output import say
from dashboard.commands.trail import write_down
from data.accounts.database import AccountsFile
from data.batches import FactBatch, SchemeBatch
from data.errors import InputRefused
from data.files.reading import Progress, ReadResult, read_files
from data.files.returned import write_returned
from data.files.sheet import Sheet
from data.known import already_stored, stored_scheme
from data.layout import Layout
from data.release import Writer
from data.scheme import read_scheme, warnings
from data.tickets import Receipt

_SHOWN_PROBLEMS = 50


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    importing = commands.add_parser("import", help="检查并存入事实文件，发布新的数据版本")
    importing.add_argument("files", nargs="+", type=Path, metavar="文件", help="CSV、XLSX、XLS 或 ODS")
    importing.add_argument("--dry-run", action="store_true", help="只检查，不存入")
    importing.add_argument("--accept-valid", action="store_true", help="存入合格的行，退回其余的行")
    importing.add_argument("--each", action="store_true", help="每个文件各成一批，一个文件有错不影响其他文件")
    importing.add_argument(
        "--returned", type=Path, metavar="目录", help="退回文件放在哪里（默认与原文件同目录）"
    )
    add_by(importing)
    add_store(importing)
    importing.set_defaults(run=run_import)

    scheme = commands.add_parser("scheme", help="检查考核办法（TOML），并使之成为该年度的办法")
    scheme.add_argument("file", type=Path, metavar="文件")
    scheme.add_argument("--dry-run", action="store_true", help="只检查，不存入")
    add_by(scheme)
    add_store(scheme)
    scheme.set_defaults(run=run_scheme)

    demo = commands.add_parser("demo", help="建立演示库：虚构的云岭区，两个年度的全部资料")
    add_store(demo)
    demo.set_defaults(run=run_demo)


def run_import(arguments: argparse.Namespace) -> int:
    """Check and store fact files; 3 when anything was refused and not stored."""
    writer = Writer(arguments.store)
    groups = [[path] for path in arguments.files] if arguments.each else [arguments.files]
    with _progress() as progress, writer.rehearsal() if arguments.dry_run else nullcontext(writer) as target:
        is_stored = [_import_group(target, paths, arguments, progress) for paths in groups]
    return 0 if all(is_stored) else 3


def _import_group(
    writer: Writer, paths: Sequence[Path], arguments: argparse.Namespace, progress: Progress
) -> bool:
    """Store files as one batch, or say why not; False when they were refused."""
    try:
        result = read_files(paths, progress=progress)
    except InputRefused as error:
        _report(error)
        return False
    for note in result.notes:
        say(f"注意：{note}")
    fresh = _leave_out_known(writer, result)
    if not fresh:
        return True
    batch = FactBatch(fresh, by=arguments.by, accept_valid=arguments.accept_valid)
    try:
        receipt = writer.submit(batch)
    except InputRefused as error:
        _give_back(fresh, error, paths, arguments)
        return False
    if batch.refused:
        _give_back(fresh, InputRefused(batch.refused), paths, arguments)
    if not arguments.dry_run:
        write_down(arguments, receipt, files=[sheet.file for sheet in fresh])
    _confirm(fresh, receipt, arguments.dry_run)
    return True


def _leave_out_known(writer: Writer, result: ReadResult) -> list[Sheet]:
    """Sheets of files not yet stored; says which files came in before, or twice now, byte for byte."""
    known = already_stored(writer.layout, {sheet.sha256 for sheet in result.sheets})
    fresh: dict[tuple[str, str | None], Sheet] = {}
    said: dict[str, str] = {}
    for sheet in result.sheets:
        first = fresh.setdefault((sheet.sha256, sheet.sheet), sheet)
        if sheet.sha256 in known:
            said[sheet.file] = f"“{sheet.file}”与第{known[sheet.sha256]}批完全相同，已在库中，未重复存入"
        elif first is not sheet:
            said[sheet.file] = f"“{sheet.file}”与“{first.file}”完全相同，只存入一次"
    for words in said.values():
        say(words)
    return [sheet for sheet in fresh.values() if sheet.sha256 not in known]


def _give_back(
    sheets: Sequence[Sheet], error: InputRefused, paths: Sequence[Path], arguments: argparse.Namespace
) -> None:
    """Say what is wrong and write the bad rows back as workbooks."""
    _report(error)
    folder = arguments.returned or paths[0].parent
    try:
        for path in write_returned(folder, sheets, error.problems):
            say(f"有错的行已退回：{path}（末列写明原因）。{_how_to_go_on(arguments)}")
    except (OSError, FileCreateError) as problem:
        say(f"退回文件写不进“{folder}”（{problem}）。请用 --returned 指定另一个目录")


def _how_to_go_on(arguments: argparse.Namespace) -> str:
    """What to do with the bad rows: after a refusal the good ones are not stored either."""
    if arguments.accept_valid:
        return "合格的行照常存入；改好这个文件后直接导入即可"
    return "本次没有存入任何一行：请对照它改正原文件后重新导入，或加 --accept-valid 先存入合格的行"


def _confirm(sheets: Sequence[Sheet], receipt: Receipt, is_dry_run: bool) -> None:
    for sheet in sheets:
        place = f"{sheet.file}“{sheet.sheet}”" if sheet.sheet else sheet.file
        say(f"{place}：{sheet.kind.chinese}{sheet.row_count}行")
    refused = f"，退回{receipt.rows_refused}行" if receipt.rows_refused else ""
    if is_dry_run:
        print(f"检查通过：共{receipt.rows_in}行{refused}（--dry-run，未存入）")
    else:
        print(f"已存入第{receipt.batch_id}批：共{receipt.rows_in}行{refused}，数据版本 {receipt.release_id}")


def run_scheme(arguments: argparse.Namespace) -> int:
    """Validate a scheme and store it as the edition of its year."""
    scheme = read_scheme(arguments.file)
    for warning in warnings(scheme):
        say(f"注意：{warning}")
    batch = SchemeBatch(scheme, arguments.file, arguments.by)
    if arguments.dry_run:
        print(f"检查通过：{scheme.name}（未存入）")
        return 0
    writer = Writer(arguments.store)
    known = stored_scheme(writer.layout, scheme)
    if known is not None:
        say(f"“{arguments.file.name}”已是{scheme.year}年度的办法（第{known}批），未重复存入")
        return 0
    receipt = writer.submit(batch)
    write_down(arguments, receipt, year=scheme.year, name=scheme.name)
    print(
        f"{scheme.name}已成为{scheme.year}年度的办法：第{receipt.batch_id}批，数据版本 {receipt.release_id}"
    )
    return 0


def run_demo(arguments: argparse.Namespace) -> int:
    """Build the demo store unless it is already there, with the readers that its sign-in page offers."""
    from data.demo.build import build_demo
    from data.demo.readers import add_readers

    is_new = not Layout(arguments.store).exists()
    with _progress() as progress:
        print(build_demo(arguments.store, progress))
    if is_new and not AccountsFile(arguments.store).exists():
        add_readers(arguments.store)
        print("登录页列有演示账号，在本机点一下即可进入，不用密码")
    return 0


def _report(error: InputRefused) -> None:
    for problem in error.problems[:_SHOWN_PROBLEMS]:
        say(str(problem))
    rest = len(error.problems) - _SHOWN_PROBLEMS
    if rest > 0:
        say(f"……另有{rest}处，见退回的文件")


@contextmanager
def _progress() -> Iterator[Progress]:
    """A progress bar when the terminal is one."""
    bar: tqdm[Never] = tqdm(disable=not sys.stderr.isatty(), unit="个", leave=False, desc="读取")

    def show(file: str, done: int, total: int) -> None:
        bar.total = total
        bar.n = done
        bar.set_postfix_str(file)

    with bar:
        yield show
