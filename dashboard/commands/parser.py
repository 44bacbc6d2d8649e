"""argparse in Chinese: help, usage and the messages about a command written wrongly."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

_MESSAGES = (
    (r"the following arguments are required: (.*)", r"缺少 \1"),
    (r"unrecognized arguments: (.*)", r"不认识 \1"),
    (r"argument (\S+?): (.*)", r"\1 \2"),
    (r"(.*)invalid choice: '?(.*?)'? \(choose from (.*)\)", r"\1没有“\2”这一项，可选：\3"),
    (r"(.*)expected one argument", r"\1后面要写一个值"),
    (r"(.*)expected at least one argument", r"\1后面至少要写一个值"),
    (r"(.*)invalid int value: '(.*)'", r"\1“\2”不是整数"),
    (r"(.*)not allowed with argument (.*)", r"\1不能与 \2 同时使用"),
    (r"one of the arguments (.*) is required", r"须写其中一项：\1"),
)


class ChineseParser(argparse.ArgumentParser):
    """A parser, and through it every parser of its subcommands."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__(**{**keywords, "formatter_class": _ChineseFormatter, "add_help": False})
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """As ever; exit 2 for words that are no text, such as the GB18030 name of a file out of an old archive."""
        for word in sys.argv[1:] if args is None else args:
            shown = word.encode(errors="replace").decode()
            if shown != word:
                self.error(f"“{shown}”不是 UTF-8 文字，请把文件改名后再试")
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Usage and what is wrong, on standard error; exit 2."""
        self.print_usage(sys.stderr)
        for pattern, words in _MESSAGES:
            message = re.sub(f"^{pattern}$", words, message)
        quoted = message.replace("'", "")  # newer Pythons quote the choices, older ones do not
        self.exit(2, f"命令写法有误：{quoted}\n")


class _ChineseFormatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)
