"""A plan file as numbered lines of text, or a refusal a person can act on."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from data.errors import InputRefused, Problem

_LARGEST = 20_000_000
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_ACTION = "请另存为纯文本（UTF-8 或 GB18030）后重试"


@dataclass(frozen=True)
class Line:
    """One line: its number in the file from 1, its words, whether it opened with a tab (a table cell)."""

    number: int
    words: str
    is_cell: bool


def read_lines(path: Path) -> list[Line]:
    """The lines of a text file. Raises InputRefused when there is no such file, or it is no text."""
    text = _decoded(path, _content(path))
    lines = re.split(r"\r\n|\r|\n|\x0c|\u2028|\u2029", text)
    return [Line(n, line.strip(), line.startswith("\t")) for n, line in enumerate(lines, 1)]


def refused(path: Path, problem: str, action: str) -> InputRefused:
    """The refusal of a whole plan file."""
    return InputRefused([Problem(path.name, None, None, None, None, problem, action)])


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise refused(path, "文件超过20MB，不像方案文本", _ACTION)
        content = path.read_bytes()
    except OSError:
        raise refused(path, "文件不存在或打不开", "请检查路径和权限") from None
    if not content.strip():
        raise refused(path, "文件是空的", "请选择方案文件")
    return content


def _decoded(path: Path, content: bytes) -> str:
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
    raise refused(path, "不是文本文件，无法读取", _ACTION)
