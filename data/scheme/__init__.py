"""Scheme files: TOML in, a checked `Scheme` out, all errors at once (scoring.md section 2).

Paths in errors number repeated tables from 1: `component[2].indicator[1].item[3].points`.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from data.errors import InputRefused, Problem
from data.scheme.advice import warnings
from data.scheme.build import build_scheme
from data.scheme.checks import check_consistency
from data.scheme.fields import Notes
from data.scheme.identity import check_identity
from data.scheme.model import Scheme
from data.scheme.rows import SCHEME_TABLES, scheme_rows

__all__ = [
    "SCHEME_TABLES",
    "Scheme",
    "builtin_schemes",
    "parse_scheme",
    "read_scheme",
    "scheme_rows",
    "warnings",
]

_BUILTIN_FOLDER = Path(__file__).parent.parent / "schemes"


def read_scheme(source: Path | str) -> Scheme:
    """Read and check a scheme file (UTF-8, with or without BOM).

    Raises InputRefused with every problem; `column` holds the path in the file.
    """
    path = Path(source)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise _refused(path.name, None, str(path), "文件打不开", "请核对路径和权限") from error
    except UnicodeDecodeError as error:
        raise _refused(path.name, None, None, "文件不是 UTF-8 编码", "请用记事本另存为 UTF-8 编码") from error
    return parse_scheme(text, path.name)


def parse_scheme(text: str, name: str) -> Scheme:
    """Check a scheme given as TOML text; `name` stands for the file in errors.

    Raises InputRefused with every problem, or with the one place where the TOML cannot be read.
    """
    try:
        raw = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _unreadable(name, text, error) from error
    notes = Notes(name)
    scheme = build_scheme(raw, notes, text)
    check_identity(scheme, notes)
    check_consistency(scheme, notes)
    if notes.problems:
        raise InputRefused(notes.problems)
    return scheme


def builtin_schemes() -> dict[str, Path]:
    """The schemes that come with the product: scheme id → file, by id."""
    return {path.stem: path for path in sorted(_BUILTIN_FOLDER.glob("*.toml"))}


def _refused(file: str, row: int | None, value: str | None, problem: str, action: str) -> InputRefused:
    return InputRefused([Problem(file, None, row, None, value, problem, action)])


def _unreadable(name: str, text: str, error: Exception) -> InputRefused:
    """Point at the line at which the TOML reader gave up: the last one when the text ends too early."""
    lines = text.splitlines() or [""]
    stated = re.search(r"at line (\d+)", str(error))
    row = int(stated.group(1)) if stated else len(lines)
    problem, action = next(
        (advice for words, advice in _TOML_ADVICE.items() if words in str(error)), _GENERAL_ADVICE
    )
    return _refused(name, row, lines[min(row, len(lines)) - 1].strip(), problem, action)


_GENERAL_ADVICE = (
    "写法不符合 TOML",
    "请检查这一行和上一行：等号、引号、方括号用英文半角，文字加英文双引号",
)
_TOML_ADVICE = {
    "Cannot overwrite": ("同一个键写了两次", "请删去重复的一行"),
    "Cannot declare": ("同一个表写了两次", "请合并成一段；可以重复的表用双层方括号 [[...]] 开头"),
}
"""Words of the TOML reader's message → what they mean to the author of a scheme."""
