"""export: charts, workbooks and documents into a folder or a zip."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Never

from tqdm import tqdm

from dashboard.commands.arguments import add_as_of, add_store, add_year, find_unit, open_store
from dashboard.commands.output import say
from dashboard.commands.trail import write_down
from dashboard.text import exports as words
from data.errors import UsageError

if TYPE_CHECKING:
    from dashboard.exports.piece import Piece, Progress

ALL = "all"
DEFAULT_FOLDER = "exports"


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    names = "、".join(f"{kind}（{name}）" for kind, (name, _) in words.KINDS.items())
    parser = commands.add_parser("export", help="导出图表、表格和文书")
    parser.add_argument(
        "kinds", nargs="+", choices=(*words.KINDS, ALL), metavar="种类", help=f"{names}，或 all（全部）"
    )
    when = parser.add_mutually_exclusive_group()
    add_as_of(when)
    when.add_argument("--round", metavar="轮次", help="已关闭的轮次，得分用公布时存下的结果")
    add_year(parser)
    parser.add_argument("--unit", metavar="单位", help="只导出一个单位的（编码、名称或别名）")
    parser.add_argument(
        "--out",
        type=Path,
        default=Path(DEFAULT_FOLDER),
        metavar="位置",
        help=f"文件夹，或以 .zip 结尾的压缩包（默认 {DEFAULT_FOLDER}）",
    )
    add_store(parser)
    parser.set_defaults(run=run_export)


def run_export(arguments: argparse.Namespace) -> int:
    """Write every file of the chosen kinds."""
    # what draws and writes documents is slow to import: no other command waits for it
    from dashboard.exports.catalogue import pieces_of
    from dashboard.exports.occasion import Occasion

    store = open_store(arguments.store)
    occasion = Occasion.of(
        store,
        year=arguments.year,
        as_of=arguments.as_of,
        round_name=arguments.round,
        unit_id=find_unit(store, arguments.unit) if arguments.unit else None,
    )
    kinds = _every_kind() if ALL in arguments.kinds else list(dict.fromkeys(arguments.kinds))
    pieces = pieces_of(kinds, occasion)
    if not pieces:
        raise UsageError(words.NOTHING_TO_EXPORT)
    _write(pieces, arguments.out)
    write_down(arguments, arguments.out, kinds=kinds, files=len(pieces), unit_id=occasion.unit_id)
    print(f"已导出{len(pieces)}个文件：{arguments.out}")
    return 0


def _every_kind() -> list[str]:
    """All kinds; where this machine cannot draw pictures all but the charts, which is said."""
    from dashboard.exports.renderer import renderer_state

    can_draw, told = renderer_state()
    if not can_draw:
        say(f"未导出{words.KINDS['charts'][0]}：{told}")
    return [kind for kind in words.KINDS if can_draw or kind != "charts"]


def _write(pieces: list[Piece], out: Path) -> None:
    from dashboard.exports.piece import write_folder, write_zip

    with _progress(len(pieces)) as progress:
        if out.suffix.lower() == ".zip":
            write_zip(pieces, out, progress)
        else:
            write_folder(pieces, out, progress)


@contextmanager
def _progress(total: int) -> Iterator[Progress]:
    """A progress bar when the terminal is one."""
    bar: tqdm[Never] = tqdm(total=total, disable=not sys.stderr.isatty(), unit="个", leave=False, desc="导出")
    with bar:

        def step(_: int, path: str) -> None:
            bar.set_postfix_str(path)
            bar.update()

        yield step
