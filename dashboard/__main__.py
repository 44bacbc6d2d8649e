"""The commands of files.md section 2: `python -m dashboard COMMAND`.

Exit 0 done, 1 something is wrong with the store or the disk, 2 usage, 3 input refused and nothing stored, 130 Ctrl-C.
"""

from __future__ import annotations

import argparse
import sys

import duckdb

from dashboard.commands import (
    draw,
    exports,
    facts,
    history,
    plans,
    rounds,
    scores,
    selfcheck,
    templates,
    users,
    web,
)
from dashboard.commands.parser import ChineseParser
from data.errors import InputRefused, OpennessError, StoreMissing, UsageError, cause_of

_EXITS: tuple[tuple[type[BaseException], int, str], ...] = (
    (InputRefused, 3, "{}"),
    (UsageError, 2, "{}"),
    (StoreMissing, 2, "{}"),
    (OpennessError, 1, "{}"),
    (duckdb.Error, 1, "读取数据库失败：{}\n请运行 check 查看完整性报告"),
    (OSError, 1, "文件读写失败：{}"),
    (KeyboardInterrupt, 130, "已中断，未完成的部分没有存入"),
)
"""What each error means for the caller: exit code and words, the first that fits."""


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except BrokenPipeError:
        return 0
    except tuple(kind for kind, _, _ in _EXITS) as error:
        code, words = next((code, words) for kind, code, words in _EXITS if isinstance(error, kind))
        sys.stderr.write(words.format(cause_of(error) if isinstance(error, OSError) else error) + "\n")
        return code


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(prog="python -m dashboard", description="政务公开考核系统")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")
    for module in (facts, plans, scores, rounds, draw, exports, templates, history, selfcheck, users, web):
        module.register(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
